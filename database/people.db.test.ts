import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { openDoor } from './door/door.ts';
import {
  addPerson,
  behind,
  gateNotice,
  openPass,
  publishText,
  type TestPerson,
  under,
} from './fixture.testing.ts';

let database: TestDatabase;
let pass: string;
let colleague: string;
let person: TestPerson;
let other: TestPerson;

const own = (yaml: string) =>
  yaml
    .replace('items: [title, note, meeting]', 'items: [title, meeting]')
    .replace(
      '  size: {',
      '  notes: { title: { en: Notes }, items: [note], for: [customer-care], from: [the-person], keep: long, audience: own }\n  size: {',
    );

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice(own));
  pass = await openPass(database.superuserUrl);
  colleague = await openPass(database.superuserUrl);
  person = await addPerson(database.appUrl, pass);
  other = await addPerson(database.appUrl, pass);
});
afterAll(() => database.drop());

const addRecord = async (item: string, audience: string, involved: readonly string[]) => {
  const id = randomUUID();
  await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
    query(`select gate.add_record($1, $2, 'the-person', $3, 'A title', p_audience => $4)`, [
      id,
      item,
      JSON.stringify(involved.map((subject) => ({ subject }))),
      audience,
    ]),
  );
  return id;
};
const sees = async (asked: string, record: string, purpose = 'customer-care') =>
  (
    await under(database.appUrl, { pass: asked, purpose }, ({ query }) =>
      query('select id from register.record where id = $1', [record]),
    )
  ).length === 1;
const portal = (subject: string, verbs: readonly string[] = ['read']) =>
  openPass(database.superuserUrl, { kind: 'portal', scope: subject, purposes: ['rights'], verbs });

describe('records and their audience', () => {
  it('are seen by all, by the owner’s team, or by the owner', async () => {
    const [all, team, mine] = [
      await addRecord('meeting', 'all', [person.subject]),
      await addRecord('meeting', 'team', [person.subject]),
      await addRecord('meeting', 'own', [person.subject]),
    ];
    expect([await sees(pass, all), await sees(pass, team), await sees(pass, mine)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([await sees(colleague, all), await sees(colleague, team), await sees(colleague, mine)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are seen by a colleague of the same team', async () => {
    const team = randomUUID();
    await behind(
      database.superuserUrl,
      `insert into auth.team (id, register_id, name) select $1, id, 'Care' from notice.register`,
      [team],
    );
    await behind(database.superuserUrl, 'update auth.account set team_id = $1', [team]);
    const record = await addRecord('meeting', 'team', [person.subject]);
    const stranger = await openPass(database.superuserUrl);
    expect([await sees(pass, record), await sees(colleague, record), await sees(stranger, record)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('are never shown to more people than the notice shows the item to', async () => {
    const record = await addRecord('note', 'all', [person.subject]);
    expect([await sees(pass, record), await sees(colleague, record)]).toEqual([true, false]);
  });

  it('are seen by a person in the portal only where they took part', async () => {
    const theirs = await addRecord('meeting', 'all', [person.subject]);
    const notTheirs = await addRecord('meeting', 'all', [other.subject]);
    const visitor = await portal(person.subject);
    const seen = await under(database.portalUrl, { pass: visitor, purpose: 'rights' }, ({ query }) =>
      query<{ id: string }>('select id from register.record where id = any ($1)', [[theirs, notTheirs]]),
    );
    expect(seen.map((row) => row.id)).toEqual([theirs]);
  });
});

describe('a person in the portal', () => {
  it('records their own answers and nobody else’s', async () => {
    const visitor = await portal(person.subject, ['read', 'change']);
    const say = (subject: string) =>
      under(database.portalUrl, { pass: visitor, purpose: 'rights' }, ({ query }) =>
        query(`select gate.record_permission(p_subject => $1, p_kind => 'objection', p_purpose => 'sales')`, [
          subject,
        ]),
      ).then(
        () => 'recorded',
        (error: { code?: string }) => error.code,
      );
    expect(await say(person.subject)).toBe('recorded');
    expect(await say(other.subject)).toBe('SE002');
  });

  it('sees the facts of a ward too, as the guardian', async () => {
    const ward = await addPerson(database.appUrl, pass);
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(`select gate.add_guardian($1, $2, gen_random_uuid(), 'shown', 'the-person')`, [
        ward.subject,
        other.subject,
      ]),
    );
    const visitor = await portal(other.subject);
    const rows = await under(database.portalUrl, { pass: visitor, purpose: 'rights' }, ({ query }) =>
      query<{ subject_id: string }>('select subject_id from register.email'),
    );
    expect(rows.map((row) => row.subject_id).toSorted()).toEqual([other.subject, ward.subject].toSorted());
  });

  it('is told who looked at their data by role, time and purpose, and not by name', async () => {
    const door = openDoor({ url: database.appUrl });
    await door.enter({ pass, purpose: 'customer-care' }, (entered) =>
      entered.read('a page', {
        text: 'select subject_id, address from register.email where subject_id = $1',
        values: [person.subject],
      }),
    );
    await door.close();
    const visitor = await portal(person.subject);
    const looks = await under(database.portalUrl, { pass: visitor, purpose: 'rights' }, ({ query }) =>
      query<{ purpose: string; what: string; member_of_staff: string | null; roles: string[] }>(
        'select * from gate.looks($1)',
        [person.subject],
      ),
    );
    expect(looks).toMatchObject([{ purpose: 'customer-care', what: 'a page', member_of_staff: null }]);
    expect(looks[0]?.roles).toHaveLength(1);
    const refused = under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query('select * from gate.looks($1)', [person.subject]),
    );
    await expect(refused).rejects.toMatchObject({ code: 'SE001' });
  });

  it('cannot search, import, merge or open cases', async () => {
    const visitor = await portal(person.subject, ['read', 'add', 'change']);
    for (const sql of [
      `select * from gate.search('aino')`,
      'select gate.open_staging()',
      'select gate.merge($1, $1)',
      `select gate.start_case($1, 'review', 'because')`,
    ]) {
      const values = sql.includes('$1') ? [person.subject] : [];
      await expect(
        under(database.portalUrl, { pass: visitor, purpose: 'rights' }, ({ query }) => query(sql, values)),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('organisations', () => {
  const add = (kind: string, name: string | null, subject: string | null) =>
    under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(`select gate.add_organisation(gen_random_uuid(), $1, $2, null, $3)`, [kind, name, subject]),
    );

  it('have a name of their own when they are legal persons, and none when they are somebody’s own business', async () => {
    await add('legal-person', 'Esimerkki Oy', null);
    await add('sole-trader', 'Tmi Aino', person.subject);
    const rows = await behind(
      database.superuserUrl,
      'select kind, name, subject_id is not null as personal from register.organisation order by kind',
    );
    expect(rows).toEqual([
      { kind: 'legal-person', name: 'Esimerkki Oy', personal: false },
      { kind: 'sole-trader', name: null, personal: true },
    ]);
  });

  it('count as personal while their kind is unknown', async () => {
    await expect(add('unknown', 'Jokin', null)).rejects.toMatchObject({
      constraint: 'organisation_somebodys_own',
    });
  });
});
