// A rule, evaluated for one row: kept through one day, gone by another, and the branch that decided. Pure: the day
// of evaluation is given, and the same history gives the same answer for ever.
import { lawOn } from '../language/laws.ts';
import type { Anchor, Rule, Step } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import type { Trace } from './because.ts';
import {
  boundedResult,
  DOES_NOT_APPLY,
  earlierResult,
  firstKnownResult,
  laterResult,
  type Result,
} from './combine.ts';
import { answerNow } from './conditions.ts';
import type { History, RetentionContext } from './history.ts';
import { anchorDay, happenings, pathKey } from './moments.ts';
import { rulesIn } from './parts.ts';
import { applySteps } from './steps.ts';
import { laterOf, NEVER, onDay, UNKNOWN, type Value } from './value.ts';
import { heldUntil } from './while.ts';

/** What evaluation passes down: the row, the register, and the names being resolved, so that a cycle ends. */
export interface Scope {
  readonly history: History;
  readonly context: RetentionContext;
  readonly naming: readonly Key[];
  /** The named plan's own window; given by stages.ts, which evaluates plans. */
  readonly planWindow: (name: Key, scope: Scope) => Result | null;
}

/** Null = the rule does not apply to this row; combinators leave such a part out. */
export function evaluateRule(rule: Rule, scope: Scope): Result | null {
  switch (rule.is) {
    case 'window':
      return window(rule, scope);
    case 'between':
      return between(rule, scope);
    case 'law':
      return law(rule, scope);
    case 'absent':
      return absent(rule, scope);
    case 'with':
      return inherited(rule, scope);
    case 'newest':
      return newest(rule, scope);
    case 'later-of':
      return laterResult(parts(rule.of, scope), rule.is);
    case 'earlier-of':
      return earlierResult(parts(rule.of, scope), rule.is);
    case 'first-known':
      return firstKnownResult(parts(rule.of, scope));
    case 'bounded':
      return bounded(rule, scope);
    case 'cases':
      return cases(rule, scope);
    case 'while':
      return held(rule, scope);
    case 'agreed':
      return agreed(rule, scope);
    case 'named':
      return named(rule, scope);
    case 'endless':
      return { keepThrough: NEVER, goneBy: NEVER, because: { why: 'endless' } };
    default:
      return rule satisfies never;
  }
}

type RuleOf<Is extends Rule['is']> = Extract<Rule, { is: Is }>;

function parts(rules: readonly Rule[], scope: Scope): readonly Result[] {
  return rules.flatMap((rule) => evaluateRule(rule, scope) ?? []);
}

/** Everybody has been born: without a report the birth date counts, and without that the day is unknown, not never. */
const BORN: Key = 'born';

function startOf(anchor: Anchor, { history, context }: Scope): Value {
  const reported = anchorDay(anchor, happenings(history, context));
  if (anchor.event !== BORN || reported.is !== 'never') return reported;
  return history.birthDate === 'unknown' ? UNKNOWN : onDay(history.birthDate);
}

/**
 * `keep` counts from the anchor and `by` on from `keep`, as one chain. Without `keep` the row may go earlier, but is
 * kept through its last day unless somebody decides so; without `by` no day is set by which it must be gone.
 */
function window(rule: RuleOf<'window'>, scope: Scope): Result {
  const on = startOf(rule.from, scope);
  const goneBy = rule.by === null ? NEVER : applySteps(on, [...rule.keep, ...rule.by], scope.context);
  const keepThrough = rule.keepStated || rule.by === null ? applySteps(on, rule.keep, scope.context) : goneBy;
  const { from, keep, by, keepStated } = rule;
  return {
    keepThrough,
    goneBy,
    because: { why: 'window', event: from.event, path: from.path, on, keep, by, keepStated },
  };
}

function between(rule: RuleOf<'between'>, scope: Scope): Result {
  const on = startOf(rule.from, scope);
  const floor = applySteps(on, rule.floor, scope.context);
  const ceiling = applySteps(on, rule.ceiling, scope.context);
  const chosen = scope.history.choices[rule.choice];
  const because = (period: string | null): Trace => ({
    why: 'between',
    choice: rule.choice,
    chosen: period,
    event: rule.from.event,
    on,
  });
  if (chosen === undefined || chosen === 'unknown')
    return { keepThrough: floor, goneBy: ceiling, because: because(null) };
  const keepThrough = clamp(
    applySteps(on, [{ step: 'period', period: chosen }], scope.context),
    floor,
    ceiling,
  );
  return { keepThrough, goneBy: ceiling, because: because(chosen) };
}

function clamp(value: Value, floor: Value, ceiling: Value): Value {
  if (value.is !== 'day' || floor.is !== 'day' || ceiling.is !== 'day') return value;
  if (value.day < floor.day) return floor;
  return value.day > ceiling.day ? ceiling : value;
}

/** The line in force on the anchor's day decides; a day outside every line is not known to the table. */
function law(rule: RuleOf<'law'>, scope: Scope): Result {
  const event =
    rule.from?.event ?? scope.context.laws.find(({ key }) => key === rule.law)?.event ?? 'recorded';
  const on = startOf(rule.from ?? { pick: 'last', event, path: [], at: rule.at }, scope);
  const because: Trace = { why: 'law', law: rule.law, event, on };
  if (on.is !== 'day') return { keepThrough: on, goneBy: on, because };
  const line = lawOn(scope.context.laws, rule.law, on.day);
  if (line === undefined) return { keepThrough: UNKNOWN, goneBy: UNKNOWN, because };
  const end = applySteps(on, line.steps, scope.context);
  return { keepThrough: end, goneBy: line.kind === 'ceiling' ? end : NEVER, because };
}

/** Counts from the latest occurrence, or from `from` while there is none or when that is later. */
function absent(rule: RuleOf<'absent'>, scope: Scope): Result {
  const seen = startOf(rule.event, scope);
  const from = startOf(rule.from, scope);
  const isSeen = seen.is !== 'never';
  const on = isSeen && from.is !== 'never' ? laterOf([seen, from]) : isSeen ? seen : from;
  const { event, path } = isSeen ? rule.event : rule.from;
  return {
    keepThrough: applySteps(on, rule.within, scope.context),
    goneBy: NEVER,
    because: { why: 'absent', event, path, seen: isSeen, on, within: rule.within },
  };
}

function inherited(rule: RuleOf<'with'>, scope: Scope): Result | null {
  const because: Trace = { why: 'with', path: rule.path };
  const windows = scope.history.inherited[rule.path.join('.')] ?? scope.history.inherited[pathKey(rule.path)];
  if (windows === undefined) return { keepThrough: UNKNOWN, goneBy: UNKNOWN, because };
  const result = laterResult(
    windows.map((one) => ({ ...one, because })),
    'later-of',
  );
  return result === null ? null : { ...result, because };
}

/** A row among the newest has no end; it ends on the day the count-th newer one came. */
function newest(rule: RuleOf<'newest'>, scope: Scope): Result {
  const displaced = displacedOn(rule.count, scope.history.newer);
  return { keepThrough: displaced, goneBy: NEVER, because: { why: 'newest', count: rule.count, displaced } };
}

function displacedOn(count: number, newer: History['newer']): Value {
  if (newer === 'unknown') return UNKNOWN;
  if (newer.length < count) return NEVER;
  if (newer.includes('unknown')) return UNKNOWN;
  const day = newer.toSorted()[count - 1];
  return day === undefined ? NEVER : onDay(day);
}

function bounded(rule: RuleOf<'bounded'>, scope: Scope): Result | null {
  const inner = evaluateRule(rule.rule, scope);
  if (inner === null) return null;
  const floor = rule.atLeast === null ? null : evaluateRule(rule.atLeast, scope);
  const ceiling = rule.atMost === null ? null : evaluateRule(rule.atMost, scope);
  return boundedResult(inner, { floor, ceiling, lawful: isLaw(rule.atLeast, scope) });
}

/** A floor that a statute sets, itself or through names and combinators. */
function isLaw(rule: Rule | null, scope: Scope): boolean {
  if (rule === null) return false;
  if (rule.is === 'law')
    return scope.context.laws.some(({ key, kind }) => key === rule.law && kind === 'floor');
  if (rule.is !== 'named') return rulesIn(rule).some((part) => isLaw(part, scope));
  if (scope.naming.includes(rule.name)) return false;
  const inner = { ...scope, naming: [...scope.naming, rule.name] };
  const plan = scope.context.plans.find(({ key }) => key === rule.name);
  return plan?.stages.some((stage) => isLaw(stage.rule, inner)) ?? false;
}

/** The first case that fits. One whose answer is unknown stops the search: a later one might wrongly be shorter. */
function cases(rule: RuleOf<'cases'>, scope: Scope): Result | null {
  for (const [index, one] of rule.cases.entries()) {
    const answer = answerNow(one.if, scope.history, scope.context);
    if (answer === 'no') continue;
    if (answer === 'unknown') {
      return {
        keepThrough: UNKNOWN,
        goneBy: UNKNOWN,
        because: { why: 'condition-unknown', condition: one.if },
      };
    }
    return wrap(evaluateRule(one.rule, scope), (of) => ({ why: 'case', index, of }));
  }
  if (rule.otherwise === null) return null;
  return wrap(evaluateRule(rule.otherwise, scope), (of) => ({
    why: 'otherwise',
    index: rule.cases.length,
    of,
  }));
}

function wrap(result: Result | null, because: (of: Trace) => Trace): Result | null {
  return result === null ? null : { ...result, because: because(result.because) };
}

/** No end as long as the condition holds; then the later of the rule's own end and the last day it held. */
function held(rule: RuleOf<'while'>, scope: Scope): Result | null {
  const until = heldUntil(rule.condition, scope.history, scope.context);
  const own = rule.rule === null ? null : evaluateRule(rule.rule, scope);
  if (until === null) return own;
  const because: Trace = { why: 'while', spelled: rule.spelled, condition: rule.condition, until };
  // A condition alone sets no day by which the row must be gone.
  const hold: Result = { keepThrough: until, goneBy: rule.rule === null ? NEVER : until, because };
  const result = laterResult(own === null ? [hold] : [own, hold], 'later-of');
  return result === null ? null : unwrapLater(result);
}

/** `while` reads as one construct: the reader is told the rule or the condition, not "the later of". */
function unwrapLater(result: Result): Result {
  return result.because.why === 'later-of' ? { ...result, because: result.because.of } : result;
}

/** An agreement on record in force replaces the period, counted from the rule's own anchor; its last day replaces the end. */
function agreed(rule: RuleOf<'agreed'>, scope: Scope): Result | null {
  const { history, context } = scope;
  const own = evaluateRule(rule.rule, scope);
  const agreement = history.agreements.findLast(
    ({ scope: of, from, to }) =>
      of === rule.scope && from <= context.at && (to === undefined || context.at <= to),
  );
  if (agreement === undefined) return own;
  const because: Trace = { why: 'agreed', scope: rule.scope, of: null };
  if (agreement.until !== undefined) return { keepThrough: onDay(agreement.until), goneBy: NEVER, because };
  if (agreement.period === undefined) return { keepThrough: UNKNOWN, goneBy: UNKNOWN, because };
  const keep: readonly Step[] = [{ step: 'period', period: agreement.period }];
  const replaced = withPeriod(rule.rule, keep);
  return replaced === null
    ? { keepThrough: UNKNOWN, goneBy: UNKNOWN, because }
    : wrap(evaluateRule(replaced, scope), (of) => ({ why: 'agreed', scope: rule.scope, of }));
}

/** The rule with an agreed period in place of its own; null where the rule has no single period to replace. */
function withPeriod(rule: Rule, keep: readonly Step[]): Rule | null {
  if (rule.is === 'window') return { ...rule, keep, by: null, keepStated: true };
  if (rule.is === 'between')
    return { is: 'window', from: rule.from, keep, by: null, keepStated: true, at: rule.at };
  if (rule.is === 'absent') return { ...rule, within: keep };
  if (rule.is !== 'while' && rule.is !== 'bounded') return null;
  const inner = rule.rule === null ? null : withPeriod(rule.rule, keep);
  return inner === null ? null : { ...rule, rule: inner };
}

function named(rule: RuleOf<'named'>, scope: Scope): Result | null {
  if (scope.naming.includes(rule.name)) return DOES_NOT_APPLY;
  const result = scope.planWindow(rule.name, { ...scope, naming: [...scope.naming, rule.name] });
  return result === null ? DOES_NOT_APPLY : wrap(result, (of) => ({ why: 'named', name: rule.name, of }));
}
