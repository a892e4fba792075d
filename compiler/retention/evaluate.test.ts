// What each combinator does with days, never and unknown, at the places where the two interpreters could be wrong together.
import { describe, expect, it } from 'vitest';
import type { Condition, Rule } from '../model/retention.ts';
import type { History } from './history.ts';
import {
  anchor,
  bounded,
  CONTEXT,
  either,
  ends,
  history,
  inState,
  law,
  plan,
  stage,
  state,
  step,
  until,
  whileIn,
  window,
} from './rules.testing.ts';
import { evaluate } from './stages.ts';

const states = [state('open', 'opened', 'closed')];
const context = { ...CONTEXT, states };

function both(rule: Rule, given: History, at = '2026-11-21') {
  return ends(evaluate(rule, given, { ...context, at }));
}

const known = window('known', { keep: ['P1Y'], by: ['P1M'] });
const later = window('later', { keep: ['P1Y'], by: ['P1M'] });
const missing = window('missing', { keep: ['P1Y'], by: ['P1M'] });
const unclear = window('unclear', { keep: ['P1Y'], by: ['P1M'] });
const given = history(['known=2020-01-01', 'later=2021-01-01', 'unclear=unknown']);

describe('later-of', () => {
  it('is never when any is never, whatever is unknown', () => {
    expect(both(either('later-of', known, unclear, missing), given)).toEqual({ keep: 'never', by: 'never' });
  });
  it('is unknown when any is unknown', () => {
    expect(both(either('later-of', known, unclear), given)).toEqual({ keep: 'unknown', by: 'unknown' });
  });
  it('is the latest day', () => {
    expect(both(either('later-of', known, later), given)).toEqual({ keep: '2022-01-01', by: '2022-02-01' });
  });
});

describe('earlier-of', () => {
  it('leaves never out', () => {
    expect(both(either('earlier-of', missing, later, known), given)).toEqual({
      keep: '2021-01-01',
      by: '2021-02-01',
    });
  });
  it('has an unknown keep and the earliest known by when any is unknown', () => {
    expect(both(either('earlier-of', later, unclear, known), given)).toEqual({
      keep: 'unknown',
      by: '2021-02-01',
    });
  });
});

describe('first-known', () => {
  it('passes over what has not happened and what is not known', () => {
    expect(both(either('first-known', missing, unclear, later, known), given)).toEqual({
      keep: '2022-01-01',
      by: '2022-02-01',
    });
  });
  it('is unknown rather than never when no day is known', () => {
    expect(both(either('first-known', missing, unclear), given)).toEqual({ keep: 'unknown', by: 'unknown' });
  });
});

describe('bounds', () => {
  const floor = window('later', { keep: ['P3Y'] });
  const ceiling = window('known', { by: ['P6M'] });
  it('at-least moves both ends to its own day', () => {
    expect(both(bounded(known, { atLeast: floor }), given)).toEqual({ keep: '2024-01-01', by: '2024-01-01' });
  });
  it('at-least that is not known makes both ends unknown', () => {
    expect(both(bounded(known, { atLeast: window('unclear', { keep: ['P1Y'] }) }), given)).toEqual({
      keep: 'unknown',
      by: 'unknown',
    });
  });
  it('at-most ends what would have no end', () => {
    expect(both(bounded(until('missing'), { atMost: ceiling }), given)).toEqual({
      keep: '2020-07-01',
      by: '2020-07-01',
    });
  });
  it('at-most that is not known leaves a known by', () => {
    expect(both(bounded(known, { atMost: window('unclear', { by: ['P1Y'] }) }), given)).toEqual({
      keep: 'unknown',
      by: '2021-02-01',
    });
  });
  it('at-most beats at-least, but not the floor of a law', () => {
    expect(both(bounded(known, { atLeast: floor, atMost: ceiling }), given).keep).toBe('2020-07-01');
    const lawful = bounded(known, { atLeast: law('debt-limitation', 'later'), atMost: ceiling });
    expect(both(lawful, given)).toEqual({ keep: '2024-01-01', by: '2024-01-01' });
  });
});

describe('while', () => {
  it('keeps through the day the state ends, or the later own end', () => {
    const events = ['known=2020-01-01', 'opened=2020-02-01'];
    expect(both(whileIn('open', known), history([...events, 'closed=2020-06-01']))).toEqual({
      keep: '2021-01-01',
      by: '2021-02-01',
    });
    expect(both(whileIn('open', known), history([...events, 'closed=2025-06-01']))).toEqual({
      keep: '2025-06-01',
      by: '2025-06-01',
    });
    expect(both(whileIn('open', known), history(events))).toEqual({ keep: 'never', by: 'never' });
    expect(both(whileIn('open', known), history([...events, 'closed=unknown']))).toEqual({
      keep: 'unknown',
      by: 'unknown',
    });
  });
  it('knows an end that lies ahead, without waiting for it', () => {
    const rule = whileIn('open', known);
    expect(both(rule, history(['known=2026-01-01', 'opened=2026-02-01', 'closed=2030-06-01'])).keep).toBe(
      '2030-06-01',
    );
    const dates: Condition = { is: 'dates', to: '2027-12-31', place: [] };
    expect(
      both(
        { is: 'while', condition: dates, rule: known, spelled: 'while', at: [] },
        history(['known=2020-01-01']),
      ).keep,
    ).toBe('2027-12-31');
  });
  it('counts a state opened and closed on one day as held on that day', () => {
    expect(
      both(whileIn('open', known), history(['known=2015-01-01', 'opened=2020-06-01', 'closed=2020-06-01']))
        .keep,
    ).toBe('2020-06-01');
  });
  it('follows the order of the reports within a day', () => {
    const reopened = history([
      'known=2015-01-01',
      'opened=2020-05-01',
      'closed=2020-06-01',
      'opened=2020-06-01',
    ]);
    expect(both(whileIn('open', known), reopened).keep).toBe('never');
  });
  it('ends a child’s protection on the eve of the birthday', () => {
    const young: Condition = { is: 'age-below', years: 13, place: [] };
    const rule: Rule = { is: 'while', condition: young, rule: null, spelled: 'while', at: [] };
    expect(both(rule, history([], { birthDate: '2010-05-05' })).keep).toBe('2023-05-04');
    expect(both(rule, history([], { birthDate: '2012-02-29' })).keep).toBe('2025-02-28');
    expect(both(rule, history([])).keep).toBe('unknown');
  });
  it('knows of an item only since its last change', () => {
    const status: Condition = { is: 'one-of', item: 'status', values: ['open'], place: [] };
    const rule: Rule = { is: 'while', condition: status, rule: known, spelled: 'while', at: [] };
    const of = (value: string) =>
      history(['known=2020-01-01'], { items: { status: { value, since: '2024-05-05' } } });
    expect(both(rule, of('closed')).keep).toBe('2024-05-05');
    expect(both(rule, of('open')).keep).toBe('never');
    expect(both(rule, history(['known=2020-01-01'])).keep).toBe('unknown');
  });
});

describe('cases', () => {
  const rule: Rule = {
    is: 'cases',
    cases: [{ if: { is: 'kind', kind: 'trainee', place: [] }, rule: known }],
    otherwise: later,
    at: [],
  };
  it('take the first that fits, then otherwise', () => {
    expect(both(rule, { ...given, kinds: ['trainee'] }).keep).toBe('2021-01-01');
    expect(both(rule, { ...given, kinds: ['visitor'] }).keep).toBe('2022-01-01');
  });
  it('erase nothing while the answer is unknown', () => {
    expect(both(rule, given)).toEqual({ keep: 'unknown', by: 'unknown' });
  });
  it('erase nothing when none fits and nothing is said otherwise', () => {
    expect(both({ ...rule, otherwise: null }, { ...given, kinds: [] })).toEqual({
      keep: 'unknown',
      by: 'unknown',
    });
  });
  it('read a state as it is on the day of evaluation', () => {
    const open: Rule = {
      is: 'cases',
      cases: [{ if: inState('open'), rule: known }],
      otherwise: later,
      at: [],
    };
    const events = history([
      'known=2020-01-01',
      'later=2021-01-01',
      'opened=2022-01-01',
      'closed=2022-06-01',
    ]);
    expect(both(open, events, '2022-05-31').keep).toBe('2021-01-01');
    expect(both(open, events, '2022-06-01').keep).toBe('2022-01-01');
  });
  it('read a frozen condition as it was at the event', () => {
    const frozen: Condition = { ...inState('open'), frozenAt: 'known' };
    const rule: Rule = { is: 'cases', cases: [{ if: frozen, rule: known }], otherwise: later, at: [] };
    expect(
      both(rule, history(['opened=2019-01-01', 'known=2020-01-01', 'closed=2020-05-01', 'later=2021-01-01']))
        .keep,
    ).toBe('2021-01-01');
    expect(both(rule, history(['known=2020-01-01', 'opened=2020-05-01', 'later=2021-01-01'])).keep).toBe(
      '2022-01-01',
    );
    expect(both(rule, history(['later=2021-01-01'])).keep).toBe('unknown');
  });
});

describe('events', () => {
  it('are corrected by newer reports, and may be withdrawn', () => {
    const first = { event: 'known', on: '2020-01-01', id: 'a' };
    const corrected = {
      ...history([]),
      events: [first, { event: 'known', on: '2019-06-01', corrects: 'a' }],
    };
    expect(both(known, corrected).keep).toBe('2020-06-01');
    const withdrawn = {
      ...history([]),
      events: [first, { event: 'known', on: '2020-01-01', corrects: 'a', withdrawn: true }],
    };
    expect(both(known, withdrawn).keep).toBe('never');
  });
  it('count from the first or the last as the anchor says', () => {
    const twice = history(['seen=2020-01-01', 'seen=2022-01-01']);
    expect(both(window('first seen', { keep: ['P1Y'] }), twice).keep).toBe('2021-01-01');
    expect(both(window('last seen', { keep: ['P1Y'] }), twice).keep).toBe('2023-01-01');
    expect(
      both(window('first seen', { keep: ['P1Y'] }), history(['seen=2020-01-01', 'seen=unknown'])).keep,
    ).toBe('unknown');
  });
  it('count from the birth date when they count from birth', () => {
    const adult = window('born', { keep: ['P18Y'] });
    expect(both(adult, history([], { birthDate: '2010-05-05' })).keep).toBe('2028-05-05');
    expect(both(adult, history([])).keep).toBe('unknown');
  });
  it('belong to their own owner whether the path says so or not, and to no other', () => {
    expect(
      both(window('last contact of relationship', { keep: ['P1Y'] }), history(['contact=2020-01-01'])).keep,
    ).toBe('2021-01-01');
    expect(
      both(window('last contact of ticket', { keep: ['P1Y'] }), history(['contact=2020-01-01'])).keep,
    ).toBe('never');
    expect(
      both(
        window('last contact of ticket', { keep: ['P1Y'] }),
        history(['last contact of ticket=2020-01-01']),
      ).keep,
    ).toBe('2021-01-01');
  });
});

describe('other forms', () => {
  it('newest keeps the count newest and lets an older one go on the day it was displaced', () => {
    const rule: Rule = { is: 'newest', count: 2, owner: 'subject', at: [] };
    expect(both(rule, history([], { newer: ['2024-01-01'] })).keep).toBe('never');
    expect(both(rule, history([], { newer: ['2025-01-01', '2024-01-01', '2026-01-01'] })).keep).toBe(
      '2025-01-01',
    );
    expect(both(rule, history([])).keep).toBe('unknown');
  });
  it('between is floor and ceiling until chosen, and never leaves them', () => {
    const rule: Rule = {
      is: 'between',
      from: anchor('known'),
      floor: [step('P1Y')],
      ceiling: [step('P3Y')],
      choice: 'length',
      at: [],
    };
    expect(both(rule, given)).toEqual({ keep: '2021-01-01', by: '2023-01-01' });
    expect(both(rule, { ...given, choices: { length: 'P2Y' } })).toEqual({
      keep: '2022-01-01',
      by: '2023-01-01',
    });
    expect(both(rule, { ...given, choices: { length: 'P9Y' } })).toEqual({
      keep: '2023-01-01',
      by: '2023-01-01',
    });
  });
  it('a name takes the last stage of its plan, and a circle of names erases nothing', () => {
    const plans = [
      plan('base', stage(known, { do: 'narrow', purposes: [] }), stage(later)),
      plan('a', stage({ is: 'named', name: 'b', at: [] })),
      plan('b', stage({ is: 'named', name: 'a', at: [] })),
    ];
    const named = (name: string) =>
      ends(evaluate({ is: 'named', name, at: [] }, given, { ...context, plans })).keep;
    expect(named('base')).toBe('2022-01-01');
    expect(named('a')).toBe('unknown');
    expect(named('absent')).toBe('unknown');
  });
  it('an agreement counts only while it is in force, and bounds still hold around it', () => {
    const rule = bounded(
      { is: 'agreed', rule: known, scope: 'project', at: [] },
      { atMost: window('known', { by: ['P2Y'] }) },
    );
    const agreed = (from: string, to?: string): History => ({
      ...given,
      agreements: [{ scope: 'project', from, ...(to === undefined ? {} : { to }), period: 'P5Y' }],
    });
    expect(both(rule, agreed('2020-01-01')).keep).toBe('2022-01-01');
    expect(both(rule, agreed('2020-01-01', '2021-01-01')).keep).toBe('2021-01-01');
    expect(both(rule, agreed('2027-01-01')).keep).toBe('2021-01-01');
  });
  it('consecutive months are added up before the last day of a month is looked for', () => {
    expect(both(window('known', { keep: ['P1M', 'P1M'] }), history(['known=2026-01-31'])).keep).toBe(
      '2026-03-31',
    );
    expect(both(window('known', { keep: ['P1M'], by: ['P1M'] }), history(['known=2026-01-31']))).toEqual({
      keep: '2026-02-28',
      by: '2026-03-31',
    });
  });
  it('a run or a financial year the register does not have makes the end unknown', () => {
    expect(both(window('known', { keep: ['next sweep'] }), given).keep).toBe('unknown');
    const withRun = { ...context, runs: [{ key: 'sweep', days: ['--03-01', '--09-01'], at: [] }] };
    expect(
      ends(evaluate(window('known', { keep: ['next sweep'] }), history(['known=2020-03-01']), withRun)).keep,
    ).toBe('2020-09-01');
  });
  it('a recurring day is strictly after the day it is counted from', () => {
    expect(both(window('known', { keep: [], by: ['next --06-30'] }), history(['known=2020-06-30'])).by).toBe(
      '2021-06-30',
    );
    expect(both(window('known', { keep: [], by: ['next --06-30'] }), history(['known=2020-06-29'])).by).toBe(
      '2020-06-30',
    );
  });
  it('working days pass over weekends and holidays', () => {
    expect(both(window('known', { keep: ['working-days 1'] }), history(['known=2026-04-02'])).keep).toBe(
      '2026-04-07',
    );
  });
});
