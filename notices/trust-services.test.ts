// What the reliability provider's notice makes of its facts once it is compiled.
import { describe, expect, it } from 'vitest';
import { due, plansOf, purposesOf, readNoticeFile, sourcesOf } from '../tests/notices/reading.ts';

const read = readNoticeFile(new URL('trust-services.yaml', import.meta.url));
const { notice, compiled } = read;
const purpose = (key: string) => notice.purposes.find((each) => each.key === key);
const recipient = (key: string) => notice.recipients.find((each) => each.key === key);
const kind = (key: string) => notice.people.find((each) => each.key === key);
const right = (wanted: string) => notice.rights.find((each) => each.kind === wanted);

describe('the people and purposes of the reliability provider', () => {
  it('TS.2 knows contacts of customers and prospects, own customers, users and visitors apart', () => {
    expect(notice.people.map(({ key }) => key)).toEqual([
      'contact-person',
      'own-customer',
      'prospect',
      'service-user',
      'website-visitor',
    ]);
    expect(kind('own-customer')?.with).toBe('nothing');
    expect(kind('contact-person')?.with).toBe('organisation');
    expect(kind('prospect')?.opens).not.toContain('invoicing');
  });

  it('TS.3 rests what the company does for its own on legitimate interest or contract', () => {
    const kinds = (key: string) => purpose(key)?.bases.map((basis) => basis.kind);
    expect(kinds('customer-relationship')).toEqual(['contract', 'legitimate-interest']);
    expect(kinds('service-development')).toEqual(['legitimate-interest']);
    expect(kinds('access-control')).toEqual(['contract']);
  });

  it('TS.4 targets messages and content only where the person agreed', () => {
    expect(purpose('targeting')).toMatchObject({ open: 'consent', profiling: true, objection: 'always' });
    expect(purposesOf(read, 'user-profile')).toEqual(['targeting']);
    for (const key of ['sales', 'invoicing', 'customer-support', 'access-control', 'service-development']) {
      expect(purpose(key)).toBeDefined();
    }
  });

  it('TS.5 takes contact data from the person, use of services and public sources', () => {
    expect(Object.keys(sourcesOf(read, 'email'))).toEqual(['the-person', 'use-of-services', 'public-source']);
    expect(notice.sources.find(({ key }) => key === 'public-source')?.public).toBe(true);
    expect(Object.keys(sourcesOf(read, 'interests'))).not.toContain('public-source');
  });

  it('TS.6 analyses visits with consent', () => {
    expect(purpose('web-analytics')?.open).toBe('consent');
    expect(purposesOf(read, 'visit-time')).toEqual(expect.arrayContaining(['web-analytics']));
  });
});

describe('the data of the reliability provider', () => {
  it('TS.7 TS.15 list name, e-mail, phone, job title, company and what a contact person gives', () => {
    const items = compiled.items.map(({ key }) => key);
    for (const key of [
      'name',
      'email',
      'work-email',
      'phone',
      'title',
      'organisation-represented',
      'company-details',
    ]) {
      expect(items).toContain(key);
    }
    for (const key of ['interests', 'contact-form', 'feedback', 'marketing-permission'])
      expect(items).toContain(key);
    expect(Object.keys(sourcesOf(read, 'interests'))).toEqual(['the-person']);
  });

  it('TS.8 keeps subscriptions, and bans on marketing and on customer communication each on its own', () => {
    expect(purposesOf(read, 'mailing-list')).toEqual(expect.arrayContaining(['mailing-lists']));
    expect(purposesOf(read, 'communication-ban')).toEqual(expect.arrayContaining(['choices-kept']));
    expect(purpose('customer-communication')?.objection).toBe('always');
    expect(purpose('mailing-lists')?.objection).toBe('always');
  });

  it('TS.10 records that a message was opened only for the purpose that asks for it', () => {
    expect(purposesOf(read, 'message-opened')).toEqual(['open-tracking']);
    expect(purpose('open-tracking')?.open).toBe('consent');
    expect(purposesOf(read, 'message-sent')).not.toContain('targeting');
  });

  it('TS.9 TS.13 TS.16 keep logins, tickets, chats, calls and orders for what they are needed', () => {
    expect(purposesOf(read, 'login')).toContain('access-control');
    expect(purposesOf(read, 'login')).not.toContain('sales');
    expect(purposesOf(read, 'call-recording')).toEqual(
      expect.arrayContaining(['customer-support', 'service-development']),
    );
    expect(purposesOf(read, 'delivery')).toEqual(expect.arrayContaining(['invoicing']));
    expect(Object.keys(sourcesOf(read, 'service-event'))).toEqual(['use-of-services']);
  });

  it('TS.14 keeps address, time, pages, browser and where the visitor came from of unidentified visitors', () => {
    const items = kind('website-visitor')?.requirements?.map(({ item }) => item);
    expect(items).toEqual(
      expect.arrayContaining([
        'ip-address',
        'visit-time',
        'pages-visited',
        'browser',
        'referring-address',
        'referring-server',
      ]),
    );
    expect(items).not.toContain('email');
  });

  it('TS.17 takes likes from social media for analytics and targeting alone', () => {
    expect(Object.keys(sourcesOf(read, 'likes'))).toEqual(['social-media']);
    expect(purposesOf(read, 'likes')).toEqual(expect.arrayContaining(['targeting', 'web-analytics']));
  });
});

describe('the recipients of the reliability provider', () => {
  it('TS.18 TS.21 use processors under an agreement, clouds outside the EEA with a mechanism', () => {
    expect(recipient('subcontractors')?.needs).toMatchObject([{ is: 'agreement', key: 'processing' }]);
    expect(recipient('communication-services')?.needs.map(({ is }) => is)).toEqual(['agreement', 'transfer']);
    expect(notice.transfers[0]?.mechanism).toBe('standard-clauses');
  });

  it('TS.19 gives contact details to partners only of those who said yes', () => {
    expect(recipient('partners')).toMatchObject({
      data: ['name', 'email', 'work-email', 'phone', 'work-phone'],
      condition: { is: 'answer', yes: true, to: 'partner-marketing' },
      may: true,
    });
  });

  it('TS.20 gives authorities data on a written order, or on an attested suspicion with its reason', () => {
    expect(recipient('authorities-by-order')?.needs.map(({ is }) => is)).toContain('written-request');
    expect(recipient('authorities-misuse')).toMatchObject({
      condition: { is: 'attested', key: 'suspected-misuse' },
    });
    expect(recipient('authorities-misuse')?.needs.map(({ is }) => is)).toContain('reason');
  });
});

describe('the retention of the reliability provider', () => {
  it('TS.22 gives every item an end', () => {
    for (const { key, keep, neverStored } of compiled.items) {
      expect(keep.length > 0 || neverStored, key).toBe(true);
    }
  });

  it.each([
    ['2026-11-30', '2027-02-28'],
    ['2024-02-29', '2024-05-29'],
  ])('TS.23 keeps a chat of %s through %s', (recorded, keep) => {
    expect(plansOf(read, 'chat', 'customer-support')).toEqual(['chats']);
    expect(due(notice, 'chats', [`recorded=${recorded}`])).toMatchObject({ keep });
  });

  it.each([
    ['2026-07-31', '2027-02-28'],
    ['2027-07-31', '2028-02-29'],
  ])('TS.24 keeps a call of %s through %s', (recorded, keep) => {
    expect(plansOf(read, 'call-recording', 'customer-support')).toEqual(['calls']);
    expect(due(notice, 'calls', [`recorded=${recorded}`])).toMatchObject({ keep });
  });

  it('TS.25 keeps a contact’s data for the later of the role and the history of the service', () => {
    const events = ['contact-role-ended=2026-05-05'];
    const history = (day: string) => ({
      inherited: {
        'service-record': [{ keepThrough: { is: 'day', day }, goneBy: { is: 'never' } }],
      } as const,
    });
    expect(due(notice, 'contact-person', events, history('2029-01-31'))).toMatchObject({
      keep: '2029-01-31',
    });
    expect(due(notice, 'contact-person', events, history('2025-01-31'))).toMatchObject({
      keep: '2026-05-05',
    });
    expect(due(notice, 'contact-person', [], history('2025-01-31'))).toMatchObject({ keep: 'never' });
  });
});

describe('the rights in the reliability provider’s notice', () => {
  it('TS.26 limits access to others’ data, trade secrets and security features, each with its ground', () => {
    expect(right('access')?.exceptions.map(({ condition }) => condition)).toMatchObject([
      { is: 'attested', key: 'others-data' },
      { is: 'attested', key: 'trade-secret' },
      { is: 'attested', key: 'security-feature' },
    ]);
  });

  it('TS.31 is told with the day of updating', () => {
    expect(notice.updated).toBe('2026-11-21');
    expect(notice.changes.tell?.fi).toBeTruthy();
  });
});
