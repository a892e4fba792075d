// Which language a visitor gets: the one asked for in the address, else the first of the browser's that we have, else our first.
import type { Language } from '../../compiler/model/text.ts';

/** Browsers send a few languages; anything longer is not worth reading. */
const HEADER_LIMIT = 200;

export function chooseLanguage(
  offered: readonly Language[],
  asked: unknown,
  accepted: string | undefined,
): Language {
  const wished = [asked, ...acceptedLanguages(accepted ?? '')];
  const chosen = wished.flatMap((wish) => offered.find((language) => language === wish) ?? []);
  return chosen[0] ?? offered[0] ?? 'en';
}

/** Two-letter codes by weight (RFC 9110, 12.5.4), the order of the header deciding between equals. */
function acceptedLanguages(header: string): readonly string[] {
  const parts = header.slice(0, HEADER_LIMIT).toLowerCase().split(',');
  const weighed = parts.map((part) => {
    const [range = '', ...parameters] = part.trim().split(';');
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    return { code: range.slice(0, 2), weight: weight === undefined ? 1 : Number(weight) };
  });
  return weighed
    .filter(({ weight }) => weight > 0)
    .toSorted((left, right) => right.weight - left.weight)
    .map(({ code }) => code);
}
