// Retention as the YAML spells it (language.md a–c, e, f): rules, outcomes, stages, plans and holds.
import { z } from 'zod';
import { type ConditionInput, condition, conditions } from './conditions.ts';
import { duration, key, keys, texts, words, yearDay } from './words.ts';

const anchor = z.string().min(1).max(200).meta({
  id: 'Anchor',
  description: '[first | last | each] EVENT [of PATH], e.g. recorded, last contact of relationship.',
});
const step = z
  .string()
  .min(1)
  .max(100)
  .describe('P3M · working-days 14 · end-of month | year | financial-year · next --06-30 · next RUN');
const steps = z
  .union([step, z.array(step).max(8)])
  .meta({ id: 'Steps', description: 'One date step or several, taken in order: [end-of year, P2Y].' });
type StepsInput = z.infer<typeof steps>;
const owner = z.enum([
  'row',
  'record',
  'relationship',
  'project',
  'organisation',
  'group',
  'subject',
  'session',
  'register',
]);

export interface RuleObject {
  from?: string | undefined;
  keep?: StepsInput | undefined;
  by?: StepsInput | undefined;
  'calendar-years'?: number | undefined;
  until?: string | undefined;
  with?: string | undefined;
  newest?: number | undefined;
  per?: z.infer<typeof owner> | undefined;
  law?: string | undefined;
  between?: StepsInput[] | undefined;
  choice?: string | undefined;
  'later-of'?: RuleInput[] | undefined;
  'earlier-of'?: RuleInput[] | undefined;
  'first-known'?: RuleInput[] | undefined;
  cases?: CaseInput[] | undefined;
  absent?: string | undefined;
  within?: StepsInput | undefined;
  rule?: string | undefined;
  endless?: true | undefined;
  'at-least'?: RuleInput | undefined;
  'at-most'?: RuleInput | undefined;
  while?: ConditionInput | ConditionInput[] | undefined;
  unless?: ConditionInput | ConditionInput[] | undefined;
  'unless-agreed'?: 'person' | 'project' | 'record' | undefined;
}
export type RuleInput = string | RuleObject;
export type CaseInput = RuleObject & { if?: ConditionInput | undefined; otherwise?: RuleInput | undefined };

export const rule: z.ZodType<RuleInput> = z
  .union([
    z.string().min(1).max(100).describe('The name of a rule, or a period: P3M counts from recording.'),
    z.lazy(() => z.strictObject(ruleShape)),
  ])
  .meta({ id: 'Rule', description: 'How long something is kept: a name, a period, or the rule itself.' });

const ruleList = z.array(rule).min(2).max(8);

const ruleShape = {
  from: anchor.optional().describe('The event the period counts from.'),
  keep: steps.optional().describe('Kept through the end of the day these steps lead to.'),
  by: steps.optional().describe('Gone by the end of this day, counted on from `keep`, else from the event.'),
  'calendar-years': z
    .int()
    .min(0)
    .max(200)
    .optional()
    .describe('So many full calendar years after the year of the event: short for keep: [end-of year, PnY].'),
  until: anchor.optional().describe('Kept until this event, or this day.'),
  with: words.optional().describe('As long as what the row sits in or serves: { with: service-record }.'),
  newest: z.int().min(1).optional().describe('Only the newest so many are kept.'),
  per: owner.optional().describe('The newest of whom: subject, relationship, project.'),
  law: key.optional().describe('A period of law, by its key, e.g. accounting-vouchers.'),
  between: z.array(steps).length(2).optional().describe('Shortest and longest; which one is a choice.'),
  choice: key.optional().describe('The choice that says which of `between`.'),
  'later-of': ruleList.optional().describe('The latest end of these.'),
  'earlier-of': ruleList.optional().describe('The earliest end of these.'),
  'first-known': ruleList.optional().describe('The first whose end is known.'),
  cases: z
    .array(
      z.lazy(
        (): z.ZodType<CaseInput> =>
          z.strictObject({
            if: condition.optional().describe('When this case holds.'),
            otherwise: rule.optional().describe('The rule when no case holds.'),
            ...ruleShape,
          }),
      ),
    )
    .min(1)
    .max(12)
    .optional()
    .describe('A rule by kind, status or type; the first case that holds counts.') as z.ZodOptional<
    z.ZodType<CaseInput[]>
  >,
  absent: anchor.optional().describe('The event that has not happened `within` a time.'),
  within: steps.optional().describe('How long the event may stay away.'),
  rule: key.optional().describe('The name of a rule of `retention:`.'),
  endless: z
    .literal(true)
    .optional()
    .describe('No end: only for an archive under a law, or with a recurring review.'),
  'at-least': rule.optional().describe('Never ends before this.'),
  'at-most': rule.optional().describe('Never ends after this.'),
  while: conditions.optional().describe('No end as long as this is so.'),
  unless: conditions.optional().describe('No end as long as this is so; reads better for an exception.'),
  'unless-agreed': z
    .enum(['person', 'project', 'record'])
    .optional()
    .describe('Another end may be agreed for the person, project or record.'),
};

const simpleOutcome = z.enum(['erase', 'anonymise', 'overwrite']);
export type OutcomeInput = z.infer<typeof simpleOutcome> | OutcomeObject;
export interface OutcomeObject {
  pseudonymise?: Record<string, 'blank' | 'hash' | 'coarsen' | 'token'> | undefined;
  narrow?: string | string[] | undefined;
  archive?: string | undefined;
  transfer?: string | undefined;
  move?: string | undefined;
  ask?: string | undefined;
  review?: string | undefined;
  either?: OutcomeInput[] | undefined;
}

export const outcome: z.ZodType<OutcomeInput> = z
  .union([
    simpleOutcome,
    z.lazy(() =>
      z.strictObject({
        pseudonymise: z
          .record(key, z.enum(['blank', 'hash', 'coarsen', 'token']))
          .optional()
          .describe('Per item: blank, hash, coarsen or token.'),
        narrow: keys.optional().describe('Only these purposes stay open.'),
        archive: key.optional().describe('Kept for this one purpose.'),
        transfer: key.optional().describe('Given to this recipient, then destroyed here.'),
        move: key.optional().describe('From now on under this rule.'),
        ask: duration
          .optional()
          .describe('The person is asked; silence this long goes on to the next stage.'),
        review: duration.optional().describe('Somebody decides, this often.'),
        either: z.array(outcome).min(2).optional().describe('Either of these, chosen case by case.'),
      }),
    ),
  ])
  .meta({
    id: 'Outcome',
    description: 'What happens at the end: erase, anonymise, overwrite, or an object.',
  });

const ending = {
  then: outcome.optional().describe('What happens at the end; erase when not said.'),
  told: duration.optional().describe('The person is told so long before.'),
  forbidden: outcome.optional().describe('What happens instead when the person forbids it.'),
};

const stage = z.strictObject({
  ...ruleShape,
  ...ending,
  items: keys.optional().describe('Only these items; all when not said.'),
  if: condition.optional().describe('Only when this is so.'),
});

const planObject = z
  .strictObject({
    title: texts.optional().describe('What the rule is called.'),
    text: texts.optional().describe("The organisation's own words, shown beside the generated sentence."),
    ...ruleShape,
    ...ending,
    stages: z.array(stage).min(1).max(8).optional().describe('Several ends, one after another.'),
    review: duration.optional().describe('How often the necessity is assessed.'),
    'as-a-rule': z
      .boolean()
      .optional()
      .describe('Exceptions are stated elsewhere; the notice says "as a rule".'),
  })
  .meta({ id: 'Plan', description: 'A retention rule: how long, and what then.' });
export type PlanObject = z.infer<typeof planObject>;
export const keep = z
  .union([
    z.string().min(1).max(100).describe('The name of a rule, never-stored, or a period: P3M from recording.'),
    planObject,
  ])
  .meta({
    id: 'Keep',
    description: 'How long: the name of a rule, a period, never-stored, or the rule itself.',
  });
export type KeepInput = z.infer<typeof keep>;

export const hold = z.strictObject({
  title: texts.describe('What the hold is called.'),
  on: keys.describe(
    'The items or categories it stops; record for every kind of record, subject for everything.',
  ),
  while: conditions.optional().describe('As long as this is so.'),
  until: anchor.optional().describe('Until this event, or this day.'),
  ground: texts.describe('Why: the law or the need.'),
  law: key.optional().describe('The law, by its key.'),
  by: keys.optional().describe('The roles that may set it; nobody when it follows from the condition alone.'),
  lift: z.int().min(1).max(5).optional().describe('How many people it takes to lift it.'),
  review: duration.optional().describe('How often somebody asks whether it is still needed.'),
  then: z
    .union([z.literal('resume'), z.string().min(1).max(100), planObject])
    .optional()
    .describe('What follows: resume (the later of the old end and that day), or a rule.'),
  'opens-to': keys.optional().describe('The purposes that may read what is held past its end.'),
});
export type HoldInput = z.infer<typeof hold>;

export const event = z.union([
  owner.describe('What the event belongs to.'),
  z.strictObject({
    title: texts.optional().describe('What people call it.'),
    of: owner.describe('What the event belongs to.'),
    by: keys
      .optional()
      .describe('Who may report it: the-person, guardian, staff, system, employer, a role, a recipient.'),
    ahead: z.boolean().optional().describe('May lie ahead: a due date, an expiry.'),
  }),
]);
export const state = z.strictObject({
  title: texts.optional().describe('What people call it.'),
  of: owner.describe('What the state belongs to.'),
  from: key.describe('The event that begins it.'),
  to: key.optional().describe('The event that ends it.'),
  'open-ended': z.boolean().optional().describe('Nothing ends it, and that is meant.'),
});
export const run = z.union([
  yearDay,
  z.array(yearDay).min(1),
  z.strictObject({
    title: texts.optional().describe('What people call it.'),
    every: z.union([yearDay, z.array(yearDay).min(1)]).describe('The days of the year.'),
  }),
]);
export const choice = z.strictObject({
  title: texts.describe('The question.'),
  of: z.enum(['register', 'project', 'person', 'item', 'record']).describe('Whose choice it is.'),
  default: z.enum(['yes', 'no']).optional().describe('What holds while nothing was chosen.'),
});
