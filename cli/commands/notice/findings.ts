/** Findings for people: where, what, the line itself with a caret under the spot, why, and how to mend it. */
import type { Finding } from '../../../compiler/check/finding.ts';

export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Longer lines are cut around the caret, so that a text of a whole paragraph does not fill the screen. */
const WIDEST = 100;

/** A tab counts as one column in the finding, so it is shown as one. */
function excerpt(line: string, column: number): { shown: string; caret: number } {
  const start = column - 1 > WIDEST - 20 ? column - 21 : 0;
  const visible = line.replaceAll('\t', ' ').slice(start, start + WIDEST);
  const before = start > 0 ? '…' : '';
  const after = line.length > start + WIDEST ? '…' : '';
  return { shown: `${before}${visible}${after}`, caret: column - 1 - start + before.length };
}

function describeOne(finding: Finding, lines: readonly string[]): string {
  const { file, line, column, severity, code, message, hint, article } = finding;
  const { shown, caret } = excerpt(lines[line - 1] ?? '', column);
  const margin = String(line);
  return [
    `${file}:${line}:${column}  ${severity} ${code}`,
    `  ${margin} | ${shown}`,
    `  ${' '.repeat(margin.length)} | ${' '.repeat(caret)}^`,
    `  ${message}${article ? ` (${article})` : ''}`,
    `  ${hint}`,
    '',
  ].join('\n');
}

export function describeFindings(source: Source, findings: readonly Finding[]): string {
  const lines = source.text.split(/\r?\n/u);
  return findings.map((finding) => describeOne(finding, lines)).join('\n');
}
