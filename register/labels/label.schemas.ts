// Labelling many people at once: what is asked, and what it would do.
import { z } from 'zod';
import { idSchema, keySchema } from '../api/values.ts';
import { filterSchema } from '../subjects/people.schemas.ts';

const IDS_LIMIT = 1_000;
export const labelBody = z.strictObject({
  item: keySchema.describe('An item of choices, as “fields” lists under labels.'),
  value: keySchema,
  people: z.union([
    z.strictObject({ ids: z.array(idSchema).min(1).max(IDS_LIMIT) }),
    z.strictObject({ filter: filterSchema }),
  ]),
});
export type LabelWish = z.output<typeof labelBody>;

export const addLabelBody = labelBody.extend({ source: keySchema });

export const labelPlan = z.object({
  people: z.number().describe('Chosen and seen under the purpose.'),
  carrying: z.number().describe('Have it already: those a removal concerns.'),
  free: z.number().describe('Would get it.'),
  unfit: z.number().describe('Are left out: the notice has the item for other kinds of people.'),
});
export type LabelPlan = z.output<typeof labelPlan>;
export const labelDone = z.object({ people: z.number() });
