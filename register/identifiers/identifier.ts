// The answer of every normaliser: the stored form, or why the input is none. Problems are codes, so that no personal value
// travels in an error; the caller words them (import's rejects file, a form's field error).

export type Normalised<T = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: IdentifierProblem };

export type IdentifierProblem =
  | 'empty'
  | 'too-long'
  | 'control-character'
  | 'email-malformed'
  | 'phone-malformed'
  | 'identity-code-malformed'
  | 'identity-code-date'
  | 'identity-code-check'
  | 'business-id-malformed'
  | 'business-id-check'
  | 'postal-code-malformed'
  | 'date-malformed'
  | 'number-malformed'
  | 'flag-malformed'
  | 'name-missing'
  | 'columns-unequal'
  | 'row-empty'
  | 'required-missing'
  | 'beside-another'
  | 'condition-unmet'
  | 'language-unknown'
  | 'choice-unknown'
  | 'time-ahead'
  | 'consent-unproved'
  | 'start-missing'
  | 'dates-crossed'
  | 'organisation-kind-unknown'
  | 'organisation-personal'
  | 'character-unreadable';

export const accepted = <T>(value: T): Normalised<T> => ({ ok: true, value });
export const refused = <T>(problem: IdentifierProblem): Normalised<T> => ({ ok: false, problem });

// C0 and C1 controls, the zero-width and the bidirectional marks: none belongs in a name or an address, and the latter can
// make one text look like another (Unicode TR 36).
const CONTROL = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

export function hasControlCharacter(text: string): boolean {
  return CONTROL.test(text);
}

/** NFC, outer white space off and inner runs folded to one space; refuses controls and more than `limit` characters. */
export function normaliseText(input: string, limit: number): Normalised {
  const text = input
    .normalize('NFC')
    .replace(/[ \t\u00a0]+/gu, ' ')
    .trim();
  if (text === '') return refused('empty');
  if (text.length > limit) return refused('too-long');
  if (hasControlCharacter(text)) return refused('control-character');
  return accepted(text);
}
