// Phone numbers in E.164. Finnish numbers follow Traficom's Regulation 32 (national number of 4–12 digits) and nothing
// stricter; other countries' lengths come from libphonenumber's metadata.
import { parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { accepted, type Normalised, normaliseText, refused } from './identifier.ts';

const FINNISH = /^\+358[1-9]\d{3,11}$/;

export function normalisePhone(input: string): Normalised {
  const text = normaliseText(input, 40);
  if (!text.ok) return text;
  const digits = text.value.replace(/[\s().\-\u2010-\u2013/]/gu, '').replace(/^00/, '+');
  if (!/^\+?\d{4,15}$/.test(digits)) return refused('phone-malformed');
  const international = digits.startsWith('+') ? digits : digits.replace(/^0/, '+358');
  if (international.startsWith('+358')) {
    return FINNISH.test(international) ? accepted(international) : refused('phone-malformed');
  }
  return normaliseForeign(international);
}

function normaliseForeign(international: string): Normalised {
  if (!international.startsWith('+')) return refused('phone-malformed');
  try {
    const number = parsePhoneNumberWithError(international);
    return number.isPossible() ? accepted(number.number) : refused('phone-malformed');
  } catch {
    return refused('phone-malformed');
  }
}
