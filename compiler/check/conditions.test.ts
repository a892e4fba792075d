import { describe, expect, it } from 'vitest';
import type { Condition } from '../model/retention.ts';
import { neverTrue } from './conditions.ts';
import { longestDays, shortestDays } from './duration.ts';

const place = ['retention'];
const given = (item: string): Condition => ({ is: 'given', item, place });
const missing = (item: string): Condition => ({ is: 'missing', item, place });
const yes = (to: string): Condition => ({ is: 'answer', yes: true, to, by: 'person', place });
const no = (to: string): Condition => ({ is: 'answer', yes: false, to, by: 'person', place });
const all = (...of: readonly Condition[]): Condition => ({ is: 'all', of, place });
const any = (...of: readonly Condition[]): Condition => ({ is: 'any', of, place });
const not = (of: Condition): Condition => ({ is: 'not', of, place });
const oneOf = (...values: readonly string[]): Condition => ({ is: 'one-of', item: 'status', values, place });

describe('a condition is never true', () => {
  it.each([
    ['given and missing', all(given('phone'), missing('phone'))],
    ['yes and no', all(yes('letter'), no('letter'))],
    ['itself and its opposite', all(given('phone'), not(given('phone')))],
    ['its opposite first', all(not(yes('letter')), yes('letter'))],
    ['two values that share nothing', all(oneOf('open'), oneOf('paid', 'closed'))],
    ['a contradiction deeper within', all(given('name'), all(given('phone'), missing('phone')))],
    ['any of two impossible ones', any(all(yes('a'), no('a')), all(yes('b'), no('b')))],
    [
      'days that end before they begin',
      { is: 'dates', from: '2027-01-01', to: '2026-01-01', place } as const,
    ],
    ['an age below nought', { is: 'age-below', years: 0, place } as const],
  ])('when it asks for %s', (_name, condition) => {
    expect(neverTrue(condition)).toBe(true);
  });

  it.each([
    ['given and missing of two items', all(given('phone'), missing('email'))],
    ['yes of two purposes', all(yes('letter'), no('calls'))],
    ['either of two opposites', any(given('phone'), missing('phone'))],
    ['two values that share one', all(oneOf('open', 'paid'), oneOf('paid'))],
    ['one day', { is: 'dates', from: '2027-01-01', to: '2027-01-01', place } as const],
  ])('but not when it asks for %s', (_name, condition) => {
    expect(neverTrue(condition)).toBe(false);
  });
});

describe('a duration', () => {
  it.each([
    ['P1M', 28, 31],
    ['P1Y', 365, 366],
    ['P2W', 14, 14],
    ['P1Y6M10D', 365 + 6 * 28 + 10, 366 + 6 * 31 + 10],
  ])('%s lasts from %i to %i days', (duration, shortest, longest) => {
    expect([shortestDays(duration), longestDays(duration)]).toEqual([shortest, longest]);
  });

  it.each(['P', '1Y', 'PT30M', ''])('%j has no length in days', (duration) => {
    expect(shortestDays(duration)).toBeNaN();
  });
});
