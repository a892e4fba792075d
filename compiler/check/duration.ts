// Rough lengths of ISO 8601 durations, for comparisons that must not be too strict: the shortest and the longest they can be.
import type { Duration } from '../model/text.ts';

const FORM = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/u;

interface Parts {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** Null when it is not a duration of whole calendar units. */
export function durationParts(duration: Duration): Parts | null {
  const match = FORM.exec(duration);
  if (!match || duration === 'P') return null;
  const [years, months, weeks, days] = match.slice(1).map((digits) => Number(digits ?? 0));
  return { years: years ?? 0, months: months ?? 0, days: (weeks ?? 0) * 7 + (days ?? 0) };
}

/** The fewest days the duration can be: a year of 365 days, a month of 28. */
export function shortestDays(duration: Duration): number {
  const parts = durationParts(duration);
  return parts ? parts.years * 365 + parts.months * 28 + parts.days : Number.NaN;
}

/** The most days the duration can be: a year of 366 days, a month of 31. */
export function longestDays(duration: Duration): number {
  const parts = durationParts(duration);
  return parts ? parts.years * 366 + parts.months * 31 + parts.days : Number.NaN;
}
