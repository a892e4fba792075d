// E-mail addresses as they are stored and as they are matched. The stored form keeps the person's spelling of the local part;
// the matching form does not, since suppression must hold however an address is typed (facts: Suppression check).
import { domainToASCII } from 'node:url';
import { accepted, type Normalised, normaliseText, refused } from './identifier.ts';

// Unquoted local parts only (RFC 5322 atext and dots, RFC 6531 letters): quoted ones are legal, never seen, and a way to
// smuggle a second address past a mailer. Each class is bounded and disjoint, so matching is linear.
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** RFC 5321 limits: 64 octets before the at sign, 254 characters in all. Domain lower-cased and in ASCII (IDNA). */
export function normaliseEmail(input: string): Normalised {
  const text = normaliseText(input, 254);
  if (!text.ok) return text;
  const parts = text.value.split('@');
  const [local, domain] = parts;
  if (parts.length !== 2 || local === undefined || domain === undefined) return refused('email-malformed');
  const ascii = domainToASCII(domain.toLowerCase());
  if (Buffer.byteLength(local) > 64 || !LOCAL.test(local) || !DOMAIN.test(ascii))
    return refused('email-malformed');
  return accepted(`${local}@${ascii}`);
}

/** The form two spellings of one mailbox share: the whole address in lower case. Takes a normalised address. */
export function emailMatchForm(email: string): string {
  return email.toLowerCase();
}
