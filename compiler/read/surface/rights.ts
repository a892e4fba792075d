// What the person can ask for and how the data is protected, as the YAML spells it (language.md j; Arts 12–22, 32).
import { z } from 'zod';
import { condition } from './conditions.ts';
import { keep, outcome, rule } from './rules.ts';
import { clockDuration, duration, key, keys, texts } from './words.ts';

const wayName = z.enum(['email', 'post', 'in-person', 'phone', 'portal', 'customer-service']);
const way = z.union([
  wayName,
  z.strictObject({
    way: wayName.describe('The way.'),
    identity: texts.optional().describe('How identity is made sure of, in words.'),
    proof: z
      .enum(['address-on-file', 'signature', 'identity-document', 'strong', 'none'])
      .optional()
      .describe('What proves identity this way.'),
    to: texts.optional().describe('To whom.'),
  }),
]);
export type WayInput = z.infer<typeof way>;
const ways = z
  .union([wayName, z.array(way)])
  .describe('Preferred ways; a request counts however it comes (Art. 12(2)).');

const by = z.union([
  key,
  z.strictObject({
    who: key.describe('self, guardian, or a kind of person.'),
    proof: key.optional().describe('What proves it.'),
  }),
]);

const right = z
  .strictObject({
    title: texts.optional().describe('Its title; the official one when not said.'),
    text: texts.optional().describe("The organisation's own words."),
    by: z
      .union([key, z.array(by)])
      .optional()
      .describe('Who may ask: self when not said.'),
    scope: z
      .union([
        z.literal('all'),
        z.strictObject({
          purposes: keys.optional().describe('Purposes.'),
          items: keys.optional().describe('Items.'),
        }),
      ])
      .optional()
      .describe('What it covers: all when not said.'),
    ways: ways.optional(),
    answer: duration.optional().describe('Answered within: P1M when not said, never longer.'),
    steps: z
      .array(
        z.strictObject({
          do: texts.describe('What is done.'),
          by: key.optional().describe('The role that does it.'),
          within: duration.optional().describe('Within this time.'),
        }),
      )
      .optional()
      .describe('The steps inside.'),
    delivery: z
      .strictObject({
        form: texts.optional().describe('In what form.'),
        within: duration.optional().describe('Within this time.'),
        link: clockDuration.optional().describe('How long the link works.'),
      })
      .optional()
      .describe('How the answer is delivered.'),
    fee: z
      .union([
        z.literal('none'),
        z.strictObject({
          free: z.union([z.literal('always'), z.int().min(1)]).describe('How many are free.'),
          per: duration.optional().describe('In how long.'),
          then: texts.optional().describe('What it costs after that.'),
          if: condition.optional().describe('Only when this is so.'),
        }),
      ])
      .optional()
      .describe('The fee: none when not said.'),
    except: z
      .array(
        z.strictObject({
          items: keys.optional().describe('The items not covered; any when not said.'),
          if: condition.optional().describe('Only when this is so.'),
          ground: texts.describe('Why.'),
          until: rule.optional().describe('How long.'),
        }),
      )
      .optional()
      .describe('What is not done, and why.'),
    does: z
      .array(
        z.strictObject({
          items: keys.optional().describe('The items; all when not said.'),
          then: outcome.describe('What happens to them.'),
        }),
      )
      .optional()
      .describe('What it does, per item.'),
    tells: keys.optional().describe('Who is told: recipients, sources.'),
    refusal: texts.optional().describe('How a refusal is given.'),
    'must-state': texts.optional().describe('What the request says, e.g. the particular situation.'),
  })
  .meta({ id: 'Right', description: 'How a right is used; an empty section takes the terms of the law.' });
export type RightInput = z.infer<typeof right>;

export const RIGHTS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'marketing-objection',
  'portability',
  'withdrawal',
  'complaint',
  'human-review',
  'anonymisation',
] as const;

export const rights = z.strictObject({
  text: texts.optional().describe('General words on the rights.'),
  ways: ways.optional().describe('The ways of every right that does not state its own.'),
  answer: duration.optional().describe('The time to answer of every right that does not state its own.'),
  access: right.optional().describe('Art. 15.'),
  rectification: right.optional().describe('Art. 16.'),
  erasure: right.optional().describe('Art. 17.'),
  restriction: right.optional().describe('Art. 18.'),
  objection: right.optional().describe('Art. 21(1).'),
  'marketing-objection': right.optional().describe('Art. 21(2)–(3).'),
  portability: right.optional().describe('Art. 20.'),
  withdrawal: right.optional().describe('Art. 7(3).'),
  complaint: right.optional().describe('Art. 77.'),
  'human-review': right.optional().describe('Art. 22(3).'),
  anonymisation: right.optional().describe('Anonymisation on demand, where the organisation promises it.'),
});
export type RightsInput = z.infer<typeof rights>;

const decision = z.strictObject({
  title: texts.describe('What is decided.'),
  logic: texts.describe('The logic involved.'),
  effects: texts.describe('Significance and consequences.'),
  human: texts.describe('How a human reviews it.'),
});
export const decisions = z.union([
  z.literal('none'),
  z.object({ text: texts.optional().describe('In words.') }).catchall(decision),
]);

export const profiling = z.strictObject({
  allowed: z.boolean().describe('false: scoring, behavioural segments and targeting are refused.'),
  text: texts.describe('In words.'),
});

export const protection = z.strictObject({
  title: texts.optional().describe('What it is called.'),
  kind: z
    .enum(['manual', 'access', 'network', 'encryption', 'backups', 'review', 'secrecy', 'other'])
    .describe('What kind of measure.'),
  text: texts.describe('The measure in words.'),
  every: duration.optional().describe('How often it is reviewed, on record.'),
  aims: z.boolean().optional().describe('Best efforts: shown, and counted as not enforced.'),
});

export const access = z.strictObject({
  undertaking: z.literal('required').optional().describe('No signed confidentiality undertaking, no access.'),
  'multi-factor': z.literal('required').optional().describe('A second factor at sign-in.'),
  review: duration.optional().describe('How often access rights are reviewed.'),
  keep: keep.optional().describe('How long user administration data is kept.'),
  'named-users': z.literal(true).optional().describe('Always so here: every user is a named person.'),
});

export const changes = z.strictObject({
  tell: texts.optional().describe('How a change is told.'),
  before: duration.optional().describe('Openings wait so long after being told; closings do not.'),
});

export const freeTexts = z.array(
  z.strictObject({ title: texts.describe('Heading.'), text: texts.describe('The text.') }),
);
