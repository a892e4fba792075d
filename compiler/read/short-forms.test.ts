import { describe, expect, it } from 'vitest';
import { minimalPlus } from './fixtures.testing.ts';
import { readNotice } from './read.ts';

/** The model without places: two spellings of one thing stand in different places. */
function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'at' && key !== 'place');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutPlaces(inner)]));
}

function meaningOf(fragment: string): unknown {
  const { notice, findings } = readNotice(minimalPlus(fragment), 'short.yaml');
  expect(findings).toEqual([]);
  return withoutPlaces(notice);
}

const STATE =
  'states: { served: { of: relationship, from: relationship-started, to: relationship-ended } }\n';
const retention = (rule: string) => `${STATE}retention: { x: ${rule} }`;

const PAIRS: readonly [string, string, string][] = [
  [
    'one basis is a list of one',
    'purposes: { customer-care: { basis: contract } }',
    'purposes: { customer-care: { basis: [contract] } }',
  ],
  [
    'one source is a list of one',
    'data: { contact: { from: the-person } }',
    'data: { contact: { from: [{ source: the-person }] } }',
  ],
  [
    'a period for `keep` counts from recording and erases',
    'data: { contact: { keep: P3M } }',
    'data: { contact: { keep: { from: recorded, keep: P3M, then: erase } } }',
  ],
  ['a rule with nothing but a period counts from recording', retention('P3M'), retention('{ keep: [P3M] }')],
  [
    'one step is a list of one',
    retention('{ from: recorded, keep: P1Y }'),
    retention('{ from: recorded, keep: [P1Y] }'),
  ],
  [
    'calendar years are the end of the year and then years',
    retention('{ from: answered, calendar-years: 2 }'),
    retention('{ from: answered, keep: [end-of year, P2Y] }'),
  ],
  [
    'a day of the year is the next such day',
    retention('{ from: answered, keep: P2Y, by: --06-30 }'),
    retention('{ from: answered, keep: P2Y, by: [next --06-30] }'),
  ],
  [
    'last-contact is the last contact',
    retention('{ from: last-contact, keep: P5Y }'),
    retention('{ from: last contact, keep: P5Y }'),
  ],
  [
    'an event without a word before it is the last one',
    retention('{ from: contact, keep: P5Y }'),
    retention('{ from: last contact, keep: P5Y }'),
  ],
  [
    'until an event is kept through that day',
    retention('{ until: contact-role-ended }'),
    retention('{ from: contact-role-ended, keep: [] }'),
  ],
  ['no `then` is to erase', retention('{ keep: P1Y }'), retention('{ keep: P1Y, then: erase }')],
  [
    'until a day is while that day has not passed',
    retention('{ until: 2027-12-31 }'),
    retention('{ while: { dates: { to: 2027-12-31 } } }'),
  ],
  [
    'a review cycle alone is an end',
    retention('{ review: P1Y }'),
    retention('{ keep: P1Y, then: { review: P1Y }, review: P1Y }'),
  ],
  [
    'one stage is the rule itself',
    retention('{ keep: P1Y, then: anonymise }'),
    retention('{ stages: [{ keep: P1Y, then: anonymise }] }'),
  ],
  [
    'a bare word is a state',
    retention('{ keep: P1Y, unless: served }'),
    retention('{ keep: P1Y, unless: { in: served } }'),
  ],
  [
    'one condition is a list of one',
    retention('{ keep: P1Y, unless: served }'),
    retention('{ keep: P1Y, unless: [served] }'),
  ],
  [
    'several conditions are alternatives',
    retention('{ keep: P1Y, unless: [served, { given: phone }] }'),
    retention('{ keep: P1Y, unless: { any: [served, { given: phone }] } }'),
  ],
  [
    'a bound counts from the event of the rule it bounds',
    retention('{ from: answered, keep: P1Y, at-most: P2Y }'),
    retention('{ from: answered, keep: P1Y, at-most: { from: answered, keep: P2Y } }'),
  ],
  [
    'a name among rules is a rule by name',
    retention('{ later-of: [relationship, { keep: P1Y }] }'),
    retention('{ later-of: [{ rule: relationship }, { keep: P1Y }] }'),
  ],
  [
    'an event may say only its owner',
    'events: { tested: row }',
    'events: { tested: { of: row, by: staff } }',
  ],
  ['a run on one day is a list of one', 'runs: { sweep: --06-30 }', 'runs: { sweep: { every: [--06-30] } }'],
  [
    'one need is a list of one',
    'purposes: { customer-care: { needs: reason } }',
    'purposes: { customer-care: { needs: [reason] } }',
  ],
  [
    'a requirement may be one word',
    'people: { customer: { items: { name: mandatory } } }',
    'people: { customer: { items: { name: { mandatory: {} } } } }',
  ],
  [
    'a link may say only the kind',
    'people: { customer: { links: { guardian: customer } } }',
    'people: { customer: { links: { guardian: { kind: customer, mandatory: true } } } }',
  ],
  [
    'the Finnish authority is the one meant where nothing is said',
    'updated: 2026-11-21',
    'authority: finland',
  ],
  [
    'a right takes the ways and the answer of the section',
    'rights: { ways: [email], access: {} }',
    'rights: { access: { ways: [{ way: email }], answer: P1M, by: [self], fee: none } }',
  ],
  [
    '`all` is the same text in every language',
    'systems: { crm: { title: { all: CRM } } }',
    'systems: { crm: { title: { fi: CRM, sv: CRM, en: CRM } } }',
  ],
  [
    'an item may be defined where it is listed',
    'data: { contact: { items: [name, email, { card: { title: { all: Card } } }] } }',
    'items: { card: { title: { all: Card } } }\ndata: { contact: { items: [name, email, card] } }',
  ],
  ['a visit may be joined on a condition', site('{ yes: newsletter }'), site('{ if: { yes: newsletter } }')],
];

function site(condition: string): string {
  return `site: { trend: { title: { all: Trend }, kind: cookie, party: first, for: newsletter, lives: P30D, joins-person: ${condition} } }`;
}

describe('short forms mean the same as their long forms', () => {
  it.each(PAIRS)('%s', (_title, short, long) => {
    expect(meaningOf(short)).toEqual(meaningOf(long));
  });

  it('reads a basis that holds for some verbs only', () => {
    const fragment =
      'purposes: { customer-care: { basis: [contract, { consent: { all: Letters }, verbs: send }] } }';
    const { notice } = readNotice(minimalPlus(fragment), 'short.yaml');
    expect(notice?.purposes[0]?.bases.map(({ kind, verbs }) => [kind, verbs])).toEqual([
      ['contract', undefined],
      ['consent', ['send']],
    ]);
  });

  it('writes out a hold on every record or on everything', () => {
    const data =
      'data: { letters: { title: { all: Letters }, items: [message, note, phone], for: customer-care, from: the-person, keep: relationship } }';
    const onOwner = (owner: string) =>
      readNotice(
        minimalPlus(data, `holds: { claim: { title: { all: Claim }, ground: { all: Law }, on: ${owner} } }`),
        'short.yaml',
      ).notice?.holds[0]?.on;
    expect(onOwner('record')).toEqual(['message', 'note']);
    expect(onOwner('subject')).toEqual(['contact', 'letters']);
    expect(onOwner('[phone, record]')).toEqual(['phone', 'message', 'note']);
  });

  it('reads what a kind of record must hold like what a kind of person must', () => {
    const { notice } = readNotice(
      minimalPlus(
        'items: { accident: { title: { all: Accident }, type: record, items: { phone: mandatory, injury: never } } }',
      ),
      'short.yaml',
    );
    expect(notice?.items[0]?.requirements).toMatchObject([
      { item: 'phone', level: 'mandatory' },
      { item: 'injury', level: 'never' },
    ]);
  });

  it('never-stored needs no plan and keeps nothing', () => {
    const { notice } = readNotice(minimalPlus('data: { contact: { keep: never-stored } }'), 'short.yaml');
    expect(notice?.categories[0]?.keep).toBe('never-stored');
    expect(notice?.retention.find(({ key }) => key === 'never-stored')).toMatchObject({
      neverStored: true,
      stages: [],
    });
  });

  it('gives an inline rule a name of its own where the name is taken', () => {
    const text = minimalPlus('retention: { contact: P1Y }\ndata: { contact: { keep: P3M } }');
    const { notice } = readNotice(text, 'short.yaml');
    expect(notice?.categories[0]?.keep).toBe('contact-2');
    expect(notice?.retention.map(({ key }) => key)).toEqual(['relationship', 'contact', 'contact-2']);
  });

  it('takes a plain text where the register speaks one language', () => {
    const one = minimalPlus('languages: [en]\ntitle: Customer register');
    expect(readNotice(one, 'one.yaml').notice?.title).toEqual({ en: 'Customer register' });
    const three = readNotice(minimalPlus('title: Customer register'), 'three.yaml');
    expect(three.findings).toMatchObject([{ code: 'wrong-type', hint: expect.stringContaining('fi: …') }]);
  });
});
