// The Finnish business id (Y-tunnus): seven digits and a check digit by modulo 11. Its VAT number is FI and the eight digits. Ids given
// before 2001 may have six digits, and get a leading zero.
import { accepted, type Normalised, normaliseText, refused } from './identifier.ts';

const FORM = /^(\d{6,7})-?(\d)$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/** Answers 1234567-8, also for the VAT number FI12345678. */
export function normaliseBusinessId(input: string): Normalised {
  const text = normaliseText(input, 20);
  if (!text.ok) return text;
  const match = FORM.exec(text.value.toUpperCase().replace(/^FI/, '').replace(/\s/g, ''));
  if (!match) return refused('business-id-malformed');
  const digits = (match[1] ?? '').padStart(7, '0');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = sum % 11 === 0 ? 0 : 11 - (sum % 11);
  // A remainder of one has no digit: such ids are not given.
  if (check !== Number(match[2])) return refused('business-id-check');
  return accepted(`${digits}-${check}`);
}
