// A statute of the dated table in words: what it requires to be kept, and where it says so.
import { LAWS } from '../language/laws.ts';
import type { Key, Language } from '../model/text.ts';

/** The line in force today stands last in the table; an unknown key is shown as written and the checker has told of it. */
export function lawTitle(key: Key, language: Language): string {
  const law = LAWS.findLast((line) => line.key === key);
  if (law === undefined) return key;
  return `${law.title[language] ?? key} (${law.statute[language] ?? ''})`;
}
