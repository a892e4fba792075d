// Arithmetic on plain days: periods, ends of periods and recurring days. An instant becomes a local day of the
// register's time zone once, at the door; from there on daylight saving cannot move a date by one.
import { Temporal } from 'temporal-polyfill';
import type { Day, Duration, YearDay } from '../model/text.ts';

/** The local day of an instant (`2023-12-31T22:30:00Z`), or the day itself when it already is one. */
export function localDay(instantOrDay: string, timeZone: string): Day {
  if (!instantOrDay.includes('T')) return Temporal.PlainDate.from(instantOrDay).toString();
  return Temporal.Instant.from(instantOrDay).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The instant a number of elapsed hours later; Art. 33 counts its 72 hours over weekends and clock changes. */
export function addHours(instant: string, hours: number, timeZone: string): string {
  const end = Temporal.Instant.from(instant).add({ hours }).toZonedDateTimeISO(timeZone);
  return end.toString({ timeZoneName: 'never', smallestUnit: 'minute' });
}

/**
 * The same day number in a later month, else that month's last day (Reg. 1182/71 Art. 3(2)(c)). Years are twelve
 * months; days and weeks are added after the months.
 */
export function addPeriod(day: Day, period: Duration): Day {
  return Temporal.PlainDate.from(day).add(period, { overflow: 'constrain' }).toString();
}

/** The day a period earlier, clamped like `addPeriod`. */
export function subtractPeriod(day: Day, period: Duration): Day {
  return Temporal.PlainDate.from(day).subtract(period, { overflow: 'constrain' }).toString();
}

export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }, { overflow: 'constrain' }).toString();
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The number of whole months of a period without days or weeks; null when it has any, since those do not add up. */
export function wholeMonths(period: Duration): number | null {
  const { years, months, weeks, days } = Temporal.Duration.from(period);
  return weeks === 0 && days === 0 ? years * 12 + months : null;
}

export function endOfMonth(day: Day): Day {
  const date = Temporal.PlainDate.from(day);
  return date.with({ day: date.daysInMonth }).toString();
}

export function endOfYear(day: Day): Day {
  return `${day.slice(0, 4)}-12-31`;
}

/** The first `--MM-DD` on or after the day. `--02-29` is the last day of February in a common year. */
export function endOfFinancialYear(day: Day, yearEnd: YearDay): Day {
  const date = Temporal.PlainDate.from(day);
  const thisYear = dayOfYear(date.year, yearEnd);
  return thisYear >= day ? thisYear : dayOfYear(date.year + 1, yearEnd);
}

/**
 * The first of the recurring days strictly after the day: a window kept through 30 June is gone by 30 June of the
 * next year, because on the first one it still had to be kept.
 */
export function nextYearDay(day: Day, yearDays: readonly YearDay[]): Day {
  const year = Temporal.PlainDate.from(day).year;
  const candidates = yearDays.flatMap((yearDay) => [dayOfYear(year, yearDay), dayOfYear(year + 1, yearDay)]);
  const next = candidates.filter((candidate) => candidate > day).sort()[0];
  if (next === undefined) throw new RangeError('A recurring day needs at least one day of the year.');
  return next;
}

/** The day on which a person of this birth date is `years` old. Born on 29 February: 1 March of a common year. */
export function birthday(birthDate: Day, years: number): Day {
  const day = addMonths(birthDate, years * 12);
  return day.slice(8) === birthDate.slice(8) ? day : addDays(day, 1);
}

function dayOfYear(year: number, yearDay: YearDay): Day {
  const [month, day] = yearDay.slice(2).split('-').map(Number);
  return Temporal.PlainDate.from(
    { year, month: month ?? 1, day: day ?? 1 },
    { overflow: 'constrain' },
  ).toString();
}
