import { describe, expect, it } from 'vitest';
import { MINIMAL, minimalWith } from '../read/fixtures.testing.ts';
import { checkNotice } from './check.ts';

const codes = (text: string): readonly string[] => checkNotice(text, 'notice.yaml').map(({ code }) => code);

/** The clean notice with further sections, or with one piece replaced. */
const and = (section: string): readonly string[] => codes(`${MINIMAL}${section}\n`);
const withChange = (from: string, to: string): readonly string[] => codes(minimalWith(from, to));
const CONTACT = 'keep: relationship';

describe('purposes', () => {
  it('CO.29 refuses a purpose that profiles where the notice denies profiling, and no other', () => {
    const denied = 'profiling: { allowed: false, text: { all: None. } }\n';
    expect(codes(minimalWith('basis: contract', 'basis: contract\n    profiling: true') + denied)).toEqual([
      'profiling-forbidden',
    ]);
    expect(codes(MINIMAL + denied)).toEqual([]);
    expect(withChange('basis: contract', 'basis: contract\n    profiling: true')).toEqual([]);
  });

  it('CG.47 keeps the objection to direct marketing unconditional', () => {
    expect(withChange('direct-marketing: true', 'direct-marketing: true\n    objection: none')).toEqual([
      'marketing-without-objection',
    ]);
    expect(withChange('direct-marketing: true', 'direct-marketing: true\n    objection: always')).toEqual([]);
  });

  it('ME.5 warns where the words name another basis, and not where they merely mention a contract', () => {
    const said = (words: string) =>
      withChange(
        'basis: contract',
        `basis: { legal-obligation: { all: Act } }\n    text: { all: "${words}" }`,
      );
    expect(said('The basis is contract.')).toEqual(['basis-words-differ']);
    expect(said('We also look after your contract.')).toEqual([]);
  });

  it('asks a minimum age of an app that rests on consent, but not of a letter on paper', () => {
    expect(withChange('channel: email', 'channel: app')).toContain('child-without-age');
    expect(withChange('channel: email', 'channel: app\n    minimum-age: 13')).toEqual([]);
    expect(withChange('channel: email', 'channel: post')).toEqual([]);
  });
});

describe('retention', () => {
  it('refuses a category without a period or a review cycle (D1)', () => {
    expect(withChange(`    ${CONTACT}\n`, '')).toContain('category-without-retention');
    expect(withChange(CONTACT, 'keep: { keep: P1Y, review: P1Y }')).not.toContain(
      'category-without-retention',
    );
  });

  it('RE.15 accepts an end left to a yearly review, and refuses none at all', () => {
    const kept = (rule: string) => withChange('{ from: relationship-ended, keep: P10Y, then: erase }', rule);
    expect(kept('{ endless: true, then: { review: P1Y } }')).toEqual([]);
    expect(kept('{ endless: true }')).toEqual(['endless-rule']);
  });

  it('lets an item of two purposes end at two times, but not one purpose (CG.4)', () => {
    const letters = (purpose: string) =>
      withChange(
        '    keep: relationship\n',
        `    keep: relationship\n  letters: { title: { all: Letters }, items: [email], for: [${purpose}], from: the-person, keep: P1Y }\n`,
      );
    expect(letters('newsletter')).toEqual(['conflicting-keep']);
    expect(
      codes(
        minimalWith('    for: [customer-care, newsletter]\n', '    for: [customer-care]\n').replace(
          '    keep: relationship\n',
          '    keep: relationship\n  letters: { title: { all: Letters }, items: [email], for: [newsletter], from: the-person, keep: P1Y }\n',
        ),
      ),
    ).toEqual([]);
  });

  it('CG.18 refuses a copy of a passport that is never stored and stored, and accepts it never stored', () => {
    const passport = (more: string) =>
      `items: { passport: { title: { all: Passport }, type: file } }\n${minimalWith(
        '    keep: relationship\n',
        `    keep: relationship\n  badge: { title: { all: Badge }, items: [passport], for: [customer-care], from: the-person, keep: never-stored }\n${more}`,
      )}`;
    expect(codes(passport(''))).toEqual([]);
    const stored =
      '  archive: { title: { all: Archive }, items: [passport], for: [customer-care], from: the-person, keep: P1Y }\n';
    expect(codes(passport(stored))).toEqual(['never-stored-conflict']);
  });

  it('tells a rule without end when its condition is always true, and not when it may end', () => {
    const unless = (conditions: string) => withChange('keep: P10Y', `keep: P10Y, unless: ${conditions}`);
    expect(unless('[{ given: email }, { missing: email }]')).toEqual(['rule-never-due']);
    expect(unless('{ given: email }')).toEqual([]);
  });
});

describe('two periods', () => {
  const kept = (keep: string) => withChange('keep: P10Y', `keep: ${keep}`);

  it('joined by a bare “or” are refused, in the rule and in its words', () => {
    expect(kept('P1Y or P3Y')).toEqual(['bare-or']);
    expect(kept('P10Y, text: { fi: 2 tai 5 vuotta, sv: 2 år, en: 2 years }')).toEqual(['bare-or']);
    expect(kept('P10Y, text: { fi: 10 vuotta, sv: 10 år, en: 10 years or so }')).toEqual([]);
  });

  it('in one chain are added, which is told unless a step of the calendar lies between', () => {
    expect(kept('[P1Y, P3Y]')).toEqual(['periods-added']);
    expect(kept('[P1Y, end-of year, P3Y]')).toEqual([]);
  });
});

describe('events and states of the rows a rule is for', () => {
  const kept = (rule: string, more = '') =>
    codes(`${minimalWith('{ from: relationship-ended, keep: P10Y, then: erase }', rule)}${more}`);
  const closed = 'items: { case-file: { title: { all: Case }, type: record } }\n';
  const cases =
    '  cases: { title: { all: Cases }, items: [case-file], for: [customer-care], from: the-person, keep: { from: closed, keep: P1Y } }\n';

  it('refuse an event of a record for facts, and take it for records', () => {
    expect(kept('{ from: closed, keep: P1Y }')).toEqual(['event-owner-mismatch']);
    expect(
      codes(closed + minimalWith('    keep: relationship\n', `    keep: relationship\n${cases}`)),
    ).toEqual([]);
  });

  it('take an event of a record that a fact points to', () => {
    const pointing = minimalWith(
      '{ from: relationship-ended, keep: P10Y, then: erase }',
      '{ from: last closed of case-file, keep: P1Y }',
    );
    expect(
      codes(closed + pointing.replace('    keep: relationship\n', `    keep: relationship\n${cases}`)),
    ).toEqual([]);
  });

  it('follow a rule by its name', () => {
    expect(kept('{ rule: inner }\n  inner: { from: project-ended, keep: P1Y }')).toEqual([
      'event-owner-mismatch',
    ]);
  });

  it('refuse a state of a record for facts, and take one of the subject', () => {
    const unless = '{ from: relationship-ended, keep: P10Y, unless: disputed }';
    const state = (of: string, from: string, to: string) =>
      `states: { disputed: { of: ${of}, from: ${from}, to: ${to} } }\n`;
    expect(kept(unless, state('record', 'opened', 'closed'))).toEqual(['event-owner-mismatch']);
    expect(kept(unless, state('subject', 'objected', 'request-closed'))).toEqual([]);
  });

  it('CG.30 takes the withdrawal of a consent where one is asked, and refuses it elsewhere', () => {
    expect(kept('{ until: consent-withdrawn }')).toEqual([]);
    const unasked = minimalWith(
      '{ from: relationship-ended, keep: P10Y, then: erase }',
      '{ until: consent-withdrawn }',
    ).replace('for: [customer-care, newsletter]', 'for: [customer-care]');
    expect(codes(unasked)).toContain('event-owner-mismatch');
  });
});

describe('statutes', () => {
  const listed = (item: string, keep: string) =>
    withChange(
      '    keep: relationship\n',
      `    keep: relationship\n  more: { title: { all: More }, items: [${item}], for: [customer-care], from: the-person, keep: ${keep} }\n`,
    );

  it('CG.36 takes camera footage kept at most a year, and warns beyond', () => {
    expect(listed('footage', 'P1Y')).toEqual([]);
    expect(listed('footage', 'P13M')).toEqual(['camera-kept-too-long']);
  });

  it('RE.16 takes invoices kept by the accounting law or longer, and warns of six years from the voucher’s day', () => {
    expect(listed('invoice', '{ law: accounting-vouchers }')).toEqual([]);
    expect(listed('invoice', 'P10Y')).toEqual([]);
    expect(listed('invoice', 'P6Y')).toEqual(['accounting-below-law']);
  });
});

describe('recipients and transfers', () => {
  const recipient = (body: string, more = '') =>
    codes(
      MINIMAL.replace(
        /recipients:\n(?: {2}.*\n)+/u,
        `recipients:\n  host: { title: { all: Host }, ${body} }\n`,
      ) + more,
    );
  const AGREEMENT = 'agreements: { dpa: { title: { all: Agreement } } }\n';

  it('CG.26 refuses a processor without an agreement, and accepts one with', () => {
    expect(recipient('kind: processor, data: all')).toEqual(['processor-without-agreement']);
    expect(recipient('kind: processor, data: all, needs: { agreement: dpa }', AGREEMENT)).toEqual([]);
  });

  it('CG.29 refuses a transfer to the United States without a mechanism, and accepts adequacy', () => {
    const abroad = (mechanism: string) =>
      codes(
        MINIMAL.replace(
          /recipients:\n(?: {2}.*\n)+/u,
          'recipients:\n  host: { title: { all: Host }, kind: processor, data: all, needs: { agreement: dpa }, transfer: cloud }\n',
        ).replace(
          'transfers:\n',
          `transfers:\n  cloud: { title: { all: Cloud }, countries: [US]${mechanism} }\n`,
        ) + AGREEMENT,
      );
    expect(abroad('')).toEqual(['transfer-without-mechanism']);
    expect(abroad(', mechanism: adequacy')).toEqual([]);
  });
});

describe('rights', () => {
  const access = (body: string) => withChange('  access: {}', `  access: ${body}`);

  it('ME.18 accepts an answer in three weeks and one free copy a year, and refuses six weeks', () => {
    expect(access('{ answer: P3W, fee: { free: 1, per: P1Y } }')).toEqual([]);
    expect(access('{ answer: P1M }')).toEqual([]);
    expect(access('{ answer: P6W }')).toEqual(['answer-too-late']);
    expect(access('{ answer: P31D }')).toEqual(['answer-too-late']);
  });

  it.each([
    ['access', true],
    ['restriction', true],
    ['withdrawal', true],
    ['portability', true],
    ['objection', false],
  ])('tells that %s is missing: %s, as the bases demand', (kind, isDue) => {
    expect(withChange(`  ${kind}: {}\n`, '')).toEqual(isDue ? ['missing-right'] : []);
  });
});

describe('texts', () => {
  it('names each language that is missing', () => {
    const [finding] = checkNotice(
      minimalWith('title: { fi: Asiakas, sv: Kund, en: Customer }', 'title: { en: Customer }'),
      'notice.yaml',
    );
    expect(finding).toMatchObject({
      code: 'missing-language',
      message: 'This text is missing in fi and sv.',
    });
  });

  it('takes a text for all languages as complete', () => {
    expect(withChange('title: { fi: Asiakas, sv: Kund, en: Customer }', 'title: { all: Kunde }')).toEqual([]);
  });
});

describe('identifiers', () => {
  it.each([
    ['1234567-1', []],
    ['1234567-2', ['business-id-invalid']],
    ['1234567-12', ['business-id-invalid']],
  ])('checks the form and the check digit of %s', (id, expected) => {
    expect(withChange('business-id: 1234567-1', `business-id: ${id}`)).toEqual(expected);
  });

  it('accepts a day of updating that lies ahead', () => {
    expect(withChange('updated: 2026-11-21', 'updated: 2030-01-01')).toEqual([]);
  });
});

describe('definitions nothing uses', () => {
  it.each([
    ['systems: { crm: { title: { all: CRM } } }'],
    ['agreements: { dpa: { title: { all: Agreement } } }'],
    ['events: { moved: { of: subject, by: [staff] } }'],
    ['choices: { reference: { of: person, title: { all: Reference } } }'],
    ['sources: { fair: { title: { all: Fair } } }'],
    ['items: { shoe-size: { title: { all: Shoe size } } }'],
  ])('are told of %s', (section) => {
    expect(and(section)).toEqual(['unused-definition']);
  });
});
