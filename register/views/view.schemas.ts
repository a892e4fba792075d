// Saved views of the list of people over HTTP.
import { z } from 'zod';
import { lineOf } from '../api/values.ts';
import { COLUMNS_LIMIT, columnSchema, filterSchema, SORTS } from '../subjects/people.schemas.ts';

export const viewBody = z.strictObject({
  name: lineOf(80),
  shared: z.boolean().default(false).describe('With everybody who works in the register.'),
  columns: z.array(columnSchema).max(COLUMNS_LIMIT),
  sort: z.enum(SORTS),
  filter: filterSchema.nullable().default(null),
});
export type ViewBody = z.output<typeof viewBody>;

export const viewChange = z.strictObject({
  name: lineOf(80).optional(),
  shared: z.boolean().optional(),
  columns: z.array(columnSchema).max(COLUMNS_LIMIT).optional(),
  sort: z.enum(SORTS).optional(),
  filter: filterSchema.nullable().optional(),
});
export type ViewChange = z.output<typeof viewChange>;

export const viewAnswer = z.object({
  id: z.string(),
  name: z.string(),
  shared: z.boolean(),
  columns: z.array(z.string()),
  sort: z.enum(SORTS),
  filter: z.record(z.string(), z.unknown()).nullable().describe('As it was sent.'),
  mine: z.boolean(),
  owner: z.string().describe('Whose it is.'),
  missing: z
    .array(z.string())
    .describe('Columns and words of the filter that are not open to the purpose: show the rest.'),
});
export type ViewAnswer = z.output<typeof viewAnswer>;
