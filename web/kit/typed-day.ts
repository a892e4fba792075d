/**
 * Days as people type them: 21.11.2026, 21.11., 2026-11-21, and +30 for thirty days from today. Never by `new Date(text)`, which reads
 * 1.12. as the twelfth of January.
 */
const FULL = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const SHORT = /^(\d{1,2})\.(\d{1,2})\.?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const FROM_TODAY = /^\+(\d{1,5})$/;

/** ISO 8601, or undefined for what is no day. `today` is an ISO day. */
export function readTypedDay(text: string, today: string): string | undefined {
  const typed = text.replaceAll(/\s/g, '');
  const ahead = FROM_TODAY.exec(typed);
  if (ahead) return daysAfter(today, Number(ahead[1]));
  const iso = ISO.exec(typed);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const full = FULL.exec(typed);
  if (full) return dayOf(full[3], full[2], full[1]);
  const short = SHORT.exec(typed);
  if (short) return dayOf(today.slice(0, 4), short[2], short[1]);
  return undefined;
}

const asIso = (moment: Date): string => moment.toISOString().slice(0, 10);

function dayOf(year = '', month = '', day = ''): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${iso}T00:00:00Z`);
  // The thirty-first of February becomes another day, or none.
  return !Number.isNaN(moment.getTime()) && asIso(moment) === iso ? iso : undefined;
}

function daysAfter(today: string, days: number): string {
  const moment = new Date(`${today}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return asIso(moment);
}

// Swedish writes days as ISO does.
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' });

export const todayInHelsinki = (): string => today.format(new Date());

/** As it is typed: 21.11.2026. */
export function typedDay(iso: string): string {
  const [, year, month, day] = ISO.exec(iso.slice(0, 10)) ?? [];
  return year === undefined ? iso : `${Number(day)}.${Number(month)}.${year}`;
}
