// Finnish working days and the deadlines of Art. 12, counted by Regulation (EEC, Euratom) No 1182/71 Art. 3.
import { Temporal } from 'temporal-polyfill';
import type { Day } from '../model/text.ts';
import { addDays, addMonths } from './calendar.ts';

/** Saturdays, Sundays and public holidays are not working days; Christmas Eve and Midsummer Eve are, on the safe side. */
export function isWorkingDay(day: Day): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek <= 5 && !holidays(Number(day.slice(0, 4))).has(day);
}

/** The n-th working day after the day, which itself is not counted. */
export function addWorkingDays(day: Day, count: number): Day {
  let reached = day;
  for (let counted = 0; counted < count; ) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached)) counted += 1;
  }
  return reached;
}

/** The day itself when it is a working day, else the next one (Reg. 1182/71 Art. 3(4)). */
export function rollToWorkingDay(day: Day): Day {
  return isWorkingDay(day) ? day : addWorkingDays(day, 1);
}

/** The days a request must be answered by. `target` is five days before the unrolled month, the organisation's own aim. */
export interface AnswerDeadline {
  readonly target: Day;
  readonly unrolled: Day;
  readonly latest: Day;
  readonly extendedUnrolled: Day;
  readonly extendedLatest: Day;
}

/** Art. 12(3): one month from receipt, two further months when extended; each rolled to a working day. */
export function answerDeadline(received: Day): AnswerDeadline {
  const unrolled = addMonths(received, 1);
  const extendedUnrolled = addMonths(received, 3);
  return {
    target: addDays(unrolled, -5),
    unrolled,
    latest: rollToWorkingDay(unrolled),
    extendedUnrolled,
    extendedLatest: rollToWorkingDay(extendedUnrolled),
  };
}

const FIXED = ['01-01', '01-06', '05-01', '12-06', '12-25', '12-26'];

/** Days from Easter Sunday: Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday. */
const MOVABLE = [-2, 0, 1, 39, 49];

const SATURDAY = 6;
const holidaysByYear = new Map<number, ReadonlySet<Day>>();

/** The Finnish public holidays of a year; remembered, since a chain of working days asks for each day. */
export function holidays(year: number): ReadonlySet<Day> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const days = new Set<Day>([
    ...FIXED.map((monthDay) => `${String(year).padStart(4, '0')}-${monthDay}`),
    ...MOVABLE.map((offset) => addDays(easter, offset)),
    saturdayFrom(year, 6, 20), // Midsummer Day, 20–26 June
    saturdayFrom(year, 10, 31), // All Saints, 31 October – 6 November
  ]);
  holidaysByYear.set(year, days);
  return days;
}

function saturdayFrom(year: number, month: number, day: number): Day {
  const first = Temporal.PlainDate.from({ year, month, day });
  return first.add({ days: (SATURDAY - first.dayOfWeek + 7) % 7 }).toString();
}

/** Gregorian Easter Sunday by the anonymous (Meeus/Jones/Butcher) algorithm. */
export function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCorrection = Math.floor((century + 8) / 25);
  const moonCorrection = Math.floor((century - leapCorrection + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const ordinal = epact + weekday - 7 * shift + 114;
  return Temporal.PlainDate.from({
    year,
    month: Math.floor(ordinal / 31),
    day: (ordinal % 31) + 1,
  }).toString();
}
