// The dates an organisation, an authority and a court would count, one by one.
import { describe, expect, it } from 'vitest';
import type { RetentionPlan, Rule } from '../model/retention.ts';
import { addDays, addHours } from './calendar.ts';
import {
  bounded,
  CONTEXT,
  either,
  ends,
  history,
  hold,
  inState,
  law,
  plan,
  shown,
  stage,
  state,
  until,
  whileIn,
  window,
} from './rules.testing.ts';
import { evaluate, evaluatePlan, nextReview } from './stages.ts';
import { answerDeadline } from './working-days.ts';

function keptThrough(rule: Rule, ...events: readonly string[]): string {
  return ends(evaluate(rule, history(events), CONTEXT)).keep;
}

function single(plan: RetentionPlan, given: ReturnType<typeof history>, context = CONTEXT) {
  const [first] = evaluatePlan(plan, given, context);
  if (first === undefined) throw new Error('The plan has no stage.');
  return first;
}

describe('A: two calendar years after the year of answering, gone by the end of June of the third', () => {
  const rule = window('answered', { keep: ['end-of year', 'P2Y'], by: ['next --06-30'] });
  it.each([
    ['2023-01-01', '2025-12-31', '2026-06-30'],
    ['2023-12-31', '2025-12-31', '2026-06-30'],
    ['2024-02-29', '2026-12-31', '2027-06-30'],
    ['2023-12-31T22:30:00Z', '2026-12-31', '2027-06-30'],
    ['2023-12-31T21:30:00Z', '2025-12-31', '2026-06-30'],
  ])('CO.18 keeps an answer of %s through %s and has it gone by %s', (answered, keep, by) => {
    expect(ends(evaluate(rule, history([`answered=${answered}`]), CONTEXT))).toEqual({ keep, by });
  });

  it('CO.18 sets no end while the person has an account at the provider, then the later of both', () => {
    const unless: Rule = { is: 'while', condition: inState('has-account'), rule, spelled: 'unless', at: [] };
    const context = { ...CONTEXT, states: [state('has-account', 'account-opened', 'account-closed')] };
    const open = ['answered=2023-05-05', 'account-opened=2023-06-01'];
    expect(ends(evaluate(unless, history(open), context))).toEqual({ keep: 'never', by: 'never' });
    expect(ends(evaluate(unless, history([...open, 'account-closed=2024-01-01']), context))).toEqual({
      keep: '2025-12-31',
      by: '2026-06-30',
    });
    expect(ends(evaluate(unless, history([...open, 'account-closed=2028-03-04']), context))).toEqual({
      keep: '2028-03-04',
      by: '2028-03-04',
    });
  });
});

describe('B: six calendar years after access was removed', () => {
  const rule = window('access-removed', { keep: ['end-of year', 'P6Y'] });
  it.each([
    ['2024-03-15', '2030-12-31'],
    ['2024-12-31', '2030-12-31'],
    ['2025-01-01', '2031-12-31'],
  ])('CG.37 keeps user administration data of access removed %s through %s', (removed, keep) => {
    expect(keptThrough(rule, `access-removed=${removed}`)).toBe(keep);
  });

  it('CG.37 may erase on the day after the last day of keeping', () => {
    expect(addDays(keptThrough(rule, 'access-removed=2024-03-15'), 1)).toBe('2031-01-01');
  });
});

describe('C: ten years after the relationship ended', () => {
  const rule = window('relationship-ended', { keep: ['P10Y'] });
  it.each([
    ['2015-02-28', '2025-02-28'],
    ['2016-02-29', '2026-02-28'],
    ['2020-12-31', '2030-12-31'],
  ])('CG.34 and ME.12 keep relationship data ended %s through %s', (ended, keep) => {
    expect(keptThrough(rule, `relationship-ended=${ended}`)).toBe(keep);
  });

  it('CG.34 and ME.12 set no end while the relationship lasts', () => {
    expect(keptThrough(rule)).toBe('never');
  });

  it('CG.34 and ME.12 never erase when the day of the end is not known', () => {
    expect(keptThrough(rule, 'relationship-ended=unknown')).toBe('unknown');
  });
});

describe('D: three months', () => {
  it.each([
    ['2026-11-30', '2027-02-28'],
    ['2023-11-30', '2024-02-29'],
    ['2026-01-31', '2026-04-30'],
    ['2026-02-28', '2026-05-28'],
    ['2024-02-29', '2024-05-29'],
  ])('TS.23 keeps a chat of %s through %s', (recorded, keep) => {
    expect(keptThrough(window('recorded', { keep: ['P3M'] }), `recorded=${recorded}`)).toBe(keep);
  });
});

describe('E: seven months', () => {
  it.each([
    ['2026-07-31', '2027-02-28'],
    ['2027-07-31', '2028-02-29'],
    ['2026-08-15', '2027-03-15'],
  ])('TS.24 keeps a call recording of %s through %s', (recorded, keep) => {
    expect(keptThrough(window('recorded', { keep: ['P7M'] }), `recorded=${recorded}`)).toBe(keep);
  });
});

describe('F: twelve months after the project ended', () => {
  const rule = window('project-ended of project', { keep: ['P12M'] });
  it.each([
    ['2024-02-29', '2025-02-28'],
    ['2025-02-28', '2026-02-28'],
    ['2026-03-31', '2027-03-31'],
  ])('CG.32 keeps project data of a project ended %s through %s', (ended, keep) => {
    expect(keptThrough(rule, `project-ended=${ended}`)).toBe(keep);
  });

  it('CG.32 follows the period agreed for the project', () => {
    const agreed: Rule = { is: 'agreed', rule, scope: 'project', at: [] };
    const given = history(['project-ended=2024-02-29'], {
      agreements: [{ scope: 'project', from: '2023-01-01', period: 'P24M' }],
    });
    expect(ends(evaluate(agreed, given, CONTEXT)).keep).toBe('2026-02-28');
    expect(ends(evaluate(agreed, history(['project-ended=2024-02-29']), CONTEXT)).keep).toBe('2025-02-28');
  });

  it('CG.32 ends in anonymising or erasing, whichever is chosen', () => {
    const choice = { do: 'either', of: [{ do: 'anonymise' }, { do: 'erase' }] } as const;
    const result = single(plan('project', stage(rule, choice)), history(['project-ended=2026-03-31']));
    expect(result.outcome).toEqual(choice);
  });
});

describe('G: the last contact and five years', () => {
  const sliding: Rule = {
    is: 'absent',
    event: window('contact', {}).from,
    within: [{ step: 'period', period: 'P5Y' }],
    from: window('recorded', {}).from,
    at: [],
  };
  it.each([
    [['contact=2020-02-29'], '2025-02-28'],
    [['contact=2021-11-21'], '2026-11-21'],
    [['contact=2019-12-31'], '2024-12-31'],
    [['contact=2019-12-31', 'contact=2024-06-01'], '2029-06-01'],
  ])('CO.14 keeps the register entry of %j through %s', (contacts, keep) => {
    expect(keptThrough(window('last contact', { keep: ['P5Y'] }), ...contacts)).toBe(keep);
    expect(keptThrough(sliding, 'recorded=2010-01-01', ...contacts)).toBe(keep);
  });

  it('CO.14 counts from the recording while there has been no contact', () => {
    expect(keptThrough(sliding, 'recorded=2020-02-29')).toBe('2025-02-28');
  });
});

describe('H: camera recordings', () => {
  const camera = window('recorded', { by: ['P1Y'] });
  const investigation = hold('investigation', {
    while: inState('investigated'),
    then: window('need-ended', { by: ['P3Y'] }),
  });
  const context = { ...CONTEXT, holds: [investigation], states: [state('investigated', 'opened', 'closed')] };
  const held = (...events: readonly string[]) =>
    single(plan('camera', stage(camera, 'overwrite')), history(events, { keys: ['camera'] }), context);

  it.each([
    ['2026-03-01', '2027-03-01'],
    ['2024-02-29', '2025-02-28'],
    ['2024-03-01', '2025-03-01'],
  ])('CG.36 has a recording of %s overwritten by %s', (recorded, by) => {
    expect(ends(held(`recorded=${recorded}`))).toEqual({ keep: by, by });
  });

  it.each([
    ['2027-05-20', '2030-05-20'],
    ['2024-02-29', '2027-02-28'],
  ])('CG.36 erases an investigated recording whose need ended %s by %s', (needEnded, by) => {
    const events = [
      'recorded=2023-03-01',
      'opened=2023-04-01',
      'closed=2024-01-10',
      `need-ended=${needEnded}`,
    ];
    expect(held(...events).goneBy).toEqual({ is: 'day', day: by });
  });

  it('CG.36 keeps a recording under investigation without an end and counts the hold', () => {
    const result = held('recorded=2026-03-01', 'opened=2026-04-01');
    expect({ ...ends(result), held: result.held }).toEqual({ keep: 'never', by: 'never', held: 1 });
  });

  it('CG.36 keeps it for as long as a claim needs it after the investigation', () => {
    const result = held('recorded=2026-03-01', 'opened=2026-04-01', 'closed=2026-09-01');
    expect({ ...ends(result), held: result.held }).toEqual({ keep: 'never', by: 'never', held: 0 });
  });

  it('CG.36 does not hold a recording that was never investigated', () => {
    const result = held('recorded=2026-03-01');
    expect({ ...ends(result), held: result.held }).toEqual({ keep: '2027-03-01', by: '2027-03-01', held: 0 });
  });
});

describe('I: accounting law', () => {
  it.each([
    ['2024-03-31', '--03-31', '2030-12-31', '2034-03-31'],
    ['2017-04-30', '--04-30', '2023-12-31', '2027-04-30'],
    ['2024-12-31', '--12-31', '2030-12-31', '2034-12-31'],
    ['2025-06-30', '--06-30', '2031-12-31', '2035-06-30'],
    ['2024-02-29', '--02-29', '2030-12-31', '2034-02-28'],
  ])(
    'RE.16 keeps vouchers and books of a financial year ended %s (year end %s) through %s and %s',
    (ended, yearEnd, vouchers, books) => {
      const context = { ...CONTEXT, financialYearEnd: yearEnd };
      const given = history([`recorded=${ended}`]);
      expect(ends(evaluate(law('accounting-vouchers'), given, context)).keep).toBe(vouchers);
      expect(ends(evaluate(law('accounting-books'), given, context)).keep).toBe(books);
    },
  );

  it('RE.16 keeps what the relationship would let go for as long as accounting law requires', () => {
    const rule = bounded(until('relationship-ended'), { atLeast: law('accounting-vouchers') });
    expect(keptThrough(rule, 'recorded=2024-05-05', 'relationship-ended=2025-01-01')).toBe('2030-12-31');
  });

  it('RE.16 lets the floor of the law beat a ceiling', () => {
    const rule = bounded(window('recorded', { keep: ['P1Y'] }), {
      atLeast: law('accounting-vouchers'),
      atMost: window('recorded', { by: ['P3Y'] }),
    });
    expect(ends(evaluate(rule, history(['recorded=2024-05-05']), CONTEXT))).toEqual({
      keep: '2030-12-31',
      by: '2030-12-31',
    });
  });

  it('RE.16 does not know the end without the end of the financial year', () => {
    const context = { ...CONTEXT, financialYearEnd: null };
    expect(ends(evaluate(law('accounting-books'), history(['recorded=2024-05-05']), context)).keep).toBe(
      'unknown',
    );
  });
});

describe('J: limitation of a debt', () => {
  it.each([
    ['debt-limitation', 'due', '2023-05-15', '2026-05-15'],
    ['debt-limitation', 'reminder', '2025-01-10', '2028-01-10'],
    ['judgment-limitation', 'judgment', '2025-06-30', '2030-06-30'],
    ['debt-limitation', 'due', '2024-02-29', '2027-02-28'],
  ])('counts %s from %s of %s through %s', (key, event, on, keep) => {
    expect(keptThrough(law(key, event), `${event}=${on}`)).toBe(keep);
  });
});

describe('K: the month of Art. 12 and its two further months, rolled to a working day', () => {
  it.each([
    ['2026-01-31', '2026-02-28', '2026-03-02', '2026-04-30', '2026-04-30'],
    ['2024-01-31', '2024-02-29', '2024-02-29', '2024-04-30', '2024-04-30'],
    ['2026-03-03', '2026-04-03', '2026-04-07', '2026-06-03', '2026-06-03'],
    ['2026-04-14', '2026-05-14', '2026-05-15', '2026-07-14', '2026-07-14'],
    ['2026-05-19', '2026-06-19', '2026-06-19', '2026-08-19', '2026-08-19'],
    ['2026-10-01', '2026-11-01', '2026-11-02', '2027-01-01', '2027-01-04'],
    ['2026-11-06', '2026-12-06', '2026-12-07', '2027-02-06', '2027-02-08'],
    ['2026-11-21', '2026-12-21', '2026-12-21', '2027-02-21', '2027-02-22'],
    ['2026-11-25', '2026-12-25', '2026-12-28', '2027-02-25', '2027-02-25'],
    ['2025-12-06', '2026-01-06', '2026-01-07', '2026-03-06', '2026-03-06'],
  ])(
    'answers a request of %s within a month to %s, at the latest %s, extended %s, at the latest %s',
    (received, unrolled, latest, extendedUnrolled, extendedLatest) => {
      expect(answerDeadline(received)).toMatchObject({ unrolled, latest, extendedUnrolled, extendedLatest });
    },
  );
});

describe('L: seventy-two elapsed hours', () => {
  it.each([
    ['2026-10-24T14:00+03:00', '2026-10-27T13:00+02:00'],
    ['2026-03-27T14:00+02:00', '2026-03-30T15:00+03:00'],
    ['2026-11-20T16:45+02:00', '2026-11-23T16:45+02:00'],
  ])('counts from %s to %s over weekends and clock changes', (aware, end) => {
    expect(addHours(aware, 72, 'Europe/Helsinki')).toBe(end);
  });
});

describe('other periods of the reference registers', () => {
  it('CG.30 lets marketing data go with the day the consent is withdrawn', () => {
    expect(keptThrough(until('consent-withdrawn'), 'consent-withdrawn=2026-05-01')).toBe('2026-05-01');
    expect(keptThrough(until('consent-withdrawn'))).toBe('never');
  });

  it('CG.35 keeps photographs at least ten years from being taken, without a day by which they must go', () => {
    const rule = window('taken', { keep: ['P10Y'] });
    expect(ends(evaluate(rule, history(['taken=2016-02-29']), CONTEXT))).toEqual({
      keep: '2026-02-28',
      by: 'never',
    });
  });

  it('CG.38 keeps cookie data at most three years whatever the cookie says', () => {
    const rule = bounded(window('set', { keep: ['P5Y'] }), { atMost: window('set', { by: ['P3Y'] }) });
    expect(ends(evaluate(rule, history(['set=2024-02-29']), CONTEXT))).toEqual({
      keep: '2027-02-28',
      by: '2027-02-28',
    });
    const short = bounded(window('set', { keep: ['P30D'] }), { atMost: window('set', { by: ['P3Y'] }) });
    expect(keptThrough(short, 'set=2024-02-29')).toBe('2024-03-30');
  });

  it('TS.25 keeps contact data for the later of the role and the history of the service', () => {
    const rule = either('later-of', until('contact-role-ended'), {
      is: 'with',
      path: ['service-record'],
      at: [],
    });
    const inherited = {
      'service-record': [{ keepThrough: { is: 'day', day: '2030-01-01' }, goneBy: { is: 'never' } }],
    } as const;
    const kept = (events: string[], more = {}) => ends(evaluate(rule, history(events, more), CONTEXT)).keep;
    expect(kept(['contact-role-ended=2026-05-01'], { inherited })).toBe('2030-01-01');
    expect(kept(['contact-role-ended=2031-05-01'], { inherited })).toBe('2031-05-01');
    expect(kept([], { inherited })).toBe('never');
    expect(kept(['contact-role-ended=2026-05-01'], { inherited: { 'service-record': [] } })).toBe(
      '2026-05-01',
    );
    expect(kept(['contact-role-ended=2026-05-01'])).toBe('unknown');
  });

  it('CO.16 transfers a profile two years after it was made, having told the person a month before', () => {
    const profile = plan(
      'profile',
      stage(
        window('made', { by: ['P2Y'] }),
        { do: 'transfer', to: 'provider' },
        { told: 'P1M', forbidden: { do: 'erase' } },
      ),
    );
    const given = history(['made=2024-03-31']);
    const told = single(profile, given);
    expect(ends(told)).toEqual({ keep: '2026-03-31', by: '2026-03-31' });
    expect(told.tellBy && shown(told.tellBy)).toBe('2026-02-28');
    expect(told.outcome).toEqual({ do: 'transfer', to: 'provider' });
    const forbidden = single(profile, {
      ...given,
      answers: [{ to: 'transfer', by: 'person', yes: false, on: '2026-02-01' }],
    });
    expect(forbidden.outcome).toEqual({ do: 'erase' });
  });

  it('CO.16 and CO.18 together end at the earlier of the two', () => {
    const rule = either(
      'earlier-of',
      window('made', { by: ['P2Y'] }),
      window('answered', { keep: ['end-of year', 'P2Y'], by: ['next --06-30'] }),
    );
    expect(ends(evaluate(rule, history(['made=2024-03-31', 'answered=2024-03-01']), CONTEXT))).toEqual({
      keep: '2026-03-31',
      by: '2026-03-31',
    });
  });

  it('RE.15 assesses necessity every year, on the same day of the year', () => {
    expect(nextReview('2024-02-29', 'P1Y', '2024-02-29')).toBe('2025-02-28');
    expect(nextReview('2024-02-29', 'P1Y', '2026-11-21')).toBe('2027-02-28');
    expect(nextReview('2024-02-29', 'P1Y', '2027-02-28')).toBe('2028-02-29');
  });

  it('keeps while a state lasts and through the day it ended', () => {
    const context = { ...CONTEXT, states: [state('employed', 'started', 'left')] };
    expect(
      ends(evaluate(whileIn('employed', null), history(['started=2020-01-01', 'left=2024-06-06']), context))
        .keep,
    ).toBe('2024-06-06');
  });
});
