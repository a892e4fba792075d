// A plan: its stages one after another, each with its window, its outcome and whether it applies to this row. The end
// of a stage is the event `stage-ended` for the next.
import type { Outcome, RetentionPlan, Rule, Stage } from '../model/retention.ts';
import type { Day, Duration, Key } from '../model/text.ts';
import type { Trace } from './because.ts';
import { addMonths, addPeriod, subtractPeriod, wholeMonths } from './calendar.ts';
import { DOES_NOT_APPLY, type Result } from './combine.ts';
import { answerNow, type Truth } from './conditions.ts';
import { evaluateRule, type Scope } from './evaluate.ts';
import type { History, PastEvent, RetentionContext, Window } from './history.ts';
import { applyHolds } from './holds.ts';
import { happenings } from './moments.ts';
import { NEVER, onDay, UNKNOWN, type Value } from './value.ts';

export interface StageResult extends Window {
  /** Place of the stage in its plan, from 0. */
  readonly stage: number;
  /** What happens at the end: the stage's outcome, or the one that follows a ban. */
  readonly outcome: Outcome;
  readonly items: readonly Key[];
  /** No: the stage is passed over. Unknown: its outcome waits. */
  readonly applies: Truth;
  /** Holds in force on the day of evaluation. */
  readonly held: number;
  /** The last day on which the person is to have been told; null when the stage tells nobody. */
  readonly tellBy: Value | null;
  readonly because: Trace;
}

/** The event that a stage's end is for the next stage. */
export const STAGE_ENDED: Key = 'stage-ended';

/** Every stage of the plan. A plan that stores nothing has none. */
export function evaluatePlan(
  plan: RetentionPlan,
  history: History,
  context: RetentionContext,
): readonly StageResult[] {
  return evaluateStages(plan, { history, context, naming: [plan.key], planWindow });
}

/** One rule by itself, with names resolved; what no part of applies to is unknown. */
export function evaluate(rule: Rule, history: History, context: RetentionContext): Result {
  return evaluateRule(rule, { history, context, naming: [], planWindow }) ?? DOES_NOT_APPLY;
}

/**
 * The window of a plan used by name: that of its last stage that is not passed over. Holds are left to the stage that names it;
 * the rule that follows a hold would otherwise wait for that same hold.
 */
function planWindow(name: Key, scope: Scope): Result | null {
  const plan = scope.context.plans.find(({ key }) => key === name);
  if (plan === undefined) return null;
  const free = { ...scope, context: { ...scope.context, holds: [] } };
  return evaluateStages(plan, free).findLast(({ applies }) => applies !== 'no') ?? null;
}

function evaluateStages(plan: RetentionPlan, scope: Scope): readonly StageResult[] {
  const happened = happenings(scope.history, scope.context).filter(({ event }) => event === STAGE_ENDED);
  const results: StageResult[] = [];
  let ended = 0;
  let previousEnd: Value = NEVER;
  for (const [index, stage] of plan.stages.entries()) {
    const result = evaluateStage(stage, index, withStageEnd(scope, previousEnd));
    results.push(result);
    if (result.applies === 'no') continue;
    // The n-th report of a stage's end belongs to the n-th stage that was not passed over; until then its planned end counts.
    const actual = happened[ended];
    ended += 1;
    previousEnd = actual === undefined ? endOf(result) : actual.day === null ? UNKNOWN : onDay(actual.day);
  }
  return results;
}

function evaluateStage(stage: Stage, index: number, scope: Scope): StageResult {
  const { history, context } = scope;
  const applies = stage.condition === undefined ? 'yes' : answerNow(stage.condition, history, context);
  const { result, held } = applyHolds(evaluateRule(stage.rule, scope) ?? DOES_NOT_APPLY, scope);
  const isWaiting = applies === 'unknown' && stage.condition !== undefined;
  return {
    keepThrough: isWaiting ? UNKNOWN : result.keepThrough,
    goneBy: isWaiting ? UNKNOWN : result.goneBy,
    stage: index,
    outcome: outcomeOf(stage, result, scope),
    items: stage.items,
    applies,
    held,
    tellBy: stage.told === undefined ? null : daysBefore(result.keepThrough, stage.told),
    because:
      isWaiting && stage.condition
        ? { why: 'condition-unknown', condition: stage.condition }
        : result.because,
  };
}

/** A ban decides first, then the rule that follows a hold: footage is overwritten, but erased once it was evidence (CG.36). */
function outcomeOf(stage: Stage, { because }: Result, { history, context }: Scope): Outcome {
  if (isForbidden(stage, history)) return stage.forbidden ?? stage.outcome;
  if (because.why !== 'hold' || because.of === null) return stage.outcome;
  const next = context.holds.find(({ key }) => key === because.hold)?.then;
  const plan = next?.is === 'named' ? context.plans.find(({ key }) => key === next.name) : undefined;
  return plan?.stages.at(-1)?.outcome ?? stage.outcome;
}

function withStageEnd(scope: Scope, end: Value): Scope {
  const others = scope.history.events.filter(({ event }) => event !== STAGE_ENDED);
  if (end.is === 'never' && others.length === scope.history.events.length) return scope;
  const ended: PastEvent[] =
    end.is === 'never' ? [] : [{ event: STAGE_ENDED, on: end.is === 'day' ? end.day : 'unknown' }];
  return { ...scope, history: { ...scope.history, events: [...others, ...ended] } };
}

/** A stage ends with the day it is kept through; a stage that only knows when it must be gone, on that day. */
function endOf({ keepThrough, goneBy }: Window): Value {
  return keepThrough.is !== 'day' && goneBy.is === 'day' ? goneBy : keepThrough;
}

/** A person or guardian forbids an outcome by answering no to it by its name, e.g. `transfer`. */
function isForbidden(stage: Stage, history: History): boolean {
  if (stage.forbidden === undefined) return false;
  const answers = history.answers.filter(({ to, by }) => to === stage.outcome.do && by !== 'other');
  const latest = answers
    .map(({ on }) => on)
    .sort()
    .at(-1);
  return answers.some(({ on, yes }) => on === latest && !yes);
}

function daysBefore(end: Value, period: Duration): Value {
  return end.is === 'day' ? onDay(subtractPeriod(end.day, period)) : end;
}

/** The next of the days that recur every `every` from `start`, strictly after `at`; each counted from the start. */
export function nextReview(start: Day, every: Duration, at: Day): Day {
  const months = wholeMonths(every);
  let day = start;
  for (let turn = 1; day <= at; turn += 1)
    day = months === null ? addPeriod(day, every) : addMonths(start, months * turn);
  return day;
}
