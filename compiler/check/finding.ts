// What a check hands back: a problem points at a place of the notice; a finding is the same problem with line, column and
// the catalogue's words, ready for people, editors and machines.
import type { Place } from '../model/text.ts';

export type Severity = 'error' | 'warning';

/** What `seloste notice check --json` prints. Lines and columns count from 1. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
  readonly article?: string;
}

/** One entry of the catalogue: the same for every occurrence of the code. */
export interface CodeEntry {
  readonly severity: Severity;
  /** What the code means, one sentence. */
  readonly meaning: string;
  /** How to mend it; a problem may say something closer to the case. */
  readonly mend: string;
  /** Article of the GDPR or section of a Finnish act the check rests on. */
  readonly article?: string;
}

/** A problem as the pure checks see it: before the place becomes a line and a column. */
export interface Problem<C extends string = string> {
  readonly code: C;
  readonly place: Place;
  /** The key of the place where its value is a plain word: the value when not said. */
  readonly of?: 'key';
  readonly message: string;
  /** Replaces the catalogue's way to mend when the case allows a better one. */
  readonly hint?: string;
  /** The word that leads nowhere, where that is the problem. */
  readonly names?: string;
}

export function error(meaning: string, mend: string, article?: string): CodeEntry {
  return { severity: 'error', meaning, mend, ...(article ? { article } : {}) };
}

export function warning(meaning: string, mend: string, article?: string): CodeEntry {
  return { severity: 'warning', meaning, mend, ...(article ? { article } : {}) };
}
