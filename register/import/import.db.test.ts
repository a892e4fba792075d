import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../database/door/door.ts';
import { behind, gateNotice, openPass, publishText } from '../../database/fixture.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { decryptField } from '../keys/cipher.ts';
import { type KeyStore, openKeyStore } from '../keys/key-store.ts';
import { recordAnswer } from '../permissions/permission.commands.ts';
import { reportEvent } from '../retention/event.commands.ts';
import { findSubjects } from '../subjects/subject.queries.ts';
import { listDuties, noteInformed } from './duties.ts';
import { type ImportRequest, importFile } from './import.ts';
import { listImports, undoImport } from './undo.ts';
import { textRow, writeSheet } from './xlsx.testing.ts';

let database: TestDatabase;
let door: Door;
let keys: KeyStore;
let folder: string;
let pass: string;
let registerId: number;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seloste-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  database = await openTestDatabase();
  ({ registerId } = await publishText(database.ownerUrl, gateNotice()));
  pass = await openPass(database.superuserUrl);
  door = openDoor({ url: database.appUrl });
  keys = await openKeyStore({ folder: path.join(folder, 'keys'), mirrorFolder: path.join(folder, 'mirror') });
});
afterEach(async () => {
  await Promise.all([door.close(), keys.close()]);
  await database.drop();
});

async function load(content: string | Buffer | null, more: Partial<ImportRequest> = {}) {
  const file = path.join(folder, 'people.csv');
  if (content !== null) await writeFile(file, content);
  return importFile(
    { door, keys, pass, registerId },
    {
      file,
      source: 'the-person',
      purpose: 'customer-care',
      kind: 'contact',
      map: {},
      dryRun: false,
      importId: crypto.randomUUID(),
      rejectsFolder: path.join(folder, 'rejects'),
      now: Temporal.Instant.from('2026-11-21T10:00:00Z'),
      ...more,
    },
  );
}

const total = async (table: string) =>
  Number(
    (await behind<{ n: string }>(database.superuserUrl, `select count(*) as n from register.${table}`))[0]?.n,
  );
const found = (words: string, purpose = 'customer-care') =>
  door.enter({ pass, purpose }, (entered) => findSubjects(entered, words));

const PEOPLE = `Sukunimi;Etunimi;Email;Puhelin
Äijälä;Väinö;vaino@example.test;040 123 4567
Esimerkki;Aino;aino@example.test;
`;

describe('importing a file of people', () => {
  it('records each fact with the stated source and opens it to the purposes of the notice only', async () => {
    expect(await load(PEOPLE)).toMatchObject({
      rows: 2,
      added: 2,
      joined: 0,
      refused: 0,
      rejected: 0,
      facts: 5,
      relationships: 2,
      rejectsFile: null,
    });
    expect(await found('äijälä')).toMatchObject([{ name: 'Äijälä, Väinö' }]);
    expect(await found('äijälä', 'training')).toEqual([]);
    expect(await found('äijälä', 'newsletter')).toEqual([]);
    const sources = await behind<{ key: string }>(
      database.superuserUrl,
      'select distinct s.key from register.email e join notice.source s using (register_id, source_no)',
    );
    expect(sources).toEqual([{ key: 'the-person' }]);
  });

  it('joins the same people the second time and adds nothing twice', async () => {
    await load(PEOPLE);
    expect(await load(PEOPLE)).toMatchObject({ added: 0, joined: 2, facts: 0, relationships: 0 });
    expect(await total('subject')).toBe(2);
  });

  it('keeps family members apart who share an address', async () => {
    const family = 'Sukunimi;Etunimi;Email\nMalli;Aino;malli@example.test\nMalli;Eino;malli@example.test\n';
    expect(await load(family)).toMatchObject({ added: 2, joined: 0 });
  });

  it('joins two rows of one person within the file', async () => {
    const twice =
      'Sukunimi;Etunimi;Email;Kieli\nMalli;Aino;a@example.test;fi\nMalli;Aino;A@EXAMPLE.test;sv\n';
    expect(await load(twice)).toMatchObject({ added: 1, joined: 1 });
    expect(await total('subject')).toBe(1);
  });

  it('never opens again what a person closed, and closes a new person at an address that said no', async () => {
    await load(PEOPLE);
    const [person] = await found('esimerkki');
    await recordAnswer(
      { door, pass, registerId },
      { kind: 'ban', subjectId: person?.id ?? '', purpose: 'sales', source: 'the-person' },
    );
    await load(PEOPLE, { purpose: 'sales' });
    expect(await found('esimerkki', 'sales')).toEqual([]);
    expect(await found('äijälä', 'sales')).toHaveLength(1);
    await load('Sukunimi;Etunimi;Email\nToinen;Henkilö;aino@example.test\n');
    // The no was remembered for the address: the new person's address row is closed, the person is not.
    const names = async (purpose: string) =>
      (await found('aino@example.test', purpose)).map((each) => each.name);
    expect(await names('customer-care')).toEqual(
      expect.arrayContaining(['Esimerkki, Aino', 'Toinen, Henkilö']),
    );
    expect(await names('sales')).toEqual(['Äijälä, Väinö']);
  });

  describe('with columns of bans, objections and withdrawals', () => {
    const map = { Kielto: 'ban:sales', Vastustus: 'objection:sales', Peruttu: 'withdrawal:newsletter' };
    const BANS = `Sukunimi;Etunimi;Email;Kielto;Vastustus;Peruttu
Äijälä;Väinö;vaino@example.test;Kyllä;;
Esimerkki;Aino;aino@example.test;ei;;
`;
    const events = () =>
      behind<{ kind: string; purpose_key: string }>(
        database.superuserUrl,
        'select kind, purpose_key from register.permission order by kind, purpose_key',
      );

    it('closes the purpose for whoever said no, and for nobody else', async () => {
      expect(await load(BANS, { map })).toMatchObject({ added: 2, closings: 1, refused: 0 });
      expect(await found('äijälä', 'sales')).toEqual([]);
      expect(await found('esimerkki', 'sales')).toHaveLength(1);
      expect(await found('äijälä')).toHaveLength(1);
      expect(await behind(database.superuserUrl, 'select * from gate.check_gates()')).toEqual([]);
    });

    it('takes the no of a person whose data is closed to the purpose, and tells the same as without it', async () => {
      await load(PEOPLE);
      const [person] = await found('äijälä');
      const acting = { door, pass, registerId };
      const subjectId = person?.id ?? '';
      await recordAnswer(acting, { kind: 'ban', subjectId, purpose: 'sales', source: 'the-person' });
      const refusing = BANS.replace('Kyllä;;', ';x;1');
      const summary = await load(refusing, { map, purpose: 'sales' });
      expect(summary).toMatchObject({ joined: 1, refused: 1, closings: 2 });
      expect(await events()).toEqual([
        { kind: 'ban', purpose_key: 'sales' },
        { kind: 'objection', purpose_key: 'sales' },
        { kind: 'withdrawal', purpose_key: 'newsletter' },
      ]);
      expect(await load(refusing, { map, purpose: 'sales' })).toMatchObject({ refused: 1, closings: 2 });
      expect(await events()).toHaveLength(3);
      expect(await behind(database.superuserUrl, 'select * from gate.check_gates()')).toEqual([]);
    });

    it('lifts nothing with a no, an empty cell or a ban of long ago', async () => {
      await load(BANS, { map });
      await load(BANS.replace('Kyllä', 'ei'), { map });
      await load(`${BANS.split('\n')[0]};Milloin\nÄijälä;Väinö;vaino@example.test;x;;;1.2.2020\n`, {
        map: { ...map, Milloin: 'ban:sales.time' },
      });
      expect(await found('äijälä', 'sales')).toEqual([]);
      expect(await events()).toEqual([{ kind: 'ban', purpose_key: 'sales' }]);
    });

    it('closes a new person at an address that said no in an earlier file', async () => {
      await load(BANS, { map });
      await load('Sukunimi;Etunimi;Email\nToinen;Henkilö;vaino@example.test\n');
      const names = async (purpose: string) =>
        (await found('vaino@example.test', purpose)).map((each) => each.name);
      expect(await names('customer-care')).toContain('Toinen, Henkilö');
      expect(await names('sales')).not.toContain('Toinen, Henkilö');
    });

    it('records nothing on a dry run', async () => {
      expect(await load(BANS, { map, dryRun: true })).toMatchObject({ closings: 1 });
      expect(await events()).toEqual([]);
    });

    it.each([
      ['an unknown purpose', 'ban:gossip', 'purpose-not-in-notice'],
      ['an implicit purpose', 'ban:rights', 'purpose-not-in-notice'],
      ['a withdrawal of what never rested on consent', 'withdrawal:customer-care', 'import-mapping-wrong'],
      ['a withdrawal without its purpose', 'withdrawal', 'import-mapping-wrong'],
      ['an objection to a contract', 'objection:customer-care', 'import-mapping-wrong'],
      ['the time of a ban alone', 'ban:sales.time', 'import-mapping-wrong'],
    ])('refuses %s', async (_what, target, code) => {
      const file = 'Sukunimi;Etunimi;Kielto\nMalli;Aino;x\n';
      await expect(load(file, { map: { Kielto: target } })).rejects.toMatchObject({ code });
      expect(await total('subject')).toBe(0);
    });
  });

  describe('with columns of consents', () => {
    const map = {
      Suostumus: 'consent:newsletter',
      Teksti: 'consent:newsletter.wording',
      Milloin: 'consent:newsletter.time',
      Missä: 'consent:newsletter.channel',
    };
    const HEAD = 'Sukunimi;Etunimi;Email;Suostumus;Teksti;Milloin;Missä\n';
    const AINO = 'Esimerkki;Aino;aino@example.test;kyllä;May we;21.11.2025;verkkolomake\n';

    it('records the consent with its wording, language, time and where it was given, and opens the purpose', async () => {
      const file = `${HEAD}${AINO}Äijälä;Väinö;vaino@example.test;ei;;;\n`;
      expect(await load(file, { map })).toMatchObject({ added: 2, consents: 1, closings: 0 });
      expect(await found('esimerkki', 'newsletter')).toHaveLength(1);
      expect(await found('äijälä', 'newsletter')).toEqual([]);
      const rows = await behind(
        database.superuserUrl,
        'select kind, wording, language, proof, at::text from register.permission',
      );
      expect(rows).toMatchObject([
        { kind: 'consent', wording: 'May we', language: 'en', proof: 'verkkolomake' },
      ]);
      await load(file, { map });
      expect(await total('permission')).toBe(1);
      expect(await behind(database.superuserUrl, 'select * from gate.check_gates()')).toEqual([]);
    });

    it.each([
      ['withdrawal', 'newsletter'],
      ['ban', undefined],
    ] as const)('opens nothing after a %s, however new the consent says it is', async (kind, purpose) => {
      await load(PEOPLE);
      const [person] = await found('esimerkki');
      await recordAnswer(
        { door, pass, registerId },
        { kind, subjectId: person?.id ?? '', source: 'the-person', ...(purpose ? { purpose } : {}) },
      );
      const told = await load(`${HEAD}${AINO}`, { map });
      expect(told).toMatchObject({ joined: 1, refused: 0, consents: 1 });
      expect(await found('esimerkki', 'newsletter')).toEqual([]);
      expect(await total('permission')).toBe(1);
    });

    it('opens nothing at an address that said no under another name', async () => {
      await load(PEOPLE);
      const [person] = await found('esimerkki');
      const answer = { kind: 'withdrawal', purpose: 'newsletter', source: 'the-person' } as const;
      await recordAnswer({ door, pass, registerId }, { ...answer, subjectId: person?.id ?? '' });
      await load(`${HEAD}${AINO.replace('Esimerkki', 'Toinen')}`, { map });
      expect(await found('toinen', 'newsletter')).toEqual([]);
    });

    it('lets a no of the same file win, whichever comes first', async () => {
      const both = `${HEAD.trim()};Peruttu\n${AINO.trim()};\n${AINO.trim().replace('kyllä', '')};x\n`;
      await load(both, { map: { ...map, Peruttu: 'withdrawal:newsletter' } });
      expect(await found('esimerkki', 'newsletter')).toEqual([]);
    });

    it.each([
      ['no wording', 'kyllä;;21.11.2025;lomake', 'consent-unproved', 'Suostumus'],
      ['no time', 'kyllä;May we;;lomake', 'consent-unproved', 'Suostumus'],
      ['no channel', 'kyllä;May we;21.11.2025;', 'consent-unproved', 'Suostumus'],
      ['a wording in no known language', 'kyllä;Saammeko;21.11.2025;lomake', 'consent-unproved', 'Suostumus'],
      ['a time to come', 'kyllä;May we;21.11.2027;lomake', 'time-ahead', 'Milloin'],
    ])('sets a consent with %s aside and adds nobody', async (_what, cells, problem, column) => {
      const summary = await load(`${HEAD}Malli;Aino;a@example.test;${cells}\n`, { map });
      expect(summary).toMatchObject({ added: 0, rejected: 1, consents: 0, problems: [{ problem, column }] });
    });

    it.each([
      ['without the columns that prove it', { Suostumus: 'consent:newsletter' }, 'import-mapping-wrong'],
      [
        'to a purpose that rests on a contract',
        { Suostumus: 'consent:customer-care' },
        'import-mapping-wrong',
      ],
      ['to a purpose that does not exist', { Suostumus: 'consent:gossip' }, 'purpose-not-in-notice'],
    ])('refuses a consent %s', async (_what, more, code) => {
      const file = 'Sukunimi;Suostumus\nMalli;x\n';
      await expect(load(file, { map: { Sukunimi: 'name.family', ...more } })).rejects.toMatchObject({ code });
    });

    it('refuses consents of a session that has no task in their purpose', async () => {
      pass = await openPass(database.superuserUrl, { purposes: ['customer-care'] });
      await expect(load(`${HEAD}${AINO}`, { map })).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await total('subject')).toBe(0);
    });
  });

  describe('with columns of organisations', () => {
    const map = { Yritys: 'organisation.name', Alkoi: 'relationship.started', Loppui: 'relationship.ended' };
    const FIRMS = `Sukunimi;Etunimi;Email;Yritys;Y-tunnus;Alkoi;Loppui
Äijälä;Väinö;vaino@example.test;Esimerkki Oy;2345678-0;1.2.2020;
Esimerkki;Aino;aino@example.test;Esimerkki Oy;2345678-0;;
`;
    const ties = () =>
      behind(
        database.superuserUrl,
        `select o.kind, o.name, o.business_id, o.subject_id is null as nobodys, r.started_on::text, r.ended_on::text
           from register.relationship r join register.organisation o on o.id = r.organisation_id order by r.started_on, r.id`,
      );

    it('makes one legal person for its people and finds it again by its business id, whatever it is called', async () => {
      expect(await load(FIRMS, { map })).toMatchObject({ added: 2, relationships: 2 });
      expect(await load(FIRMS.replaceAll('Esimerkki Oy', 'ESIMERKKI OYJ'), { map })).toMatchObject({
        joined: 2,
        relationships: 0,
      });
      expect(await total('organisation')).toBe(1);
      const firm = { kind: 'legal-person', name: 'Esimerkki Oy', business_id: '2345678-0', nobodys: true };
      expect(await ties()).toMatchObject([
        { ...firm, started_on: '2020-02-01', ended_on: null },
        { ...firm, ended_on: null },
      ]);
    });

    it('keeps of a sole trader the business id with the person, and the name as the person’s fact or not at all', async () => {
      const own = FIRMS.replace(
        'Väinö;vaino@example.test;Esimerkki Oy',
        'Väinö;vaino@example.test;Tmi Äijälä',
      );
      expect(await load(own, { map })).toMatchObject({
        added: 1,
        rejected: 1,
        problems: [{ problem: 'organisation-personal' }],
      });
      const nameless = own.replace('Tmi Äijälä', '').replace('Y-tunnus', 'Y-tunnus');
      await load(nameless.replace(';2345678-0;1.2', ';1234567-1;1.2'), { map });
      expect(await ties()).toMatchObject([
        { kind: 'unknown', name: null, business_id: '1234567-1', nobodys: false },
        { kind: 'legal-person' },
      ]);
    });

    it('starts and ends a part on the days of the table, and says it only once', async () => {
      const ended = FIRMS.replace('1.2.2020;', '1.2.2020;3.4.2024');
      expect(await load(ended, { map })).toMatchObject({ relationships: 2 });
      expect(await load(ended, { map })).toMatchObject({ relationships: 0 });
      expect(await ties()).toMatchObject([{ started_on: '2020-02-01', ended_on: '2024-04-03' }, {}]);
      expect(await behind(database.superuserUrl, 'select * from gate.check_gates()')).toEqual([]);
    });

    it('ends a live part that the table says has ended, for whoever may change', async () => {
      await load(FIRMS, { map });
      const ended = FIRMS.replace('1.2.2020;', '1.2.2020;3.4.2024');
      const adder = await openPass(database.superuserUrl, { verbs: ['read', 'add'] });
      const full = pass;
      pass = adder;
      await expect(load(ended, { map })).rejects.toMatchObject({ code: 'not-allowed' });
      pass = full;
      expect(await load(ended, { map })).toMatchObject({ joined: 2, relationships: 0 });
      expect(await ties()).toMatchObject([{ ended_on: '2024-04-03' }, { ended_on: null }]);
      expect(await behind(database.superuserUrl, 'select * from gate.check_gates()')).toEqual([]);
    });

    it('refuses organisations for a kind of person the notice does not tie to one', async () => {
      const file = 'Sukunimi;Y-tunnus\nMalli;2345678-0\n';
      const trainee = { purpose: 'training', kind: 'trainee', map: { Sukunimi: 'name.family' } };
      await expect(load(file, trainee)).rejects.toMatchObject({ code: 'import-mapping-wrong' });
    });
  });

  describe('undone as a whole', () => {
    const undo = (importId: string, confirmed = true, purpose = 'customer-care') =>
      undoImport({ door, pass, registerId, keys }, { importId, purpose, confirmed });
    const destroyed = () =>
      behind(database.superuserUrl, 'select subject_id from audit.destruction where table_name = $1', [
        'import',
      ]);

    it('takes away everything it added, and shows first what would go', async () => {
      const { importId } = await load(PEOPLE);
      expect(await undo(importId, false)).toMatchObject({ peopleGone: 2, peopleKept: 0, facts: 5 });
      expect(await total('subject')).toBe(2);
      expect(await undo(importId)).toMatchObject({ confirmed: true, peopleGone: 2, peopleKept: 0, facts: 5 });
      const tables = [
        'subject',
        'person_name',
        'email',
        'phone',
        'relationship',
        'search',
        'match_key',
        'due',
        'import_person',
      ];
      for (const table of tables) expect([table, await total(table)]).toEqual([table, 0]);
      expect(await destroyed()).toHaveLength(2);
      expect(await load(PEOPLE)).toMatchObject({ added: 2 });
    });

    it('leaves who was there before with what they had, and takes what it gave them', async () => {
      await load(PEOPLE);
      const more = 'Sukunimi;Etunimi;Email;Puhelin;Kieli\nEsimerkki;Aino;aino@example.test;040 999 8888;fi\n';
      const { importId } = await load(`${more}Uusi;Ihminen;uusi@example.test;;\n`);
      expect(await undo(importId)).toMatchObject({ peopleGone: 1, peopleKept: 1, facts: 4 });
      expect(await total('subject')).toBe(2);
      expect(await total('phone')).toBe(1);
      expect(await total('attribute_text')).toBe(0);
      expect(await load(PEOPLE)).toMatchObject({ joined: 2, facts: 0 });
      expect(await behind(database.superuserUrl, 'select * from gate.check_gates()')).toEqual([]);
    });

    it('leaves people of whom something was recorded since: another import, an answer, a changed row', async () => {
      const three = `${PEOPLE}Kolmas;Henkilö;kolmas@example.test;\n`;
      const { importId } = await load(three);
      await load('Sukunimi;Etunimi;Email;Kieli\nÄijälä;Väinö;vaino@example.test;fi\n');
      const [aino] = await found('esimerkki');
      const answer = { kind: 'ban', purpose: 'sales', source: 'the-person' } as const;
      await recordAnswer({ door, pass, registerId }, { ...answer, subjectId: aino?.id ?? '' });
      await door.enter({ pass, purpose: 'customer-care' }, (entered) =>
        entered.write({
          text: `update register.email set address = 'toinen@example.test' where address = 'kolmas@example.test'`,
          values: [],
        }),
      );
      expect(await undo(importId)).toMatchObject({ peopleGone: 0, peopleKept: 3, facts: 6 });
      expect(await total('email')).toBe(1);
      expect(await total('attribute_text')).toBe(1);
      expect(await total('permission')).toBe(1);
      expect(await behind(database.superuserUrl, 'select * from gate.check_gates()')).toEqual([]);
    });

    it('takes consents back and lets a no stand, also at the address of who went', async () => {
      await load(PEOPLE);
      const head = 'Sukunimi;Etunimi;Email;Lupa;Teksti;Milloin;Missä;Kielto\n';
      const rows =
        'Esimerkki;Aino;aino@example.test;x;May we;1.1.2026;lomake;\nUusi;Ihminen;uusi@example.test;;;;;x\nÄijälä;Väinö;vaino@example.test;;;;;x\n';
      const consent = 'consent:newsletter';
      const map = {
        Lupa: consent,
        Teksti: `${consent}.wording`,
        Milloin: `${consent}.time`,
        Missä: `${consent}.channel`,
        Kielto: 'ban:sales',
      };
      const { importId } = await load(head + rows, { map });
      expect(await found('esimerkki', 'newsletter')).toHaveLength(1);
      expect(await undo(importId)).toMatchObject({ peopleGone: 1, peopleKept: 2 });
      expect(await found('esimerkki', 'newsletter')).toEqual([]);
      expect(await found('äijälä', 'sales')).toEqual([]);
      await load('Sukunimi;Etunimi;Email\nToinen;Nimi;uusi@example.test\n');
      const names = (await found('uusi@example.test', 'sales')).map((each) => each.name);
      expect(names).not.toContain('Toinen, Nimi');
    });

    it('destroys the key of an identity code that went, and not before it is confirmed', async () => {
      const trainees = { purpose: 'training', kind: 'trainee', map: { Sukunimi: 'name.family' } };
      const { importId } = await load('Sukunimi;Hetu\nMalli;010190-999W\n', trainees);
      const [row] = await behind<{ id: string; key_slot: string }>(
        database.superuserUrl,
        'select id, key_slot from register.subject',
      );
      const slot = { no: Number(row?.key_slot), subjectId: row?.id ?? '' };
      await undo(importId, false, 'training');
      expect(await keys.find(slot)).not.toBeNull();
      await undo(importId, true, 'training');
      expect(await keys.find(slot)).toBeNull();
    });

    it('is refused when somebody in it is restricted, it was undone, it is of another purpose, or nobody may remove', async () => {
      const { importId } = await load(PEOPLE);
      await expect(undo(importId, true, 'training')).rejects.toMatchObject({ code: 'not-found' });
      await expect(undo(crypto.randomUUID())).rejects.toMatchObject({ code: 'not-found' });
      const full = pass;
      pass = await openPass(database.superuserUrl, { verbs: ['read', 'add', 'change'] });
      await expect(undo(importId)).rejects.toMatchObject({ code: 'not-allowed' });
      pass = full;
      const [person] = await found('esimerkki');
      const restriction = { kind: 'restriction', subjectId: person?.id ?? '', source: 'the-person' } as const;
      await recordAnswer({ door, pass, registerId }, restriction);
      await expect(undo(importId)).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await total('subject')).toBe(2);
      const other = await load('Sukunimi;Etunimi;Email\nUusi;Ihminen;uusi@example.test\n');
      await undo(other.importId);
      await expect(undo(other.importId)).rejects.toMatchObject({ code: 'request-invalid' });
    });

    it('leaves nothing on record of a dry run, and lists the others', async () => {
      await load(PEOPLE, { dryRun: true });
      const { importId } = await load(PEOPLE);
      await undo(importId);
      const listed = await door.enter({ pass, purpose: 'customer-care' }, listImports);
      expect(listed).toMatchObject([{ id: importId, source: 'the-person', added: 2, joined: 0 }]);
      expect(listed[0]?.undoneAt).not.toBeNull();
    });
  });

  describe('of people whose data is not from themselves', () => {
    const acting = () => ({ door, pass, registerId });
    const due = (purpose = 'customer-care') => door.enter({ pass, purpose }, listDuties);
    const later = (day: string, months: number) => Temporal.PlainDate.from(day).add({ months }).toString();

    it('starts the clock of Art. 14: a month for each of them, and none for what people told themselves', async () => {
      await load(PEOPLE);
      expect(await due()).toEqual([]);
      await load('Sukunimi;Etunimi;Email\nUusi;Ihminen;uusi@example.test\n', { source: 'employer' });
      const [duty, ...others] = await due();
      expect(others).toEqual([]);
      expect(duty).toMatchObject({ name: 'Uusi, Ihminen', source: 'employer' });
      expect(duty?.dueOn).toBe(later(duty?.obtainedOn ?? '', 1));
    });

    it('leaves the list when they have been told, once for each source', async () => {
      const file = 'Sukunimi;Etunimi;Email\nUusi;Ihminen;uusi@example.test\n';
      await load(file, { source: 'employer' });
      const subjectIds = (await due()).map(({ subjectId }) => subjectId);
      expect(
        await noteInformed(acting(), { purpose: 'customer-care', subjectIds, how: 'Tervetulokirje' }),
      ).toBe(1);
      expect(await due()).toEqual([]);
      await load(file, { source: 'employer' });
      expect(await due()).toEqual([]);
      await load(file, { source: 'directory' });
      expect(await due()).toMatchObject([{ source: 'directory' }]);
      const rows = await behind(
        database.superuserUrl,
        `select informed_how from register.information_duty where informed_on is not null`,
      );
      expect(rows).toEqual([{ informed_how: 'Tervetulokirje' }]);
    });

    it('makes it the day of the first contact when that comes before', async () => {
      const contact = (yaml: string) => yaml.replace('long: { from: recorded,', 'long: { from: contact,');
      await publishText(database.ownerUrl, gateNotice(contact));
      await load('Sukunimi;Etunimi;Email\nUusi;Ihminen;uusi@example.test\n', { source: 'employer' });
      const [duty] = await due();
      const [part] = await behind<{ id: string }>(
        database.superuserUrl,
        'select id from register.relationship',
      );
      const report = {
        purpose: 'customer-care',
        event: 'contact',
        ownerId: part?.id ?? '',
        subjectId: duty?.subjectId ?? '',
      };
      await reportEvent(acting(), report);
      expect(await due()).toMatchObject([{ dueOn: duty?.obtainedOn }]);
    });

    it('goes with the import that is undone', async () => {
      const { importId } = await load(PEOPLE, { source: 'employer' });
      await undoImport({ ...acting(), keys }, { importId, purpose: 'customer-care', confirmed: true });
      expect(await total('information_duty')).toBe(0);
      expect(await total('subject')).toBe(0);
    });

    it('shows nobody to a purpose that does not see them, and puts the look on record', async () => {
      await load(PEOPLE, { source: 'employer' });
      expect(await due('training')).toEqual([]);
      expect(await due()).toHaveLength(2);
      const [look] = await behind(
        database.superuserUrl,
        `select count(*)::int as n from audit.access a join audit.access_subject s on s.access_id = a.id where a.what = 'information duties'`,
      );
      expect(look).toEqual({ n: 2 });
    });

    it('refuses a report without how, of a day to come, of somebody unseen, or by who may not change', async () => {
      await load(PEOPLE, { source: 'employer' });
      const subjectIds = (await due()).map(({ subjectId }) => subjectId);
      const told = { purpose: 'customer-care', subjectIds, how: 'kirje' };
      await expect(noteInformed(acting(), { ...told, how: ' ' })).rejects.toMatchObject({
        code: 'request-invalid',
      });
      await expect(noteInformed(acting(), { ...told, on: '2999-01-01' })).rejects.toMatchObject({
        code: 'request-invalid',
      });
      await expect(noteInformed(acting(), { ...told, purpose: 'training' })).rejects.toMatchObject({
        code: 'not-found',
      });
      const unknown = { ...told, subjectIds: [crypto.randomUUID()] };
      await expect(noteInformed(acting(), unknown)).rejects.toMatchObject({ code: 'not-found' });
      pass = await openPass(database.superuserUrl, { verbs: ['read', 'add'] });
      await expect(noteInformed(acting(), told)).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await due()).toHaveLength(2);
    });
  });

  it('CO.11 CG.16 seals an identity code with the subject’s own key and keeps nothing of it in clear', async () => {
    await load('Sukunimi;Hetu\nMalli;010190-999W\n', {
      purpose: 'training',
      kind: 'trainee',
      map: { Sukunimi: 'name.family' },
    });
    const [row] = await behind<{
      subject_id: string;
      sealed: Buffer;
      mask: string;
      key_slot: string;
      epoch: number;
    }>(
      database.superuserUrl,
      'select i.subject_id, i.sealed, i.mask, s.key_slot, i.epoch from register.identity_code i join register.subject s on s.id = i.subject_id',
    );
    if (!row) throw new Error('no identity code was stored');
    expect(row.mask).toBe('010190-****');
    expect(row.sealed.includes('999W')).toBe(false);
    const key = await keys.find({ no: Number(row.key_slot), subjectId: row.subject_id });
    const place = { table: 'identity_code', column: 'sealed', subjectId: row.subject_id, epoch: row.epoch };
    expect(decryptField(key ?? Buffer.alloc(32), row.sealed, place)).toBe('010190-999W');
    await keys.destroy(Number(row.key_slot));
    expect(await keys.find({ no: Number(row.key_slot), subjectId: row.subject_id })).toBeNull();
  });

  it('leaves nothing behind on a dry run, and tells what it would have done', async () => {
    expect(await load(PEOPLE, { dryRun: true })).toMatchObject({ dryRun: true, added: 2, facts: 5 });
    expect(await total('subject')).toBe(0);
  });

  it('sets bad rows aside with number and reason, in a file of its own with an end date', async () => {
    const summary = await load(`${PEOPLE}Rikki;Rivi;ei-osoite;\nLyhyt;Rivi\n`);
    expect(summary).toMatchObject({ rows: 4, added: 2, rejected: 2 });
    expect(summary.problems).toEqual([
      {
        column: 'Email',
        problem: 'email-malformed',
        reason: expect.stringMatching(/^Email: this is no e-mail address/),
        rows: 1,
        first: [4],
      },
      {
        column: null,
        problem: 'columns-unequal',
        reason: expect.stringMatching(/more or fewer cells/),
        rows: 1,
        first: [5],
      },
    ]);
    const file = summary.rejectsFile ?? '';
    expect(path.basename(file)).toMatch(/^2026-12-21_/);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await readFile(file, 'utf8')).toMatch(/4;"Email: this is no e-mail address[^"]*";"Rikki"/);
  });

  it('sets aside the row of a byte that is no letter, and imports the others', async () => {
    const [head = '', ...lines] = PEOPLE.trimEnd().split('\n');
    const bytes = [`${head}\n${lines.join('\n')}\nM`, Buffer.from([0xe4]), 'ki;Eero;eero@example.test;\n'];
    const summary = await load(Buffer.concat(bytes.map((part) => Buffer.from(part))));
    expect(summary).toMatchObject({
      encoding: 'utf-8',
      bad: { count: 1, line: 4, column: 2 },
      added: 2,
      rejected: 1,
      problems: [{ column: 'Sukunimi', problem: 'character-unreadable', first: [4] }],
    });
  });

  it('imports a spreadsheet and cards through the same checks, and sets their bad rows aside in a CSV file', async () => {
    const sheet = path.join(folder, 'people.xlsx');
    const rows = [
      textRow(1, 'Sukunimi', 'Etunimi', 'Email'),
      textRow(2, 'Äijälä', 'Väinö', 'vaino@example.test'),
      textRow(3, 'Rikki', 'Rivi', 'ei-osoite'),
    ];
    await writeSheet(sheet, rows.join(''));
    const first = await load(null, { file: sheet });
    expect(first).toMatchObject({ format: 'xlsx', added: 1, rejected: 1, problems: [{ first: [3] }] });
    expect(await readFile(first.rejectsFile ?? '', 'utf8')).toContain('"Rikki";"Rivi";"ei-osoite"');
    const card = 'BEGIN:VCARD\nVERSION:3.0\nN:Äijälä;Väinö;;;\nEMAIL:vaino@example.test\nEND:VCARD\n';
    expect(await load(card)).toMatchObject({ format: 'vcard', joined: 1, facts: 0 });
    const note = card.replace('END', 'NOTE:salainen\nEND');
    await expect(load(note)).rejects.toMatchObject({ code: 'item-not-in-notice' });
  });

  it('imports the export of another system with most of its columns empty', async () => {
    const head =
      'First Name,Last Name,Notes,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value';
    const google = `${head}\nAino,Esimerkki,,* Work,aino@example.test,Mobile,+358 40 123 4567\n`;
    expect(await load(google, { dryRun: true })).toMatchObject({ layout: 'google', added: 1, facts: 3 });
    const noted = google.replace('Esimerkki,,', 'Esimerkki,muistiinpano,');
    await expect(load(noted)).rejects.toMatchObject({ code: 'item-not-in-notice' });
  });

  it('writes set-aside rows so that no spreadsheet runs them and they can be imported again as they were', async () => {
    const head = 'Sukunimi;Etunimi;Email;Puhelin;=Lisä';
    const cells = ['=HYPERLINK("x")', '-Aino', '@osoite', '+358 40 123 4567', "'=1"];
    const options = { map: { '=Lisä': 'language' } };
    const quoted = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
    const first = await load(`${head}\n${quoted}\n`, options);
    expect(first).toMatchObject({ rejected: 1, added: 0 });
    const text = await readFile(first.rejectsFile ?? '', 'utf8');
    expect(text).toContain(`"'=HYPERLINK(""x"")";"'-Aino";"'@osoite";"'+358 40 123 4567";"'=1"`);
    expect(text.split('\n').filter((line) => /(^|;)"?[=+@-]/.test(line))).toEqual([]);
    const again = await load(text, options);
    expect(again).toMatchObject({ rejected: 1, problems: first.problems });
    const same = (await readFile(again.rejectsFile ?? '', 'utf8')).split('\n')[1]?.split(';').slice(2);
    expect(same).toEqual(text.split('\n')[1]?.split(';').slice(2));
    const mended = text
      .replace("'@osoite", 'a@example.test')
      .replace(`"'=1"`, 'sv')
      .replace(`"'=HYPERLINK(""x"")"`, 'Malli');
    expect(await load(mended, options)).toMatchObject({ added: 1, rejected: 0 });
    expect(await found('malli')).toMatchObject([{ name: 'Malli, -Aino' }]);
  });

  it('leaves no rejects file behind when the import comes to nothing', async () => {
    const rejectsFolder = path.join(folder, 'nothing');
    const broken = 'Sukunimi;Email\nRikki;ei-osoite\n"Avoin;lainaus\n';
    await expect(load(broken, { rejectsFolder })).rejects.toMatchObject({ code: 'import-file-unreadable' });
    expect(await readdir(rejectsFolder)).toEqual([]);
  });

  it('sweeps rejects files whose end date has passed', async () => {
    const rejectsFolder = path.join(folder, 'swept');
    await load('Email\nei-osoite\n', { rejectsFolder });
    await load(PEOPLE, { rejectsFolder, now: Temporal.Instant.from('2026-12-22T10:00:00Z') });
    expect(await readdir(rejectsFolder)).toEqual([]);
  });

  it('keeps nothing of a file that breaks on its last line', async () => {
    await expect(load(`${PEOPLE}"Avoin;lainaus\n`)).rejects.toMatchObject({ code: 'import-file-unreadable' });
    expect(await total('subject')).toBe(0);
    expect(await total('match_key')).toBe(0);
  });

  it.each([
    [
      'CG.16 a column the notice does not list',
      'Sukunimi;Kengännumero\nMalli;42\n',
      {},
      'item-not-in-notice',
    ],
    ['CG.16 an item the purpose does not list', 'Sukunimi;shoe-size\nMalli;42\n', {}, 'item-not-in-notice'],
    [
      'CG.18 an item that is never stored',
      'Sukunimi;visa\nMalli;X1\n',
      { purpose: 'training', kind: 'trainee' },
      'item-not-in-notice',
    ],
    [
      'CG.24 a source the notice does not accept for the item',
      'Sukunimi;title\nMalli;johtaja\n',
      { source: 'employer' },
      'source-not-in-notice',
    ],
    ['a source that does not exist', PEOPLE, { source: 'rumour' }, 'source-not-in-notice'],
    ['a purpose that does not exist', PEOPLE, { purpose: 'gossip' }, 'purpose-not-in-notice'],
    ['an implicit purpose', PEOPLE, { purpose: 'upkeep' }, 'purpose-not-in-notice'],
    ['a kind of person that does not exist', PEOPLE, { kind: 'robot' }, 'kind-not-in-notice'],
  ])('refuses %s before a row is read, and writes nothing', async (_what, content, more, code) => {
    await expect(load(content, { map: { Sukunimi: 'name.family' }, ...more })).rejects.toMatchObject({
      code,
    });
    expect(await total('subject')).toBe(0);
  });

  it('refuses a session whose role may not add', async () => {
    pass = await openPass(database.superuserUrl, { verbs: ['read'] });
    await expect(load(PEOPLE)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('refuses a session of another register, an ended one and none', async () => {
    pass = 'not-a-pass';
    await expect(load(PEOPLE)).rejects.toThrow();
    pass = await openPass(database.superuserUrl, { expires: '-1 second' });
    await expect(load(PEOPLE)).rejects.toThrow();
    expect(await total('subject')).toBe(0);
  });

  it('puts the import on record with its id and source', async () => {
    await load(PEOPLE);
    const [header] = await behind(
      database.superuserUrl,
      `select verb, what, criteria->>'source' as source, answered from audit.access where what = 'import'`,
    );
    expect(header).toEqual({ verb: 'set', what: 'import', source: 'the-person', answered: '2' });
  });
});
