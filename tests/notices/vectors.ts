/** What each notice of another kind must come to: a rule, what has happened to the row, and the days on which it ends. */
import type { Key } from '../../compiler/model/text.ts';
import type { History } from '../../compiler/retention/history.ts';

export interface Vector {
  readonly rule: Key;
  /** `EVENT=DAY`, as `notice due --event` takes them. */
  readonly events: readonly string[];
  readonly more?: Partial<History> & { readonly at?: string };
  /** The stages' ends in their order: kept through, gone by, and what happens. */
  readonly ends: readonly (readonly [keep: string, by: string, then: string])[];
}

const tally = (item: Key, state: Key, path: Key, count: number, since?: string) => ({
  item,
  state,
  path: [path],
  count,
  ...(since === undefined ? {} : { since }),
});

const one = (
  rule: Key,
  events: readonly string[],
  end: readonly [keep: string, by: string, then: string],
  more?: Vector['more'],
): Vector => ({ rule, events, ends: [end], ...(more === undefined ? {} : { more }) });

export const VECTORS: Readonly<Record<string, readonly Vector[]>> = {
  association: [
    // The member list lives over the autumn meeting after the year of leaving.
    one('list', ['relationship-ended=2024-03-15'], ['2025-11-30', 'never', 'erase']),
    one('list', ['relationship-ended=2025-12-31'], ['2026-11-30', 'never', 'erase']),
    one('camp', ['camp-ended=2026-07-05'], ['2026-07-12', '2026-07-12', 'erase']),
    one('juniors', ['born=2010-02-28'], ['2028-02-28', 'never', 'erase']),
    one('juniors', ['born=2010-02-28', 'relationship-ended=2025-01-31'], ['2025-04-30', 'never', 'erase']),
    // The financial year ends in October, so November belongs to the next one.
    one('fees', ['recorded=2024-11-01'], ['2031-12-31', 'never', 'erase']),
    one('members', ['relationship-ended=2020-01-31'], ['never', 'never', 'erase'], {
      keys: ['members'],
      tallies: [tally('member-fee', 'unpaid', 'subject', 1, '2019-02-01')],
    }),
  ],
  clinic: [
    one('patient', ['born=1950-06-01', 'died=2010-02-28'], ['2022-02-28', 'never', 'erase']),
    one('patient', ['born=1950-06-01'], ['2070-06-01', 'never', 'erase']),
    one(
      'images',
      ['taken=2015-01-31', 'visit=2024-02-29', 'born=1950-06-01'],
      ['2028-02-29', '2070-06-01', 'erase'],
    ),
    one('logs', ['recorded=2016-02-29'], ['2028-02-29', 'never', 'erase']),
    one('appointments', ['recorded=2024-03-03'], ['2026-12-31', 'never', 'erase']),
  ],
  school: [
    one('school-year', ['recorded=2025-08-12'], ['2026-07-31', 'never', 'erase']),
    one('pupil', ['relationship-ended=2026-06-01'], ['2027-07-31', 'never', 'erase']),
    one('diet', ['recorded=2026-01-08', 'consent-withdrawn=2026-03-01'], ['2026-03-01', 'never', 'erase']),
    one('support', ['recorded=2024-01-01', 'school-ended=2025-06-01'], ['2034-01-01', 'never', 'erase']),
    {
      rule: 'permanent',
      events: ['recorded=2015-06-01'],
      ends: [
        ['2025-12-31', 'never', 'archive'],
        ['never', 'never', 'review'],
      ],
    },
  ],
  'housing-company': [
    one('cameras', ['recorded=2026-11-01'], ['2026-11-15', '2026-11-15', 'overwrite'], { keys: ['footage'] }),
    one(
      'cameras',
      ['recorded=2026-11-01', 'crime-reported=2026-11-05', 'investigation-ended=2027-02-01'],
      ['2027-03-03', '2027-03-03', 'erase'],
      { keys: ['footage'], at: '2027-02-10' },
    ),
    one('resident', ['moved-out=2026-11-30'], ['2027-02-28', 'never', 'erase'], {
      tallies: [tally('key', 'key-out', 'relationship', 0)],
    }),
    one('resident', ['moved-out=2020-11-30'], ['never', 'never', 'erase'], {
      tallies: [tally('key', 'key-out', 'relationship', 2, '2019-01-01')],
    }),
    one('readings', ['recorded=2025-07-01', 'settled=2026-02-01'], ['2027-06-30', 'never', 'anonymise']),
    one('laundry', ['used=2026-01-31'], ['2026-03-02', '2026-03-02', 'erase']),
    {
      rule: 'faults',
      events: ['closed=2024-02-29'],
      ends: [
        ['2026-02-28', 'never', 'pseudonymise'],
        ['2034-02-28', 'never', 'anonymise'],
      ],
    },
  ],
  library: [
    one('loan', ['opened=2026-10-01', 'loan-returned=2026-10-20'], ['2026-10-20', 'never', 'erase'], {
      tallies: [tally('fee', 'unpaid', 'record', 0)],
    }),
    one('loan', ['opened=2026-10-01'], ['never', 'never', 'erase'], {
      tallies: [tally('fee', 'unpaid', 'record', 0)],
    }),
    one('card', ['recorded=2015-01-01', 'card-used=2020-02-29'], ['2023-02-28', 'never', 'erase'], {
      tallies: [tally('loan', 'on-loan', 'subject', 0), tally('fee', 'unpaid', 'subject', 0)],
    }),
    one('card', ['recorded=2020-02-29'], ['never', 'never', 'erase'], {
      tallies: [tally('loan', 'on-loan', 'subject', 0), tally('fee', 'unpaid', 'subject', 1, '2020-05-01')],
    }),
    one('reservation', ['recorded=2026-05-31', 'picked-up=2026-06-02'], ['2026-06-02', 'never', 'erase']),
    one('reservation', ['recorded=2026-08-31'], ['2027-02-28', 'never', 'erase']),
  ],
  hotel: [
    one('notification', ['signed=2024-02-29'], ['2025-02-28', '2025-03-30', 'erase']),
    one(
      'loyalty',
      ['relationship-started=2015-01-01', 'stay-used=2023-11-30'],
      ['2026-11-30', 'never', 'erase'],
    ),
    one('allergies', ['departure=2026-06-30'], ['2026-07-01', '2026-07-01', 'erase']),
    one('stay', ['departure=2026-06-30', 'signed=2026-07-02'], ['2027-07-02', 'never', 'erase']),
    {
      rule: 'bookings',
      events: ['departure=2026-01-31'],
      more: { kinds: ['loyal-customer'] },
      ends: [
        ['2029-01-31', 'never', 'pseudonymise'],
        ['2031-01-31', 'never', 'anonymise'],
      ],
    },
    {
      rule: 'bookings',
      events: ['departure=2026-01-31'],
      more: { kinds: ['guest'] },
      ends: [
        ['2027-01-31', 'never', 'pseudonymise'],
        ['2029-01-31', 'never', 'anonymise'],
      ],
    },
  ],
  'web-shop': [
    one(
      'orders',
      ['delivered-to-customer=2024-05-05', 'warranty-ends=2029-05-05'],
      ['2029-05-05', 'never', 'erase'],
    ),
    one('basket', ['visited=2026-01-01', 'visited=2026-02-10'], ['2026-03-12', '2026-03-12', 'erase']),
    one('account', ['recorded=2020-01-01', 'signed-in=2024-02-29'], ['2026-02-28', 'never', 'erase'], {
      tallies: [tally('order', 'undelivered', 'subject', 0)],
    }),
    one('credit', ['recorded=2026-01-31'], ['2026-04-30', '2026-05-31', 'erase']),
    one('warranty', ['recorded=2022-01-01', 'warranty-ends=2026-12-31'], ['2027-02-28', 'never', 'erase']),
  ],
  gym: [
    one('fingerprint', ['recorded=2026-01-01', 'passed=2026-03-31'], ['2026-09-30', 'never', 'erase']),
    one(
      'fingerprint',
      ['recorded=2026-01-01', 'passed=2026-03-31', 'consent-withdrawn=2026-04-02'],
      ['2026-04-02', 'never', 'erase'],
    ),
    one('minors', ['relationship-ended=2026-01-31', 'born=2009-05-05'], ['2027-05-05', 'never', 'erase']),
    one('plans', ['relationship-ended=2026-01-31'], ['2026-02-28', '2028-01-31', 'erase']),
    one('plans', ['relationship-ended=2026-01-31'], ['2027-01-31', '2028-01-31', 'erase'], {
      choices: { 'plan-period': 'P1Y' },
    }),
    one('members', ['relationship-ended=2020-01-31'], ['2024-01-31', '2024-01-31', 'erase'], {
      tallies: [tally('invoice', 'unpaid', 'subject', 1, '2019-05-01')],
    }),
  ],
  'software-service': [
    one('session', ['active=2026-10-01', 'active=2026-10-20'], ['2026-11-19', '2026-11-19', 'erase']),
    one('logs', ['recorded=2024-02-29'], ['2025-02-28', '2025-03-07', 'erase']),
    {
      rule: 'account',
      events: ['deletion-asked=2026-11-01'],
      ends: [
        ['2026-11-01', 'never', 'narrow'],
        ['2026-12-01', '2026-12-01', 'erase'],
      ],
    },
    {
      rule: 'account',
      events: ['trial-ends=2026-11-01'],
      ends: [
        ['2026-11-15', 'never', 'narrow'],
        ['2026-12-15', '2026-12-15', 'erase'],
      ],
    },
    one('api-key', ['recorded=2026-02-01'], ['2027-02-01', '2027-02-01', 'erase']),
    {
      rule: 'telemetry',
      events: ['recorded=2026-01-01'],
      ends: [
        ['2026-01-08', '2026-01-08', 'pseudonymise'],
        ['2026-04-01', 'never', 'anonymise'],
      ],
    },
  ],
  'insurance-broker': [
    one('kyc', ['relationship-ended=2020-02-29'], ['2025-02-28', '2025-03-29', 'erase']),
    one('pep', ['relationship-ended=2020-02-29', 'role-ended=2025-06-01'], ['2026-06-01', 'never', 'erase']),
    one('assignment', ['relationship-ended=2015-05-31'], ['2025-05-31', 'never', 'erase'], {
      tallies: [{ item: 'policy', path: ['relationship'], count: 2 }],
    }),
    one('assignment', ['offer-expires=2026-01-31'], ['2027-01-31', 'never', 'erase'], {
      tallies: [{ item: 'policy', path: ['relationship'], count: 0 }],
    }),
    one('claim', ['insurer-decision=2015-05-31'], ['2030-12-31', 'never', 'erase'], {
      inherited: {
        policy: [{ keepThrough: { is: 'day', day: '2030-12-31' }, goneBy: { is: 'never' } }],
      },
    }),
  ],
  recruitment: [
    {
      rule: 'selection',
      events: ['chosen=2026-02-28'],
      ends: [
        ['2026-05-28', 'never', 'narrow'],
        ['2028-02-28', '2028-03-28', 'erase'],
      ],
    },
    {
      rule: 'pool',
      events: ['consent-given=2025-01-15', 'consent-given=2026-01-31'],
      ends: [
        ['2026-12-31', 'never', 'ask'],
        ['2027-01-31', 'never', 'erase'],
      ],
    },
    one('video', ['taken=2026-01-10', 'chosen=2026-03-31'], ['2026-04-30', '2026-04-30', 'erase']),
    one('video', ['taken=2026-01-10'], ['2026-07-10', '2026-07-10', 'erase']),
    one('permit', ['hired=2026-04-01', 'chosen=2026-03-31'], ['2026-04-01', 'never', 'transfer']),
  ],
  parish: [
    {
      rule: 'permanent',
      events: ['born=1900-01-01', 'died=1980-05-05'],
      ends: [
        ['2030-05-05', 'never', 'archive'],
        ['never', 'never', 'review'],
      ],
    },
    // Five working days from Midsummer's eve, a working day here as in the law's table of holidays.
    one('camp', ['camp-over=2026-06-18'], ['2026-06-25', '2026-06-25', 'erase']),
    one('people', ['relationship-ended=2026-02-01'], ['2028-01-31', 'never', 'erase']),
    one('care', ['recorded=2015-01-01', 'help-ended=2024-12-31'], ['2025-01-01', '2025-01-01', 'erase']),
    one('graves', ['grave-expires=2020-02-29'], ['2030-02-28', 'never', 'archive']),
  ],
  'event-diets': [
    one('diets', ['event-ended=2026-10-16'], ['2026-10-23', '2026-10-23', 'erase']),
    one(
      'diets',
      ['event-ended=2026-10-16', 'consent-withdrawn=2026-10-01'],
      ['2026-10-01', '2026-10-23', 'erase'],
    ),
    one('event', ['event-ended=2026-10-16'], ['2027-10-16', '2027-11-30', 'either']),
    one('scans', ['event-ended=2026-10-16'], ['2026-10-30', '2026-10-30', 'erase'], {
      answers: [{ to: 'transfer', by: 'person', yes: false, on: '2026-10-20' }],
    }),
    one('scans', ['event-ended=2026-10-16'], ['2026-10-30', '2026-10-30', 'transfer']),
    one('bank', ['event-ended=2026-10-16', 'reimbursed=2026-10-31'], ['2026-11-30', 'never', 'erase']),
  ],
};
