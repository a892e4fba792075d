// Combining windows. Each combinator says what never and unknown do to both ends, and which part decided.
import type { Trace } from './because.ts';
import type { Window } from './history.ts';
import { earlierOf, earliestKnown, isSame, laterOf, UNKNOWN, type Value } from './value.ts';

export interface Result extends Window {
  readonly because: Trace;
}

/** The result when no part of the rule applies: unknown, which never erases and shows up as a task. */
export const DOES_NOT_APPLY: Result = {
  keepThrough: UNKNOWN,
  goneBy: UNKNOWN,
  because: { why: 'does-not-apply' },
};

/** Both ends: never, else unknown, else the latest. Null when no part applies. */
export function laterResult(parts: readonly Result[], why: 'later-of'): Result | null {
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1) return only;
  const keepThrough = laterOf(parts.map((part) => part.keepThrough));
  const goneBy = laterOf(parts.map((part) => part.goneBy));
  return { keepThrough, goneBy, because: { why, of: deciding(parts, keepThrough, goneBy) } };
}

/** An unknown part makes `keep` unknown and leaves `by` at the earliest known. */
export function earlierResult(parts: readonly Result[], why: 'earlier-of'): Result | null {
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1) return only;
  const keepThrough = earlierOf(parts.map((part) => part.keepThrough));
  const goneBy = earliestKnown(parts.map((part) => part.goneBy));
  return { keepThrough, goneBy, because: { why, of: deciding(parts, keepThrough, goneBy) } };
}

/** The first part with a known day. Without one: unknown when any is unknown, else never. */
export function firstKnownResult(parts: readonly Result[]): Result | null {
  const chosen =
    parts.find(({ keepThrough, goneBy }) => keepThrough.is === 'day' || goneBy.is === 'day') ??
    parts.find(({ keepThrough }) => keepThrough.is === 'unknown') ??
    parts[0];
  return chosen === undefined ? null : { ...chosen, because: { why: 'first-known', of: chosen.because } };
}

export interface Bounds {
  readonly floor: Result | null;
  readonly ceiling: Result | null;
  /** The floor is a statute's: it beats the ceiling. */
  readonly lawful: boolean;
}

/** At least: the later of both, and gone no earlier than the floor. At most: the earlier of both, gone by the ceiling. */
export function boundedResult(inner: Result, { floor, ceiling, lawful }: Bounds): Result {
  const raised = floor === null ? inner : atLeast(inner, floor);
  const lowered = ceiling === null ? raised : atMost(raised, ceiling);
  return floor !== null && ceiling !== null && lawful ? atLeast(lowered, floor) : lowered;
}

function atLeast(inner: Result, floor: Result): Result {
  const keepThrough = laterOf([inner.keepThrough, floor.keepThrough]);
  const goneBy = laterOf([inner.goneBy, floor.keepThrough]);
  const because: Trace = isSame(keepThrough, inner.keepThrough)
    ? inner.because
    : { why: 'at-least', of: floor.because };
  return { keepThrough, goneBy, because };
}

/** A ceiling is the day by which its own rule says gone; one that only says `keep` means that day. */
function atMost(inner: Result, ceiling: Result): Result {
  const end = ceiling.goneBy.is === 'never' ? ceiling.keepThrough : ceiling.goneBy;
  const keepThrough = earlierOf([inner.keepThrough, end]);
  const goneBy = earliestKnown([inner.goneBy, end]);
  const because: Trace = isSame(keepThrough, inner.keepThrough)
    ? inner.because
    : { why: 'at-most', of: ceiling.because };
  return { keepThrough, goneBy, because };
}

/** The first part whose own end is the combined one; for ties the order of the rule decides. */
function deciding(parts: readonly Result[], keepThrough: Value, goneBy: Value): Trace {
  const part =
    parts.find((one) => isSame(one.keepThrough, keepThrough)) ??
    parts.find((one) => isSame(one.goneBy, goneBy)) ??
    parts[0];
  return part?.because ?? { why: 'does-not-apply' };
}
