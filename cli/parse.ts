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
