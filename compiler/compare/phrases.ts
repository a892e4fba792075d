// Every sentence a comparison can say, by the code of the change.
import { CLOSINGS } from './phrases/closings.ts';
import { DUTIES } from './phrases/duties.ts';
import { NEUTRAL } from './phrases/neutral.ts';
import { OPENINGS } from './phrases/openings.ts';
import type { Phrase } from './phrases/phrase.ts';
import { REFUSALS } from './phrases/refusals.ts';

export const PHRASES = {
  ...REFUSALS,
  ...OPENINGS,
  ...CLOSINGS,
  ...DUTIES,
  ...NEUTRAL,
} as const satisfies Readonly<Record<string, Phrase>>;

export type ChangeCode = keyof typeof PHRASES;
