/**
 * The facts of the five reference registers in our own words, and which tests name them. A fact is reached when a
 * test's title holds its number.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** E: the software enforces it, and a test proves it. D: the notice declares it, and it is rendered. */
export type Fact = { fact: string; mark: 'E' | 'D'; text: string };
export type TestTitle = { file: string; title: string };
export type FactWithTests = Fact & { tests: string[] };

/** Facts of capabilities that are finished: each E fact among them must have a test. Grows as capabilities land. */
export const landed: Record<string, number[]> = {
  CG: [4, 5, 6, 11, 13, 16, 17, 18, 24, 25, 34, 37, 38, 40, 52],
  CO: [4, 8, 11, 14, 16, 18, 19, 24, 25, 26, 28, 29, 31],
  RE: [2, 3, 4, 5, 6, 15, 17, 18, 22, 28],
  ME: [2, 5, 8, 12, 15, 19],
  TS: [2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 22, 23, 24, 25, 31],
};

const root = new URL('../../', import.meta.url);
const rooms = [
  'platform',
  'compiler',
  'database',
  'register',
  'server',
  'worker',
  'cli',
  'notices',
  'web',
  'bench',
  'tests',
  'tools',
];

export function readFacts(folder = new URL('./', import.meta.url)): Fact[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return files.sort().flatMap((name) => parseFacts(readFileSync(new URL(name, folder), 'utf8')));
}

function parseFacts(text: string): Fact[] {
  return [...text.matchAll(/^- ([A-Z]{2}\.\d+) ([ED]) (.+)$/gm)].map(([, fact = '', mark, said = '']) => ({
    fact,
    mark: mark === 'D' ? 'D' : 'E',
    text: said,
  }));
}

/** All titles in our test files, in the order of files and lines. */
export function readTestTitles(): TestTitle[] {
  return rooms
    .flatMap((room) => testFiles(room))
    .flatMap((file) => titlesOf(file, readFileSync(new URL(file, root), 'utf8')));
}

function testFiles(room: string): string[] {
  try {
    const names = readdirSync(fileURLToPath(new URL(`${room}/`, root)), {
      recursive: true,
      encoding: 'utf8',
    });
    return names
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${room}/${name}`)
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The first string after `it(`, `test(`, `describe(` and their variants such as `it.each(cases)(`. */
export function titlesOf(file: string, text: string): TestTitle[] {
  const call =
    /\b(?:it|test|describe)(?:\.\w+)*\s*(?:\((?:[^()]|\([^()]*\))*\)\s*)?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g;
  return [...text.matchAll(call)].map((match) => ({ file, title: match[2] ?? '' }));
}

/** `CG.4–6` and `CG.4-6` name three facts, `CG.4` one and never CG.40. */
export function factsNamed(title: string): string[] {
  return [...title.matchAll(/\b([A-Z]{2})\.(\d+)(?:[–-](\d+))?/g)].flatMap(([, register, first, last]) => {
    const from = Number(first);
    const length = Math.min(Math.max(Number(last ?? first) - from, 0), 60) + 1;
    return Array.from({ length }, (_, index) => `${register}.${from + index}`);
  });
}

export function joinFacts(facts: Fact[], titles: TestTitle[]): FactWithTests[] {
  const tests = new Map<string, string[]>(facts.map(({ fact }) => [fact, []]));
  for (const { file, title } of titles) {
    for (const fact of new Set(factsNamed(title))) tests.get(fact)?.push(`${file}: ${title}`);
  }
  return facts.map((fact) => ({ ...fact, tests: tests.get(fact.fact) ?? [] }));
}

export const isLanded = (fact: string) => {
  const [register = '', number] = fact.split('.');
  return landed[register]?.includes(Number(number)) === true;
};

export const missingTests = (facts: FactWithTests[]) =>
  facts.filter(({ fact, mark, tests }) => mark === 'E' && isLanded(fact) && tests.length === 0);
