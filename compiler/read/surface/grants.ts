// To whom as the YAML spells it (language.md h, i, k, l): recipients, transfers, agreements, roles, publication, the site.
import { z } from 'zod';
import { condition } from './conditions.ts';
import { form, needs, VERBS } from './people.ts';
import { rule } from './rules.ts';
import { clockDuration, day, duration, key, keys, texts, titled, words } from './words.ts';

const path = z.string().min(1).max(121);

const recipient = z.strictObject({
  ...titled,
  kind: z
    .enum([
      'processor',
      'controller',
      'authority',
      'group',
      'joint-controller',
      'the-person',
      'row-party',
      'register',
      'public',
    ])
    .optional()
    .describe('What the recipient is; follows from `party` or `register` where these are said.'),
  party: z
    .strictObject({
      of: path.describe('Where the party is found: relationship, project.'),
      as: key.describe('As what: employer, coach, co-participant.'),
    })
    .optional()
    .describe("Somebody the row itself names: the person's own employer, coach, co-participant."),
  register: key.optional().describe('Another register of ours; both notices list the items.'),
  data: z
    .union([z.literal('all'), key, z.array(key)])
    .optional()
    .describe('Items or categories given; `all` only for a processor.'),
  for: keys.optional().describe('The purposes it is given for.'),
  form: form.optional(),
  if: condition.optional().describe('Only when this is so.'),
  from: day.optional().describe('First day.'),
  to: day.optional().describe('Last day.'),
  needs: needs.optional(),
  tells: keys.optional().describe('Who is told of a disclosure: the-person, a role, a source.'),
  transfer: key.optional().describe('The entry of `transfers:`, when outside the EEA.'),
  may: z.boolean().optional().describe('May be given, without a duty to.'),
});
export type RecipientInput = z.infer<typeof recipient>;

export const recipients = z
  .object({
    none: texts.optional().describe('Nothing is given to anybody, in words.'),
    text: texts.optional().describe('The general rule in words.'),
  })
  .catchall(recipient);

const transfer = z.strictObject({
  ...titled,
  countries: z
    .union([z.literal('*'), z.array(z.string().regex(/^(?:[A-Z]{2}|\*)$/)).min(1)])
    .describe('ISO 3166 codes of the countries: [US]; "*" when not fixed.'),
  mechanism: z
    .enum(['adequacy', 'standard-clauses', 'binding-rules', 'certification', 'derogation'])
    .optional()
    .describe('What makes it lawful (Arts 45–49).'),
  derogation: z
    .enum(['49-1-a', '49-1-b', '49-1-c', '49-1-d', '49-1-e', '49-1-f', '49-1-g', '49-1-second'])
    .optional()
    .describe('Which derogation of Art. 49.'),
  copy: texts.optional().describe('Where a copy of the safeguards can be had.'),
  'only-if': texts.optional().describe('Only when this is so, in words.'),
});
export type TransferInput = z.infer<typeof transfer>;
export const transfers = z
  .object({ text: texts.optional().describe('The general rule in words.') })
  .catchall(transfer);

export const agreement = z.strictObject({
  ...titled,
  covers: keys.optional().describe('What it covers: security, breach-notification, secrecy.'),
});
export type AgreementInput = z.infer<typeof agreement>;

export const role = z.strictObject({
  ...titled,
  for: keys.describe('The purposes the role works under.'),
  verbs: z
    .union([z.enum(VERBS), z.array(z.enum(VERBS))])
    .optional()
    .describe('read, add and change when not said.'),
  data: keys.optional().describe('Only these categories or items.'),
  reach: z
    .union([z.enum(['own', 'team', 'all']), z.strictObject({ path })])
    .optional()
    .describe('Whose data: own, team, all, or of a path.'),
  needs: needs.optional(),
  copies: z
    .strictObject({
      form: words.describe('Paper, file.'),
      'at-most': z.int().min(0).optional().describe('How many.'),
      holder: texts.describe('Who holds them.'),
      while: condition.optional().describe('As long as this is so.'),
      then: z.enum(['return', 'destroy']).describe('What happens to them.'),
    })
    .optional()
    .describe('Copies given out.'),
});
export type RoleInput = z.infer<typeof role>;

export const publication = z.strictObject({
  title: titled.title,
  place: texts.describe('Where it is published.'),
  items: keys.describe('The items shown.'),
  needs: z
    .union([
      z.strictObject({ yes: key.describe('The choice or purpose the person says yes to.') }),
      z.strictObject({ law: texts.describe('The law that demands it.') }),
    ])
    .describe('A yes of the person, or a law.'),
  ends: rule.optional().describe('When it ends.'),
  'taken-down': duration.describe('Taken down within this time of the end or a withdrawal.'),
  masked: keys.optional().describe('Items masked for the others in it.'),
  stays: texts.optional().describe('What cannot be called back.'),
});
export type PublicationInput = z.infer<typeof publication>;

const siteItem = z.strictObject({
  ...titled,
  kind: z.enum(['cookie', 'storage', 'pixel', 'script']).describe('What it is.'),
  party: z.enum(['first', 'third']).describe('Ours or somebody else’s.'),
  provider: words.optional().describe('Whose.'),
  for: key.describe('The purpose, or `necessary`.'),
  lives: z
    .union([z.literal('session'), clockDuration])
    .describe('How long it stays: session, or a duration.'),
  items: keys.optional().describe('The items it collects.'),
  'joins-person': z
    .union([z.strictObject({ if: condition.describe('Only when this is so.') }), condition])
    .optional()
    .describe('When the visit is joined to a known person.'),
  switch: key.optional().describe('Its own on/off switch; those with the same word go together.'),
});
export type SiteItemInput = z.infer<typeof siteItem>;
export const site = z
  .object({ text: texts.optional().describe('What cookies are and how to refuse them.') })
  .catchall(siteItem);
