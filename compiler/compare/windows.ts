// Whether one retention plan ends earlier or later than another: both are evaluated on every probe history and the ends compared.
import { LAWS } from '../language/laws.ts';
import type { Notice } from '../model/notice.ts';
import type { RetentionPlan } from '../model/retention.ts';
import type { Day } from '../model/text.ts';
import type { History, RetentionContext, Window } from '../retention/history.ts';
import { evaluatePlan } from '../retention/stages.ts';
import { laterOf, UNKNOWN, type Value } from '../retention/value.ts';
import { probeHistories } from './probes.ts';

/** same: every probe ends alike. unknown: no probe has a date for both. mixed: some earlier, some later. */
export type Relation = 'same' | 'shorter' | 'longer' | 'mixed' | 'unknown';

/** Plans that apply together (the latest end counts), with the notice they stand in. */
export interface Side {
  readonly notice: Notice;
  readonly plans: readonly RetentionPlan[];
}

/** Days of evaluation: while states may still be open, and long after. */
const LOOKED_AT: readonly Day[] = ['2022-06-01', '2045-01-01'];

function contextOf(notice: Notice, at: Day): RetentionContext {
  return {
    at,
    timeZone: notice.timeZone,
    financialYearEnd: notice.financialYearEnds,
    runs: notice.runs,
    states: notice.states,
    plans: notice.retention,
    // Holds are compared by themselves; here they would hide what the rules say.
    holds: [],
    laws: LAWS,
  };
}

function windowOf(side: Side, history: History, at: Day): Window {
  const ends = side.plans.map((plan) =>
    evaluatePlan(plan, history, contextOf(side.notice, at)).findLast(({ applies }) => applies !== 'no'),
  );
  return {
    keepThrough: laterOf(ends.map((end) => end?.keepThrough ?? UNKNOWN)),
    goneBy: laterOf(ends.map((end) => end?.goneBy ?? UNKNOWN)),
  };
}

/** Below zero: earlier. Null: not to be told. Never is after every day. */
function order(before: Value, after: Value): number | null {
  if (before.is === 'unknown' || after.is === 'unknown') return null;
  if (before.is === 'never' || after.is === 'never')
    return Number(after.is === 'never') - Number(before.is === 'never');
  return after.day < before.day ? -1 : Number(after.day > before.day);
}

/** How the new side's ends lie to the old side's. */
export function relate(before: Side, after: Side): Relation {
  const sources = [before, after].map(({ notice }) => ({ plans: notice.retention, states: notice.states }));
  const histories = probeHistories([...before.plans, ...after.plans], sources);
  let [earlier, later, known] = [false, false, false];
  for (const history of histories) {
    for (const at of LOOKED_AT) {
      const [old, now] = [windowOf(before, history, at), windowOf(after, history, at)];
      for (const sign of [order(old.keepThrough, now.keepThrough), order(old.goneBy, now.goneBy)]) {
        if (sign === null) continue;
        known = true;
        earlier ||= sign < 0;
        later ||= sign > 0;
      }
    }
  }
  if (earlier && later) return 'mixed';
  if (earlier) return 'shorter';
  if (later) return 'longer';
  return known ? 'same' : 'unknown';
}
