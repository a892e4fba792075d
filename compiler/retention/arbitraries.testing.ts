// Random rules and histories for the comparison of the two interpreters: every form of a rule, unknown days, corrections,
// leap days and ends of months more often than chance would give.
import fc from 'fast-check';
import type { Anchor, Condition, Hold, RetentionPlan, Rule, Stage, Step } from '../model/retention.ts';
import { type History, NO_HISTORY, type PastEvent, type Window } from './history.ts';
import { dayAt, iso, numberOf } from './naive-calendar.testing.ts';
import { NEVER, onDay, UNKNOWN, type Value } from './value.ts';

const FIRST = numberOf('2019-01-01');
const LAST = numberOf('2024-12-31');

const anyDay = fc.integer({ min: FIRST, max: LAST }).map((number) => iso(dayAt(number)));
const edgeDay = fc.constantFrom(
  '2020-02-29',
  '2024-02-29',
  '2023-12-31',
  '2024-01-01',
  '2021-01-31',
  '2022-08-31',
  '2023-06-30',
);
export const day = fc.oneof({ weight: 3, arbitrary: anyDay }, { weight: 2, arbitrary: edgeDay });

const period = fc.constantFrom('P1M', 'P3M', 'P1Y', 'P2Y', 'P30D', 'P2W', 'P1Y6M', 'P1M10D');
const yearDay = fc.constantFrom('--06-30', '--02-29', '--12-31');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: period.map((one): Step => ({ step: 'period', period: one })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('month', 'year', 'financial-year')
      .map((unit): Step => ({ step: 'end-of', unit })),
  },
  { weight: 1, arbitrary: yearDay.map((one): Step => ({ step: 'next-day', day: one })) },
  { weight: 1, arbitrary: fc.constant<Step>({ step: 'next-run', run: 'sweep' }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 10 }).map((days): Step => ({ step: 'working-days', days })),
  },
);
export const steps = fc.array(step, { minLength: 1, maxLength: 3 });

const EVENTS = ['recorded', 'contact', 'ended'] as const;
const STATE_EVENTS = ['opened', 'closed', 'joined', 'left'] as const;

/** Mostly the row's own events: elsewhere, few rules and reports would meet. */
const path = fc.constantFrom([], [], [], [], [], ['parent']);

const anchor: fc.Arbitrary<Anchor> = fc.record({
  pick: fc.constantFrom('first', 'last', 'each'),
  event: fc.constantFrom(...EVENTS),
  path,
  at: fc.constant([]),
});

const place = { place: [] } as const;
const atom: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom('open', 'member').map((state): Condition => ({ is: 'state', state, ...place })),
  fc
    .tuple(day, day)
    .map(
      ([from, to]): Condition => ({ is: 'dates', ...(from <= to ? { from, to } : { to: from }), ...place }),
    ),
  fc.constantFrom(13, 18).map((years): Condition => ({ is: 'age-below', years, ...place })),
  fc.constantFrom('trainee', 'visitor').map((kind): Condition => ({ is: 'kind', kind, ...place })),
  fc.boolean().map((yes): Condition => ({ is: 'answer', yes, to: 'newsletter', by: 'person', ...place })),
  fc.constant<Condition>({ is: 'given', item: 'phone', ...place }),
);

const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(fc.constantFrom('all', 'any'), fc.array(tie('condition'), { minLength: 1, maxLength: 3 }))
      .map(([is, of]): Condition => ({ is, of, ...place })),
    tie('condition').map((of): Condition => ({ is: 'not', of, ...place })),
  ),
})).condition;

const at = { at: [] } as const;
const window: fc.Arbitrary<Rule> = fc
  .tuple(anchor, fc.constantFrom('keep', 'by', 'both', 'until'), steps, steps)
  .map(([from, how, keep, by]): Rule => {
    const keepStated = how !== 'by';
    return {
      is: 'window',
      from,
      keep: how === 'by' || how === 'until' ? [] : keep,
      by: how === 'keep' || how === 'until' ? null : by,
      keepStated,
      ...at,
    };
  });

const leaf: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 6, arbitrary: window },
  { weight: 1, arbitrary: fc.constant<Rule>({ is: 'with', path: ['service'], ...at }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(1, 2, 3)
      .map((count): Rule => ({ is: 'newest', count, owner: 'subject', ...at })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('accounting-vouchers', 'workplace-camera')
      .map((law): Rule => ({ is: 'law', law, from: null, ...at })),
  },
  {
    weight: 1,
    arbitrary: anchor.map(
      (from): Rule => ({
        is: 'between',
        from,
        floor: [{ step: 'period', period: 'P1Y' }],
        ceiling: [{ step: 'period', period: 'P3Y' }],
        choice: 'length',
        ...at,
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anchor, anchor, steps)
      .map(([event, from, within]): Rule => ({ is: 'absent', event, from, within, ...at })),
  },
  { weight: 1, arbitrary: window.map((rule): Rule => ({ is: 'agreed', rule, scope: 'project', ...at })) },
  { weight: 1, arbitrary: fc.constant<Rule>({ is: 'named', name: 'base', ...at }) },
  { weight: 1, arbitrary: fc.constant<Rule>({ is: 'endless', ...at }) },
);

export const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.constantFrom('later-of', 'earlier-of', 'first-known'),
        fc.array(tie('rule'), { minLength: 2, maxLength: 3 }),
      )
      .map(([is, of]): Rule => ({ is, of, ...at })),
    fc
      .tuple(tie('rule'), fc.option(tie('rule')), fc.option(tie('rule')))
      .map(([inner, atLeast, atMost]): Rule => ({ is: 'bounded', rule: inner, atLeast, atMost, ...at })),
    fc
      .tuple(
        fc.array(fc.record({ if: condition, rule: tie('rule') }), { minLength: 1, maxLength: 2 }),
        fc.option(tie('rule')),
      )
      .map(([cases, otherwise]): Rule => ({ is: 'cases', cases, otherwise, ...at })),
    fc
      .tuple(condition, fc.option(tie('rule')))
      .map(([held, inner]): Rule => ({ is: 'while', condition: held, rule: inner, spelled: 'while', ...at })),
  ),
})).rule;

const stageWindow: fc.Arbitrary<Rule> = fc.tuple(window, fc.boolean()).map(([one, follows]): Rule => {
  const from: Anchor = { pick: 'last', event: 'stage-ended', path: [], at: [] };
  return follows && one.is === 'window' ? { ...one, from } : one;
});

const stage: fc.Arbitrary<Stage> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: stageWindow }, { weight: 1, arbitrary: rule }),
    fc.option(condition),
  )
  .map(([inner, only]): Stage => {
    const bare: Stage = { rule: inner, outcome: { do: 'erase' }, items: [], at: [] };
    return only === null ? bare : { ...bare, condition: only };
  });

export const plan: fc.Arbitrary<RetentionPlan> = fc
  .array(stage, { minLength: 1, maxLength: 3 })
  .map((stages): RetentionPlan => ({ key: 'p', neverStored: false, stages, asARule: false, at: [] }));

export const holds: fc.Arbitrary<readonly Hold[]> = fc.array(
  fc.tuple(condition, fc.option(window)).map(
    ([held, next]): Hold => ({
      key: 'h',
      title: {},
      on: ['x'],
      while: held,
      ground: {},
      by: [],
      lift: 1,
      then: next,
      opensTo: [],
      at: [],
    }),
  ),
  { maxLength: 2 },
);

const on = fc.oneof({ weight: 19, arbitrary: day }, { weight: 1, arbitrary: fc.constant('unknown') });

/** Some events carry an id, some of those are corrected or withdrawn later. */
const events: fc.Arbitrary<readonly PastEvent[]> = fc
  .array(
    fc.record({
      event: fc.constantFrom(...EVENTS, ...EVENTS, ...STATE_EVENTS),
      on,
      path,
      fate: fc.constantFrom('stands', 'stands', 'stands', 'corrected', 'withdrawn'),
      later: day,
    }),
    { minLength: 2, maxLength: 14, size: 'max' },
  )
  .map((reports) => {
    const first = reports.map(
      ({ event, on: when, path }, index): PastEvent => ({
        event,
        on: when,
        path: isStateEvent(event) ? [] : path,
        id: `e${index}`,
      }),
    );
    const corrections = reports.flatMap(({ event, path, fate, later }, index): PastEvent[] => {
      if (fate === 'stands') return [];
      const corrected: PastEvent = {
        event,
        on: later,
        path: isStateEvent(event) ? [] : path,
        corrects: `e${index}`,
      };
      return [fate === 'withdrawn' ? { ...corrected, withdrawn: true } : corrected];
    });
    return [...first, ...corrections];
  });

function isStateEvent(event: string): boolean {
  return (STATE_EVENTS as readonly string[]).includes(event);
}

const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: day.map(onDay) },
  fc.constant(NEVER),
  fc.constant(UNKNOWN),
);
const inheritedWindow: fc.Arbitrary<Window> = fc.record({ keepThrough: value, goneBy: value });

export const history: fc.Arbitrary<History> = fc
  .record({
    events,
    answers: fc.array(
      fc.record({
        to: fc.constant('newsletter'),
        by: fc.constant('person' as const),
        yes: fc.boolean(),
        on: day,
      }),
      { maxLength: 3 },
    ),
    services: fc.option(fc.array(inheritedWindow, { maxLength: 2 })),
    newer: fc.oneof(fc.constant('unknown' as const), fc.array(on, { maxLength: 4 })),
    kinds: fc.constantFrom('unknown' as const, ['trainee'], ['visitor'], []),
    birthDate: fc.oneof(fc.constant('unknown'), fc.constantFrom('2008-02-29', '2007-06-15', '2010-12-31')),
    choice: fc.constantFrom(undefined, 'unknown', 'P2Y', 'P6M', 'P5Y'),
    phone: fc.option(fc.record({ value: fc.constantFrom('1', null), since: day })),
    agreement: fc.option(
      fc.record({ from: day, terms: fc.constantFrom({ period: 'P2Y' }, { until: '2025-05-05' }, {}) }),
    ),
  })
  .map(
    ({ services, choice, phone, agreement, ...rest }): History => ({
      ...NO_HISTORY,
      ...rest,
      inherited: services === null ? {} : { service: services },
      choices: choice === undefined ? {} : { length: choice },
      items: phone === null ? {} : { phone },
      agreements: agreement === null ? [] : [{ scope: 'project', from: agreement.from, ...agreement.terms }],
    }),
  );
