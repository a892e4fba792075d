// The three values a date may have: a day, never, or unknown. Every combinator says here what it does with each.
import type { Day } from '../model/text.ts';

/** A day (its end included), never (nothing has started it, or nothing ends it), or not known. */
export type Value =
  | { readonly is: 'day'; readonly day: Day }
  | { readonly is: 'never' }
  | { readonly is: 'unknown' };

export const NEVER: Value = { is: 'never' };
export const UNKNOWN: Value = { is: 'unknown' };

export function onDay(day: Day): Value {
  return { is: 'day', day };
}

/** Never when any is never, else unknown when any is unknown, else the latest. */
export function laterOf(values: readonly Value[]): Value {
  if (values.some((value) => value.is === 'never')) return NEVER;
  if (values.some((value) => value.is === 'unknown')) return UNKNOWN;
  const latest = daysOf(values).at(-1);
  return latest === undefined ? UNKNOWN : onDay(latest);
}

/** The earliest, never being after every day; unknown when any is unknown, since that one might be earlier or later. */
export function earlierOf(values: readonly Value[]): Value {
  if (values.length === 0 || values.some((value) => value.is === 'unknown')) return UNKNOWN;
  return earliestKnown(values);
}

/** The earliest day whatever else is unknown: a known `by` erases. Without a day: unknown if any is, else never. */
export function earliestKnown(values: readonly Value[]): Value {
  const [earliest] = daysOf(values);
  if (earliest !== undefined) return onDay(earliest);
  return values.some((value) => value.is === 'unknown') ? UNKNOWN : NEVER;
}

/** How two values compare when both are known; never is after every day. */
export function isSame(one: Value, other: Value): boolean {
  return one.is === other.is && (one.is !== 'day' || other.is !== 'day' || one.day === other.day);
}

/** The days among the values, the earliest first; ISO days sort as text. */
function daysOf(values: readonly Value[]): Day[] {
  return values.flatMap((value) => (value.is === 'day' ? [value.day] : [])).sort();
}
