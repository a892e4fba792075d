import { describe, expect, it } from 'vitest';
import { administrationKeptUntil } from './kept-until.ts';

const helsinki = (moment: string) => administrationKeptUntil(new Date(moment), 'Europe/Helsinki');

describe('CG.37 data of ended users', () => {
  it('is kept six calendar years from the removal of access, to the end of the sixth', () => {
    expect(helsinki('2026-11-22T12:00:00Z')).toBe('2032-12-31');
    expect(helsinki('2026-01-01T12:00:00Z')).toBe('2032-12-31');
  });

  it('counts the year of the register and not of the server', () => {
    expect(helsinki('2026-12-31T21:59:59Z')).toBe('2032-12-31');
    expect(helsinki('2026-12-31T22:00:00Z')).toBe('2033-12-31');
  });
});
