import { describe, expect, it } from 'vitest';
import { MINIMAL, minimalWith } from '../read/fixtures.testing.ts';
import { readNotice } from '../read/read.ts';
import { checkSuccession } from './succession.ts';

function notice(text: string) {
  const read = readNotice(text, 'notice.yaml').notice;
  if (read === null) throw new Error('the notice cannot be read');
  return read;
}

const BEFORE = notice(MINIMAL);

/** Codes of a successor made from the small notice, dated later unless the change says otherwise. */
function changed(...changes: readonly (readonly [string, string])[]): readonly string[] {
  let text = minimalWith('updated: 2026-11-21', 'updated: 2027-01-01');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the notice does not hold: ${from}`);
    text = text.replace(from, () => to);
  }
  return checkSuccession(BEFORE, notice(text)).map(({ code }) => code);
}

const CARE = `  customer-care:
    title: { fi: Asiakassuhteen hoito, sv: Skötsel av kundrelationen, en: Customer care }
    basis: contract
`;

describe('a successor', () => {
  it('may say the same again, on the same day or a later one', () => {
    expect(checkSuccession(BEFORE, BEFORE)).toEqual([]);
    expect(changed()).toEqual([]);
  });

  it('may change words and periods on a later day, not on the same', () => {
    expect(changed(['keep: P10Y', 'keep: P5Y'])).toEqual([]);
    const sameDay = notice(minimalWith('keep: P10Y', 'keep: P5Y'));
    expect(checkSuccession(BEFORE, sameDay).map(({ code }) => code)).toEqual(['updated-not-later']);
  });

  it('may move lines about without a new day', () => {
    const moved = notice(`# A comment more.\n${MINIMAL}`);
    expect(checkSuccession(BEFORE, moved)).toEqual([]);
  });

  it('may not change the basis of a purpose, even by adding one', () => {
    expect(changed(['basis: contract', 'basis: { public-task: { all: Act } }'])).toEqual(['basis-changed']);
    expect(changed(['basis: contract', 'basis: [contract, { legal-obligation: { all: Act } }]'])).toEqual([
      'basis-changed',
    ]);
  });

  it('may name its bases in another order', () => {
    const two = (basis: string) => notice(minimalWith('basis: contract', `basis: [${basis}]`));
    const obligation = '{ legal-obligation: { all: Act } }';
    const [older, newer] = [two(`contract, ${obligation}`), two(`${obligation}, contract`)];
    expect(checkSuccession(older, newer).map(({ code }) => code)).not.toContain('basis-changed');
  });

  it('may replace a purpose by one that succeeds it, and is warned when it merely drops it', () => {
    const renamed = CARE.replace('customer-care:', 'service:');
    const uses = [
      ['opens: [customer-care]', 'opens: [service]'],
      ['after-end: [customer-care]', 'after-end: [service]'],
      ['for: [customer-care, newsletter]', 'for: [service, newsletter]'],
    ] as const;
    expect(changed([CARE, renamed], ...uses)).toEqual(['purpose-removed']);
    expect(changed([CARE, `${renamed}    succeeds: customer-care\n`], ...uses)).toEqual([]);
  });

  it('may rename an item that says what it was', () => {
    const level = (key: string, was: string) =>
      notice(
        minimalWith(
          'items: [name, email]',
          `items: [name, email, { ${key}: { title: { all: Level }${was} } }]`,
        ).replace('updated: 2026-11-21', key === 'level' ? 'updated: 2026-11-21' : 'updated: 2027-01-01'),
      );
    const codes = (was: string) =>
      checkSuccession(level('level', ''), level('tier', was)).map(({ code }) => code);
    expect(codes('')).toEqual(['renamed-without-was']);
    expect(codes(', was: level')).toEqual([]);
    expect(codes(', was: grade')).toEqual(['renamed-without-was', 'was-unknown']);
  });

  it('is warned when an item is no longer listed', () => {
    expect(changed(['items: [name, email]', 'items: [name]'])).toEqual(['item-removed']);
  });

  it('of another register is no successor', () => {
    expect(changed(['register: customers', 'register: suppliers'])).toEqual(['register-changed']);
  });
});
