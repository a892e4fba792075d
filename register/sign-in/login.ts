// Personal user ids (CG.40, RE.18): one spelling each, so that Aino@ and aino@ are one account and look-alike spaces make no second.
import { normaliseEmail } from '../identifiers/email.ts';

/** The stored form: compatibility characters folded, lower case, no white space round it. */
export const normaliseLogin = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** An e-mail address of the plain kind: no quotes, comments, groups or lists, which mail programs read in several ways (A33). */
export const isPlainEmail = (login: string): boolean => normaliseEmail(login).ok;
