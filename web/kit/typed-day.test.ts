import { describe, expect, it } from 'vitest';
import { readTypedDay, typedDay } from './typed-day.ts';

const TODAY = '2026-11-22';

describe('a typed day', () => {
  it.each([
    ['1.12.2026', '2026-12-01'],
    ['21.11.2026', '2026-11-21'],
    ['21. 11. 2026', '2026-11-21'],
    ['5.3.', '2026-03-05'],
    ['2026-02-28', '2026-02-28'],
    ['+30', '2026-12-22'],
  ])('reads %s the Nordic way', (text, day) => {
    expect(readTypedDay(text, TODAY)).toBe(day);
  });

  it.each(['', 'huomenna', '31.2.2026', '12/1/2026', '2026-13-01', '1.12.26', '+'])('refuses %s', (text) => {
    expect(readTypedDay(text, TODAY)).toBeUndefined();
  });

  it('is written without leading zeros', () => {
    expect(typedDay('2026-03-05')).toBe('5.3.2026');
  });
});
