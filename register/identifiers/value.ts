// A typed value of an item: what a person writes in a cell or a field becomes what the item's table keeps.
import { Temporal } from 'temporal-polyfill';
import { normaliseDate } from './date.ts';
import { accepted, type Normalised, normaliseText, refused } from './identifier.ts';

const YES = new Set(['kyllä', 'on', 'ja', 'yes', 'true', 'tosi', 'sant', '1', 'x', 'k', 'y', 'j']);
const NO = new Set(['ei', 'nej', 'no', 'false', 'epätosi', 'falskt', '0', 'e', 'n']);

// What people call the languages of Finland's registers; everything else must be a BCP 47 tag.
const LANGUAGES: Readonly<Record<string, string>> = {
  suomi: 'fi',
  finska: 'fi',
  finnish: 'fi',
  ruotsi: 'sv',
  svenska: 'sv',
  swedish: 'sv',
  englanti: 'en',
  engelska: 'en',
  english: 'en',
};

export const TEXT_LIMIT = 4_000;
export const LONG_TEXT_LIMIT = 100_000;

/** An integer in the range of int8; thousands may be parted by spaces. */
export function normaliseNumber(input: string): Normalised {
  const digits = input
    .normalize('NFC')
    .replace(/[\s\u00a0\u202f]/gu, '')
    .replace('\u2212', '-');
  if (!/^[-+]?\d{1,18}$/.test(digits)) return refused(digits === '' ? 'empty' : 'number-malformed');
  return accepted(BigInt(digits.replace('+', '')).toString());
}

export function normaliseFlag(input: string): Normalised {
  const word = input.normalize('NFC').trim().toLowerCase();
  if (YES.has(word)) return accepted('true');
  if (NO.has(word)) return accepted('false');
  return refused(word === '' ? 'empty' : 'flag-malformed');
}

/** An instant in ISO 8601; a day or a local time is taken in the register's time zone. */
export function normaliseTime(input: string, timeZone: string): Normalised {
  const text = normaliseText(input, 40);
  if (!text.ok) return text;
  const day = normaliseDate(text.value);
  try {
    if (day.ok)
      return accepted(Temporal.PlainDate.from(day.value).toZonedDateTime(timeZone).toInstant().toString());
    if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text.value))
      return accepted(Temporal.Instant.from(text.value).toString());
    const local = Temporal.PlainDateTime.from(text.value.replace(' ', 'T'), { overflow: 'reject' });
    return accepted(local.toZonedDateTime(timeZone).toInstant().toString());
  } catch {
    return refused('date-malformed');
  }
}

export function normaliseLanguage(input: string): Normalised {
  const text = normaliseText(input, 35);
  if (!text.ok) return text;
  const known = LANGUAGES[text.value.toLowerCase()];
  if (known) return accepted(known);
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(text.value)
    ? accepted(text.value.toLowerCase())
    : refused('language-unknown');
}

/** Finnish codes have five digits, kept as text (00100); other countries' are only bounded. */
export function normalisePostalCode(input: string, country: string): Normalised {
  const text = normaliseText(input, 12);
  if (!text.ok) return text;
  if (country === 'FI' && !/^\d{5}$/.test(text.value)) return refused('postal-code-malformed');
  return accepted(text.value);
}
