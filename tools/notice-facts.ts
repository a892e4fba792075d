/**
 * Fills the table of notices/README.md: on which lines of an example notice each numbered fact of its register stands. The marks
 * are the comments `# CG.5` in the notices themselves, so that a fact and its line are reviewed together.
 */
import { readFile } from 'node:fs/promises';
import { factsNamed, readFacts } from '../tests/facts/facts.ts';

/** The file of each register's facts. */
export const NOTICE_FILES: Readonly<Record<string, string>> = {
  CG: 'consultancy-group.yaml',
  CO: 'coaching.yaml',
  ME: 'media.yaml',
  RE: 'rail-engineering.yaml',
  TS: 'trust-services.yaml',
};

const BEGIN = '<!-- facts: written by npm run generate -->';
const END = '<!-- end of facts -->';
const notices = new URL('../notices/', import.meta.url);

/** A comment begins at the line's start or after a space; a `#` inside a text has no space before the number. */
const COMMENT = /(?:^|\s)# ((?:[A-Z]{2}\.\d+(?:[–-]\d+)?[\s,]*)+)/u;

/** Fact → the lines, counted from one, whose comment names it. */
export function factLines(text: string): ReadonlyMap<string, readonly number[]> {
  const lines = new Map<string, number[]>();
  for (const [index, line] of text.split('\n').entries()) {
    const marks = COMMENT.exec(line)?.[1];
    if (marks === undefined) continue;
    for (const fact of factsNamed(marks)) lines.set(fact, [...(lines.get(fact) ?? []), index + 1]);
  }
  return lines;
}

function row(fact: { fact: string; text: string }, file: string, lines: readonly number[]): string {
  const links = lines.map((line) => `[${line}](${file}#L${line})`).join(', ');
  return `| ${fact.fact} | ${fact.text} | ${links} |`;
}

async function table(register: string, file: string): Promise<string> {
  const lines = factLines(await readFile(new URL(file, notices), 'utf8'));
  const facts = readFacts().filter(({ fact }) => fact.startsWith(`${register}.`));
  return [
    `### [${file}](${file})`,
    '',
    '| fact | what it says | lines |',
    '|---|---|---|',
    ...facts.map((fact) => row(fact, file, lines.get(fact.fact) ?? [])),
  ].join('\n');
}

/** The README with its table written anew; the words around the table stay as they are. */
export async function makeNoticesPage(): Promise<string> {
  const page = await readFile(new URL('README.md', notices), 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`notices/README.md has lost the lines "${BEGIN}" and "${END}".`);
  }
  const tables = await Promise.all(
    Object.entries(NOTICE_FILES).map(([register, file]) => table(register, file)),
  );
  return `${before}${BEGIN}\n\n${tables.join('\n\n')}\n\n${END}${after}`;
}
