// Plans of several stages, and holds that stop them.
import { describe, expect, it } from 'vitest';
import type { Condition } from '../model/retention.ts';
import type { History } from './history.ts';
import {
  CONTEXT,
  ends,
  history,
  hold,
  inState,
  law,
  plan,
  stage,
  state,
  until,
  window,
} from './rules.testing.ts';
import { evaluatePlan } from './stages.ts';

const states = [state('disputed', 'opened', 'closed'), state('claimed', 'claim', 'settled')];

function windows(of: ReturnType<typeof plan>, given: History, more: Partial<typeof CONTEXT> = {}) {
  return evaluatePlan(of, given, { ...CONTEXT, states, ...more }).map((result) => ({
    ...ends(result),
    applies: result.applies,
    held: result.held,
  }));
}

describe('stages', () => {
  const archive = plan(
    'archive',
    stage(window('recorded', { keep: ['P1Y'] }), { do: 'narrow', purposes: ['history'] }),
    stage(window('stage-ended', { keep: ['P2Y'] }), 'erase'),
  );

  it('count from the planned end of the stage before', () => {
    expect(windows(archive, history(['recorded=2024-02-29'])).map(({ keep }) => keep)).toEqual([
      '2025-02-28',
      '2027-02-28',
    ]);
  });

  it('count from the day the stage really ended once it is reported', () => {
    expect(
      windows(archive, history(['recorded=2024-02-29', 'stage-ended=2025-04-01'])).map(({ keep }) => keep),
    ).toEqual(['2025-02-28', '2027-04-01']);
  });

  it('have no end while the stage before has none, and none that is known while its end is unknown', () => {
    expect(windows(archive, history([])).map(({ keep }) => keep)).toEqual(['never', 'never']);
    expect(windows(archive, history(['recorded=unknown'])).map(({ keep }) => keep)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  it('pass over one whose condition answers no, and wait for one whose answer is unknown', () => {
    const trainee: Condition = { is: 'kind', kind: 'trainee', place: [] };
    const conditional = plan(
      'conditional',
      stage(window('recorded', { keep: ['P1Y'] }), { do: 'narrow', purposes: [] }),
      stage(
        window('stage-ended', { keep: ['P1Y'], by: ['P1M'] }),
        { do: 'archive', purpose: 'history' },
        { condition: trainee },
      ),
      stage(window('stage-ended', { keep: ['P1Y'] }), 'erase'),
    );
    const given = history(['recorded=2020-01-01']);
    expect(windows(conditional, { ...given, kinds: ['trainee'] }).map(({ keep }) => keep)).toEqual([
      '2021-01-01',
      '2022-01-01',
      '2023-01-01',
    ]);
    expect(windows(conditional, { ...given, kinds: [] }).map(({ keep, applies }) => [keep, applies])).toEqual(
      [
        ['2021-01-01', 'yes'],
        ['2022-01-01', 'no'],
        ['2022-01-01', 'yes'],
      ],
    );
    expect(windows(conditional, given).map(({ keep, by }) => [keep, by])).toEqual([
      ['2021-01-01', 'never'],
      ['unknown', 'unknown'],
      ['unknown', 'never'],
    ]);
  });

  it('of a plan that stores nothing are none', () => {
    expect(evaluatePlan({ ...plan('never'), neverStored: true }, history([]), CONTEXT)).toEqual([]);
  });
});

describe('holds', () => {
  const year = plan('year', stage(window('recorded', { by: ['P1Y'] })));
  const dispute = hold('dispute', { while: inState('disputed') });
  const claim = hold('claim', { while: inState('claimed') });
  const of = (events: readonly string[], more: Partial<History> = {}) =>
    windows(year, history(['recorded=2024-01-01', ...events], { keys: ['camera'], ...more }), {
      holds: [dispute, claim],
    })[0];

  it('resume with the later of the old window and the day they ended', () => {
    expect(of(['opened=2024-02-01', 'closed=2024-05-01'])).toMatchObject({
      keep: '2025-01-01',
      by: '2025-01-01',
      held: 0,
    });
    expect(of(['opened=2024-02-01', 'closed=2026-05-01'])).toMatchObject({
      keep: '2026-05-01',
      by: '2026-05-01',
      held: 0,
    });
  });

  it('are counted, and all must end', () => {
    expect(of(['opened=2024-02-01', 'claim=2024-03-01'])).toMatchObject({
      keep: 'never',
      by: 'never',
      held: 2,
    });
    expect(of(['opened=2024-02-01', 'claim=2024-03-01', 'closed=2025-06-01'])).toMatchObject({
      keep: 'never',
      by: 'never',
      held: 1,
    });
    expect(
      of(['opened=2024-02-01', 'claim=2024-03-01', 'closed=2025-06-01', 'settled=2025-09-01']),
    ).toMatchObject({ keep: '2025-09-01', by: '2025-09-01', held: 0 });
  });

  it('that are not known to have ended hold', () => {
    expect(of(['opened=unknown'])).toMatchObject({ keep: 'unknown', by: 'unknown', held: 1 });
  });

  it('concern only rows of the keys they name', () => {
    expect(of(['opened=2024-02-01'], { keys: ['chat'] })).toMatchObject({ keep: '2025-01-01', held: 0 });
  });

  it('placed by hand last until they are lifted or their event comes', () => {
    const manual = hold('manual', { until: window('ruling', {}).from });
    const placed = (events: readonly string[], to?: string) =>
      windows(
        year,
        history(['recorded=2024-01-01', ...events], {
          keys: ['camera'],
          holds: [{ hold: 'manual', from: '2024-06-01', ...(to === undefined ? {} : { to }) }],
        }),
        { holds: [manual] },
      )[0];
    expect(placed([])).toMatchObject({ keep: 'never', held: 1 });
    expect(placed([], '2026-02-02')).toMatchObject({ keep: '2026-02-02', held: 0 });
    expect(placed(['ruling=2027-02-02'])).toMatchObject({ keep: '2027-02-02', held: 1 });
    expect(placed(['ruling=2024-05-05'])).toMatchObject({ keep: 'never', held: 1 });
  });

  it('beat every end, the end of a law among them', () => {
    const books = plan('books', stage(law('accounting-vouchers')));
    const held = windows(books, history(['recorded=2010-01-01', 'opened=2015-01-01'], { keys: ['camera'] }), {
      holds: [dispute],
    })[0];
    expect(held).toMatchObject({ keep: 'never', held: 1 });
  });

  it('say what follows when they end', () => {
    const following = hold('following', { while: inState('disputed'), then: until('need-ended') });
    const after = windows(
      year,
      history(['recorded=2024-01-01', 'opened=2024-02-01', 'closed=2024-05-01', 'need-ended=2028-01-01'], {
        keys: ['camera'],
      }),
      { holds: [following] },
    )[0];
    expect(after).toMatchObject({ keep: '2028-01-01', by: 'never', held: 0 });
  });
});
