// The Finnish personal identity code (henkilötunnus; decree 128/2010 2 § as amended by 690/2022). The separator is part of the
// identity, and neither gender nor identity is ever inferred from the code (Data Protection Act 1050/2018 29 §).
import { accepted, type Normalised, normaliseText, refused } from './identifier.ts';

const FORM = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])$/;
const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const CENTURY: Readonly<Record<string, number>> = Object.fromEntries([
  ['+', 1800],
  ...[...'-YXWVU'].map((mark) => [mark, 1900]),
  ...[...'ABCDEF'].map((mark) => [mark, 2000]),
]);

export function normaliseIdentityCode(input: string): Normalised {
  const text = normaliseText(input, 16);
  if (!text.ok) return text;
  const code = text.value.toUpperCase();
  const match = FORM.exec(code);
  if (!match) return refused('identity-code-malformed');
  const [, day = '', month = '', year = '', mark = '', number = '', check = ''] = match;
  if (!isDate(Number(day), Number(month), (CENTURY[mark] ?? 0) + Number(year)))
    return refused('identity-code-date');
  if (Number(number) < 2) return refused('identity-code-malformed');
  if (CHECK[Number(day + month + year + number) % 31] !== check) return refused('identity-code-check');
  return accepted(code);
}

/** What may be printed on documents and lists: the birth date without the rest (29 § 4 mom.). */
export function maskIdentityCode(code: string): string {
  return `${code.slice(0, 7)}****`;
}

function isDate(day: number, month: number, year: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
