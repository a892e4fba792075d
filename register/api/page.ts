// Lists a page at a time: by the key of the last row shown, so that a page costs the same at the end of a million rows as at the
// beginning, and rows added meanwhile neither repeat nor hide one. No totals.
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';

const PAGE_ROWS = 50;
const PAGE_ROWS_LIMIT = 200;

/** Of the query: `?after=CURSOR&limit=50`. */
export const pageQuery = z.object({
  after: z.string().max(1000).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(PAGE_ROWS_LIMIT).default(PAGE_ROWS),
});

export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

export interface Page<Row> {
  readonly rows: Row[];
  readonly next: string | null;
}

/** Of rows read with `limit + 1`: the one too many says that there is a next page. */
export function makePage<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly string[],
): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? writeCursor(keyOf(last)) : null };
}

const cursorSchema = z.array(z.string().max(400)).min(1).max(8);

const writeCursor = (key: readonly string[]) => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The sort key to read after, or nulls for the first page. Throws `request-invalid` for a cursor we did not write. */
export function readCursor(after: string | undefined, parts: number): readonly (string | null)[] {
  if (after === undefined) return new Array<null>(parts).fill(null);
  const key = cursorSchema.safeParse(parse(Buffer.from(after, 'base64url').toString('utf8')));
  if (key.success && key.data.length === parts) return key.data;
  throw new ProblemError(
    'request-invalid',
    'The cursor “after” is not one of ours: start from the first page.',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
