// What a plan's dates depend on.
import { describe, expect, it } from 'vitest';
import type { Owner } from '../model/retention.ts';
import { dependenciesOf } from './anchors.ts';
import {
  anchor,
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

const event = (key: string, owner: Owner) => ({
  key,
  owner,
  by: ['staff'],
  ahead: false,
  builtIn: true,
  at: [],
});
const base = plan('base', stage(whileIn('open', until('project-ended'))));
const definitions = {
  events: [
    event('recorded', 'row'),
    event('contact', 'relationship'),
    event('project-ended', 'project'),
    event('opened', 'record'),
    event('closed', 'record'),
  ],
  states: [state('open', 'opened', 'closed')],
  plans: [base],
};

describe('the dependencies of a plan', () => {
  it('are its anchors, the events of its states, and those of named plans', () => {
    const found = dependenciesOf(
      plan(
        'p',
        stage(
          either('later-of', window('recorded', { keep: ['P1Y'] }), { is: 'named', name: 'base', at: [] }),
        ),
      ),
      definitions,
    );
    expect(found.events).toEqual(['recorded', 'project-ended', 'opened', 'closed']);
    expect(found.states).toEqual(['open']);
    expect(found.plans).toEqual(['p', 'base']);
  });

  it('include the event that a law counts from', () => {
    expect(
      dependenciesOf(
        plan('p', stage(bounded(until('contact'), { atLeast: law('debt-limitation') }))),
        definitions,
      ).events,
    ).toEqual(['contact', 'due']);
  });

  it('are dated at the finest owner', () => {
    const finest = (...events: readonly [string, ...string[]]) =>
      dependenciesOf(plan('p', stage(either('later-of', ...events.map(until)))), definitions).finest;
    expect(finest('project-ended', 'contact')).toBe('relationship');
    expect(finest('project-ended', 'contact', 'recorded')).toBe('row');
    expect(finest('project-ended')).toBe('project');
  });

  it('slide when a later report moves the end', () => {
    const sliding = (from: string) =>
      dependenciesOf(plan('p', stage(window(from, { keep: ['P5Y'] }))), definitions).sliding;
    expect(sliding('last contact')).toBe(true);
    expect(sliding('first contact')).toBe(false);
    expect(sliding('recorded')).toBe(false);
    expect(
      dependenciesOf(
        plan(
          'p',
          stage({
            is: 'absent',
            event: anchor('first contact'),
            from: anchor('recorded'),
            within: [step('P5Y')],
            at: [],
          }),
        ),
        definitions,
      ).sliding,
    ).toBe(true);
  });

  it('are also items, answers, agreements, choices and what is inherited', () => {
    const rules = [
      {
        is: 'cases',
        cases: [
          {
            if: {
              is: 'all',
              of: [
                { is: 'given', item: 'phone', place: [] },
                { is: 'answer', yes: true, to: 'newsletter', by: 'person', place: [] },
              ],
              place: [],
            },
            rule: until('contact'),
          },
        ],
        otherwise: null,
        at: [],
      },
      { is: 'agreed', rule: until('contact'), scope: 'project', at: [] },
      { is: 'between', from: anchor('recorded'), floor: [], ceiling: [], choice: 'length', at: [] },
      { is: 'with', path: ['service', 'record'], at: [] },
      { is: 'newest', count: 1, owner: 'subject', at: [] },
    ] as const;
    expect(dependenciesOf(plan('p', ...rules.map((rule) => stage(rule))), definitions)).toMatchObject({
      items: ['phone'],
      answers: ['newsletter'],
      agreements: ['project'],
      choices: ['length'],
      inherited: ['service.record'],
      newest: true,
    });
  });

  it('of a condition frozen at an event include that event', () => {
    const frozen = { ...inState('open'), frozenAt: 'recorded' };
    expect(
      dependenciesOf(
        plan('p', stage({ is: 'while', condition: frozen, rule: null, spelled: 'while', at: [] })),
        definitions,
      ).events,
    ).toEqual(['opened', 'closed', 'recorded']);
  });
});
