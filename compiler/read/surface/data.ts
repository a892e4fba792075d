// What and from where as the YAML spells it: items, categories, sources, systems.
import { z } from 'zod';
import { condition } from './conditions.ts';
import { audience, requirement } from './people.ts';
import { keep } from './rules.ts';
import { key, keys, texts, titled } from './words.ts';

const sourceUse = z.union([
  key,
  z.strictObject({
    source: key.describe('The source.'),
    if: condition.optional().describe('Only when this is so.'),
    narrows: keys.optional().describe('Purposes this source closes on the row.'),
  }),
]);
export type SourceUseInput = z.infer<typeof sourceUse>;
const sourceUses = z.union([key, z.array(sourceUse).min(1)]).describe('Where the data comes from.');

export const item = z
  .strictObject({
    title: texts.optional().describe('What people call it; a built-in item has a title already.'),
    text: texts.optional().describe("The organisation's own words."),
    type: z
      .enum(['text', 'long-text', 'number', 'date', 'time', 'yes-no', 'choice', 'record', 'file'])
      .optional()
      .describe('text when not said.'),
    choices: z
      .union([z.record(key, texts), z.array(key)])
      .optional()
      .describe('The values of a choice.'),
    special: z
      .enum([
        'health',
        'ethnic-origin',
        'political',
        'religion',
        'trade-union',
        'genetic',
        'biometric',
        'sex-life',
        'criminal',
      ])
      .optional()
      .describe('Special category (Art. 9) or criminal data (Art. 10).'),
    'special-condition': z
      .enum([
        'explicit-consent',
        'own-members',
        'made-public',
        'legal-claims',
        'employment-law',
        'health-care',
        'public-health',
        'substantial-public-interest',
        'vital-interest',
        'archiving',
        'law',
      ])
      .optional()
      .describe('The condition of Art. 9(2) relied on.'),
    'law-reason': texts
      .optional()
      .describe('Why the identity code is needed (Data Protection Act, section 29).'),
    was: key.optional().describe('Its former key.'),
    origin: z
      .enum(['provided', 'observed', 'derived', 'inferred'])
      .optional()
      .describe('Where it comes from by nature (Art. 20).'),
    encrypted: z.boolean().optional().describe('Encrypted with the key of the person.'),
    keep: keep.optional(),
    for: keys.optional().describe('Only these of the purposes of its category.'),
    from: sourceUses.optional(),
    audience: audience.optional(),
    'part-of': key.optional().describe('The kind of record it is a part of.'),
    items: z
      .record(key, requirement)
      .optional()
      .describe('What a record of this kind must, may or must not hold; items not listed are never held.'),
    'one-of': z
      .array(z.array(key).min(2))
      .optional()
      .describe('In the record, the later only where the earlier is missing.'),
  })
  .meta({ id: 'Item', description: 'A kind of personal data.' });
export type ItemInput = z.infer<typeof item>;

export const category = z.strictObject({
  ...titled,
  system: key.optional().describe('The system that holds it.'),
  items: z
    .array(z.union([key, z.record(key, item)]))
    .min(1)
    .describe('The items: keys, or { key: { title, type } } to define one in place.'),
  for: keys.describe('The purposes that may use it.'),
  from: sourceUses,
  keep: keep.optional(),
  of: keys.optional().describe('The kinds of person it is about; all when not said.'),
  provision: texts.optional().describe('Whether it must be given, and what follows if not (Art. 13(2)(e)).'),
  audience: audience.optional(),
});
export type CategoryInput = z.infer<typeof category>;

export const source = z.strictObject({
  ...titled,
  public: z.boolean().optional().describe('Publicly accessible (Art. 14(2)(f)).'),
  'from-person': z.boolean().optional().describe('The person gives it: Art. 13 and not 14.'),
  automatic: z.boolean().optional().describe('Collected by a machine: logs, cookies, cameras.'),
  if: condition.optional().describe('Only when this is so.'),
});
export const titledEntry = z.strictObject(titled);
