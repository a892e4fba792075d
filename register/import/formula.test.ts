import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardCell, unguardCell } from './formula.ts';

describe('cells that look like formulas', () => {
  it.each(['=1+1', '+358 40 123 4567', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1"])(
    'are written so that no spreadsheet runs %j',
    (cell) => {
      expect(guardCell(cell)).toBe(`'${cell}`);
      expect(unguardCell(guardCell(cell))).toBe(cell);
    },
  );
  it.each(['', 'Aino', "d'Arc", "'t Hooft", "''", '1-2'])('are not %j, which stays as it is', (cell) => {
    expect(guardCell(cell)).toBe(cell);
    expect(unguardCell(cell)).toBe(cell);
  });
  it('come back as they were, whatever they are', () => {
    const cell = fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\n', 'a', ' ', '＋', 'ä'),
    });
    fc.assert(fc.property(fc.oneof(cell, fc.string()), (text) => unguardCell(guardCell(text)) === text));
  });
});
