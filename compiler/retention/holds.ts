// Holds stop the outcome of the rows they concern. They are counted: the outcome waits until every one has ended.
import type { Hold } from '../model/retention.ts';
import { laterResult, type Result } from './combine.ts';
import { answerNow } from './conditions.ts';
import { evaluateRule, type Scope } from './evaluate.ts';
import type { PlacedHold } from './history.ts';
import { happenings, occurrences } from './moments.ts';
import { laterOf, NEVER, onDay, type Value } from './value.ts';
import { heldUntil } from './while.ts';

export interface Held {
  readonly result: Result;
  /** How many holds stop the outcome on the day of evaluation; one whose condition is unknown counts. */
  readonly held: number;
}

/**
 * The window after holds. `resume`: the later of the old window and the day the hold ended, for both ends. With a rule
 * of its own, that rule follows, never before the day the hold ended.
 */
export function applyHolds(result: Result, scope: Scope): Held {
  const concerned = scope.context.holds.filter((hold) =>
    hold.on.some((key) => scope.history.keys.includes(key)),
  );
  const extended: Result[] = [];
  for (const hold of concerned) {
    const until = holdUntil(hold, scope);
    if (until !== null) extended.push(afterHold(result, hold, until, scope));
  }
  return {
    result: unwrap(laterResult(extended, 'later-of') ?? result),
    held: concerned.filter((hold) => isInForce(hold, scope)).length,
  };
}

function unwrap(result: Result): Result {
  return result.because.why === 'later-of' && result.because.of.why === 'hold'
    ? { ...result, because: result.because.of }
    : result;
}

function afterHold(result: Result, hold: Hold, until: Value, scope: Scope): Result {
  const because = { why: 'hold', hold: hold.key, until } as const;
  const next = hold.then === null || until.is === 'never' ? null : evaluateRule(hold.then, scope);
  const base = next ?? result;
  const keepThrough = laterOf([base.keepThrough, until]);
  const goneBy = laterOf([base.goneBy, until]);
  if (next !== null) return { keepThrough, goneBy, because: { ...because, of: next.because } };
  const isMoved =
    keepThrough.is !== base.keepThrough.is ||
    goneBy.is !== base.goneBy.is ||
    isLater(keepThrough, base.keepThrough);
  return { keepThrough, goneBy, because: isMoved ? { ...because, of: null } : base.because };
}

function isLater(one: Value, other: Value): boolean {
  return one.is === 'day' && other.is === 'day' && one.day > other.day;
}

/** Until when the hold stops or has stopped the outcome; null when it never has. */
function holdUntil(hold: Hold, scope: Scope): Value | null {
  const automatic = hold.while === undefined ? null : heldUntil(hold.while, scope.history, scope.context);
  const placed = scope.history.holds
    .filter((one) => one.hold === hold.key)
    .map((one) => placedUntil(hold, one, scope));
  const all = automatic === null ? placed : [automatic, ...placed];
  return all.length === 0 ? null : laterOf(all);
}

/** A hold placed by hand ends when it is lifted, or with the first occurrence of its `until` event from that day on. */
function placedUntil(hold: Hold, placed: PlacedHold, { history, context }: Scope): Value {
  if (placed.to !== undefined) return onDay(placed.to);
  if (hold.until === undefined) return NEVER;
  const ends = occurrences(hold.until, happenings(history, context)).flatMap(({ day }) =>
    day === null ? [] : [day],
  );
  const end = ends.filter((day) => day >= placed.from).sort()[0];
  return end === undefined ? NEVER : onDay(end);
}

function isInForce(hold: Hold, scope: Scope): boolean {
  const { at } = scope.context;
  if (hold.while !== undefined && answerNow(hold.while, scope.history, scope.context) !== 'no') return true;
  return scope.history.holds.some((one) => {
    if (one.hold !== hold.key || one.from > at) return false;
    const until = placedUntil(hold, one, scope);
    return until.is !== 'day' || at < until.day;
  });
}
