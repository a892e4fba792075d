/** A fact's value as it is read: choices by their titles, days and yes or no in the reader's language. */
import type { Formats } from '../../../kit/formats.ts';
import type { Language, LocalText, Translate } from '../../../kit/texts.ts';
import { localText } from '../../shell/here.ts';

interface Typed {
  readonly type: string;
  readonly choices?: readonly { readonly key: string; readonly title: Partial<LocalText> }[];
}

export interface Reading {
  readonly t: Translate;
  readonly language: Language;
  readonly formats: Formats;
}

export function shownValue(value: string, { type, choices = [] }: Typed, reading: Reading): string {
  const { t, language, formats } = reading;
  const choice = choices.find(({ key }) => key === value);
  if (choice) return localText(choice.title, language);
  if (type === 'yes-no') return t(value === 'true' ? 'people.yes' : 'people.no');
  if ((type === 'date' || type === 'time') && !Number.isNaN(Date.parse(value)))
    return type === 'date' ? formats.day(value) : formats.moment(value);
  if (type === 'number' && value !== '' && Number.isSafeInteger(Number(value)))
    return formats.number(Number(value));
  if (type === 'phone') return shownPhone(value);
  return value;
}

const NO_BREAK = '\u00a0';
const FINNISH = /^\+358(9|[1-9]\d)(\d{4,8})$/;

/** In groups that are not torn apart at the end of a line: +358 9 4245 0236. */
function shownPhone(value: string): string {
  const [, area, rest] = FINNISH.exec(value) ?? [];
  if (area === undefined || rest === undefined) return value;
  const groups = rest.length > 7 ? [rest.slice(0, 4), rest.slice(4)] : [rest.slice(0, 3), rest.slice(3)];
  return ['+358', area, ...groups].join(NO_BREAK);
}

interface Shown {
  readonly value: string;
  readonly parts: Readonly<Record<string, string | null>>;
}

/** An address as it stands on an envelope; the country only when it is another. */
export function shownFact({ value, parts }: Shown, typed: Typed, reading: Reading): string {
  if (typed.type !== 'postal-address') return shownValue(value, typed, reading);
  const town = [parts.postal_code, parts.locality].filter(Boolean).join(' ');
  const country = parts.country === 'FI' ? null : parts.country;
  return [parts.street, town, country].filter(Boolean).join(', ');
}
