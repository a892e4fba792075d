// The Finnish calendar that deadlines are rolled by (facts of Art. 12 in vectors.test.ts).
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  answerDeadline,
  easterSunday,
  holidays,
  isWorkingDay,
  rollToWorkingDay,
} from './working-days.ts';

describe('Finnish holidays', () => {
  it.each([
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [1981, '1981-04-19'],
    [2049, '2049-04-18'],
  ])('have Easter of %i on %s', (year, easter) => {
    expect(easterSunday(year)).toBe(easter);
  });

  it.each(['2026-06-20', '2027-06-26', '2026-10-31', '2027-11-06', '2026-05-14', '2027-05-06', '2026-12-06'])(
    'include %s',
    (day) => {
      expect(holidays(Number(day.slice(0, 4))).has(day)).toBe(true);
    },
  );

  it('are no working days, nor are Saturdays and Sundays, while eves are', () => {
    expect(['2026-12-25', '2026-11-21', '2026-11-22'].map(isWorkingDay)).toEqual([false, false, false]);
    expect(['2026-12-24', '2026-06-19', '2026-11-23'].map(isWorkingDay)).toEqual([true, true, true]);
  });
});

describe('working days', () => {
  it('are counted from the day after', () => {
    expect(addWorkingDays('2026-04-02', 1)).toBe('2026-04-07');
    expect(addWorkingDays('2026-11-20', 5)).toBe('2026-11-27');
    expect(addWorkingDays('2026-11-21', 0)).toBe('2026-11-21');
  });

  it('take a day that is one as it is', () => {
    expect(rollToWorkingDay('2026-11-20')).toBe('2026-11-20');
    expect(rollToWorkingDay('2026-11-21')).toBe('2026-11-23');
  });

  it('leave the organisation’s own aim five days before the month', () => {
    expect(answerDeadline('2026-11-21').target).toBe('2026-12-16');
  });
});
