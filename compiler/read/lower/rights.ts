// Rights, decisions, protection and access from their spelling (language.md j; Arts 12–22, 32).
import type { AutomatedDecision, Protection, Right } from '../../model/conduct.ts';
import type { Key, Place } from '../../model/text.ts';
import type { NoticeSurface } from '../surface/notice.ts';
import { RIGHTS, type RightInput, type RightsInput, type WayInput } from '../surface/rights.ts';
import { condition, optionalCondition } from './conditions.ts';
import { type Context, defined, entries, list, optionalTexts, texts } from './context.ts';
import { outcome } from './plans.ts';
import { rule } from './rules.ts';

/** Art. 12(3): a month, when the notice promises nothing shorter. */
const LAWFUL_ANSWER = 'P1M';

function ways(context: Context, input: RightsInput['ways'], at: Place): Right['ways'] {
  return list<WayInput>(input).map((way, index) => {
    const here = Array.isArray(input) ? [...at, index] : at;
    if (typeof way === 'string') return { way, at: here };
    return defined({
      way: way.way,
      identity: optionalTexts(context, way.identity, [...here, 'identity']),
      proof: way.proof,
      to: optionalTexts(context, way.to, [...here, 'to']),
      at: here,
    });
  });
}

function scope(input: RightInput['scope']): Right['scope'] {
  if (input === undefined || input === 'all') return 'all';
  return { purposes: list(input.purposes), items: list(input.items) };
}

function by(input: RightInput['by']): Right['by'] {
  if (input === undefined) return [{ who: 'self' }];
  return list(input).map((who) => (typeof who === 'string' ? { who } : defined(who)));
}

function fee(context: Context, input: RightInput['fee'], at: Place): Right['fee'] {
  if (input === undefined || input === 'none') return { free: 'always' };
  return defined({
    free: input.free,
    per: input.per,
    then: optionalTexts(context, input.then, [...at, 'then']),
    condition: optionalCondition(context, input.if, [...at, 'if']),
  });
}

function exceptions(context: Context, input: RightInput['except'], at: Place): Right['exceptions'] {
  return (input ?? []).map((except, index) => {
    const here = [...at, index];
    return defined({
      items: list(except.items),
      condition: except.if === undefined ? undefined : condition(context, except.if, [...here, 'if']),
      ground: texts(context, except.ground, [...here, 'ground']),
      until: except.until === undefined ? undefined : rule(context, except.until, [...here, 'until']),
      at: here,
    });
  });
}

function delivery(context: Context, input: RightInput['delivery'], at: Place): Right['delivery'] {
  if (input === undefined) return undefined;
  return defined({
    form: optionalTexts(context, input.form, [...at, 'form']),
    within: input.within,
    link: input.link,
  });
}

function right(context: Context, kind: Right['kind'], input: RightInput, section: RightsInput): Right {
  const at: Place = ['rights', kind];
  const ownWays = input.ways !== undefined;
  return defined({
    kind,
    title: optionalTexts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    by: by(input.by),
    scope: scope(input.scope),
    ways: ownWays
      ? ways(context, input.ways, [...at, 'ways'])
      : ways(context, section.ways, ['rights', 'ways']),
    answer: input.answer ?? section.answer ?? LAWFUL_ANSWER,
    steps: (input.steps ?? []).map((step, index) =>
      defined({
        do: texts(context, step.do, [...at, 'steps', index, 'do']),
        by: step.by,
        within: step.within,
      }),
    ),
    delivery: delivery(context, input.delivery, [...at, 'delivery']),
    fee: fee(context, input.fee, [...at, 'fee']),
    exceptions: exceptions(context, input.except, [...at, 'except']),
    does: (input.does ?? []).flatMap((does, index) => {
      const lowered = outcome(context, does.then, [...at, 'does', index, 'then']);
      return lowered === undefined ? [] : [{ items: list(does.items), outcome: lowered }];
    }),
    tells: list(input.tells),
    refusal: optionalTexts(context, input.refusal, [...at, 'refusal']),
    mustState: optionalTexts(context, input['must-state'], [...at, 'must-state']),
    at,
  });
}

export function rights(context: Context, section: RightsInput | undefined): readonly Right[] {
  if (section === undefined) return [];
  const said = Object.keys(section);
  const kinds = RIGHTS.filter((kind) => section[kind] !== undefined);
  return kinds
    .toSorted((left, other) => said.indexOf(left) - said.indexOf(other))
    .flatMap((kind) => {
      const input = section[kind];
      return input === undefined ? [] : [right(context, kind, input, section)];
    });
}

type DecisionsInput = NoticeSurface['decisions'];

export function decisions(context: Context, input: DecisionsInput): readonly AutomatedDecision[] {
  if (input === undefined || input === 'none') return [];
  const { text: _text, ...section } = input;
  return entries(
    context,
    ['decisions'],
    section as Record<Key, Exclude<(typeof section)[string], undefined>>,
  ).map(({ key, entry, at }) => ({
    key,
    title: texts(context, entry.title, [...at, 'title']),
    logic: texts(context, entry.logic, [...at, 'logic']),
    effects: texts(context, entry.effects, [...at, 'effects']),
    human: texts(context, entry.human, [...at, 'human']),
    at,
  }));
}

type ProtectionInput = NonNullable<NoticeSurface['protection']>[string];

export function protection(context: Context, key: Key, input: ProtectionInput, at: Place): Protection {
  return defined({
    key,
    kind: input.kind,
    title: optionalTexts(context, input.title, [...at, 'title']),
    text: texts(context, input.text, [...at, 'text']),
    every: input.every,
    aims: input.aims ?? false,
    at,
  });
}
