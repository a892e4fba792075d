import { describe, expect, it } from 'vitest';
import { fill, phrasesOf } from './phrases.ts';

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inside]) =>
    leaves(inside, path ? `${path}.${key}` : key),
  );
}

const placesOf = (phrase: string) => [...phrase.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
const finnish = new Map(leaves(phrasesOf('fi')));

describe('the phrases of a notice', () => {
  it.each(['sv', 'en'] as const)('exist in %s under the same keys as in Finnish, both ways', (language) => {
    const keys = leaves(phrasesOf(language)).map(([key]) => key);
    expect(keys.toSorted()).toEqual([...finnish.keys()].toSorted());
  });

  it.each(['sv', 'en'] as const)('take the same variables in %s as in Finnish', (language) => {
    for (const [key, phrase] of leaves(phrasesOf(language))) {
      expect([key, placesOf(phrase)]).toEqual([key, placesOf(finnish.get(key) ?? '')]);
    }
  });

  it.each(['fi', 'sv', 'en'] as const)('are nowhere empty or padded in %s', (language) => {
    for (const [key, phrase] of leaves(phrasesOf(language))) {
      expect([key, phrase.trim().length > 0 && phrase === phrase.trim()]).toEqual([key, true]);
    }
  });

  it('never join a Finnish case ending to a variable', () => {
    for (const [key, phrase] of finnish) expect([key, /\}[:a-zäö]/i.test(phrase)]).toEqual([key, false]);
  });

  it('shows a place that got no value instead of hiding it', () => {
    expect(fill('{a} ja {b}', { a: 1 })).toBe('1 ja {b}');
  });
});
