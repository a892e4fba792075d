import { expect, it } from 'vitest';
import { dayIn } from './day.ts';

it.each([
  ['2026-11-21T21:59:59Z', '2026-11-21'],
  ['2026-11-21T22:00:00Z', '2026-11-22'],
  ['2026-06-21T21:00:00.000Z', '2026-06-22'],
  ['2026-06-21T23:30:00+03:00', '2026-06-21'],
])('tells the day of %s in Helsinki, winter and summer', (instant, day) => {
  expect(dayIn('Europe/Helsinki', instant)).toBe(day);
});
