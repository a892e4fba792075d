// What the rail supplier's notice makes of its facts once it is compiled.
import { describe, expect, it } from 'vitest';
import { due, plansOf, purposesOf, readNoticeFile, sourcesOf } from '../tests/notices/reading.ts';

const read = readNoticeFile(new URL('rail-engineering.yaml', import.meta.url));
const { notice } = read;
const kind = (key: string) => notice.people.find((each) => each.key === key);
const purpose = (key: string) => notice.purposes.find((each) => each.key === key);
const recipient = (key: string) => notice.recipients.find((each) => each.key === key);
const right = (wanted: string) => notice.rights.find((each) => each.kind === wanted);
const barredBy = (item: string, source: string) => sourcesOf(read, item)[source];

describe('the people of the rail supplier and where they come from', () => {
  it('RE.2 records customers from themselves or their company, and stakeholders from public sources too', () => {
    expect(kind('customer')?.sources).toEqual(['the-person', 'employer']);
    expect(kind('stakeholder')?.sources).toEqual(['the-person', 'public-source']);
    expect(kind('customer')?.sources).not.toContain('public-source');
  });

  it('RE.3 records maintenance contacts from service agreements, fault reports and orders', () => {
    expect(kind('maintenance-contact')?.sources).toEqual([
      'service-agreement',
      'fault-report',
      'maintenance-order',
    ]);
  });

  it('RE.4 records a prospect on the person’s own interest, consent to marketing, or a customer event alone', () => {
    expect(kind('prospect')?.sources).toEqual(['own-interest', 'marketing-consent', 'customer-event']);
    const uses = notice.categories.find(({ key }) => key === 'contact')?.sources;
    expect(uses?.find(({ key }) => key === 'marketing-consent')?.condition).toMatchObject({
      is: 'answer',
      yes: true,
      to: 'newsletters',
    });
  });

  it('RE.5 records trainees from attendance lists and those who enrol them, closed to marketing', () => {
    expect(kind('trainee')?.sources).toEqual(['attendance-list', 'enrolling-party']);
    expect(barredBy('email', 'enrolling-party')).toEqual([
      'marketing',
      'newsletters',
      'customer-surveys',
      'market-research',
    ]);
    expect(barredBy('email', 'employer')).toEqual([]);
  });

  it('RE.6 records participants from registrations, and bans from the person’s separate notice', () => {
    expect(kind('event-participant')?.sources).toEqual(['registration']);
    expect(Object.keys(sourcesOf(read, 'bans-and-consents'))).toEqual(['separate-notice']);
  });

  it('RE.28 lists six kinds of person, each with the data it may have', () => {
    expect(notice.people).toHaveLength(6);
    const items = (key: string) => kind(key)?.requirements?.map(({ item }) => item);
    expect(items('trainee')).toContain('permit-card');
    expect(items('stakeholder')).not.toContain('permit-card');
    expect(purposesOf(read, 'permit-card')).toEqual(['training']);
  });
});

describe('the recipients of the rail supplier', () => {
  it('RE.7 gives partners what a cooperation agreement needs', () => {
    expect(recipient('cooperation-partners')).toMatchObject({
      purposes: ['contract-fulfilment'],
      needs: [{ is: 'agreement', key: 'cooperation' }],
      may: true,
    });
  });

  it('RE.8 gives subcontractors only what is necessary', () => {
    expect(recipient('subcontractors')?.needs.map(({ is }) => is)).toEqual(['agreement', 'necessary']);
  });

  it('RE.9 RE.11 give the group orders for invoicing, and stakeholders for cooperation', () => {
    expect(recipient('group-invoicing')).toMatchObject({ kind: 'group', purposes: ['invoicing'] });
    expect(recipient('group-stakeholders')).toMatchObject({
      purposes: ['stakeholder-cooperation'],
      condition: { is: 'kind', kind: 'stakeholder' },
    });
  });

  it('RE.10 verifies every survey partner', () => {
    expect(recipient('survey-partners')?.needs.map(({ is }) => is)).toContain('verified');
  });

  it('RE.12 RE.13 give trainers name and organisation, and those who run premises the name', () => {
    expect(recipient('trainers')?.data).toEqual([
      'name',
      'organisation-represented',
      'training-attendance',
      'permit-card',
    ]);
    expect(recipient('premises')).toMatchObject({ data: ['name'], purposes: ['events'] });
  });

  it('RE.14 transfers outside the EEA only what is technically necessary', () => {
    expect(notice.transfers).toMatchObject([{ key: 'technical', mechanism: 'standard-clauses' }]);
    expect(notice.recipients.filter(({ transfer }) => transfer).map(({ key }) => key)).toEqual([
      'subcontractors',
    ]);
  });
});

describe('the retention of the rail supplier', () => {
  it('RE.15 keeps data as long as necessary and asks every year whether it still is', () => {
    expect(notice.retention.find(({ key }) => key === 'necessary')?.review).toBe('P1Y');
    expect(due(notice, 'necessary', ['need-ended=2026-05-05'])).toMatchObject({
      keep: '2026-05-05',
      then: { do: 'erase' },
    });
    expect(plansOf(read, 'email', 'customer-relationship')).toEqual(['necessary']);
  });

  it('RE.16 keeps orders as long as accounting law, also where they are no longer needed', () => {
    // The financial year ends in September, so October belongs to the next one.
    const order = (recorded: string) => [`recorded=${recorded}`, 'need-ended=2025-01-31'];
    expect(due(notice, 'orders', order('2024-09-30'))).toMatchObject({ keep: '2030-12-31' });
    expect(due(notice, 'orders', order('2024-10-01'))).toMatchObject({ keep: '2031-12-31' });
  });
});

describe('protection and rights of the rail supplier', () => {
  it('RE.17 RE.18 let nobody in without a signed undertaking and an id of one’s own', () => {
    expect(notice.access.undertaking).toBe(true);
    for (const { needs } of notice.roles) expect(needs.map(({ is }) => is)).toContain('undertaking');
  });

  it('RE.22 lets marketing, newsletters, surveys and research be forbidden each on its own', () => {
    const forbidden = ['marketing', 'newsletters', 'customer-surveys', 'market-research'];
    for (const key of forbidden) expect(purpose(key)?.objection).toBe('always');
    expect(right('marketing-objection')?.scope).toEqual({ purposes: forbidden, items: [] });
    expect(purpose('customer-relationship')?.objection).toBe('on-personal-grounds');
  });

  it('RE.23 erases before the period, but not what law keeps', () => {
    expect(right('erasure')?.exceptions).toMatchObject([
      { items: ['contract-data', 'ordered-work'], until: { is: 'law', law: 'accounting-vouchers' } },
    ]);
  });

  it('RE.24 RE.25 RE.26 prefer a signed letter or a visit, free when a year has passed', () => {
    expect(right('access')?.ways.map(({ way, proof }) => [way, proof])).toEqual([
      ['post', 'signature'],
      ['in-person', 'identity-document'],
    ]);
    expect(right('rectification')?.ways.map(({ way }) => way)).toEqual(['post']);
    expect(right('access')).toMatchObject({ fee: { free: 1, per: 'P1Y' } });
  });
});
