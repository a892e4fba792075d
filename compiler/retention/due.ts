// When a rule of a notice comes due for given events, what happens then, and why: what `notice due` prints and a screen
// shows before anything is stored.
import { BUILT_IN_EVENTS } from '../language/events.ts';
import { nearest } from '../language/nearest.ts';
import type { Notice } from '../model/notice.ts';
import type { Outcome, RetentionPlan } from '../model/retention.ts';
import type { Day, Key, Language, Texts } from '../model/text.ts';
import { scopeOf } from '../render/scope.ts';
import { dependenciesOf } from './anchors.ts';
import type { Trace } from './because.ts';
import { addDays, localDay } from './calendar.ts';
import type { Truth } from './conditions.ts';
import { contextOf } from './context.ts';
import { NO_HISTORY, type PastEvent } from './history.ts';
import { describeOutcome } from './sentence.ts';
import { describeBecause } from './sentence-because.ts';
import { evaluatePlan, type StageResult } from './stages.ts';
import type { Value } from './value.ts';

export interface DueQuestion {
  readonly rule: Key;
  /** `relationship-ended=2016-02-29`, `contact of relationship=2024-06-01`, `answered=unknown`; an instant is converted. */
  readonly events: readonly string[];
  readonly at: Day;
}

/** A day, `never` or `unknown`. */
type DueDay = Day | 'never' | 'unknown';

interface DueStage {
  /** From 1. */
  readonly stage: number;
  readonly keptThrough: DueDay;
  /** The first day on which the outcome may be carried out: the day after, or the last one of all; null when none is known. */
  readonly erasableFrom: Day | null;
  readonly goneBy: DueDay;
  /** Whether that end lies behind the day of evaluation and nothing holds it. */
  readonly due: boolean;
  readonly applies: Truth;
  readonly held: number;
  readonly tellBy: DueDay | null;
  readonly outcome: Outcome;
  readonly then: Texts;
  readonly because: Texts;
  readonly trace: Trace;
}

export interface DueAnswer {
  readonly rule: Key;
  readonly at: Day;
  readonly neverStored: boolean;
  readonly stages: readonly DueStage[];
  /** Events given that the rule does not ask about. */
  readonly unused: readonly Key[];
}

export interface DueProblem {
  readonly problem: 'unknown-rule' | 'unknown-event' | 'bad-event' | 'bad-date';
  readonly word: string;
  readonly nearest: string | undefined;
}

export function dueDates(notice: Notice, question: DueQuestion): DueAnswer | DueProblem {
  const plan = notice.retention.find(({ key }) => key === question.rule);
  if (plan === undefined) {
    return problem(
      'unknown-rule',
      question.rule,
      notice.retention.map(({ key }) => key),
    );
  }
  const definitions = {
    events: [...BUILT_IN_EVENTS, ...notice.events],
    states: notice.states,
    plans: notice.retention,
  };
  const known = definitions.events.map(({ key }) => key);
  const events: PastEvent[] = [];
  for (const text of question.events) {
    const event = readEvent(text, notice.timeZone, known);
    if ('problem' in event) return event;
    events.push(event);
  }
  const history = { ...NO_HISTORY, keys: keysUnder(notice, plan.key), events };
  const results = evaluatePlan(plan, history, contextOf(notice, question.at));
  const asked = [...dependenciesOf(plan, definitions).events, ...holdEvents(notice, definitions)];
  return {
    rule: plan.key,
    at: question.at,
    neverStored: plan.neverStored,
    stages: results.map((result) => dueStage(result, notice, question.at)),
    unused: events.map(({ event }) => event).filter((event) => !asked.includes(event)),
  };
}

function problem(kind: DueProblem['problem'], word: string, known: readonly string[]): DueProblem {
  return { problem: kind, word, nearest: nearest(word, known) };
}

const EVENT = /^(?:(?:first|last|each) )?(?<event>[a-z0-9-]+)(?: of (?<path>[a-z0-9.-]+))?=(?<on>.+)$/;

function readEvent(text: string, timeZone: string, known: readonly Key[]): PastEvent | DueProblem {
  const { event, path, on } = EVENT.exec(text.trim())?.groups ?? {};
  if (event === undefined || on === undefined) return problem('bad-event', text, []);
  if (!known.includes(event)) return problem('unknown-event', event, known);
  const day = on === 'unknown' ? on : dayOf(on, timeZone);
  if (day === null) return problem('bad-date', on, []);
  return { event, on: day, ...(path === undefined ? {} : { path: path.split('.') }) };
}

function dayOf(on: string, timeZone: string): Day | null {
  try {
    return localDay(on, timeZone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The categories and items under the rule, by which holds know the row. */
function keysUnder(notice: Notice, rule: Key): readonly Key[] {
  const categories = notice.categories.filter(({ keep }) => keep === rule);
  const items = notice.items.filter(({ keep }) => keep === rule);
  return [...categories, ...categories.flatMap((category) => category.items), ...items].map(({ key }) => key);
}

type Known = Parameters<typeof dependenciesOf>[1];

/** The events that holds on any data ask about; a hold is read like a plan of its own. */
export function holdEvents(notice: Notice, definitions: Known): readonly Key[] {
  return notice.holds.flatMap((hold) => {
    const rule = hold.then ?? { is: 'endless' as const, at: hold.at };
    const stage = { rule, outcome: { do: 'erase' as const }, items: [], at: hold.at };
    const asPlan: RetentionPlan = {
      key: hold.key,
      neverStored: false,
      stages: [hold.while === undefined ? stage : { ...stage, condition: hold.while }],
      asARule: false,
      at: hold.at,
    };
    return [
      ...dependenciesOf(asPlan, definitions).events,
      ...(hold.until === undefined ? [] : [hold.until.event]),
    ];
  });
}

function dueStage(result: StageResult, notice: Notice, at: Day): DueStage {
  const { keepThrough, goneBy } = result;
  const isOver =
    (keepThrough.is === 'day' && keepThrough.day < at) || (goneBy.is === 'day' && goneBy.day <= at);
  return {
    stage: result.stage + 1,
    keptThrough: textOf(keepThrough),
    erasableFrom: erasableFrom(result),
    goneBy: textOf(goneBy),
    due: isOver && result.held === 0 && result.applies === 'yes',
    applies: result.applies,
    held: result.held,
    tellBy: result.tellBy === null ? null : textOf(result.tellBy),
    outcome: result.outcome,
    then: inEach(notice, (language) =>
      describeOutcome(result.outcome, language, scopeOf(notice, language).title),
    ),
    because: inEach(notice, (language) => describeBecause(result, language, scopeOf(notice, language).title)),
    trace: result.because,
  };
}

function erasableFrom({ keepThrough, goneBy }: StageResult): Day | null {
  const days = [
    ...(keepThrough.is === 'day' ? [addDays(keepThrough.day, 1)] : []),
    ...(goneBy.is === 'day' ? [goneBy.day] : []),
  ];
  return days.sort()[0] ?? null;
}

function inEach(notice: Notice, say: (language: Language) => string): Texts {
  return Object.fromEntries(notice.languages.map((language) => [language, say(language)]));
}

function textOf(value: Value): DueDay {
  return value.is === 'day' ? value.day : value.is;
}
