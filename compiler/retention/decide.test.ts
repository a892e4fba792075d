// What is told about a rule before any row exists.
import { describe, expect, it } from 'vitest';
import type { Condition, EventDefinition, Rule } from '../model/retention.ts';
import { analysePlan, type Finding } from './decide.ts';
import {
  bounded,
  either,
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

function event(key: string, by: readonly string[] = ['staff']): EventDefinition {
  return { key, owner: 'row', by, ahead: false, builtIn: false, at: ['events', key] };
}

const settings = { financialYearEnd: '--12-31', runs: [] };
const definitions = {
  events: [event('recorded'), event('ended'), event('silent', []), event('due')],
  states: [state('open', 'opened', 'closed')],
  plans: [plan('short', stage(window('recorded', { keep: ['P1Y'] }))), plan('dead', stage(until('silent')))],
};

function kinds(rule: Rule): readonly Finding['kind'][] {
  return analysePlan(plan('p', stage(rule)), definitions, settings).map(({ kind }) => kind);
}

function cases(...of: readonly [Condition, Rule][]): Rule {
  return {
    is: 'cases',
    cases: of.map(([condition, rule]) => ({ if: condition, rule })),
    otherwise: window('recorded', { keep: ['P1Y'] }),
    at: [],
  };
}

const year = window('recorded', { keep: ['P1Y'] });
const not = (of: Condition): Condition => ({ is: 'not', of, place: [] });
const kind = (key: string): Condition => ({ is: 'kind', kind: key, place: [] });

describe('a rule that can never come due', () => {
  it('counts from an event nobody may report', () => {
    expect(analysePlan(plan('p', stage(until('silent'))), definitions, settings)).toEqual([
      { kind: 'never-due', place: [], event: 'silent' },
    ]);
  });

  it('is found through a name and through the later of two', () => {
    expect(kinds({ is: 'named', name: 'dead', at: [] })).toEqual(['never-due']);
    expect(kinds(either('later-of', year, until('silent')))).toEqual(['never-due']);
    expect(kinds(either('earlier-of', year, until('silent')))).toEqual([]);
  });

  it('waits for a condition that always holds', () => {
    const always: Condition = { is: 'any', of: [inState('open'), not(inState('open'))], place: [] };
    expect(kinds({ is: 'while', condition: always, rule: year, spelled: 'while', at: [] })).toEqual([
      'never-due',
      'condition-constant',
    ]);
    expect(kinds(whileIn('open', year))).toEqual([]);
  });

  it('is saved by a ceiling that can', () => {
    expect(kinds(bounded(until('silent'), { atMost: window('recorded', { by: ['P3Y'] }) }))).toEqual([]);
  });

  it('counts from the end of a stage before the first', () => {
    expect(kinds(window('stage-ended', { keep: ['P1Y'] }))).toEqual(['never-due']);
    const twoStages = plan(
      'p',
      stage(year, { do: 'narrow', purposes: [] }),
      stage(window('stage-ended', { keep: ['P1Y'] })),
    );
    expect(analysePlan(twoStages, definitions, settings)).toEqual([]);
  });
});

describe('cases', () => {
  it('tell one that earlier cases leave nothing for', () => {
    expect(
      kinds(
        cases(
          [kind('trainee'), year],
          [{ is: 'all', of: [kind('trainee'), inState('open')], place: [] }, year],
        ),
      ),
    ).toEqual(['case-never-reached']);
  });

  it('know that the younger are also below the older age', () => {
    const below = (years: number): Condition => ({ is: 'age-below', years, place: [] });
    expect(kinds(cases([below(18), year], [below(13), year]))).toEqual(['case-never-reached']);
    expect(kinds(cases([below(13), year], [below(18), year]))).toEqual([]);
  });

  it('know that an item has one value', () => {
    const status = (...values: readonly string[]): Condition => ({
      is: 'one-of',
      item: 'status',
      values,
      place: [],
    });
    expect(kinds(cases([{ is: 'all', of: [status('a'), status('b')], place: [] }, year]))).toEqual([
      'case-never-reached',
    ]);
    expect(kinds(cases([status('a'), year], [status('b'), year]))).toEqual([]);
  });

  it('tell one that has no end of its own', () => {
    expect(kinds(cases([kind('trainee'), until('silent')]))).toEqual(['case-never-due']);
  });
});

describe('bounds', () => {
  it('contradict each other from every day', () => {
    const rule = bounded(year, {
      atLeast: window('recorded', { keep: ['P5Y'] }),
      atMost: window('recorded', { by: ['P3Y'] }),
    });
    expect(analysePlan(plan('p', stage(rule)), definitions, settings)).toEqual([
      { kind: 'floor-above-ceiling', place: [], always: true },
    ]);
  });

  it('contradict each other from some days', () => {
    const rule = bounded(year, {
      atLeast: window('recorded', { keep: ['P31D'] }),
      atMost: window('recorded', { by: ['P1M'] }),
    });
    expect(analysePlan(plan('p', stage(rule)), definitions, settings)).toEqual([
      { kind: 'floor-above-ceiling', place: [], always: false },
    ]);
  });

  it('are not compared when they count from different events', () => {
    expect(
      kinds(
        bounded(year, {
          atLeast: window('recorded', { keep: ['P5Y'] }),
          atMost: window('ended', { by: ['P3Y'] }),
        }),
      ),
    ).toEqual([]);
  });

  it('lose to the floor of a law', () => {
    expect(
      kinds(
        bounded(year, { atLeast: law('accounting-vouchers'), atMost: window('recorded', { by: ['P3Y'] }) }),
      ),
    ).toEqual(['ceiling-below-law']);
  });

  it('may not lie above the ceiling of a law', () => {
    expect(
      kinds(bounded(law('workplace-camera'), { atLeast: window('recorded', { keep: ['P2Y'] }) })),
    ).toEqual(['floor-above-ceiling']);
  });

  it('of a choice stand in order', () => {
    const between = (floor: string, ceiling: string): Rule => ({
      is: 'between',
      from: year.from,
      floor: [step(floor)],
      ceiling: [step(ceiling)],
      choice: 'length',
      at: [],
    });
    expect(kinds(between('P3Y', 'P1Y'))).toEqual(['floor-above-ceiling']);
    expect(kinds(between('P1Y', 'P3Y'))).toEqual([]);
  });
});

describe('the number of conditions', () => {
  it('is at most eight, each counted once', () => {
    const many = (count: number): Condition => ({
      is: 'all',
      of: Array.from({ length: count }, (_, index) => kind(`k${index % count}`)),
      place: [],
    });
    expect(kinds(cases([many(8), year]))).toEqual([]);
    expect(kinds(cases([many(9), year]))).toEqual(['too-many-conditions']);
    expect(kinds(cases([many(8), year], [many(8), year]))).toEqual(['case-never-reached']);
  });
});
