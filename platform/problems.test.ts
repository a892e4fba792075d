import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Problem, problems } from './problems.ts';

const page = readFileSync(new URL('../docs/problems.md', import.meta.url), 'utf8');
const documented = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
const entries: [string, Problem][] = Object.entries(problems);

describe('the catalogue of problems', () => {
  it('and its documentation name the same codes', () => {
    expect(documented).toEqual(Object.keys(problems).sort());
  });

  it.each(entries)('gives %s a title in three languages, a status and an exit code', (_code, problem) => {
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.status).toBeLessThan(600);
    expect(problem.exit).toBeGreaterThan(0);
    expect(problem.exit).toBeLessThan(126);
    const titles = Object.values(problem.title);
    expect(new Set(titles).size).toBe(3);
    for (const title of titles) expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
  });
});
