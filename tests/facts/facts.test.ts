import { execFile } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { factsNamed, isLanded, joinFacts, landed, missingTests, readFacts, titlesOf } from './facts.ts';

describe('the facts of the reference registers', () => {
  it('are complete and numbered without gaps in every register', () => {
    const numbers = Map.groupBy(readFacts(), ({ fact }) => fact.slice(0, 2));
    const counts = Object.fromEntries([...numbers].map(([register, facts]) => [register, facts.length]));
    expect(counts).toEqual({ CG: 53, CO: 39, ME: 28, RE: 28, TS: 31 });
    for (const [register, facts] of numbers) {
      expect(facts.map(({ fact }) => fact)).toEqual(facts.map((_, index) => `${register}.${index + 1}`));
    }
  });

  it('that are landed exist', () => {
    const known = new Set(readFacts().map(({ fact }) => fact));
    for (const [register, numbers] of Object.entries(landed)) {
      for (const number of numbers) expect(known.has(`${register}.${number}`)).toBe(true);
    }
    expect(isLanded('CG.4')).toBe(true);
    expect(isLanded('CG.44')).toBe(false);
  });

  it('are found in titles one by one and as ranges, never inside a longer number', () => {
    expect(factsNamed('XX.40 and XX.4–6 hold')).toEqual(['XX.40', 'XX.4', 'XX.5', 'XX.6']);
    expect(factsNamed('version 4.5 of ABC.1')).toEqual([]);
  });

  it('are looked for in the titles of tests and nowhere else', () => {
    const source = [
      `// XX.9 in a comment`,
      `describe('XX.1 group', () => {`,
      `  it.each([['a', (1)]])("XX.2 for %s", () => {});`,
      '  test.for(cases)(`XX.3 holds`, () => check("XX.8"));',
      `});`,
    ].join('\n');
    expect(titlesOf('x.test.ts', source).map(({ title }) => title)).toEqual([
      'XX.1 group',
      'XX.2 for %s',
      'XX.3 holds',
    ]);
  });

  it('without a test are reported when their capability has landed', () => {
    const facts = [
      { fact: 'CG.4', mark: 'E' as const, text: 'landed' },
      { fact: 'CG.5', mark: 'E' as const, text: 'landed and proved' },
      { fact: 'CG.44', mark: 'E' as const, text: 'not landed' },
      { fact: 'CG.17', mark: 'D' as const, text: 'declared only' },
    ];
    const joined = joinFacts(facts, [{ file: 'x.test.ts', title: 'CG.5 holds' }]);
    expect(missingTests(joined).map(({ fact }) => fact)).toEqual(['CG.4']);
    expect(joined[1]?.tests).toEqual(['x.test.ts: CG.5 holds']);
  });

  it('are reported as data with their mark and tests', async () => {
    const report = fileURLToPath(new URL('./report.ts', import.meta.url));
    const out = await new Promise<string>((resolve) =>
      execFile(process.execPath, [report, '--json'], { maxBuffer: 10 ** 7 }, (_error, said) => resolve(said)),
    );
    const facts: unknown[] = JSON.parse(out);
    expect(facts).toHaveLength(179);
    expect(facts[0]).toEqual({ fact: 'CO.1', mark: 'D', tests: expect.any(Array) });
  }, 20_000);
});
