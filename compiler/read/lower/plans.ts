// Plans, stages, outcomes and holds from their spelling (language.md e, f). A rule written in place becomes a plan named after
// what it stands on, so that the rest of the product knows plans only by name.
import { NEVER_STORED } from '../../language/built-in.ts';
import type { Condition, Hold, Outcome, RetentionPlan, Rule, Stage } from '../../model/retention.ts';
import type { Key, Place } from '../../model/text.ts';
import type {
  HoldInput,
  KeepInput,
  OutcomeInput,
  OutcomeObject,
  PlanObject,
  RuleObject,
} from '../surface/rules.ts';
import { DAY } from '../surface/words.ts';
import { anchor } from './anchors.ts';
import { anyOf, optionalCondition } from './conditions.ts';
import { type Context, defined, list, optionalTexts, texts } from './context.ts';
import { PERIOD_LIKE, rule } from './rules.ts';

const OUTCOME_WORDS = [
  'pseudonymise',
  'narrow',
  'archive',
  'transfer',
  'move',
  'ask',
  'review',
  'either',
] as const;

function outcomeObject(context: Context, input: OutcomeObject, at: Place): Outcome | undefined {
  if (input.pseudonymise !== undefined) return { do: 'pseudonymise', items: input.pseudonymise };
  if (input.narrow !== undefined) return { do: 'narrow', purposes: list(input.narrow) };
  if (input.archive !== undefined) return { do: 'archive', purpose: input.archive };
  if (input.transfer !== undefined) return { do: 'transfer', to: input.transfer };
  if (input.move !== undefined) return { do: 'move', rule: input.move };
  if (input.ask !== undefined) return { do: 'ask', within: input.ask };
  if (input.review !== undefined) return { do: 'review', every: input.review };
  if (input.either === undefined) return undefined;
  const of = input.either.flatMap((each, index) => outcome(context, each, [...at, 'either', index]) ?? []);
  return { do: 'either', of };
}

export function outcome(context: Context, input: OutcomeInput, at: Place): Outcome | undefined {
  if (typeof input === 'string') return { do: input };
  const said = OUTCOME_WORDS.filter((word) => input[word] !== undefined);
  const lowered = said.length === 1 ? outcomeObject(context, input, at) : undefined;
  if (lowered === undefined)
    context.tell({
      code: 'bad-rule',
      place: at,
      message:
        said.length === 0 ? 'This outcome says nothing.' : `\`${said.join('` and `')}\` are two outcomes.`,
      hint: 'Write one: erase, { transfer: recipient }, { either: [erase, anonymise] }; several ends are `stages:`.',
    });
  return lowered;
}

const ERASE: Outcome = { do: 'erase' };
const NOT_RULE = [
  'title',
  'text',
  'then',
  'told',
  'forbidden',
  'stages',
  'review',
  'as-a-rule',
  'items',
  'if',
];

function ruleWords(input: object): RuleObject {
  return Object.fromEntries(Object.entries(input).filter(([word]) => !NOT_RULE.includes(word)));
}

type StageInput = NonNullable<PlanObject['stages']>[number];

function stage(context: Context, input: StageInput, at: Place): Stage | undefined {
  const lowered = rule(context, ruleWords(input), at);
  const end = input.then === undefined ? ERASE : outcome(context, input.then, [...at, 'then']);
  if (lowered === undefined || end === undefined) return undefined;
  return defined({
    rule: lowered,
    outcome: end,
    items: list(input.items),
    condition: optionalCondition(context, input.if, [...at, 'if']),
    told: input.told,
    forbidden:
      input.forbidden === undefined ? undefined : outcome(context, input.forbidden, [...at, 'forbidden']),
    at,
  });
}

/** An end may be a review cycle instead of a period: `{ review: P1Y }` asks every year whether the data is still needed. */
function reviewed(context: Context, every: string | undefined, at: Place): readonly Stage[] {
  const lowered = every === undefined ? undefined : rule(context, every, at);
  return lowered === undefined || every === undefined
    ? []
    : [{ rule: lowered, outcome: { do: 'review', every }, items: [], at }];
}

function stagesOf(context: Context, input: PlanObject, at: Place): readonly Stage[] {
  const own = ruleWords(input);
  const onlyReview = input.review !== undefined && Object.keys(own).length === 0 && input.then === undefined;
  if (input.stages === undefined && onlyReview) return reviewed(context, input.review, at);
  if (input.stages === undefined) {
    const only = stage(
      context,
      defined({ ...own, then: input.then, told: input.told, forbidden: input.forbidden }),
      at,
    );
    return only === undefined ? [] : [only];
  }
  if (Object.keys(own).length > 0 || input.then !== undefined)
    context.tell({
      code: 'bad-rule',
      place: at,
      message: '`stages` and a period of its own cannot stand in one rule.',
      hint: 'Put the period into the first stage.',
    });
  return input.stages.flatMap((each, index) => stage(context, each, [...at, 'stages', index]) ?? []);
}

export function plan(context: Context, key: Key, input: KeepInput, at: Place): RetentionPlan {
  if (input === 'never-stored') return { ...NEVER_STORED, key, at };
  if (typeof input === 'string') {
    const lowered = rule(context, input, at);
    const stages = lowered === undefined ? [] : [{ rule: lowered, outcome: ERASE, items: [], at }];
    return { key, neverStored: false, stages, asARule: false, at };
  }
  return defined({
    key,
    title: optionalTexts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    neverStored: false,
    stages: stagesOf(context, input, at),
    review: input.review,
    asARule: input['as-a-rule'] ?? false,
    at,
  });
}

function freeName(context: Context, wanted: Key): Key {
  if (!context.plans.has(wanted)) return wanted;
  for (let number = 2; ; number += 1)
    if (!context.plans.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}

/** The key of the plan that `keep:` means; an inline rule gets a plan named after its place. */
export function keep(context: Context, input: KeepInput, named: Key, at: Place): Key {
  if (typeof input === 'string' && !PERIOD_LIKE.test(input)) {
    if (input === 'never-stored' && !context.plans.has(input)) context.plans.set(input, NEVER_STORED);
    return input;
  }
  const key = freeName(context, named);
  context.plans.set(key, plan(context, key, input, at));
  return key;
}

export function optionalKeep(
  context: Context,
  input: KeepInput | undefined,
  named: Key,
  at: Place,
): Key | undefined {
  return input === undefined ? undefined : keep(context, input, named, at);
}

/** What follows a hold: null is to resume; a rule with its own outcome becomes a plan, so that the outcome is not lost. */
function following(context: Context, input: HoldInput['then'], key: Key, at: Place): Rule | null {
  if (input === undefined || input === 'resume') return null;
  if (typeof input === 'string') return rule(context, input, at) ?? null;
  return { is: 'named', name: keep(context, input, `${key}-ended`, at), at };
}

/** A hold `until:` a day lasts while the day has not passed; with a condition beside it, as long as either does. */
function lastsAsLong(context: Context, input: HoldInput, at: Place): Pick<Hold, 'while' | 'until'> {
  const until = input.until ?? '';
  const own = input.while === undefined ? undefined : anyOf(context, input.while, [...at, 'while']);
  if (!DAY.test(until)) {
    const event = input.until === undefined ? undefined : anchor(context, until, [...at, 'until']);
    return defined({ while: own, until: event });
  }
  const day: Condition = { is: 'dates', to: until, place: [...at, 'until'] };
  return { while: own === undefined ? day : { is: 'any', of: [own, day], place: at } };
}

export function hold(context: Context, key: Key, input: HoldInput, at: Place): Hold {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    on: list(input.on),
    ...lastsAsLong(context, input, at),
    ground: texts(context, input.ground, [...at, 'ground']),
    law: input.law,
    by: list(input.by),
    lift: input.lift ?? 1,
    review: input.review,
    then: following(context, input.then, key, [...at, 'then']),
    opensTo: list(input['opens-to']),
    at,
  });
}
