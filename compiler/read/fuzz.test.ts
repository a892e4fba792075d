import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { MINIMAL } from './fixtures.testing.ts';
import { readNotice } from './read.ts';

/** Enough to have found every slip so far; more only on a quiet machine. */
const RUNS = 80;
const LINES = MINIMAL.split('\n');
const WORDS = fc.constantFrom(
  'keep',
  'from',
  'then',
  'P1Y',
  'all',
  'any',
  'not',
  'cases',
  '*x',
  '&x',
  '- ',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '!',
  '?',
  '|',
  '"',
  '--06-30',
  '__proto__',
  'constructor',
  '\t',
  '\u0000',
  '\ud800',
  '---',
  '%YAML 1.1',
  '<<: *x',
  '.nan',
  '0x',
  '~',
);

/** A few lines of the small notice cut, doubled, or broken with words of the language and of YAML. */
const mutated = fc
  .array(
    fc.record({
      line: fc.nat(LINES.length - 1),
      at: fc.nat(60),
      word: fc.oneof(WORDS, fc.string({ maxLength: 8 })),
      cut: fc.nat(20),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((edits) => {
    const lines = [...LINES];
    for (const { line, at, word, cut } of edits) {
      const before = lines[line] ?? '';
      lines[line] = before.slice(0, at) + word + before.slice(at + cut);
    }
    return lines.join('\n');
  });

function places(value: unknown, here: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [here];
  return [
    here,
    ...Object.entries(value).flatMap(([key, inner]) =>
      places(inner, [...here, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

const PARSED: unknown = parse(MINIMAL);
const PLACES = places(PARSED).filter((place) => place.length > 0);

function replaced(place: readonly (string | number)[], value: unknown): string {
  const root = structuredClone(PARSED) as Record<string | number, unknown>;
  let parent = root;
  for (const key of place.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  parent[place.at(-1) ?? ''] = value;
  return stringify(root);
}

function expectSoundReading(text: string): void {
  const { notice, findings, locate } = readNotice(text, 'fuzz.yaml');
  for (const { line, column, message, hint } of findings) {
    expect(line).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(0);
    expect(message.length * hint.length).toBeGreaterThan(0);
  }
  if (notice === null) expect(findings.length).toBeGreaterThan(0);
  expect(locate(['data', 'contact', 'items', 99, 'x']).line).toBeGreaterThan(0);
}

describe('reading anything', { timeout: 60_000 }, () => {
  it('never throws, and either gives a notice or says why not', () => {
    fc.assert(fc.property(mutated, expectSoundReading), { numRuns: RUNS });
  });

  it('takes any value at any place without throwing', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), WORDS, fc.constant(undefined));
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), value, (place, wrong) => {
        const text = replaced(place, wrong);
        expectSoundReading(text);
        expect(readNotice(text, 'fuzz.yaml').notice).not.toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it('takes any text at all without throwing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400, unit: 'binary' }), expectSoundReading), {
      numRuns: 200,
    });
  });
});
