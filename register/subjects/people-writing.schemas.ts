// What the staff app sends to record and change people, and what it gets back.
import { z } from 'zod';
import { idSchema, keySchema, languageSchema, lineOf, reasonSchema, textOf } from '../api/values.ts';
import { factAnswer, foundAnswer, titleAnswer } from './people.schemas.ts';

const part = z.union([z.null(), z.literal(''), lineOf(200)]);
/** A text as it is typed, or the parts of a name or an address. */
const factValue = z.union([
  textOf(100_000).min(1),
  z.strictObject({ given_name: part.optional(), family_name: part.optional() }),
  z.strictObject({
    street: part.optional(),
    postal_code: part.optional(),
    locality: part.optional(),
    country: part.optional(),
  }),
]);
export type FactValue = z.output<typeof factValue>;

const FACTS_LIMIT = 50;
const newFact = z.strictObject({
  item: keySchema,
  value: factValue,
  source: keySchema.optional().describe('When it is not the person’s own source.'),
});
export type NewFact = z.output<typeof newFact>;

const organisationWish = z.union([
  z.strictObject({ id: idSchema }),
  z.strictObject({ name: lineOf(200), businessId: lineOf(20).optional() }),
]);
export type OrganisationWish = z.output<typeof organisationWish>;

export const newPersonBody = z.strictObject({
  kind: keySchema,
  source: keySchema,
  startedOn: z.iso.date().optional(),
  organisation: organisationWish.optional(),
  projectId: idSchema.optional(),
  facts: z.array(newFact).min(1).max(FACTS_LIMIT),
});
export type NewPerson = z.output<typeof newPersonBody>;

export const idAnswer = z.object({ id: z.string() });

export const similarBody = z.strictObject({
  facts: z
    .array(z.strictObject({ item: keySchema, value: factValue }))
    .min(1)
    .max(FACTS_LIMIT),
  organisation: lineOf(200).optional(),
});
export const similarAnswer = z.object({
  rows: z.array(
    foundAnswer.shape.rows.element.extend({
      confidence: z.enum(['same', 'likely', 'possible']),
    }),
  ),
});
export type Similar = z.output<typeof similarAnswer>;

export const addFactBody = z.strictObject({
  item: keySchema,
  value: factValue,
  source: keySchema,
  relationshipId: idSchema.nullable().optional(),
});
export type AddFact = z.output<typeof addFactBody>;

const version = z.string().regex(/^[0-9a-f]{32}$/);
export const changeFactBody = z.strictObject({
  version: version.describe('Of the fact as it was shown.'),
  value: factValue,
  source: keySchema.optional().describe('Where the new value came from, when it differs.'),
});
export type ChangeFact = z.output<typeof changeFactBody>;

export const factChanged = z.object({
  fact: factAnswer,
  changeId: z.string().nullable().describe('What undo takes; null: nothing changed.'),
});

export const removeFactBody = z.strictObject({ ground: reasonSchema });
export const removedAnswer = z.object({
  outcome: z.enum(['erased', 'closed']).describe('closed: for this purpose, while another must keep it.'),
});

const PERMISSION_KINDS = [
  'consent',
  'withdrawal',
  'ban',
  'ban-lifted',
  'objection',
  'objection-lifted',
  'restriction',
  'restriction-lifted',
] as const;

export const permissionBody = z.strictObject({
  kind: z.enum(PERMISSION_KINDS),
  purpose: keySchema.optional().describe('Absent: every purpose the kind concerns.'),
  channel: z.enum(['email', 'sms', 'phone', 'post', 'web', 'app', 'in-person']).optional(),
  item: keySchema.optional(),
  factId: idSchema.optional(),
  allowed: z.array(keySchema).max(62).optional(),
  language: languageSchema.optional(),
  proof: lineOf(500).optional().describe('How a consent is known: a form, a recording, a letter.'),
  ground: lineOf(500).optional(),
  source: keySchema.default('the-person'),
  guardianId: idSchema.optional(),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

export const relationshipBody = z.strictObject({
  kind: keySchema,
  source: keySchema,
  startedOn: z.iso.date().optional(),
  organisation: organisationWish.optional(),
  projectId: idSchema.optional(),
});
export type NewRelationship = z.output<typeof relationshipBody>;

export const parseBody = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(20_000)
    .describe('A business card, an e-mail signature or a vCard. Nothing of it is kept.'),
});
export const parsedAnswer = z.object({
  from: z.enum(['vcard', 'text']),
  facts: z.array(
    z.object({
      item: z.string(),
      title: titleAnswer,
      value: z.string(),
      parts: z.record(z.string(), z.string()),
      sure: z.boolean(),
    }),
  ),
  organisation: z.object({ name: z.string(), businessId: z.string().nullable() }).nullable(),
  left: z.array(z.string()).describe('What was recognised as nothing of the purpose.'),
});
export type Parsed = z.output<typeof parsedAnswer>;
