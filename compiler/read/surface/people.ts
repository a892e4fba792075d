// Who and why as the YAML spells it: controller, authority, kinds of person, purposes with their bases.
import { z } from 'zod';
import { condition } from './conditions.ts';
import { keep } from './rules.ts';
import { contact, day, duration, key, keys, namedContact, texts, titled, words } from './words.ts';

const officer = z
  .union([
    contact,
    z.strictObject({
      'none-because': texts.describe('Why no officer need be appointed (Art. 37).'),
      assessed: day.optional().describe('The day this was assessed.'),
    }),
  ])
  .describe('The data protection officer, or why there is none.');

export const controller = z.strictObject({
  ...namedContact.shape,
  'business-id': words.optional().describe('Business id (Y-tunnus).'),
  'care-of': words.optional().describe('c/o in the postal address.'),
  group: z
    .array(
      z.strictObject({
        name: words.describe('Name.'),
        'business-id': words.optional().describe('Business id.'),
      }),
    )
    .optional()
    .describe('The companies of the group the notice speaks for.'),
  'acts-for': texts.optional().describe('On whose behalf the controller acts.'),
  joint: z
    .array(
      z.strictObject({
        ...namedContact.shape,
        'business-id': words.optional().describe('Business id.'),
        part: texts.describe('What each is responsible for (Art. 26).'),
      }),
    )
    .optional()
    .describe('Joint controllers.'),
  representative: contact.optional().describe('Representative in the Union (Art. 27).'),
  contact: contact.describe('Whom to contact about the register.'),
  'data-protection-officer': officer,
});
export type ControllerInput = z.infer<typeof controller>;

export const authority = z.union([
  z.literal('finland'),
  z.strictObject({
    name: texts.describe('Name.'),
    visiting: texts.describe('Visiting address.'),
    postal: texts.describe('Postal address.'),
    phone: words.optional().describe('Phone.'),
    registry: words.optional().describe('Phone of the registry.'),
    email: words.optional().describe('E-mail.'),
    website: words.optional().describe('Web address.'),
  }),
]);

const requirementLevel = z.enum(['mandatory', 'optional', 'never']);
const requirementTerms = z.strictObject({
  if: condition.optional().describe('Only when this is so.'),
  else: texts.optional().describe('What follows when it is missing.'),
  proof: key.optional().describe('What proves it: document, or the kind of person who confirms.'),
  'ground-ends': z
    .enum(['erase', 'keep'])
    .optional()
    .describe('What happens when the condition no longer holds.'),
});
export const requirement = z.union([
  requirementLevel,
  z.strictObject({
    mandatory: requirementTerms.optional().describe('Must be given.'),
    optional: requirementTerms.optional().describe('May be given.'),
    never: requirementTerms.optional().describe('Must not be stored.'),
  }),
]);
export type RequirementInput = z.infer<typeof requirement>;

export const person = z.strictObject({
  ...titled,
  opens: keys.optional().describe('The purposes a live relationship of this kind opens.'),
  'after-end': keys.optional().describe('The purposes that stay open after it ends.'),
  identified: z
    .boolean()
    .optional()
    .describe('false: never identified by itself, e.g. somebody in camera footage.'),
  with: z.enum(['nothing', 'organisation', 'project']).optional().describe('What the relationship is with.'),
  keep: keep.optional().describe('How long everything under this relationship is kept.'),
  items: z
    .record(key, requirement)
    .optional()
    .describe('What must, may or must not be stored of this kind; items not listed are never stored.'),
  'one-of': z
    .array(z.array(key).min(2))
    .optional()
    .describe('The later only where the earlier is missing: [[work-email, phone]].'),
  links: z
    .record(
      key,
      z.union([
        key,
        z.strictObject({
          kind: key.describe('The kind of the other person.'),
          mandatory: z.boolean().optional().describe('Must be linked.'),
        }),
      ]),
    )
    .optional()
    .describe('Another person that is linked: { guardian: guardian-kind }.'),
  from: keys
    .optional()
    .describe('How somebody may come to be recorded as this kind; any source when not said.'),
});
export type PersonInput = z.infer<typeof person>;

export const BASES = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interest',
  'public-task',
  'legitimate-interest',
] as const;
export const VERBS = ['read', 'add', 'change', 'remove', 'count', 'export', 'send'] as const;
const basisObject = z.strictObject({
  consent: texts.optional().describe('Art. 6(1)(a), in words.'),
  contract: texts.optional().describe('Art. 6(1)(b): which contract.'),
  'legal-obligation': texts.optional().describe('Art. 6(1)(c): which law.'),
  'vital-interest': texts.optional().describe('Art. 6(1)(d): whose.'),
  'public-task': texts.optional().describe('Art. 6(1)(e): which task.'),
  'legitimate-interest': texts.optional().describe('Art. 6(1)(f): the interest.'),
  verbs: z
    .union([z.enum(VERBS), z.array(z.enum(VERBS)).min(1)])
    .optional()
    .describe('Only for these: storing may rest on a contract and sending on consent.'),
  balancing: texts.optional().describe("Why the person's interests do not override it."),
});
const basis = z.union([z.enum(BASES), basisObject]);
export type BasisInput = z.infer<typeof basis>;

const simpleNeed = z.enum([
  'transfer',
  'written-request',
  'case',
  'second-person',
  'undertaking',
  'second-factor',
  'verified',
  'reason',
  'necessary',
]);
const need = z.union([
  simpleNeed,
  z.strictObject({
    agreement: key.optional().describe('A valid agreement of this kind is on record.'),
    told: duration.optional().describe('The person was told so long before and has not forbidden it.'),
  }),
]);
export type NeedInput = z.infer<typeof need>;
export const needs = z
  .union([need, z.array(need)])
  .meta({ id: 'Needs', description: 'What must be there first.' });
export const form = z
  .union([
    z.enum(['full', 'aggregate']),
    z.strictObject({ derived: key.describe('The derived item: masked or coarse.') }),
  ])
  .meta({ id: 'Form', description: 'full, aggregate (counts of five or more), or { derived: item }.' });
export const audience = z.enum(['own', 'team', 'all']).describe('Who among staff sees it: own, team or all.');

export const purpose = z.strictObject({
  ...titled,
  basis: z
    .union([basis, z.array(basis).min(1)])
    .optional()
    .describe('Required: the legal basis (Art. 6); a list when several, the main one first.'),
  open: z
    .enum(['default', 'consent', 'relationship'])
    .optional()
    .describe('What opens it: by default, a consent, or a live relationship of a kind that opens it.'),
  channel: z
    .enum(['email', 'sms', 'phone', 'post', 'web', 'app', 'in-person'])
    .optional()
    .describe('How people are reached.'),
  'direct-marketing': z
    .boolean()
    .optional()
    .describe('Direct marketing: the objection is absolute (Art. 21(2)).'),
  profiling: z.boolean().optional().describe('Profiling is part of it.'),
  'minimum-age': z.int().min(1).max(150).optional().describe('Never for anybody younger.'),
  'guardian-below': z
    .int()
    .min(1)
    .max(150)
    .optional()
    .describe("Below this age a guardian's yes is required."),
  objection: z
    .enum(['always', 'on-personal-grounds', 'none'])
    .optional()
    .describe('The right to object; follows from the basis when not said.'),
  succeeds: key.optional().describe('The old purpose: every closing is inherited, no opening.'),
  keep: keep.optional().describe('How long for this purpose.'),
  audience: audience.optional(),
  withdraw: texts.optional().describe('How consent is withdrawn.'),
  'consent-lasts': duration.optional().describe('How long a consent lasts.'),
  wording: texts.optional().describe('The wording the person is asked.'),
  if: condition.optional().describe('Only when this is so.'),
  from: day.optional().describe('First day.'),
  to: day.optional().describe('Last day.'),
  form: form.optional(),
  needs: needs.optional(),
  'in-memory': z.boolean().optional().describe('Its items are used in memory only and never stored.'),
  dpv: words.optional().describe('A purpose of the Data Privacy Vocabulary, e.g. DirectMarketing.'),
});
export type PurposeInput = z.infer<typeof purpose>;
