// Conditions from their spelling to the one form the evaluators see (language.md d).
import type { Condition } from '../../model/retention.ts';
import type { Place } from '../../model/text.ts';
import type { ConditionInput, ConditionObject } from '../surface/conditions.ts';
import { path } from './anchors.ts';
import { type Context, defined } from './context.ts';

const DEEPEST_CONDITION = 6;

/** A condition without its place and without the moment it is frozen at. */
type Bare = Condition extends infer Member
  ? Member extends Condition
    ? Omit<Member, 'frozenAt' | 'place'>
    : never
  : never;

/** The questions, in the order they are looked for; each knows the companions it may have beside it. */
type Question = {
  readonly words: readonly (keyof ConditionObject)[];
  readonly lower: (context: Context, input: ConditionObject, at: Place, depth: number) => Bare | undefined;
};

function several(context: Context, inputs: readonly ConditionInput[], at: Place, depth: number): Condition[] {
  return inputs.flatMap((input, index) => condition(context, input, [...at, index], depth) ?? []);
}

function count(
  context: Context,
  input: ConditionObject,
  at: Place,
  counted: { quantity: 'some' | 'none' | number; item: string | undefined },
): Bare | undefined {
  const { item, quantity } = counted;
  if (item === undefined || Array.isArray(input.in)) return undefined;
  const where = input.at === undefined ? [] : path(context, input.at, [...at, 'at']);
  return defined({
    is: 'count' as const,
    quantity,
    item,
    state: input.in as string | undefined,
    path: where,
  });
}

function compared(input: ConditionObject): Bare | undefined {
  const { item } = input;
  if (item === undefined) return undefined;
  const asked = [input.in, input.below, input['at-least']].filter((value) => value !== undefined);
  if (asked.length !== 1) return undefined;
  if (Array.isArray(input.in)) return { is: 'one-of', item, values: input.in };
  if (input.below !== undefined) return { is: 'below', item, value: input.below };
  return input['at-least'] === undefined ? undefined : { is: 'at-least', item, value: input['at-least'] };
}

function answer(input: ConditionObject, yes: boolean, to: string): Bare {
  return { is: 'answer', yes, to, by: input.by ?? 'person' };
}

const QUESTIONS: readonly Question[] = [
  {
    words: ['all'],
    lower: (context, input, at, depth) => ({
      is: 'all',
      of: several(context, input.all ?? [], [...at, 'all'], depth + 1),
    }),
  },
  {
    words: ['any'],
    lower: (context, input, at, depth) => ({
      is: 'any',
      of: several(context, input.any ?? [], [...at, 'any'], depth + 1),
    }),
  },
  {
    words: ['not'],
    lower: (context, input, at, depth) => {
      const inner =
        input.not === undefined ? undefined : condition(context, input.not, [...at, 'not'], depth + 1);
      return inner === undefined ? undefined : { is: 'not', of: inner };
    },
  },
  {
    words: ['some', 'in', 'at'],
    lower: (context, input, at) => count(context, input, at, { quantity: 'some', item: input.some }),
  },
  {
    words: ['none', 'in', 'at'],
    lower: (context, input, at) => count(context, input, at, { quantity: 'none', item: input.none }),
  },
  {
    words: ['count', 'of', 'in', 'at'],
    lower: (context, input, at) => count(context, input, at, { quantity: input.count ?? 1, item: input.of }),
  },
  { words: ['item', 'in', 'below', 'at-least'], lower: (_context, input) => compared(input) },
  { words: ['given'], lower: (_context, input) => ({ is: 'given', item: input.given ?? '' }) },
  { words: ['missing'], lower: (_context, input) => ({ is: 'missing', item: input.missing ?? '' }) },
  { words: ['age-below'], lower: (_context, input) => ({ is: 'age-below', years: input['age-below'] ?? 0 }) },
  { words: ['kind'], lower: (_context, input) => ({ is: 'kind', kind: input.kind ?? '' }) },
  { words: ['source'], lower: (_context, input) => ({ is: 'source', source: input.source ?? '' }) },
  { words: ['yes', 'by'], lower: (_context, input) => answer(input, true, input.yes ?? '') },
  { words: ['no', 'by'], lower: (_context, input) => answer(input, false, input.no ?? '') },
  { words: ['agreed'], lower: (_context, input) => ({ is: 'agreed', key: input.agreed ?? '' }) },
  { words: ['attested'], lower: (_context, input) => ({ is: 'attested', key: input.attested ?? '' }) },
  {
    words: ['dates'],
    lower: (_context, input) => defined({ is: 'dates' as const, ...defined(input.dates ?? {}) }),
  },
  {
    words: ['in'],
    lower: (_context, input) => (typeof input.in === 'string' ? { is: 'state', state: input.in } : undefined),
  },
];

function tell(context: Context, at: Place, message: string): undefined {
  context.tell({
    code: 'bad-condition',
    place: at,
    message,
    hint: 'One question in each: a state, { yes: purpose }, { some: item, in: state, at: subject }, { item: x, in: [a, b] }, { all: […] }, { any: […] }, { not: … }.',
  });
}

function bare(context: Context, input: ConditionObject, at: Place, depth: number): Bare | undefined {
  const said = (Object.keys(input) as (keyof ConditionObject)[]).filter((word) => word !== 'at-event');
  const question = QUESTIONS.find(
    ({ words }) => words[0] !== undefined && (said as readonly string[]).includes(words[0]),
  );
  if (question === undefined) return tell(context, at, 'This condition asks nothing.');
  const surplus = said.filter((word) => !(question.words as readonly string[]).includes(word));
  if (surplus.length > 0)
    return tell(
      context,
      at,
      `\`${question.words[0]}\` and \`${surplus.join('`, `')}\` cannot stand in one condition.`,
    );
  const lowered = question.lower(context, input, at, depth);
  if (lowered === undefined)
    return tell(context, at, `The condition with \`${question.words[0]}\` is not complete.`);
  return lowered;
}

/** Undefined when it cannot be read; that has been told. */
export function condition(
  context: Context,
  input: ConditionInput,
  at: Place,
  depth = 1,
): Condition | undefined {
  if (typeof input === 'string') return { is: 'state', state: input, place: at };
  if (depth > DEEPEST_CONDITION) {
    context.tell({
      code: 'too-deep',
      place: at,
      message: `This condition is nested more than ${DEEPEST_CONDITION} levels deep.`,
      hint: 'Say it with a state of `states:`, or split the rule into `cases:`.',
    });
    return undefined;
  }
  const lowered = bare(context, input, at, depth);
  if (lowered === undefined) return undefined;
  const frozen = input['at-event'] === undefined ? {} : { frozenAt: input['at-event'] };
  return { ...lowered, ...frozen, place: at } as Condition;
}

export function optionalCondition(
  context: Context,
  input: ConditionInput | undefined,
  at: Place,
): Condition | undefined {
  return input === undefined ? undefined : condition(context, input, at);
}

/** Several conditions under `while:` or `unless:` are alternatives: any one of them is enough. */
export function anyOf(
  context: Context,
  input: ConditionInput | readonly ConditionInput[],
  at: Place,
): Condition | undefined {
  if (!Array.isArray(input)) return condition(context, input as ConditionInput, at);
  const members = several(context, input, at, 1);
  return members.length === 1 ? members[0] : { is: 'any', of: members, place: at };
}
