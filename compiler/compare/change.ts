// What a change between two versions of a notice is: a code, what it concerns, how serious it is, and one sentence per language.
import type { Key, Language } from '../model/text.ts';
import type { Phrase, Severity } from './phrases/phrase.ts';
import { type ChangeCode, PHRASES } from './phrases.ts';

export interface Change {
  readonly code: ChangeCode;
  readonly severity: Severity;
  /** Section and keys it concerns: `data.email.newsletter`. */
  readonly subject: string;
  readonly sentence: Readonly<Record<Language, string>>;
  /** Article of the GDPR that the duty or the refusal rests on. */
  readonly article: string | null;
}

/** What stands in a sentence's braces: one word for all languages, or one for each. */
export type Words = Readonly<Record<string, string | Readonly<Record<Language, string>>>>;

function fillIn(pattern: string, words: Words, language: Language): string {
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const word = words[name];
    if (word === undefined) return whole;
    return typeof word === 'string' ? word : word[language];
  });
}

/** A change with its sentence from the table of phrases. */
export function change(code: ChangeCode, subject: readonly Key[], words: Words = {}): Change {
  const { severity, fi, sv, en, article }: Phrase = PHRASES[code];
  return {
    code,
    severity,
    subject: subject.join('.'),
    sentence: { fi: fillIn(fi, words, 'fi'), sv: fillIn(sv, words, 'sv'), en: fillIn(en, words, 'en') },
    article: article ?? null,
  };
}

/** True when publishing the new version would be refused. */
export function isRefused(changes: readonly Change[]): boolean {
  return changes.some(({ severity }) => severity === 'refuse');
}
