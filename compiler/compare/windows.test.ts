import { describe, expect, test } from 'vitest';
import { notice } from '../compile/notice.fixture.ts';
import type { RetentionPlan } from '../model/retention.ts';
import {
  bounded,
  either,
  inState,
  plan,
  stage,
  state,
  until,
  whileIn,
  window,
} from '../retention/rules.testing.ts';
import { type Relation, relate } from './windows.ts';

const STATES = [state('investigated', 'opened', 'closed')];
const version = notice({ states: STATES });

function relation(before: RetentionPlan, after: RetentionPlan): Relation {
  return relate({ notice: version, plans: [before] }, { notice: version, plans: [after] });
}

/** Kept for the period from the event. */
const kept = (event: string, period: string) => window(event, { keep: [period] });

const year = plan('year', stage(kept('recorded', 'P1Y')));
const twoYears = plan('two-years', stage(kept('recorded', 'P2Y')));
const ended = plan('ended', stage(kept('relationship-ended', 'P1Y')));
const later = plan('later', stage(either('later-of', kept('recorded', 'P1Y'), until('closed'))));
const earlier = plan('earlier', stage(either('earlier-of', kept('recorded', 'P1Y'), until('closed'))));
const held = plan('held', stage(whileIn('investigated', kept('recorded', 'P1Y'))));
const floored = plan('floored', stage(bounded(kept('recorded', 'P1Y'), { atLeast: kept('taken', 'P10Y') })));
const cases = plan(
  'cases',
  stage({
    is: 'cases',
    cases: [{ if: inState('investigated'), rule: kept('recorded', 'P1Y') }],
    otherwise: kept('recorded', 'P2Y'),
    at: [],
  }),
);
const ALL = [year, twoYears, ended, later, earlier, held, floored, cases];

describe('whether a plan ends earlier or later than another', () => {
  test.each([
    ['a shorter period', twoYears, year, 'shorter'],
    ['a longer period', year, twoYears, 'longer'],
    ['the later of two ends', year, later, 'longer'],
    ['the earlier of two ends', later, earlier, 'shorter'],
    ['a state that keeps it', year, held, 'longer'],
    ['a floor', year, floored, 'longer'],
    ['a shorter period in some cases', twoYears, cases, 'shorter'],
    ['another event', year, ended, 'mixed'],
  ] as const)('%s', (_what, before, after, expected) => {
    expect(relation(before, after)).toBe(expected);
  });

  test('a plan ends like itself, and a comparison the other way says the opposite', () => {
    const opposite: Readonly<Record<Relation, Relation>> = {
      same: 'same',
      shorter: 'longer',
      longer: 'shorter',
      mixed: 'mixed',
      unknown: 'unknown',
    };
    for (const one of ALL) {
      expect(relation(one, one)).toBe('same');
      for (const other of ALL) expect(relation(other, one)).toBe(opposite[relation(one, other)]);
    }
  });

  test('plans that apply together end at the latest', () => {
    const both = { notice: version, plans: [year, twoYears] };
    expect(relate({ notice: version, plans: [year] }, both)).toBe('longer');
    expect(relate({ notice: version, plans: [twoYears] }, both)).toBe('same');
  });
});
