// The keyed hashes a row is matched and suppressed by. An address alone joins nobody who has a name, since families and offices
// share one; address and name together do, as does a code that is a person's own.
import { emailMatchForm } from '../identifiers/email.ts';
import { matchHash } from '../keys/cipher.ts';
import type { RowFact } from './row-parts.ts';

export interface MatchKey {
  readonly kind: string;
  readonly hmac: Buffer;
  /** Whether a match makes the row the same person; the others only carry what the address said no to. */
  readonly joins: boolean;
}

const OWN_CODES = new Set(['customer-number', 'user-id']);

export function matchKeysOf(facts: readonly RowFact[], matchKey: Buffer): readonly MatchKey[] {
  const name = nameForm(facts);
  const key = (kind: string, form: string, joins: boolean): MatchKey => ({
    kind,
    hmac: matchHash(matchKey, kind, form),
    joins,
  });
  return facts.flatMap(({ table, item, values }): MatchKey[] => {
    if (table === 'email') return contactKeys(key, 'email', emailMatchForm(values.address ?? ''), name);
    if (table === 'phone') return contactKeys(key, 'phone', values.number ?? '', name);
    if (table === 'identity_code') return [key('identity-code', values.code ?? '', true)];
    if (OWN_CODES.has(item)) return [key(item, (values.value ?? '').toLowerCase(), true)];
    return [];
  });
}

type MakeKey = (kind: string, form: string, joins: boolean) => MatchKey;

function contactKeys(key: MakeKey, kind: string, form: string, name: string | null): MatchKey[] {
  if (name === null) return [key(kind, form, true)];
  return [key(kind, form, false), key(`${kind}-name`, `${form}\0${name}`, true)];
}

/** Accents kept, case and white space not: Äijälä is not Aijala, but ÄIJÄLÄ is Äijälä. */
function nameForm(facts: readonly RowFact[]): string | null {
  const values = facts.find((fact) => fact.table === 'person_name')?.values;
  if (!values) return null;
  return `${values.family_name ?? ''} ${values.given_name ?? ''}`.normalize('NFC').toLowerCase().trim();
}
