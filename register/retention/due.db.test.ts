import { afterEach, describe, expect, it } from 'vitest';
import { behind } from '../../database/fixture.testing.ts';
import { recordAnswer } from '../permissions/permission.commands.ts';
import { endRelationship } from '../relationships/relationship.commands.ts';
import { redateAll } from './due.ts';
import { reportEvent } from './event.commands.ts';
import {
  addDatedPerson,
  type DatedPerson,
  type DatedRegister,
  endsOf,
  openDatedRegister,
} from './people.testing.ts';

let register: DatedRegister;
afterEach(() => register.close());

const opened = async (notice: string) => {
  register = await openDatedRegister(notice);
  return register;
};
const ids = (table: string, purpose: string, person: DatedPerson) =>
  register.door.enter({ pass: register.acting.pass, purpose }, (entered) =>
    entered.read('test', {
      text: `select subject_id, id from register.${table} where subject_id = $1`,
      values: [person.subject],
    }),
  );
const disagreements = () => behind(register.database.superuserUrl, 'select * from gate.check_gates()');
const due = (person: DatedPerson) =>
  behind<{ owner: string; plan: string; keep_through: string; gone_by: string; n: string }>(
    register.database.superuserUrl,
    `select d.owner, p.key as plan, d.keep_through::text, d.gone_by::text, count(*) as n
       from register.due d join notice.plan p using (register_id, plan_no) where d.subject_id = $1 group by 1, 2, 3, 4 order by 1, 2, 3`,
    [person.subject],
  );

describe('due dates of the consultancy group', () => {
  it('CG.34 keeps relationship data until ten years have passed from the end of the relationship', async () => {
    await opened('consultancy-group');
    const person = await addDatedPerson(register, {
      kind: 'customer-contact',
      own: { name: '2010-03-01' },
      part: { title: '2010-03-01' },
    });
    const asked = { item: 'title', purpose: 'customer-relationship' };
    expect((await endsOf(register, person, asked))['customer-relationship']).toMatchObject({
      until: 'never',
      plan: 'relationship',
    });
    await endRelationship(register.acting, {
      subjectId: person.subject,
      relationshipId: person.relationship,
      purpose: 'customer-relationship',
      on: '2018-02-28',
    });
    expect((await endsOf(register, person, asked))['customer-relationship']).toMatchObject({
      until: '2028-02-28',
      because: expect.stringContaining('28'),
    });
    const own = await endsOf(register, person, { item: 'name', purpose: 'customer-relationship', own: true });
    expect(own['customer-relationship']?.until).toBe('2028-02-28');
    expect(await ids('person_name', 'customer-relationship', person)).toHaveLength(1);
    expect(await disagreements()).toEqual([]);
  });

  it('CG.34 closes the purposes whose own end has passed, in the transaction that ends the relationship', async () => {
    await opened('consultancy-group');
    const person = await addDatedPerson(register, {
      kind: 'customer-contact',
      own: { name: '2010-03-01' },
      part: { title: '2010-03-01' },
    });
    expect(await ids('attribute_text', 'customer-relationship', person)).toHaveLength(1);
    await endRelationship(register.acting, {
      subjectId: person.subject,
      relationshipId: person.relationship,
      purpose: 'customer-relationship',
      on: '2015-02-28',
    });
    expect(await due(person)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ owner: 'relationship', plan: 'relationship', keep_through: '2025-02-28' }),
        expect.objectContaining({ owner: 'subject', plan: 'relationship', keep_through: '2025-02-28' }),
      ]),
    );
    expect(await ids('attribute_text', 'customer-relationship', person)).toEqual([]);
    expect(await ids('person_name', 'customer-relationship', person)).toEqual([]);
    expect(await disagreements()).toEqual([]);
  });

  it('lets a purpose that only other kinds open keep nothing', async () => {
    await opened('consultancy-group');
    const person = await addDatedPerson(register, {
      kind: 'customer-contact',
      own: { name: '2010-03-01' },
    });
    const ends = await endsOf(register, person, {
      item: 'name',
      purpose: 'customer-relationship',
      own: true,
    });
    expect(Object.keys(ends)).toContain('customer-relationship');
    expect(Object.keys(ends)).not.toContain('user-administration');
    expect(Object.keys(ends)).not.toContain('customer-projects');
  });

  it('keeps the person’s own rows as long as any relationship keeps them', async () => {
    await opened('consultancy-group');
    const person = await addDatedPerson(register, {
      kind: 'customer-contact',
      own: { name: '2010-03-01' },
      part: { title: '2010-03-01' },
    });
    await behind(
      register.database.superuserUrl,
      `insert into register.relationship (register_id, subject_id, id, kind_no, started_on, source_no)
       select register_id, subject_id, gen_random_uuid(), kind_no, '2012-01-01', source_no from register.relationship where id = $1`,
      [person.relationship],
    );
    await endRelationship(register.acting, {
      subjectId: person.subject,
      relationshipId: person.relationship,
      purpose: 'customer-relationship',
      on: '2015-02-28',
    });
    expect(
      (await endsOf(register, person, { item: 'name', purpose: 'customer-relationship', own: true }))[
        'customer-relationship'
      ]?.until,
    ).toBe('never');
    expect(await ids('person_name', 'customer-relationship', person)).toHaveLength(1);
    expect(await ids('attribute_text', 'customer-relationship', person)).toEqual([]);
  });

  it('CG.30 ends marketing data with the day consent is withdrawn, and customer data not', async () => {
    await opened('consultancy-group');
    const person = await addDatedPerson(register, {
      kind: 'customer-contact',
      own: { name: '2020-03-01', email: '2020-03-01' },
    });
    const consent = {
      subjectId: person.subject,
      purpose: 'electronic-marketing',
      source: 'the-person',
      proof: 'form',
      language: 'en' as const,
    };
    await recordAnswer(register.acting, { ...consent, kind: 'consent', channel: 'email' });
    expect(await ids('email', 'electronic-marketing', person)).toHaveLength(1);
    const asked = { item: 'email', purpose: 'customer-relationship', own: true };
    expect((await endsOf(register, person, asked))['electronic-marketing']).toMatchObject({
      until: 'never',
      plan: 'marketing',
    });
    await recordAnswer(register.acting, { ...consent, kind: 'withdrawal', channel: 'email' });
    const ends = await endsOf(register, person, asked);
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Helsinki' }).format(new Date());
    expect(ends['electronic-marketing']).toMatchObject({ until: today, plan: 'marketing' });
    expect(ends['customer-relationship']).toMatchObject({ until: 'never', plan: 'relationship' });
    expect(await ids('email', 'electronic-marketing', person)).toEqual([]);
    expect(await ids('email', 'customer-relationship', person)).toHaveLength(1);
    await recordAnswer(register.acting, { ...consent, kind: 'consent', channel: 'email' });
    expect((await endsOf(register, person, asked))['electronic-marketing']?.until).toBe('never');
    expect(await disagreements()).toEqual([]);
  });

  it('CG.37 keeps user-administration data six calendar years from the removal of access', async () => {
    await opened('consultancy-group');
    const person = await addDatedPerson(register, {
      kind: 'system-user',
      own: { 'user-id': '2020-01-01' },
      part: { 'access-right': '2020-01-01' },
    });
    await reportEvent(register.acting, {
      purpose: 'user-administration',
      event: 'access-removed',
      ownerId: person.subject,
      subjectId: person.subject,
      on: '2021-06-15',
    });
    expect(
      (await endsOf(register, person, { item: 'access-right', purpose: 'user-administration' }))[
        'user-administration'
      ],
    ).toMatchObject({
      until: '2027-12-31',
      plan: 'user-administration',
    });
  });

  it('dates everybody in a project when it ends, and nobody else', async () => {
    await opened('consultancy-group');
    const inside = await addDatedPerson(register, {
      kind: 'project-participant',
      part: { title: '2024-01-01' },
    });
    const outside = await addDatedPerson(register, {
      kind: 'project-participant',
      part: { title: '2024-01-01' },
    });
    await reportEvent(register.acting, {
      purpose: 'customer-projects',
      event: 'project-ended',
      ownerId: inside.project,
      on: '2026-03-31',
    });
    expect(
      (await endsOf(register, inside, { item: 'title', purpose: 'customer-projects' }))['customer-projects']
        ?.until,
    ).toBe('2027-03-31');
    expect(
      (await endsOf(register, outside, { item: 'title', purpose: 'customer-projects' }))['customer-projects']
        ?.until,
    ).toBe('never');
  });

  it('unknown erases nothing: a day that is not known leaves every purpose open', async () => {
    await opened('consultancy-group');
    const person = await addDatedPerson(register, {
      kind: 'system-user',
      part: { 'access-right': '2010-01-01' },
    });
    await reportEvent(register.acting, {
      purpose: 'user-administration',
      event: 'access-removed',
      ownerId: person.subject,
      subjectId: person.subject,
      on: 'unknown',
    });
    expect(
      (await endsOf(register, person, { item: 'access-right', purpose: 'user-administration' }))[
        'user-administration'
      ]?.until,
    ).toBe('unknown');
    expect(await ids('attribute_text', 'user-administration', person)).toHaveLength(1);
  });
});

describe('due dates of the coaching company', () => {
  const contact = (person: DatedPerson, on: string) =>
    reportEvent(register.acting, {
      purpose: 'customer-care',
      event: 'contact',
      ownerId: person.relationship,
      subjectId: person.subject,
      on,
    });

  it('CO.14 slides with the last contact, dated once for the relationship and not on each row', async () => {
    await opened('coaching');
    const person = await addDatedPerson(register, {
      kind: 'customer-contact',
      own: { name: '2019-01-01', email: '2019-01-01', phone: '2019-01-01' },
      part: { title: '2019-01-01', employer: '2019-01-01' },
    });
    await contact(person, '2023-05-02');
    const asked = { item: 'title', purpose: 'customer-care' };
    expect((await endsOf(register, person, asked))['customer-care']?.until).toBe('2028-05-02');
    await contact(person, '2024-02-29');
    expect((await endsOf(register, person, asked))['customer-care']?.until).toBe('2029-02-28');
    await contact(person, '2022-01-01');
    expect((await endsOf(register, person, asked))['customer-care']?.until).toBe('2029-02-28');
    expect(await due(person)).toEqual([
      expect.objectContaining({ owner: 'relationship', plan: 'customers', n: '1' }),
      expect.objectContaining({ owner: 'subject', plan: 'customers', n: '1' }),
    ]);
  });

  it('CO.16 ends a profile two years from its making', async () => {
    await opened('coaching');
    const items = await behind<{ key: string; table_name: string }>(
      register.database.superuserUrl,
      `select distinct i.key, i.table_name from notice.item i join notice.item_plan l using (register_id, item_no) join notice.plan p using (register_id, plan_no) where p.key = 'profiles' order by 1`,
    );
    const item = items[0]?.key ?? '';
    const isRecord = items[0]?.table_name === 'record';
    const person = await addDatedPerson(register, {
      kind: 'participant',
      own: { name: '2025-05-01' },
      ...(isRecord ? { records: { [item]: '2025-05-01' } } : { part: { [item]: '2025-05-01' } }),
    });
    await reportEvent(register.acting, {
      purpose: 'customer-care',
      event: 'made',
      ownerId: person.rows[item] ?? '',
      subjectId: person.subject,
      on: '2025-04-15',
    });
    const rows = await due(person);
    expect(rows.filter(({ plan }) => plan === 'profiles')).toEqual([
      expect.objectContaining({ keep_through: '2027-04-15', gone_by: '2027-04-15' }),
    ]);
  });

  it('CO.18 keeps answers two calendar years and has them gone by the end of June, unless there is an account', async () => {
    await opened('coaching');
    const items = await behind<{ key: string; table_name: string }>(
      register.database.superuserUrl,
      `select distinct i.key, i.table_name from notice.item i join notice.item_plan l using (register_id, item_no) join notice.plan p using (register_id, plan_no) where p.key = 'answers' order by 1`,
    );
    const item = items[0]?.key ?? '';
    const isRecord = items[0]?.table_name === 'record';
    const person = await addDatedPerson(register, {
      kind: 'participant',
      own: { name: '2024-05-01' },
      ...(isRecord ? { records: { [item]: '2024-05-01' } } : { part: { [item]: '2024-05-01' } }),
    });
    await reportEvent(register.acting, {
      purpose: 'customer-care',
      event: 'answered',
      ownerId: person.rows[item] ?? '',
      subjectId: person.subject,
      on: '2024-10-05',
    });
    const answers = async () => (await due(person)).filter(({ plan }) => plan === 'answers');
    expect(await answers()).toEqual([
      expect.objectContaining({ keep_through: '2026-12-31', gone_by: '2027-06-30' }),
    ]);
    const opening = await behind<{ key: string }>(
      register.database.superuserUrl,
      `select key from notice.event where key like 'account-%' order by key desc`,
    );
    await reportEvent(register.acting, {
      purpose: 'customer-care',
      event: opening[0]?.key ?? '',
      ownerId: person.subject,
      subjectId: person.subject,
      on: '2024-11-01',
    });
    expect(await answers()).toEqual([expect.objectContaining({ keep_through: 'infinity' })]);
  });
});

describe('due dates of the other registers', () => {
  it('TS.23 TS.24 ends chats after three months and calls after seven', async () => {
    await opened('trust-services');
    const person = await addDatedPerson(register, {
      kind: 'own-customer',
      own: { name: '2026-08-31' },
      records: { chat: '2026-08-31', 'call-recording': '2026-07-31' },
    });
    const rows = await due(person);
    expect(rows.find(({ plan }) => plan === 'chats')).toMatchObject({
      owner: 'record',
      keep_through: '2026-11-30',
    });
    expect(rows.find(({ plan }) => plan === 'calls')).toMatchObject({
      owner: 'record',
      keep_through: '2027-02-28',
    });
  });

  it('TS.25 keeps a contact person’s data until the later of the role’s end and the service’s history', async () => {
    await opened('trust-services');
    const person = await addDatedPerson(register, {
      kind: 'contact-person',
      own: { name: '2019-01-01' },
      part: { title: '2019-01-01' },
      records: { 'service-record': '2019-01-01' },
    });
    const asked = { item: 'title', purpose: 'customer-relationship' };
    await reportEvent(register.acting, {
      purpose: 'customer-relationship',
      event: 'contact-role-ended',
      ownerId: person.relationship,
      subjectId: person.subject,
      on: '2026-11-30',
    });
    expect((await endsOf(register, person, asked))['customer-relationship']?.until).toBe('never');
    await reportEvent(register.acting, {
      purpose: 'customer-relationship',
      event: 'service-ended',
      ownerId: person.rows['service-record'] ?? '',
      subjectId: person.subject,
      on: '2022-05-01',
    });
    expect((await endsOf(register, person, asked))['customer-relationship']?.until).toBe('2028-05-01');
  });

  it('TS.25 ends with the role where no history is kept', async () => {
    await opened('trust-services');
    const person = await addDatedPerson(register, {
      kind: 'contact-person',
      own: { name: '2019-01-01' },
      part: { title: '2019-01-01' },
    });
    await reportEvent(register.acting, {
      purpose: 'customer-relationship',
      event: 'contact-role-ended',
      ownerId: person.relationship,
      subjectId: person.subject,
      on: '2030-11-30',
    });
    expect(
      (await endsOf(register, person, { item: 'title', purpose: 'customer-relationship' }))[
        'customer-relationship'
      ]?.until,
    ).toBe('2030-11-30');
  });

  it('ME.12 keeps customer data ten years from the end of the customership', async () => {
    await opened('media');
    const person = await addDatedPerson(register, {
      kind: 'private-customer',
      own: { name: '2010-01-01', email: '2010-01-01' },
    });
    await endRelationship(register.acting, {
      subjectId: person.subject,
      relationshipId: person.relationship,
      purpose: 'customer-care',
      on: '2020-02-29',
    });
    expect(
      (await endsOf(register, person, { item: 'email', purpose: 'customer-care', own: true }))[
        'customer-care'
      ],
    ).toMatchObject({
      until: '2030-02-28',
      plan: 'customership',
      held: 0,
    });
  });

  it('ME.24 holds a company contact’s data while the role lasts, and gives the old end back afterwards', async () => {
    await opened('media');
    const person = await addDatedPerson(register, {
      kind: 'customer-contact',
      part: { title: '2010-01-01' },
    });
    const asked = { item: 'title', purpose: 'customer-care' };
    await endRelationship(register.acting, {
      subjectId: person.subject,
      relationshipId: person.relationship,
      purpose: 'customer-care',
      on: '2020-02-29',
    });
    expect((await endsOf(register, person, asked))['customer-care']).toMatchObject({
      until: 'never',
      held: 1,
    });
    await reportEvent(register.acting, {
      purpose: 'customer-care',
      event: 'contact-role-ended',
      ownerId: person.relationship,
      subjectId: person.subject,
      on: '2020-02-29',
    });
    expect((await endsOf(register, person, asked))['customer-care']).toMatchObject({
      until: '2030-02-28',
      held: 0,
    });
  });

  it('RE.15 keeps data until it is found unnecessary and assesses the need each year', async () => {
    await opened('rail-engineering');
    const person = await addDatedPerson(register, { kind: 'stakeholder', own: { name: '2024-03-10' } });
    const asked = { item: 'name', purpose: 'stakeholder-cooperation', own: true };
    const before = (await endsOf(register, person, asked))['stakeholder-cooperation'];
    expect(before).toMatchObject({ until: 'never', reviewOn: expect.stringMatching(/-03-10$/) });
    await reportEvent(register.acting, {
      purpose: 'stakeholder-cooperation',
      event: 'need-ended',
      ownerId: person.rows.name ?? '',
      subjectId: person.subject,
      on: '2026-11-01',
    });
    expect(await ids('person_name', 'stakeholder-cooperation', person)).toEqual([]);
    expect(await disagreements()).toEqual([]);
  });
});

describe('dating anew', () => {
  it('dates everybody once after a publishing, in batches that can be stopped between', async () => {
    await opened('coaching');
    for (let index = 0; index < 3; index += 1)
      await addDatedPerson(register, { kind: 'participant', own: { name: '2024-05-01' } });
    await behind(register.database.superuserUrl, 'delete from register.due');
    expect(await redateAll(register.acting, 2)).toBe(3);
    expect(await redateAll(register.acting, 2)).toBe(0);
    const [{ n } = { n: '' }] = await behind<{ n: string }>(
      register.database.superuserUrl,
      'select count(*) as n from register.due',
    );
    expect(n).toBe('3');
  });
});
