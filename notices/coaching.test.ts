// What the coaching company's notice makes of its facts once it is compiled.
import { describe, expect, it } from 'vitest';
import {
  compiledItem,
  due,
  plansOf,
  purposesOf,
  readNoticeFile,
  sourcesOf,
} from '../tests/notices/reading.ts';

const read = readNoticeFile(new URL('coaching.yaml', import.meta.url));
const { notice, compiled, findings } = read;
const purpose = (key: string) => notice.purposes.find((each) => each.key === key);
const recipient = (key: string) => notice.recipients.find((each) => each.key === key);
const right = (kind: string) => notice.rights.find((each) => each.kind === kind);

describe('the purposes of the coaching company', () => {
  it('CO.4 says relationship, assignment, consent or another connection, and gives each purpose a lawful basis', () => {
    expect(purpose('customer-care')?.bases.map(({ kind }) => kind)).toEqual([
      'contract',
      'legitimate-interest',
    ]);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['basis-words-differ', 'warning'],
    ]);
    for (const { bases } of notice.purposes) expect(bases.length).toBeGreaterThan(0);
  });

  it('CO.6 groups customers for developing the customership and for the programme, not for marketing', () => {
    expect(purposesOf(read, 'customer-group')).toEqual(['customership-development', 'customer-programme']);
  });

  it('CO.7 uses feedback for measuring satisfaction and for customer care', () => {
    expect(purposesOf(read, 'feedback')).toEqual(expect.arrayContaining(['feedback', 'customer-care']));
    expect(purposesOf(read, 'feedback')).not.toContain('email-marketing');
  });

  it('CO.8 gives telephone, e-mail and other electronic marketing a channel and a purpose of their own', () => {
    const channels = notice.purposes.filter((each) => each.directMarketing).map(({ channel }) => channel);
    expect(channels).toEqual(expect.arrayContaining(['phone', 'email', 'sms', 'post']));
    expect(new Set(channels).size).toBe(channels.length);
    expect(purpose('email-marketing')?.open).toBe('consent');
    expect(purpose('telephone-marketing')?.open).not.toBe('consent');
  });

  it('CO.9 opens reports on one person or on several only by a consent given before', () => {
    for (const key of ['behaviour-report', 'group-report']) expect(purpose(key)?.open).toBe('consent');
    expect(Object.keys(sourcesOf(read, 'behaviour-profile'))).toEqual(['reporting']);
  });

  it('CO.29 refuses profiling: no purpose profiles, and grouping and consented reports are not counted as such', () => {
    expect(notice.profiling?.allowed).toBe(false);
    expect(notice.purposes.filter(({ profiling }) => profiling)).toEqual([]);
  });

  it('CO.31 keeps consents and bans, and lets each be given', () => {
    expect(purposesOf(read, 'marketing-consent')).toEqual(['choices-kept']);
    expect(purposesOf(read, 'marketing-ban')).toEqual(['choices-kept']);
    expect(purpose('choices-kept')?.bases[0]?.kind).toBe('legal-obligation');
    expect(right('marketing-objection')?.scope).toMatchObject({
      purposes: ['telephone-marketing', 'printed-marketing', 'email-marketing', 'text-marketing'],
    });
  });
});

describe('the data of the coaching company', () => {
  it('CO.11 uses gender for the language of a report and for nothing else', () => {
    expect(purposesOf(read, 'gender')).toEqual(['language-of-reports']);
    expect(purposesOf(read, 'name-used')).toContain('behaviour-report');
    expect(compiledItem(compiled, 'identity-code')).toMatchObject({ encrypted: true });
    expect(purposesOf(read, 'identity-code')).toEqual(['customer-care', 'assignments']);
  });

  it('CO.12 keeps what a person produced for assignments alone', () => {
    expect(purposesOf(read, 'own-content')).toEqual(['assignments']);
  });

  it('CO.13 collects cookie data of unidentified visitors with consent', () => {
    expect(notice.people.find(({ key }) => key === 'website-visitor')?.identified).toBe(false);
    expect(purposesOf(read, 'click-data')).toEqual(['site-trends']);
    expect(Object.keys(sourcesOf(read, 'click-data'))).toEqual(['cookies']);
    expect(purpose('site-trends')?.open).toBe('consent');
  });

  it('CO.15 keeps the material of profiles in a system of its own', () => {
    const system = (key: string) => notice.categories.find((category) => category.key === key)?.system;
    expect(system('answers')).toBe('report-register');
    expect(system('profiles')).toBe('report-register');
    expect(system('contact')).toBe('customer-register');
  });

  it('CO.19 takes names from employers, coaches, partners and public sources, but bans from the person alone', () => {
    expect(Object.keys(sourcesOf(read, 'email'))).toEqual(
      expect.arrayContaining(['the-person', 'dealings', 'employer', 'coach', 'partners', 'public-source']),
    );
    expect(Object.keys(sourcesOf(read, 'marketing-ban'))).toEqual(['ban-notice', 'the-person']);
    expect(Object.keys(sourcesOf(read, 'answer-sheet'))).toEqual(['the-person']);
  });

  it('CO.39 registers no purchase while its ban is in force, apart from the marketing ban', () => {
    const uses = notice.categories.find(({ key }) => key === 'purchases')?.sources;
    expect(uses?.[0]?.condition).toMatchObject({ is: 'not', of: { is: 'state', state: 'purchase-ban' } });
    expect(purpose('registering-purchases')?.objection).toBe('always');
    expect(purpose('registering-purchases')?.directMarketing).toBe(false);
  });
});

describe('the recipients and roles of the coaching company', () => {
  it('CO.10 CO.22 let providers process under an agreement, outside the EEA with a mechanism', () => {
    expect(recipient('service-providers')).toMatchObject({
      kind: 'processor',
      needs: [{ is: 'agreement', key: 'processing' }],
      transfer: 'service',
    });
    expect(notice.transfers[0]?.mechanism).toBe('standard-clauses');
  });

  it('CO.20 gives a report to the employer or coach of its own programme, and group reports to co-participants', () => {
    expect(recipient('employer')).toMatchObject({ kind: 'row-party', party: { as: 'employer' } });
    expect(recipient('coach')?.data).toContain('group-profiles');
    expect(recipient('co-participants')).toMatchObject({
      data: ['group-profiles'],
      purposes: ['group-report'],
      condition: { is: 'answer', yes: true, to: 'group-report' },
    });
    expect(recipient('employer')?.data).not.toContain('answers');
  });

  it('CO.25 CO.26 give each role its own purposes under an undertaking and a second factor', () => {
    const role = (key: string) => notice.roles.find((each) => each.key === key);
    expect(role('marketer')?.purposes).not.toContain('behaviour-report');
    expect(role('coach')).toMatchObject({ reach: 'own' });
    for (const { needs } of notice.roles) {
      expect(needs.map(({ is }) => is)).toEqual(['undertaking', 'second-factor']);
    }
    expect(notice.access).toMatchObject({ undertaking: true, multiFactor: true });
  });
});

describe('the retention of the coaching company', () => {
  it('CO.14 keeps customer data five years from the last contact', () => {
    expect(plansOf(read, 'email', 'customer-care')).toEqual(['customers']);
    const contacts = ['contact=2019-12-31', 'contact=2020-02-29'];
    expect(due(notice, 'customers', contacts)).toMatchObject({ keep: '2025-02-28', then: { do: 'erase' } });
    expect(due(notice, 'customers', [...contacts, 'contact=2024-06-01'])).toMatchObject({
      keep: '2029-06-01',
    });
  });

  it('CO.16 transfers a profile at two years and keeps no copy, or erases it where the person forbids', () => {
    expect(plansOf(read, 'behaviour-profile', 'behaviour-report')).toEqual(['profiles']);
    expect(due(notice, 'profiles', ['made=2024-02-29'])).toMatchObject({
      by: '2026-02-28',
      then: { do: 'transfer', to: 'profile-provider' },
    });
    const answers = [{ to: 'transfer', by: 'person', yes: false, on: '2026-01-15' }] as const;
    expect(due(notice, 'profiles', ['made=2024-02-29'], { answers })).toMatchObject({
      then: { do: 'erase' },
    });
  });

  it.each([
    ['2023-01-01', '2025-12-31', '2026-06-30'],
    ['2023-12-31', '2025-12-31', '2026-06-30'],
    ['2024-02-29', '2026-12-31', '2027-06-30'],
    ['2023-12-31T22:30:00Z', '2026-12-31', '2027-06-30'],
  ])('CO.18 keeps answers of %s through %s and has them gone by %s', (answered, keep, by) => {
    expect(due(notice, 'answers', [`answered=${answered}`])).toMatchObject({ keep, by });
  });

  it('CO.17 CO.18 keep answers while the person has an account at the provider', () => {
    const open = ['answered=2020-05-05', 'account-opened=2020-06-01'];
    expect(due(notice, 'answers', open)).toMatchObject({ keep: 'never', by: 'never' });
    expect(due(notice, 'answers', [...open, 'account-closed=2026-03-03'])).toMatchObject({
      keep: '2026-03-03',
    });
  });
});

describe('the rights in the coaching company’s notice', () => {
  it('CO.30 CO.38 ask an objector for the situation and take requests from the address in the register', () => {
    expect(right('objection')?.mustState?.fi).toBeTruthy();
    expect(right('objection')?.ways[0]).toMatchObject({ way: 'email', proof: 'address-on-file' });
  });

  it('CO.34 does not erase what a legal claim or an obligation needs', () => {
    expect(right('erasure')?.exceptions.some(({ condition }) => condition?.is === 'state')).toBe(true);
    expect(notice.holds).toMatchObject([{ key: 'legal-claim', then: null }]);
  });
});
