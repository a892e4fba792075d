// What the consultancy group's notice makes of its facts once it is compiled: who may use what, from where, and until when.
import { describe, expect, it } from 'vitest';
import {
  compiledItem,
  due,
  dueStages,
  plansOf,
  purposesOf,
  readNoticeFile,
  sourcesOf,
} from '../tests/notices/reading.ts';

const read = readNoticeFile(new URL('consultancy-group.yaml', import.meta.url));
const { notice, compiled } = read;
const purpose = (key: string) => notice.purposes.find((each) => each.key === key);
const recipient = (key: string) => notice.recipients.find((each) => each.key === key);
const right = (kind: string) => notice.rights.find((each) => each.kind === kind);

describe('the purposes of the consultancy group', () => {
  it('CG.4 places every item of a customer in its groups: an e-mail serves customers, projects and marketing', () => {
    expect(compiledItem(compiled, 'email').categories).toEqual(
      expect.arrayContaining(['customer-relationship-data', 'project-data', 'marketing-data']),
    );
    expect(compiledItem(compiled, 'call-recording').categories).toEqual(['customer-relationship-data']);
  });

  it('CG.5 rests the customer relationship on contract or a named and balanced interest', () => {
    expect(purpose('customer-relationship')?.bases.map(({ kind }) => kind)).toEqual([
      'contract',
      'legitimate-interest',
    ]);
    expect(purpose('customer-relationship')?.bases[1]?.balancing?.fi).toBeTruthy();
  });

  it('CG.6 opens project data to those of a project, not to every customer contact', () => {
    const opens = (kind: string) => notice.people.find(({ key }) => key === kind)?.opens;
    expect(opens('project-participant')).toContain('customer-projects');
    expect(opens('customer-contact')).not.toContain('customer-projects');
  });

  it('CG.8 uses contact details in a reference only where that was agreed', () => {
    expect(purpose('references')?.condition).toMatchObject({ is: 'agreed', key: 'reference-use' });
  });

  it('CG.11 sends electronic marketing on consent and printed invitations by post', () => {
    expect(purpose('electronic-marketing')).toMatchObject({ channel: 'email', open: 'consent' });
    expect(purpose('printed-marketing')).toMatchObject({ channel: 'post', directMarketing: true });
  });

  it('CG.13 keeps bans in the register even where marketing is closed', () => {
    expect(purposesOf(read, 'marketing-permissions')).toContain('marketing-choices');
    expect(purpose('marketing-choices')?.open).toBe('default');
    expect(purpose('marketing-choices')?.bases[0]?.kind).toBe('legal-obligation');
  });

  it('CG.47 lets every direct marketing be objected to without grounds', () => {
    const marketing = notice.purposes.filter(({ directMarketing }) => directMarketing);
    expect(marketing.map(({ key }) => key)).toEqual([
      'electronic-marketing',
      'printed-marketing',
      'web-targeting',
    ]);
    for (const { objection } of marketing) expect(objection).toBe('always');
  });
});

describe('the data of the consultancy group', () => {
  it('CG.16 has no place for a field the notice does not list', () => {
    const items = new Set(compiled.items.map(({ key }) => key));
    expect(items.has('gender')).toBe(false);
    expect(items.has('education')).toBe(false);
  });

  it('CG.17 lists the fields of a customer', () => {
    const items = compiled.items.map(({ key }) => key);
    expect(items).toEqual(
      expect.arrayContaining([
        'name',
        'birth-date',
        'email',
        'phone',
        'title',
        'area-of-responsibility',
        'procurement-area',
        'language',
        'marketing-permissions',
        'cookie-profile',
        'website-behaviour',
        'given-information',
        'event-participation',
      ]),
    );
  });

  it('CG.18 never stores identity codes, passports or travel data, and uses them for badges alone', () => {
    for (const key of ['identity-code', 'passport-copy', 'travel-data']) {
      expect(compiledItem(compiled, key)).toMatchObject({ neverStored: true, keep: [] });
      expect(purposesOf(read, key)).toEqual(['visitor-badges']);
    }
    expect(compiledItem(compiled, 'name').neverStored).toBe(false);
    expect(purpose('visitor-badges')?.inMemory).toBe(true);
  });

  it('CG.21 takes the name of a person in a photograph only with that person’s yes', () => {
    const [use] = compiledItem(compiled, 'photo-name').sources;
    expect(Object.keys(sourcesOf(read, 'photo-name'))).toEqual(['the-person']);
    expect(use).toBeDefined();
    const item = notice.items.find(({ key }) => key === 'photo-name');
    expect(item?.sources?.[0]?.condition).toMatchObject({ is: 'answer', yes: true, to: 'photograph-names' });
    expect(purposesOf(read, 'photo-name')).toEqual(['photograph-names']);
  });

  it('CG.22 keeps camera footage of unidentified people, without speech', () => {
    expect(notice.people.find(({ key }) => key === 'passer-by')).toMatchObject({
      identified: false,
      requirements: [{ item: 'footage', level: 'optional' }],
    });
  });

  it('CG.24 takes logs, cookies and footage automatically and user ids from the person and staff', () => {
    const automatic = notice.sources.filter((source) => source.automatic).map(({ key }) => key);
    expect(automatic).toEqual(['system-log', 'website-use', 'camera']);
    expect(Object.keys(sourcesOf(read, 'access-right'))).toEqual(['the-person', 'staff']);
    expect(Object.keys(sourcesOf(read, 'footage'))).toEqual(['camera']);
    expect(Object.keys(sourcesOf(read, 'email'))).not.toContain('camera');
  });

  it('CG.52 has user ids, logs and IP addresses as items of their own, kept as long as needed', () => {
    expect(purposesOf(read, 'log-entry')).toEqual(['information-security']);
    expect(plansOf(read, 'ip-address', 'information-security')).toEqual(['as-long-as-needed']);
    expect(plansOf(read, 'user-id', 'user-administration')).toEqual(['user-administration']);
  });
});

describe('the recipients of the consultancy group', () => {
  it('CG.25 CG.26 give nothing outside without secrecy and data-protection agreements', () => {
    const processors = notice.recipients.filter(({ kind }) => kind === 'processor');
    expect(processors.length).toBeGreaterThan(0);
    for (const { needs } of processors) {
      expect(needs).toMatchObject(
        expect.arrayContaining([
          expect.objectContaining({ is: 'agreement', key: 'secrecy' }),
          expect.objectContaining({ is: 'agreement', key: 'data-protection' }),
        ]),
      );
    }
    expect(notice.agreements.find(({ key }) => key === 'data-protection')?.covers).toContain(
      'breach-notification',
    );
    expect(notice.recipients.map(({ kind }) => kind)).not.toContain('controller');
  });

  it('CG.9 asks that a provider of event services is verified', () => {
    expect(recipient('event-providers')?.needs.map(({ is }) => is)).toContain('verified');
  });

  it('CG.28 gives footage only on a written request', () => {
    expect(recipient('police')).toMatchObject({ kind: 'authority', data: ['camera-data'] });
    expect(recipient('police')?.needs.map(({ is }) => is)).toContain('written-request');
  });

  it('CG.40 gives each task its own role', () => {
    const marketer = compiled.purposes.filter(({ key }) =>
      notice.roles.find((role) => role.key === 'marketer')?.purposes.includes(key),
    );
    expect(marketer.map(({ key }) => key)).not.toContain('invoicing');
    expect(notice.roles.length).toBeGreaterThanOrEqual(6);
  });
});

describe('the retention of the consultancy group', () => {
  it('CG.30 ends marketing data with the withdrawal', () => {
    expect(plansOf(read, 'email', 'electronic-marketing')).toEqual(['marketing']);
    expect(due(notice, 'marketing', ['consent-withdrawn=2026-03-05'])).toMatchObject({
      keep: '2026-03-05',
      then: { do: 'erase' },
    });
    expect(due(notice, 'marketing', [])).toMatchObject({ keep: 'never' });
    expect(due(notice, 'marketing', ['relationship-ended=2016-02-29'])).toMatchObject({ keep: '2026-02-28' });
  });

  it('CG.31 ends what has no period of its own with its purpose, by erasing or anonymising', () => {
    expect(due(notice, 'as-long-as-needed', ['purpose-ended=2026-06-01'])).toEqual({
      keep: '2026-06-01',
      by: 'never',
      then: { do: 'either', of: [{ do: 'erase' }, { do: 'anonymise' }] },
    });
  });

  it('CG.32 keeps project data twelve months after the project, unless the project agreed otherwise', () => {
    expect(due(notice, 'project', ['project-ended=2024-02-29'])).toMatchObject({ keep: '2025-02-28' });
    expect(due(notice, 'project', ['project-ended=2026-03-31'])).toMatchObject({ keep: '2027-03-31' });
    const agreements = [{ scope: 'project', from: '2026-01-01', period: 'P3M' }] as const;
    expect(due(notice, 'project', ['project-ended=2026-03-31'], { agreements })).toMatchObject({
      keep: '2026-06-30',
    });
  });

  it('CG.33 keeps a customer’s list of people with its project and for nothing else', () => {
    const guest = notice.people.find(({ key }) => key === 'guest');
    expect(guest).toMatchObject({ with: 'project', keep: 'project', sources: ['customer-list'] });
    expect(Object.keys(sourcesOf(read, 'birth-date'))).not.toContain('customer-list');
  });

  it.each([
    ['2015-02-28', '2025-02-28'],
    ['2016-02-29', '2026-02-28'],
    ['2020-12-31', '2030-12-31'],
  ])('CG.34 keeps relationship data ten years: ended %s, kept through %s', (ended, keep) => {
    expect(due(notice, 'relationship', [`relationship-ended=${ended}`])).toMatchObject({ keep });
  });

  it('CG.35 keeps photographs at least ten years, longer only while the archive needs them', () => {
    expect(
      due(notice, 'photographs', ['taken=2016-02-29', 'photograph-archive-ended=2020-01-01']),
    ).toMatchObject({
      keep: '2026-02-28',
    });
    expect(
      due(notice, 'photographs', ['taken=2016-02-29', 'photograph-archive-ended=2030-01-01']),
    ).toMatchObject({
      keep: '2030-01-01',
    });
    expect(due(notice, 'photographs', ['taken=2016-02-29'])).toMatchObject({ keep: 'never' });
  });

  it('CG.36 overwrites footage within a year, and within three years of the need where something was investigated', () => {
    const keys = ['footage'];
    expect(due(notice, 'camera', ['recorded=2024-02-29'], { keys })).toMatchObject({
      by: '2025-02-28',
      then: { do: 'overwrite' },
    });
    const investigated = ['recorded=2026-03-01', 'investigation-opened=2026-04-01'];
    expect(due(notice, 'camera', investigated, { keys })).toMatchObject({ by: 'never' });
    expect(
      due(notice, 'camera', [...investigated, 'need-ended=2027-05-20'], { keys, at: '2028-01-01' }),
    ).toMatchObject({
      by: '2030-05-20',
      then: { do: 'erase' },
    });
  });

  it.each([
    ['2024-03-15', '2030-12-31'],
    ['2024-12-31', '2030-12-31'],
    ['2025-01-01', '2031-12-31'],
  ])('CG.37 keeps user administration six calendar years: removed %s, kept through %s', (removed, keep) => {
    expect(due(notice, 'user-administration', [`access-removed=${removed}`])).toMatchObject({ keep });
  });

  it('CG.38 has cookie data gone within three years, and no cookie lives longer', () => {
    expect(plansOf(read, 'cookie-profile', 'web-targeting')).toEqual(['cookies']);
    expect(due(notice, 'cookies', ['recorded=2023-11-21'])).toMatchObject({ by: '2026-11-21' });
    expect(notice.site.map(({ lives }) => lives)).toEqual(['session', 'P1Y', 'P13M', 'P3Y']);
  });

  it('CG.20 keeps invoices as accounting law says', () => {
    expect(dueStages(notice, 'accounting', ['recorded=2024-03-31'])).toMatchObject([{ keep: '2030-12-31' }]);
  });
});

describe('the rights in the consultancy group’s notice', () => {
  it('CG.44 does not erase logs and sent messages, and refuses the rest only as far as needed', () => {
    const excepted = right('erasure')?.exceptions ?? [];
    const free = excepted.filter(({ condition }) => condition === undefined).flatMap(({ items }) => items);
    expect(free).toEqual(expect.arrayContaining(['log-entry', 'message']));
    expect(free).not.toContain('email');
    const contact = excepted.find(({ items }) => items.includes('email'));
    expect(contact?.condition).toMatchObject({ is: 'kind', kind: 'customer-contact' });
  });

  it('CG.41 CG.43 take requests by e-mail or post and verify identity first', () => {
    expect(right('access')?.ways.map(({ way, proof }) => [way, proof])).toEqual([
      ['email', 'address-on-file'],
      ['post', 'signature'],
    ]);
  });

  it('CG.46 asks an objector for the particular situation', () => {
    expect(right('objection')?.mustState?.sv).toContain('särskilda situation');
  });
});
