// Conditions as the YAML spells them (language.md d): a bare word is a state, everything else is an object with one question in it.
import { z } from 'zod';
import { day, key } from './words.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Exactly one question per object; the lowering says so, because a union of fifteen objects would only say "no match". */
export interface ConditionObject {
  all?: ConditionInput[] | undefined;
  any?: ConditionInput[] | undefined;
  not?: ConditionInput | undefined;
  in?: string | (string | number | boolean)[] | undefined;
  some?: string | undefined;
  none?: string | undefined;
  count?: number | undefined;
  of?: string | undefined;
  at?: string | undefined;
  given?: string | undefined;
  missing?: string | undefined;
  item?: string | undefined;
  below?: number | string | undefined;
  'at-least'?: number | string | undefined;
  'age-below'?: number | undefined;
  kind?: string | undefined;
  source?: string | undefined;
  yes?: string | undefined;
  no?: string | undefined;
  by?: 'person' | 'guardian' | 'anyone-involved' | undefined;
  agreed?: string | undefined;
  attested?: string | undefined;
  dates?: { from?: string | undefined; to?: string | undefined } | undefined;
  'at-event'?: string | undefined;
}
export type ConditionInput = string | ConditionObject;

const path = z
  .string()
  .min(1)
  .max(121)
  .describe('At most two keys, joined by a dot: subject, relationship.organisation.');

export const condition: z.ZodType<ConditionInput> = z
  .union([key.describe('A state: true while it lasts.'), z.lazy(() => conditionObject)])
  .meta({ id: 'Condition', description: 'A question answered yes, no or unknown. A bare word is a state.' });

const conditionObject = z.strictObject({
  all: z.array(condition).min(1).optional().describe('Yes when every one is.'),
  any: z.array(condition).min(1).optional().describe('Yes when one is.'),
  not: condition.optional().describe('The opposite; unknown stays unknown.'),
  in: z
    .union([key, z.array(scalar).min(1)])
    .optional()
    .describe('A state, or with `item` the values it may have.'),
  some: key
    .optional()
    .describe('There is at least one of this item, e.g. { some: invoice, in: open, at: subject }.'),
  none: key.optional().describe('There is none of this item.'),
  count: z.int().min(1).optional().describe('There are at least so many of the item in `of`.'),
  of: key.optional().describe('The item counted.'),
  at: path
    .optional()
    .describe('Whose items are counted: subject, relationship, project, organisation, record.'),
  given: key.optional().describe('The item has a value.'),
  missing: key.optional().describe('The item has no value.'),
  item: key.optional().describe('The item compared with `in`, `below` or `at-least`.'),
  below: z.union([z.number(), day]).optional().describe('The item is smaller or earlier than this.'),
  'at-least': z.union([z.number(), day]).optional().describe('The item is this or more, this day or later.'),
  'age-below': z.int().min(1).max(150).optional().describe('The person is younger than so many years.'),
  kind: key.optional().describe('The person is of this kind, or the record.'),
  source: key.optional().describe('The row came from this source.'),
  yes: key.optional().describe('The person said yes to this purpose or choice.'),
  no: key.optional().describe('The person said no to this purpose or choice.'),
  by: z
    .enum(['person', 'guardian', 'anyone-involved'])
    .optional()
    .describe('Whose yes or no; the person if not said.'),
  agreed: key.optional().describe('This was agreed with the person, project or record.'),
  attested: key.optional().describe('A member of staff says so for the case, with a reason and an end.'),
  dates: z
    .strictObject({ from: day.optional().describe('First day.'), to: day.optional().describe('Last day.') })
    .optional()
    .describe('Today is within these days.'),
  'at-event': key.optional().describe('Answered once, when this event happened, and kept.'),
}) satisfies z.ZodType<ConditionObject>;

/** `unless:` and `while:` take one condition or several, of which any one is enough. */
export const conditions = z.union([condition, z.array(condition).min(1)]);
