/** What people type on a command line, checked before it reaches the register. */
import { ProblemError } from '../platform/problems.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function parseSubjectId(text: string): string {
  if (UUID.test(text)) return text.toLowerCase();
  throw new ProblemError(
    'usage-wrong',
    'The id is not of the form 01234567-89ab-cdef-0123-456789abcdef. Find it with “seloste subject find”.',
  );
}

const PAGE_LIMIT = 100;

export function parsePageSize(text: string): number {
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= PAGE_LIMIT) return size;
  throw new ProblemError(
    'usage-wrong',
    `A page holds 1 to ${PAGE_LIMIT} people. Give --limit a number of these.`,
  );
}

/** Search compares from two characters on; fewer would find nobody and look like an empty register. */
export function parseSearchWords(text: string): string {
  const words = text.trim();
  if (words.length >= 2) return words;
  throw new ProblemError('usage-wrong', 'Write at least two characters to search for.');
}
