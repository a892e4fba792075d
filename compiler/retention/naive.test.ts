// The real interpreter against the naive one, and properties that every rule has whatever its form.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../model/retention.ts';
import * as given from './arbitraries.testing.ts';
import { type History, NO_HISTORY, type RetentionContext } from './history.ts';
import { anchorDay, happenings } from './moments.ts';
import { naiveEnds } from './naive.testing.ts';
import { naivePlan } from './naive-plan.testing.ts';
import { CONTEXT, ends, plan, stage, state, window } from './rules.testing.ts';
import { evaluate, evaluatePlan } from './stages.ts';
import { applySteps } from './steps.ts';
import { onDay } from './value.ts';

/** Random rules compared in every run of the tests; `RETENTION_RUNS` asks for more. */
const RUNS = Number(process.env.RETENTION_RUNS ?? 1_000);
const TIME_LIMIT_MS = 120 * RUNS + 60_000;

const states = [state('open', 'opened', 'closed'), state('member', 'joined', 'left')];
const plans = [plan('base', stage(window('ended', { keep: ['P1Y'], by: ['P3M'] })))];
const context = {
  ...CONTEXT,
  at: '2023-06-15',
  financialYearEnd: '--02-29',
  runs: [{ key: 'sweep', days: ['--06-30', '--12-31'], at: [] }],
  states,
  plans,
};
const world = { at: context.at, yearEnd: '--02-29', runs: { sweep: ['--06-30', '--12-31'] }, states, plans };

describe('two interpreters', () => {
  it(
    'agree on both ends of random rules and histories',
    () => {
      fc.assert(
        fc.property(given.rule, given.history, (rule, history) => {
          expect(ends(evaluate(rule, history, context))).toEqual(naiveEnds(rule, { ...world, history }));
        }),
        { numRuns: RUNS },
      );
    },
    TIME_LIMIT_MS,
  );
});

describe('two interpreters of plans', () => {
  it(
    'agree on every stage, its condition and its holds',
    () => {
      fc.assert(
        fc.property(given.plan, given.holds, given.history, (plan, holds, history) => {
          const stages = evaluatePlan(plan, { ...history, keys: ['x'] }, { ...context, holds });
          const said = stages.map((one) => ({ ...ends(one), applies: one.applies, held: one.held }));
          expect(said).toEqual(naivePlan(plan, holds, { ...world, history }));
        }),
        { numRuns: RUNS / 4 },
      );
    },
    TIME_LIMIT_MS,
  );
});

/** Each a way in which the real interpreter could be wrong; the comparison must notice every one. */
const FAULTS: readonly {
  fault: string;
  rule: (rule: Rule) => Rule;
  history: (history: History) => History;
  more: Partial<RetentionContext>;
}[] = [
  {
    fault: 'takes the earlier for the later',
    rule: (rule) => (rule.is === 'later-of' ? { ...rule, is: 'earlier-of' } : rule),
    history: same,
    more: {},
  },
  {
    fault: 'takes the first for the last event',
    rule: (rule) => (rule.is === 'window' ? { ...rule, from: { ...rule.from, pick: 'first' } } : rule),
    history: same,
    more: {},
  },
  {
    fault: 'forgets the ceiling',
    rule: (rule) => (rule.is === 'bounded' ? { ...rule, atMost: null } : rule),
    history: same,
    more: {},
  },
  {
    fault: 'drops days that are not known',
    rule: same,
    history: (given) => ({ ...given, events: given.events.filter(({ on }) => on !== 'unknown') }),
    more: {},
  },
  {
    fault: 'keeps events that were corrected',
    rule: same,
    history: (given) => ({ ...given, events: given.events.map(({ id: _id, ...event }) => event) }),
    more: {},
  },
  {
    fault: 'ends the financial year with the calendar year',
    rule: same,
    history: same,
    more: { financialYearEnd: '--12-31' },
  },
  { fault: 'reads conditions on another day', rule: same, history: same, more: { at: '2021-01-01' } },
  { fault: 'sees no states', rule: same, history: same, more: { states: [] } },
];

function same<T>(given: T): T {
  return given;
}

describe('the comparison', () => {
  it.each(FAULTS)(
    'would notice an interpreter that $fault',
    ({ rule: distort, history: blur, more }) => {
      const comparison = fc.property(given.rule, given.history, (rule, history) => {
        expect(ends(evaluate(distort(rule), blur(history), { ...context, ...more }))).toEqual(
          naiveEnds(rule, { ...world, history }),
        );
      });
      expect(fc.check(comparison, { numRuns: RUNS, endOnFailure: true }).failed).toBe(true);
    },
    TIME_LIMIT_MS,
  );
});

describe('every chain of steps', () => {
  it('never ends earlier for a later start', () => {
    fc.assert(
      fc.property(given.day, given.day, given.steps, (one, other, steps) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        const [first, second] = [early, late].map((day) => applySteps(onDay(day), steps, context));
        expect(first?.is === 'day' && second?.is === 'day' && first.day <= second.day).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('never ends before its start', () => {
    fc.assert(
      fc.property(given.day, given.steps, (day, steps) => {
        const end = applySteps(onDay(day), steps, context);
        expect(end.is === 'day' && end.day >= day).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('every rule', () => {
  it('gives the same answer for the same history', () => {
    fc.assert(
      fc.property(given.rule, given.history, (rule, history) => {
        expect(evaluate(rule, history, context)).toEqual(
          evaluate(structuredClone(rule), structuredClone(history), context),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('that only slides on the last contact never ends earlier for one contact more', () => {
    fc.assert(
      fc.property(given.history, given.day, given.steps, (history, contact, keep) => {
        const sliding = window('last contact', { keep: [] });
        const rule = { ...sliding, keep };
        const before = evaluate(rule, history, context).keepThrough;
        const after = evaluate(
          rule,
          { ...history, events: [...history.events, { event: 'contact', on: contact }] },
          context,
        ).keepThrough;
        if (before.is === 'day') expect(after.is === 'day' && after.day >= before.day).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('reads an instant as the local day, also in the night of a clock change', () => {
    const anchor = { pick: 'last', event: 'recorded', path: [], at: [] } as const;
    const localDay = (on: string) =>
      anchorDay(anchor, happenings({ ...NO_HISTORY, events: [{ event: 'recorded', on }] }, CONTEXT));
    expect(localDay('2026-10-24T21:30:00Z')).toEqual(onDay('2026-10-25'));
    expect(localDay('2026-10-25T21:59:59Z')).toEqual(onDay('2026-10-25'));
    expect(localDay('2026-10-25T22:00:00Z')).toEqual(onDay('2026-10-26'));
    expect(localDay('2026-03-28T22:00:00Z')).toEqual(onDay('2026-03-29'));
    expect(localDay('2026-03-29T20:59:59Z')).toEqual(onDay('2026-03-29'));
    expect(localDay('2026-03-29T21:00:00Z')).toEqual(onDay('2026-03-30'));
  });
});
