// Cells that a spreadsheet would run as a formula (OWASP, CSV injection): one that begins with = + - @, a tab or a line break, or the
// full-width forms of those signs, is written with an apostrophe before it. Reading takes one apostrophe off before such a sign, so that
// what we write comes back as it was, and what a spreadsheet protected itself is read as it was meant.

const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/u;

/** For every text x, unguardCell(guardCell(x)) is x. */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function unguardCell(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
