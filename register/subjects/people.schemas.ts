// Shapes of people over HTTP: what lists, pages and forms of the staff app are drawn from. Nothing here knows a notice: items, purposes,
// sources and kinds travel by their keys with titles, so a field declared in the notice is there at once.
import { z } from 'zod';
import { idSchema, keySchema, languageSchema, lineOf } from '../api/values.ts';

/** In the languages the notice has; answers may hold fewer than three. */
export const titleAnswer = z.partialRecord(languageSchema, z.string());
const titled = z.object({ key: z.string(), title: titleAnswer });

// -- Filters -----------------------------------------------------------------------------------------------------------------------

const wordValue = lineOf(200);
const dayOrText = z.string().trim().min(1).max(40);

const itemCondition = z.union([
  z.strictObject({
    item: keySchema,
    is: z.enum(['equals', 'contains', 'begins']),
    value: z.union([wordValue, z.number(), z.boolean()]),
  }),
  z.strictObject({ item: keySchema, is: z.enum(['missing', 'present']) }),
  z
    .strictObject({
      item: keySchema,
      is: z.literal('between'),
      from: dayOrText.optional(),
      to: dayOrText.optional(),
    })
    .refine(({ from, to }) => from !== undefined || to !== undefined),
]);

const PERMISSION_STATES = [
  'open',
  'closed',
  'given',
  'withdrawn',
  'banned',
  'objected',
  'not-asked',
] as const;

const condition = z.union([
  itemCondition,
  z.strictObject({
    relationship: keySchema.nullable().describe('A kind of person; null: any.'),
    state: z.enum(['live', 'ended', 'any']).default('live'),
  }),
  z.strictObject({ organisation: idSchema }),
  z.strictObject({ source: keySchema.describe('Some fact open here came from it.') }),
  z.strictObject({ permission: keySchema.describe('A purpose.'), state: z.enum(PERMISSION_STATES) }),
  z.strictObject({ label: keySchema.describe('An item of choices.'), value: keySchema }),
  z.strictObject({ keptUntil: z.strictObject({ before: z.iso.date() }) }),
  z
    .strictObject({
      recorded: z.strictObject({ since: z.iso.date().optional(), until: z.iso.date().optional() }),
    })
    .refine(({ recorded }) => recorded.since !== undefined || recorded.until !== undefined),
]);

const LONGEST_GROUP = 20;
const groupOf = <Part extends z.ZodType>(part: Part) => {
  const many = z.array(part).min(1).max(LONGEST_GROUP);
  return z.union([
    part,
    z.strictObject({ all: many }),
    z.strictObject({ any: many }),
    z.strictObject({ not: part }),
  ]);
};

/** Three levels are what a reader can still follow, and a bound on the statement. */
export const filterSchema = groupOf(groupOf(condition));
export type Condition = z.output<typeof condition>;
export type ItemCondition = z.output<typeof itemCondition>;
export type Filter = Condition | { all: Filter[] } | { any: Filter[] } | { not: Filter };

// -- Lists -------------------------------------------------------------------------------------------------------------------------

export const SORTS = ['name', '-name', 'recorded', '-recorded', 'due'] as const;
export type Sort = (typeof SORTS)[number];

/** `item:KEY` shows an item of the notice. */
export const columnSchema = z.string().regex(/^(?:[a-z]+(?:-[a-z]+)*|item:[a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/);
export const COLUMNS_LIMIT = 20;

const FACT_TYPES = [
  'text',
  'long-text',
  'number',
  'date',
  'time',
  'yes-no',
  'choice',
  'name',
  'email',
  'phone',
  'postal-address',
  'identity-code',
  'sealed',
] as const;
export type FactType = (typeof FACT_TYPES)[number];

const choiceAnswer = z.object({ key: z.string(), title: titleAnswer });
const columnAnswer = z.object({
  key: z.string(),
  title: titleAnswer,
  type: z.enum([...FACT_TYPES, 'kinds', 'organisations', 'sources', 'day', 'permissions']),
  group: z.string().nullable().describe('Key of the data group of the notice; null: of our own.'),
});
const itemFilterAnswer = z.object({
  item: z.string(),
  title: titleAnswer,
  type: z.enum(FACT_TYPES),
  group: z.string().nullable(),
  is: z.array(z.enum(['equals', 'contains', 'begins', 'missing', 'present', 'between'])),
  choices: z.array(choiceAnswer),
});

/** What a form needs to ask for an item: its parts are the value's properties when it has several. */
const addableAnswer = z.object({
  item: z.string(),
  title: titleAnswer,
  type: z.enum(FACT_TYPES),
  group: z.string().nullable(),
  parts: z.array(z.string()).describe('Properties of the value; empty: the value is a text.'),
  choices: z.array(choiceAnswer),
  sources: z.array(z.string()),
  kinds: z.array(z.string()).nullable().describe('Kinds of people it is for; null: all.'),
  ofRelationship: z.boolean().describe('Belongs to the person’s part in an organisation, and ends with it.'),
});

const requirementAnswer = z.object({
  item: z.string(),
  level: z.enum(['mandatory', 'optional', 'never']),
  conditional: z.boolean(),
});

export const fieldsAnswer = z.object({
  notice: z.object({ version: z.number(), updated: z.string() }),
  columns: z.array(columnAnswer),
  defaults: z.object({ columns: z.array(z.string()), sort: z.enum(SORTS) }),
  sorts: z.array(z.enum(SORTS)),
  groups: z.array(titled),
  items: z.array(itemFilterAnswer),
  labels: z.array(z.object({ item: z.string(), title: titleAnswer, choices: z.array(choiceAnswer) })),
  kinds: z.array(
    titled.extend({
      with: z.enum(['nothing', 'organisation', 'project']),
      sources: z.array(z.string()).nullable(),
      requirements: z.array(requirementAnswer).nullable(),
      oneOf: z.array(z.array(z.string())),
    }),
  ),
  sources: z.array(titled.extend({ fromPerson: z.boolean(), public: z.boolean() })),
  permissions: z.array(
    titled.extend({
      open: z.enum(['default', 'consent', 'relationship']),
      channel: z.string().nullable(),
      directMarketing: z.boolean(),
      wording: titleAnswer.nullable(),
    }),
  ),
  addable: z
    .array(addableAnswer)
    .describe('Items that may be recorded here, with the sources the notice accepts.'),
});
export type FieldsAnswer = z.output<typeof fieldsAnswer>;
export type ColumnAnswer = z.output<typeof columnAnswer>;

const cellAnswer = z.object({ id: z.string(), value: z.string() });

const personRowAnswer = z.object({
  id: z.string(),
  name: z.string().describe('Family name first; empty where the purpose may not read it.'),
  organisations: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  kinds: z.array(titled.extend({ live: z.boolean() })).optional(),
  source: titled.optional(),
  recordedOn: z.string().optional(),
  nextEndOn: z
    .string()
    .nullable()
    .optional()
    .describe('The first day something of it ends; null: none ahead.'),
  permissions: z
    .array(titled.extend({ state: z.enum(['given', 'withdrawn', 'banned', 'objected', 'restricted']) }))
    .optional(),
  items: z
    .record(z.string(), z.array(cellAnswer))
    .describe('Shown values by item key, newest first, at most five.'),
});
export type PersonRow = z.output<typeof personRowAnswer>;

export const peopleAnswer = z.object({
  rows: z.array(personRowAnswer),
  next: z.string().nullable().describe('May stand on a short page: go on until it is null.'),
  sort: z
    .enum(SORTS)
    .describe(
      'The order used: a list by due date where the filter asks for one, by recording where names are closed.',
    ),
});
export const countAnswer = z.object({
  people: z.number(),
  more: z.boolean().describe('There are more than we count.'),
});

export const foundAnswer = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      organisations: z.array(z.object({ id: z.string(), name: z.string() })),
      because: z
        .array(
          z.object({
            item: z.string(),
            title: titleAnswer,
            value: z.string(),
            match: z.enum(['part', 'similar']),
          }),
        )
        .describe('What it was found by.'),
    }),
  ),
  more: z.boolean().describe('There may be more than are shown.'),
});
export type Found = z.output<typeof foundAnswer>;

// -- A person ----------------------------------------------------------------------------------------------------------------------

const keptAnswer = z.object({
  until: z
    .string()
    .describe('A day; never: nothing has started it; unknown: a day is missing, and unknown erases nothing.'),
  plan: titled.describe('The rule of the notice.'),
  held: z.number().describe('Holds in force: nothing is erased while one is.'),
  reviewOn: z.string().nullable(),
  because: titleAnswer.describe('The sentence.'),
  anchor: z.object({ event: titled, on: z.string() }).nullable(),
});

export const factAnswer = z.object({
  id: z.string(),
  item: z.string(),
  title: titleAnswer,
  type: z.enum(FACT_TYPES),
  value: z.string().describe('As it is read; a sealed one shows its mask, a choice its key.'),
  parts: z.record(z.string(), z.string().nullable()).describe('The parts of a value that has several.'),
  label: titleAnswer.nullable().describe('Of a choice: its title.'),
  version: z.string().describe('Send it back when changing the fact.'),
  source: titled,
  recordedAt: z.string(),
  recordedBy: z.string().nullable().describe('Who recorded it; null: a program, or not staff.'),
  relationshipId: z.string().nullable(),
  purposes: z.array(titled).describe('Purposes it is open to.'),
  kept: keptAnswer.nullable().describe('Until when it goes for good; null: not dated yet.'),
  keptFor: z
    .array(titled.extend({ until: z.string(), because: titleAnswer }))
    .describe('The end for each purpose.'),
});
export type FactAnswer = z.output<typeof factAnswer>;

const permissionAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  purpose: titled.nullable().describe('Null: every purpose the kind concerns.'),
  channel: z.string().nullable(),
  at: z.string(),
  expiresAt: z.string().nullable(),
  givenBy: z.string(),
  ground: z.string().nullable(),
  item: titled.nullable(),
  factId: z.string().nullable(),
  allowed: z.array(z.string()),
  source: titled.nullable(),
  recordedBy: z.string().nullable(),
  proof: z
    .object({
      wording: z.string().nullable(),
      language: z.string().nullable(),
      noticeVersion: z.number().nullable(),
      shownBy: z.string().nullable(),
    })
    .nullable(),
});

const relationshipAnswer = z.object({
  id: z.string(),
  kind: titled,
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  project: z.object({ id: z.string(), name: z.string() }).nullable(),
  title: z.string().nullable().describe('The job title recorded under it.'),
  startedOn: z.string(),
  endedOn: z.string().nullable(),
  live: z.boolean(),
  source: titled,
});

export const personAnswer = z.object({
  id: z.string().describe('Of the leading subject, whichever of merged ids was asked for.'),
  mergedIds: z.array(z.string()),
  header: z.object({
    name: z.object({ given: z.string(), family: z.string() }).nullable(),
    kinds: z.array(titled),
    organisations: z.array(z.object({ id: z.string(), name: z.string() })),
    title: z.string().nullable(),
  }),
  restricted: z
    .object({ since: z.string(), ground: z.string().nullable(), permissionId: z.string() })
    .nullable()
    .describe('Everything of the person is only kept (Art. 18).'),
  groups: z.array(
    titled.extend({
      facts: z.array(factAnswer),
      empty: z.array(z.string()).describe('Items of the group that may be added and are not there.'),
    }),
  ),
  permissions: z.array(
    titled.extend({
      state: z.enum(['given', 'withdrawn', 'banned', 'objected', 'not-asked', 'open']),
      open: z.boolean().describe('Whether the purpose is open for the person now.'),
      deciding: z.string().nullable().describe('The id of the answer that decides.'),
    }),
  ),
  answers: z.array(permissionAnswer).describe('Newest first.'),
  relationships: z.array(relationshipAnswer),
  elsewhere: z
    .object({ facts: z.number(), purposes: z.array(titled.extend({ facts: z.number() })) })
    .nullable()
    .describe('Facts of purposes the user may switch to; null: none, or the person is restricted.'),
  nextEnd: z
    .object({ on: z.string(), facts: z.number() })
    .nullable()
    .describe('The first day something of it ends, and how much.'),
  recordedAt: z.string(),
  source: titled,
  notice: z.object({ version: z.number(), updated: z.string() }),
  allowed: z.object({ add: z.boolean(), change: z.boolean(), remove: z.boolean() }),
});
export type PersonAnswer = z.output<typeof personAnswer>;

// -- What happened with a person ---------------------------------------------------------------------------------------------------

export const historyAnswer = z.object({
  rows: z.array(
    z.object({
      id: z.string().describe('Of the change: what undoing takes.'),
      at: z.string(),
      by: z.string().nullable(),
      factId: z.string(),
      item: z.string(),
      title: titleAnswer,
      before: z
        .record(z.string(), z.string().nullable())
        .describe('Old values by part; null: empty or sealed.'),
      undoable: z.boolean(),
    }),
  ),
  next: z.string().nullable(),
});

export const looksAnswer = z.object({
  rows: z.array(
    z.object({
      at: z.string(),
      purpose: titled,
      verb: z.enum(['read', 'set', 'count']),
      what: z.string(),
      roles: z.array(z.string()),
      name: z.string().nullable().describe('Null: a program.'),
    }),
  ),
  next: z.string().nullable(),
});

const TIMELINE_KINDS = [
  'recorded',
  'fact',
  'change',
  'permission',
  'relationship-started',
  'relationship-ended',
  'record',
] as const;

export const timelineAnswer = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(TIMELINE_KINDS),
      at: z.string().describe('A day for relationships, else a moment.'),
      title: titleAnswer,
      detail: z.string().nullable(),
      by: z.string().nullable(),
      mine: z.boolean(),
    }),
  ),
  next: z.string().nullable(),
});
