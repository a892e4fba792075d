// The phrases of all three languages and how a phrase takes its variables.
import type { Language } from '../../model/text.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

/** Finnish is the original; the other languages have exactly its keys, which the type checker holds. */
export type Phrases = typeof fi;

const PHRASES: Readonly<Record<Language, Phrases>> = { fi, sv, en };

export function phrasesOf(language: Language): Phrases {
  return PHRASES[language];
}

/** Puts values into `{name}` places. A place without a value is a defect of the caller, so it stays visible. */
export function fill(phrase: string, values: Readonly<Record<string, string | number>>): string {
  return phrase.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
