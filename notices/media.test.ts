// What the media company's notice makes of its facts once it is compiled.
import { describe, expect, it } from 'vitest';
import {
  compiledItem,
  due,
  plansOf,
  purposesOf,
  readNoticeFile,
  sourcesOf,
} from '../tests/notices/reading.ts';

const read = readNoticeFile(new URL('media.yaml', import.meta.url));
const { notice, compiled, findings } = read;
const purpose = (key: string) => notice.purposes.find((each) => each.key === key);
const recipient = (key: string) => notice.recipients.find((each) => each.key === key);
const right = (kind: string) => notice.rights.find((each) => each.kind === kind);

describe('the purposes of the media company', () => {
  it('ME.2 uses orders for customer care, orders, development and statistics, the last as counts alone', () => {
    expect(purposesOf(read, 'order')).toEqual(['customer-care', 'orders', 'development', 'statistics']);
    expect(purpose('statistics')?.form).toEqual({ is: 'aggregate' });
    expect(purpose('targeted-content')).toMatchObject({ open: 'consent', channel: 'web' });
  });

  it('ME.3 gives no recipient the purpose of targeted advertising', () => {
    const given = notice.recipients.flatMap(({ purposes }) => purposes);
    expect(given).not.toContain('own-advertising');
    expect(purpose('own-advertising')?.directMarketing).toBe(true);
  });

  it('ME.5 says contract in the organisation’s words, gives every purpose a lawful basis, and is warned of the difference', () => {
    expect(purpose('development')?.text?.fi).toContain('sopimus');
    expect(purpose('development')?.bases[0]?.kind).toBe('legitimate-interest');
    expect(findings.map(({ code, severity }) => [code, severity])).toContainEqual([
      'basis-words-differ',
      'warning',
    ]);
  });

  it('ME.19 lets advertising, distance selling, electronic marketing and research be forbidden each on its own', () => {
    const forbidden = ['direct-advertising', 'distance-selling', 'electronic-marketing', 'market-research'];
    for (const key of forbidden) expect(purpose(key)?.objection).toBe('always');
    expect(right('marketing-objection')?.scope).toMatchObject({
      purposes: expect.arrayContaining(forbidden),
    });
    expect(purpose('customer-care')?.objection).toBe('none');
  });
});

describe('the data of the media company', () => {
  it('ME.6 groups data by name, organisation, contact details and invoicing details', () => {
    expect(notice.categories.map(({ key }) => key).slice(0, 4)).toEqual([
      'name',
      'organisation',
      'contact',
      'invoicing',
    ]);
  });

  it('ME.8 lists the fields of a customer, with coming events and history as records', () => {
    for (const key of [
      'name',
      'organisation-represented',
      'title',
      'email',
      'postal-address',
      'phone',
      'web-address',
    ]) {
      expect(purposesOf(read, key)).toContain('customer-care');
    }
    expect(purposesOf(read, 'marketing-permissions')).toEqual(['marketing-choices']);
    expect(compiledItem(compiled, 'coming-event').table).toBe('record');
    expect(compiledItem(compiled, 'history-note').table).toBe('record');
    expect(compiled.items.map(({ key }) => key)).not.toContain('birth-date');
  });

  it('ME.9 takes name updates from authorities and address companies, but not orders', () => {
    expect(Object.keys(sourcesOf(read, 'email'))).toEqual(
      expect.arrayContaining(['authority', 'address-company', 'digital-invitation', 'customer-ids']),
    );
    expect(Object.keys(sourcesOf(read, 'order'))).not.toContain('address-company');
  });

  it('ME.14 keeps paper in a category of its own, for named people under an undertaking', () => {
    expect(purposesOf(read, 'paper-form')).toEqual(['paper-archive']);
    const handlers = notice.roles.filter(({ purposes }) => purposes.includes('paper-archive'));
    expect(handlers.map(({ key }) => key)).toEqual(['archive-keeper']);
    expect(handlers[0]?.needs).toMatchObject([{ is: 'undertaking' }]);
  });

  it('ME.15 gives no role access without a confidentiality undertaking', () => {
    expect(notice.access.undertaking).toBe(true);
    for (const { needs } of notice.roles) expect(needs.map(({ is }) => is)).toContain('undertaking');
  });

  it('ME.16 ME.28 join a visit to a person with a yes, and switch analytics and demographics apart', () => {
    const site = (key: string) => notice.site.find((each) => each.key === key);
    expect(site('leads')?.joinsPerson).toMatchObject({ is: 'answer', yes: true, to: 'form-leads' });
    expect(site('analytics')?.joinsPerson).toBeUndefined();
    expect(site('analytics')?.switch).not.toBe(site('demographics')?.switch);
    for (const { for: serves } of notice.site) {
      if (serves !== 'necessary') expect(purpose(serves)?.open).toBe('consent');
    }
  });
});

describe('the recipients of the media company', () => {
  it('ME.4 lets partners process for customer care and orders alone', () => {
    expect(recipient('service-partners')).toMatchObject({
      kind: 'processor',
      purposes: ['customer-care', 'orders'],
    });
  });

  it('ME.7 ME.10 give data to others for credit, collection, invoicing or by law, and to nobody for marketing', () => {
    expect(recipient('financial-administration')?.purposes).toEqual(['invoicing']);
    expect(recipient('credit-company')).toMatchObject({ purposes: ['credit-decision'] });
    expect(recipient('collection-agency')?.needs.map(({ is }) => is)).toEqual(['case']);
    expect(recipient('authorities')?.needs.map(({ is }) => is)).toContain('written-request');
    const given = notice.recipients.flatMap(({ purposes }) => purposes);
    for (const { key, directMarketing } of notice.purposes)
      if (directMarketing) expect(given).not.toContain(key);
  });

  it('ME.13 transfers outside the Union only what technical delivery needs', () => {
    const abroad = notice.recipients.filter(({ transfer }) => transfer !== undefined);
    expect(abroad.map(({ key }) => key)).toEqual(['service-partners']);
    expect(notice.transfers).toMatchObject([
      { mechanism: 'standard-clauses', onlyIf: { en: expect.any(String) } },
    ]);
  });
});

describe('the retention of the media company', () => {
  it.each([
    ['2015-02-28', '2025-02-28'],
    ['2016-02-29', '2026-02-28'],
  ])('ME.12 keeps customer data ten years: ended %s, kept through %s', (ended, keep) => {
    expect(plansOf(read, 'email', 'customer-care')).toEqual(['customership']);
    expect(due(notice, 'customership', [`relationship-ended=${ended}`])).toMatchObject({ keep });
  });

  it('ME.11 stops the end while an invoice is open or collection goes on', () => {
    const ended = ['relationship-ended=2010-01-31'];
    const open = (count: number, since: string) => [
      { item: 'invoice', state: 'open', path: ['subject'], count, since },
      { item: 'collection-event', state: 'in-collection', path: ['subject'], count: 0 },
    ];
    const question = { keys: ['email', 'contact'], at: '2026-11-21' };
    expect(due(notice, 'customership', ended, { ...question, tallies: open(1, '2019-05-01') })).toMatchObject(
      {
        keep: 'never',
      },
    );
    expect(due(notice, 'customership', ended, { ...question, tallies: open(0, '2009-05-01') })).toMatchObject(
      {
        keep: '2020-01-31',
      },
    );
  });

  it('ME.24 does not erase the contact of a company while the role lasts', () => {
    const exception = right('erasure')?.exceptions.find(({ items }) => items.includes('email'));
    expect(exception?.condition).toMatchObject({ is: 'state', state: 'contact-person' });
    const question = {
      keys: ['email', 'contact'],
      tallies: [
        { item: 'invoice', state: 'open', path: ['subject'], count: 0 },
        { item: 'collection-event', state: 'in-collection', path: ['subject'], count: 0 },
      ],
    };
    // Whether the person is a company’s contact is not known from events alone, and unknown erases nothing.
    const events = ['relationship-started=2001-01-01', 'relationship-ended=2010-01-31'];
    expect(due(notice, 'customership', events, question)).toMatchObject({ keep: 'unknown' });
    expect(due(notice, 'customership', [...events, 'contact-role-ended=2024-05-06'], question)).toMatchObject(
      {
        keep: '2024-05-06',
      },
    );
  });
});

describe('the rights in the media company’s notice', () => {
  it('ME.18 answers in three weeks, free once in twelve months, from a provable address or signed', () => {
    expect(right('access')).toMatchObject({ answer: 'P3W', fee: { free: 1, per: 'P12M' } });
    expect(right('access')?.ways.map(({ proof }) => proof)).toEqual(['address-on-file', 'signature']);
  });

  it('ME.21 ME.22 ask what to correct and why, tell sources and recipients, and certify a refusal', () => {
    expect(right('rectification')).toMatchObject({ tells: ['sources', 'recipients'] });
    expect(right('rectification')?.mustState?.fi).toContain('miksi');
    expect(right('rectification')?.refusal?.sv).toContain('skriftligt intyg');
  });

  it('ME.20 ME.23 ME.26 offer portability, restriction and anonymisation', () => {
    expect(notice.rights.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['portability', 'restriction', 'anonymisation', 'marketing-objection']),
    );
  });
});
