// What every part of signing in is given: the login that reads credentials, the keys, the settings, the clock and the mail.
import type pg from 'pg';
import type { Mail } from '../mail/mail.ts';
import type { Secrets } from './secrets.ts';

export interface SignInSettings {
  /** Asked of everybody; a register's notice or setting may ask for it all the same (CO.26). */
  readonly multiFactor: boolean;
  readonly idleMinutes: number;
  /** From signing in, however busy; at most a week. */
  readonly hours: number;
  readonly oidc: OidcSettings | undefined;
}

export interface OidcSettings {
  /** In addresses: `/api/session/oidc/KEY`. */
  readonly key: string;
  /** What the button says. */
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The pool, or one of its clients within a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

export interface SignInContext {
  readonly pool: Queryable;
  /** Runs the work in one transaction, with a context of its own. */
  readonly atomically: <Result>(work: (context: SignInContext) => Promise<Result>) => Promise<Result>;
  readonly secrets: Secrets;
  readonly settings: SignInSettings;
  readonly clock: () => Date;
  readonly mail: Mail;
  /** Where people reach the server, from the configuration: a Host header may be anybody's (A16). */
  readonly address: string;
}

/** Rows of one statement; values are always bound. */
export async function query<Row extends object>(
  { pool }: Pick<SignInContext, 'pool'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return (await pool.query<Row>(text, [...values])).rows;
}

/** A line of the security audit: ids and kinds, never what was typed. */
export async function noteSecurity(
  context: Pick<SignInContext, 'pool'>,
  kind: string,
  what: string,
  accountId?: string,
): Promise<void> {
  await query(context, 'select session.note_security($1, $2, $3)', [kind, what, accountId ?? null]);
}
