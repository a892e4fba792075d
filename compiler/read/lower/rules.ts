// Retention rules from their spelling to the algebra (language.md b, c). A rule has one form; what bounds or suspends it stands
// around it in a fixed order: the form, `while` or `unless`, `unless-agreed`, then `at-least` and `at-most`.
import type { Anchor, Rule, Step } from '../../model/retention.ts';
import type { Day, Place } from '../../model/text.ts';
import type { CaseInput, RuleInput, RuleObject } from '../surface/rules.ts';
import { DAY, DURATION } from '../surface/words.ts';
import { anchor, path, steps } from './anchors.ts';
import { anyOf, condition } from './conditions.ts';
import type { Context } from './context.ts';

const DEEPEST_RULE = 3;
/** A word that begins with a digit can be no name, so a mistyped period is told as one. */
export const PERIOD_LIKE = /^P?T?\d/;

/** A word that makes a form of its own, with the words that may accompany it. */
const FORMS = {
  'later-of': [],
  'earlier-of': [],
  'first-known': [],
  cases: [],
  until: [],
  with: [],
  newest: ['per'],
  law: ['from'],
  between: ['from', 'choice'],
  absent: ['within', 'from'],
  rule: [],
  endless: [],
  'calendar-years': ['from', 'by'],
  keep: ['from', 'by'],
  by: ['from', 'keep'],
} as const satisfies Partial<Record<keyof RuleObject, readonly (keyof RuleObject)[]>>;
type Form = keyof typeof FORMS;
const FORM_WORDS = Object.keys(FORMS) as Form[];
const AROUND = ['at-least', 'at-most', 'while', 'unless', 'unless-agreed'] as const;

interface Reading {
  readonly context: Context;
  readonly at: Place;
  readonly depth: number;
}

function bad({ context, at }: Reading, message: string, hint: string): undefined {
  context.tell({ code: 'bad-rule', place: at, message, hint });
}

function anchorOf({ context, at }: Reading, input: string | undefined, word: string): Anchor | undefined {
  return anchor(context, input ?? 'recorded', input === undefined ? at : [...at, word]);
}

function stepsOf(
  { context, at }: Reading,
  input: string | string[] | undefined,
  word: string,
): readonly Step[] {
  return input === undefined ? [] : steps(context, input, [...at, word]);
}

function window(reading: Reading, input: RuleObject): Rule | undefined {
  const from = anchorOf(reading, input.from, 'from');
  if (from === undefined) return undefined;
  const years = input['calendar-years'];
  const keep: readonly Step[] =
    years === undefined
      ? stepsOf(reading, input.keep, 'keep')
      : [
          { step: 'end-of', unit: 'year' },
          ...(years === 0 ? [] : [{ step: 'period' as const, period: `P${years}Y` }]),
        ];
  const by = input.by === undefined ? null : stepsOf(reading, input.by, 'by');
  const keepStated = input.keep !== undefined || years !== undefined;
  return { is: 'window', from, keep, by, keepStated, at: reading.at };
}

function members(reading: Reading, inputs: readonly RuleInput[], word: string): Rule[] {
  return inputs.flatMap(
    (input, index) => rule(reading.context, input, [...reading.at, word, index], reading.depth + 1) ?? [],
  );
}

function combined(
  reading: Reading,
  is: 'later-of' | 'earlier-of' | 'first-known',
  input: RuleObject,
): Rule | undefined {
  const of = members(reading, input[is] ?? [], is);
  return of.length === 0 ? undefined : { is, of, at: reading.at };
}

function between(reading: Reading, input: RuleObject): Rule | undefined {
  const from = anchorOf(reading, input.from, 'from');
  const [floor, ceiling] = input.between ?? [];
  if (from === undefined || floor === undefined || ceiling === undefined) return undefined;
  if (input.choice === undefined)
    return bad(
      reading,
      '`between` has no `choice`.',
      'Name the choice of `choices:` that says which of the two.',
    );
  const { context, at } = reading;
  return {
    is: 'between',
    from,
    floor: steps(context, floor, [...at, 'between', 0]),
    ceiling: steps(context, ceiling, [...at, 'between', 1]),
    choice: input.choice,
    at,
  };
}

function oneCase(
  reading: Reading,
  input: CaseInput,
  index: number,
): { if: CaseInput['if']; rule: Rule | undefined } {
  const { if: when, otherwise: _otherwise, ...body } = input;
  const at = [...reading.at, 'cases', index];
  return { if: when, rule: rule(reading.context, body, at, reading.depth + 1) };
}

function cases(reading: Reading, inputs: readonly CaseInput[]): Rule | undefined {
  const { context, at, depth } = reading;
  const lowered: { if: NonNullable<ReturnType<typeof condition>>; rule: Rule }[] = [];
  let otherwise: Rule | null = null;
  for (const [index, input] of inputs.entries()) {
    const here = [...at, 'cases', index];
    if (input.otherwise !== undefined) {
      if (input.if !== undefined || index !== inputs.length - 1)
        bad(
          { ...reading, at: here },
          '`otherwise` is not the last case, or has an `if`.',
          'Put { otherwise: … } last and alone.',
        );
      otherwise = rule(context, input.otherwise, [...here, 'otherwise'], depth + 1) ?? null;
      continue;
    }
    const one = oneCase(reading, input, index);
    if (one.if === undefined) {
      bad(
        { ...reading, at: here },
        'This case has no `if`.',
        'Add `if:`, or write { otherwise: … } as the last case.',
      );
      continue;
    }
    const when = condition(context, one.if, [...here, 'if']);
    if (when !== undefined && one.rule !== undefined) lowered.push({ if: when, rule: one.rule });
  }
  return { is: 'cases', cases: lowered, otherwise, at };
}

function absent(reading: Reading, input: RuleObject): Rule | undefined {
  if (input.within === undefined)
    return bad(reading, '`absent` has no `within`.', 'Say how long the event may stay away: within: P5Y.');
  const event = anchorOf(reading, input.absent, 'absent');
  const from = anchorOf(reading, input.from, 'from');
  if (event === undefined || from === undefined) return undefined;
  return { is: 'absent', event, within: stepsOf(reading, input.within, 'within'), from, at: reading.at };
}

/** `until: 2027-12-31`: no end while the day has not passed. */
function untilDay(day: Day, at: Place): Rule {
  const condition = { is: 'dates' as const, to: day, place: [...at, 'until'] };
  return { is: 'while', condition, rule: null, spelled: 'while', at };
}

function formOf(reading: Reading, form: Form, input: RuleObject): Rule | undefined {
  const { context, at } = reading;
  switch (form) {
    case 'later-of':
    case 'earlier-of':
    case 'first-known':
      return combined(reading, form, input);
    case 'cases':
      return cases(reading, input.cases ?? []);
    case 'until': {
      if (DAY.test(input.until ?? '')) return untilDay(input.until ?? '', at);
      const from = anchorOf(reading, input.until, 'until');
      return from === undefined
        ? undefined
        : { is: 'window', from, keep: [], by: null, keepStated: true, at };
    }
    case 'with':
      return { is: 'with', path: path(context, input.with ?? '', [...at, 'with']), at };
    case 'newest':
      return { is: 'newest', count: input.newest ?? 1, owner: input.per ?? 'subject', at };
    case 'law':
      return {
        is: 'law',
        law: input.law ?? '',
        from: input.from === undefined ? null : (anchor(context, input.from, [...at, 'from']) ?? null),
        at,
      };
    case 'between':
      return between(reading, input);
    case 'absent':
      return absent(reading, input);
    case 'rule':
      return { is: 'named', name: input.rule ?? '', at };
    case 'endless':
      return { is: 'endless', at };
    case 'calendar-years':
    case 'keep':
    case 'by':
      return window(reading, input);
    default:
      return form satisfies never;
  }
}

/** The form of the rule, or undefined with the reason told; null when the object has none but stands around one. */
function core(reading: Reading, input: RuleObject): Rule | null | undefined {
  const said = (Object.keys(input) as (keyof RuleObject)[]).filter((word) => input[word] !== undefined);
  const form = FORM_WORDS.find((word) => said.includes(word));
  const around: readonly string[] = AROUND;
  if (form === undefined) {
    if (said.includes('from'))
      return bad(
        reading,
        'This rule says what it counts from, but not how long.',
        'Add `keep: P1Y`, or `by: P1Y`.',
      );
    if (said.includes('while') || said.includes('unless')) return null;
    return bad(
      reading,
      'This rule says no period.',
      'Write { from: recorded, keep: P1Y }, { until: EVENT }, or the name of a rule.',
    );
  }
  const companions: readonly string[] = FORMS[form];
  const surplus = said.filter(
    (word) => word !== form && !companions.includes(word) && !around.includes(word),
  );
  if (surplus.length > 0)
    return bad(
      reading,
      `\`${form}\` and \`${surplus.join('`, `')}\` are two periods without a word that joins them.`,
      'Say which one counts: { later-of: [{ … }, { … }] }, { earlier-of: […] } or `cases:`.',
    );
  return formOf(reading, form, input);
}

/** `at-least: P1Y` counts from the same event as the rule it bounds. */
function bound(reading: Reading, input: RuleInput, word: 'at-least' | 'at-most', inner: Rule): Rule | null {
  const at = [...reading.at, word];
  if (typeof input === 'string' && DURATION.test(input)) {
    const from =
      'from' in inner && inner.from !== null ? inner.from : anchor(reading.context, 'recorded', at);
    const keep: readonly Step[] = [{ step: 'period', period: input }];
    return from === undefined ? null : { is: 'window', from, keep, by: null, keepStated: true, at };
  }
  return rule(reading.context, input, at, reading.depth + 1) ?? null;
}

function suspended(reading: Reading, input: RuleObject, inner: Rule | null): Rule | null | undefined {
  let current = inner;
  for (const spelled of ['while', 'unless'] as const) {
    const conditions = input[spelled];
    if (conditions === undefined) continue;
    const lowered = anyOf(reading.context, conditions, [...reading.at, spelled]);
    if (lowered === undefined) continue;
    current = { is: 'while', condition: lowered, rule: current, spelled, at: reading.at };
  }
  return current;
}

function fromObject(reading: Reading, input: RuleObject): Rule | undefined {
  const inner = core(reading, input);
  if (inner === undefined) return undefined;
  let current = suspended(reading, input, inner);
  if (current === null || current === undefined) return undefined;
  const scope = input['unless-agreed'];
  if (scope !== undefined) current = { is: 'agreed', rule: current, scope, at: reading.at };
  const [least, most] = [input['at-least'], input['at-most']];
  if (least === undefined && most === undefined) return current;
  const base = inner ?? current;
  const atLeast = least === undefined ? null : bound(reading, least, 'at-least', base);
  const atMost = most === undefined ? null : bound(reading, most, 'at-most', base);
  return { is: 'bounded', rule: current, atLeast, atMost, at: reading.at };
}

/** A period counts from recording; any other word names a rule. Undefined when it cannot be read; that has been told. */
export function rule(context: Context, input: RuleInput, at: Place, depth = 1): Rule | undefined {
  if (typeof input !== 'string' && depth > DEEPEST_RULE) {
    context.tell({
      code: 'too-deep',
      place: at,
      message: `This rule is nested more than ${DEEPEST_RULE} levels deep.`,
      hint: 'Give the inner part a name under `retention:` and write the name here.',
    });
    return undefined;
  }
  if (typeof input !== 'string') return fromObject({ context, at, depth }, input);
  if (!PERIOD_LIKE.test(input)) return { is: 'named', name: input, at };
  const from = anchor(context, 'recorded', at);
  const keep = steps(context, input, at);
  return from === undefined ? undefined : { is: 'window', from, keep, by: null, keepStated: true, at };
}
