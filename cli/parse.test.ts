import { describe, expect, it } from 'vitest';
import { parseSearchWords } from './parse.ts';

describe('parseSearchWords', () => {
  it('takes two characters or more, without the white space around them', () => {
    expect(parseSearchWords('  Öi ')).toBe('Öi');
  });
  it.each(['', ' ', 'a', ' ä '])(
    'refuses %j, which would find nobody and look like an empty register',
    (words) => {
      expect(() => parseSearchWords(words)).toThrowError(/at least two characters/);
    },
  );
});
