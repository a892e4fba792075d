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

  it('tells all problems in one run and still gives the notice to the checks', () => {
    const text = MINIMAL.replace('2026-11-21', '2026-02-30')
      .replace('keep: P10Y', 'keep: 10 years')
      .replace('channel: email', 'channel: e-mail')
      .replace('basis: contract', 'basis: contrat')
      .replace('    direct-marketing: true', '    direct-marketing: often');
    const { notice, findings } = read(text);
    expect(findings.map(({ code }) => code)).toEqual([
      'bad-date',
      'bad-value',
      'bad-value',
      'wrong-type',
      'bad-duration',
    ]);
    expect(notice?.categories).toHaveLength(1);
  });
});
