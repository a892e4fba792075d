// The catalogue of findings: every code the checker may give, in the order of the documentation. A test proves that the catalogue,
// docs/findings.md and notices/broken/ agree both ways.
import { READING_CODES } from '../read/codes.ts';
import { CONTENT_CODES } from './codes/contents.ts';
import { DATA_CODES } from './codes/data.ts';
import { PURPOSE_CODES } from './codes/purposes.ts';

import { REFERENCE_CODES } from './codes/references.ts';
import { RETENTION_CODES } from './codes/retention.ts';
import { SUCCESSION_CODES } from './codes/succession.ts';
import type { CodeEntry } from './finding.ts';

/** Codes the checks of this folder give. */
export const CHECK_CODES = {
  ...REFERENCE_CODES,
  ...DATA_CODES,
  ...PURPOSE_CODES,
  ...RETENTION_CODES,
  ...CONTENT_CODES,
  ...SUCCESSION_CODES,
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type CheckCode = keyof typeof CHECK_CODES;

/** Every code a finding may carry, the reader's first. */
export const FINDING_CODES: Readonly<Record<string, CodeEntry>> = { ...READING_CODES, ...CHECK_CODES };
