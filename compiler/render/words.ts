// Dates, durations, lists and lands in the three languages, as the products' content style has them: 21.11.2026 in Finnish and
// Swedish, 21 Nov 2026 in English, no leading zeros, a no-break space between a number and its unit.
import type { Day, Duration, Language } from '../model/text.ts';
import { fill, type Phrases } from './phrases/phrases.ts';

const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };
const ENGLISH_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const NO_BREAK_SPACE = '\u00a0';

/** Takes the calendar day as it stands; there is no time of day and no zone in it to convert. */
export function sayDay(day: Day, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language !== 'en') return `${Number(date)}.${Number(month)}.${year}`;
  const words = [String(Number(date)), ENGLISH_MONTHS[Number(month) - 1] ?? month, year];
  return words.join(NO_BREAK_SPACE);
}

const UNITS = { Y: 'year', M: 'month', W: 'week', D: 'day' } as const;

/** `P1Y6M` → "1 vuosi 6 kuukautta". A duration that is not of whole calendar units is shown as written. */
export function sayDuration(duration: Duration, phrases: Phrases): string {
  const parts = [...duration.matchAll(/(\d+)([YMWD])/g)].map(([, amount = '', unit]) => {
    const { one, other } = phrases.units[UNITS[unit as keyof typeof UNITS]];
    const phrase = Number(amount) === 1 ? one : other;
    return fill(phrase, { n: Number(amount) }).replaceAll(' ', NO_BREAK_SPACE);
  });
  return parts.length > 0 ? parts.join(' ') : duration;
}

/** How often something recurs. Named where the language has a word for it, since "väli: 1 vuosi" is no one's Finnish. */
export function sayEvery(duration: Duration, phrases: Phrases): string {
  const named: Readonly<Record<string, string>> = {
    P1Y: phrases.every.year,
    P12M: phrases.every.year,
    P6M: phrases.every.halfYear,
    P3M: phrases.every.quarter,
    P1M: phrases.every.month,
  };
  return named[duration] ?? fill(phrases.every.other, { duration: sayDuration(duration, phrases) });
}

/** Names of lands by ISO 3166-1; `*` is a land nobody knows beforehand. */
export function sayCountry(code: string, language: Language, phrases: Phrases): string {
  if (code === '*') return phrases.transfers.anyCountry;
  return new Intl.DisplayNames([LOCALES[language]], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text of several paragraphs is split where the author left an empty line. */
export function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s*\n\s*/g, ' ').trim())
    .filter((part) => part !== '');
}
