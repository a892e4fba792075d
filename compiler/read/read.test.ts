import { describe, expect, it } from 'vitest';
import { MINIMAL, minimalWith } from './fixtures.testing.ts';
import { readNotice } from './read.ts';

const read = (text: string) => readNotice(text, 'customers.yaml');

describe('reading a notice', () => {
  it('reads the small notice without a finding', () => {
    const { notice, findings } = read(MINIMAL);
    expect(findings).toEqual([]);
    expect(notice?.purposes.map(({ key, open, objection }) => [key, open, objection])).toEqual([
      ['customer-care', 'relationship', 'none'],
      ['newsletter', 'consent', 'always'],
    ]);
    expect(notice?.retention[0]?.stages[0]?.rule).toMatchObject({
      is: 'window',
      from: { pick: 'last', event: 'relationship-ended', path: [] },
      keep: [{ step: 'period', period: 'P10Y' }],
      by: null,
    });
  });

  it('answers an unknown word with the nearest known one, at its line and column', () => {
    const { findings } = read(minimalWith('    channel: email', '    chanel: email'));
    expect(findings).toMatchObject([
      { code: 'unknown-key', line: 28, column: 5, hint: 'Did you mean `channel`?' },
    ]);
  });
});
