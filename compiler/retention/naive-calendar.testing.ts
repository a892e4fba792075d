// A calendar that knows nothing but which day follows which. Every period is found by walking day by day, so it shares
// no arithmetic with the real one.
import type { Step } from '../model/retention.ts';

export interface NaiveDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Monday is 1. */
  readonly weekday: number;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function monthLength(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function tomorrow({ year, month, day, weekday }: NaiveDay): NaiveDay {
  const next = weekday === 7 ? 1 : weekday + 1;
  if (day < monthLength(year, month)) return { year, month, day: day + 1, weekday: next };
  if (month < 12) return { year, month: month + 1, day: 1, weekday: next };
  return { year: year + 1, month: 1, day: 1, weekday: next };
}

const FIRST_YEAR = 2018;
const LAST_YEAR = 2045;

/** Every day of the world of these tests; 1 January 2018 was a Monday. */
export const DAYS: readonly NaiveDay[] = (() => {
  const days: NaiveDay[] = [{ year: FIRST_YEAR, month: 1, day: 1, weekday: 1 }];
  for (let day = days[0]; day !== undefined && day.year <= LAST_YEAR; ) {
    day = tomorrow(day);
    days.push(day);
  }
  return days;
})();

const NUMBERS = new Map(DAYS.map((day, number) => [iso(day), number]));

export function iso({ year, month, day }: NaiveDay): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A day of the world as its number from the first. */
export function numberOf(day: string): number {
  const number = NUMBERS.get(day);
  if (number === undefined) throw new RangeError(`${day} is outside the world of the test.`);
  return number;
}

export function dayAt(number: number): NaiveDay {
  const day = DAYS[number];
  if (day === undefined) throw new RangeError(`Day ${number} is outside the world of the test.`);
  return day;
}

function walk(from: number, isThere: (day: NaiveDay, number: number) => boolean): number {
  for (let number = from; ; number += 1) if (isThere(dayAt(number), number)) return number;
}

/** The same day number so many months on, or that month's last day. */
function monthsLater(from: number, months: number): number {
  const start = dayAt(from);
  const target = start.year * 12 + start.month - 1 + months;
  return walk(from, ({ year, month, day }) => {
    if (year * 12 + month - 1 !== target) return false;
    return day === start.day || (day === monthLength(year, month) && day < start.day);
  });
}

export interface NaiveSettings {
  readonly yearEnd: string;
  readonly runs: Readonly<Record<string, readonly string[]>>;
}

function isYearDay({ year, month, day }: NaiveDay, yearDay: string): boolean {
  const isLeapDay = yearDay === '--02-29' && !isLeap(year);
  const [wantedMonth, wantedDay] = isLeapDay ? [2, 28] : yearDay.slice(2).split('-').map(Number);
  return month === wantedMonth && day === wantedDay;
}

function amounts(period: string): { months: number; days: number } {
  const amount = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(period)?.[1] ?? 0);
  return { months: amount('Y') * 12 + amount('M'), days: amount('W') * 7 + amount('D') };
}

/** Walks a chain of steps. Months that follow each other are walked as one stretch from where the first began. */
export function walkSteps(from: number, steps: readonly Step[], settings: NaiveSettings): number {
  let here = from;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined) break;
    if (step.step !== 'period') {
      here = walkStep(here, step, settings);
      continue;
    }
    const { months, days } = amounts(step.period);
    let stretch = months;
    let next = steps[index + 1];
    while (days === 0 && next?.step === 'period' && amounts(next.period).days === 0) {
      stretch += amounts(next.period).months;
      index += 1;
      next = steps[index + 1];
    }
    here = monthsLater(here, stretch) + days;
  }
  return here;
}

function walkStep(from: number, step: Exclude<Step, { step: 'period' }>, settings: NaiveSettings): number {
  switch (step.step) {
    case 'working-days':
      return workingDaysLater(from, step.days);
    case 'next-day':
      return walk(from + 1, (day) => isYearDay(day, step.day));
    case 'next-run':
      return walk(from + 1, (day) =>
        (settings.runs[step.run] ?? []).some((yearDay) => isYearDay(day, yearDay)),
      );
    default:
      if (step.unit === 'month') return walk(from, (day) => tomorrow(day).day === 1);
      if (step.unit === 'year') return walk(from, (day) => tomorrow(day).year > day.year);
      return walk(from, (day) => isYearDay(day, settings.yearEnd));
  }
}

function workingDaysLater(from: number, count: number): number {
  let here = from;
  for (let counted = 0; counted < count; ) {
    here += 1;
    if (!isHoliday(here)) counted += 1;
  }
  return here;
}

const FIXED_HOLIDAYS = new Set(['1-1', '1-6', '5-1', '12-6', '12-25', '12-26']);

function isHoliday(number: number): boolean {
  const day = dayAt(number);
  if (day.weekday >= 6 || FIXED_HOLIDAYS.has(`${day.month}-${day.day}`)) return true;
  const easter = numberOf(easterOf(day.year));
  return number === easter - 2 || number === easter + 1 || number === easter + 39;
}

/** Easter by the paschal full moon (Gauss with the 20th- and 21st-century constants), not by the real one's algorithm. */
function easterOf(year: number): string {
  const moon = (19 * (year % 19) + 24) % 30;
  const week = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const march = 22 + moon + week;
  const [month, day] = march <= 31 ? [3, march] : [4, march - 31];
  const isException =
    month === 4 && (day === 26 || (day === 25 && moon === 28 && week === 6 && year % 19 > 10));
  return iso({ year, month, day: isException ? day - 7 : day, weekday: 7 });
}
