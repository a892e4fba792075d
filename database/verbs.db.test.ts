// A purpose whose bases allow some verbs only lends no others, whatever the role of the session.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { behind, openPass, publishText, under } from './fixture.testing.ts';
import { addFacts, begin, requiringNotice, storedOf } from './requirements.testing.ts';

let database: TestDatabase;
let pass: string;
let subject: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, requiringNotice());
  pass = await openPass(database.superuserUrl);
  subject = await begin({ appUrl: database.appUrl, pass, purpose: 'customer-care' }, 'contact', {
    name: 'Testilä',
    email: 'one@example.test',
  });
});
afterAll(() => database.drop());

const run = (purpose: string, sql: string, values: unknown[] = [], as = pass, url = database.appUrl) =>
  under(url, { pass: as, purpose }, ({ query }) => query<{ id: string; family_name: string }>(sql, values));
const named = (purpose: string) =>
  run(purpose, 'select family_name from register.person_name where subject_id = $1', [subject]);
const rename = (purpose: string) =>
  run(
    purpose,
    `update register.person_name set family_name = 'Uusi' where subject_id = $1 returning family_name`,
    [subject],
  );
const refused = { code: 'SE001' };

describe('a purpose that may only be read', () => {
  it('reads what is open to it', async () => {
    expect(await named('statistics')).toHaveLength(1);
  });

  it('adds no fact, no person, no relationship, no record and no answer', async () => {
    await expect(
      under(database.appUrl, { pass, purpose: 'statistics' }, ({ query }) =>
        addFacts(query, subject, { phone: '+358440000001' }),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    const calls = [
      `gate.add_subject(gen_random_uuid(), 'the-person')`,
      `gate.add_relationship('${subject}', gen_random_uuid(), 'contact', 'the-person')`,
      `gate.add_record(gen_random_uuid(), 'meeting', 'the-person', '[{"subject": "${subject}"}]', 'x')`,
      `gate.record_permission('${subject}', 'ban')`,
      'gate.open_staging()',
    ];
    for (const call of calls)
      await expect(run('statistics', `select ${call}`), call).rejects.toMatchObject(refused);
    expect(await storedOf(database.superuserUrl, subject)).toEqual(['email', 'name']);
  });

  it('changes nothing and removes nothing', async () => {
    expect(await rename('statistics')).toEqual([]);
    const [row] = await behind<{ id: string }>(
      database.superuserUrl,
      'select id from register.email where subject_id = $1',
      [subject],
    );
    await expect(
      run('statistics', `select gate.erase_fact('email', $1, $2, 'x')`, [subject, row?.id]),
    ).rejects.toMatchObject(refused);
  });

  it('lends no more to a portal, a service or a form', async () => {
    const purposes = ['statistics'];
    const verbs = ['read', 'add', 'change', 'remove'];
    const portal = await openPass(database.superuserUrl, { kind: 'portal', scope: subject, purposes, verbs });
    const seen = await run(
      'statistics',
      'select family_name from register.person_name',
      [],
      portal,
      database.portalUrl,
    );
    expect(seen).toHaveLength(1);
    const change = `update register.person_name set family_name = 'Uusi' returning family_name`;
    expect(await run('statistics', change, [], portal, database.portalUrl)).toEqual([]);
    const service = await openPass(database.superuserUrl, { kind: 'service', purposes, verbs });
    await expect(
      run('statistics', `select gate.add_subject($1, 'the-person')`, [randomUUID()], service),
    ).rejects.toMatchObject(refused);
  });
});

describe('a purpose whose bases add and change, and do not read', () => {
  it('adds', async () => {
    const other = await begin({ appUrl: database.appUrl, pass, purpose: 'letters' }, 'contact', {
      email: 'two@example.test',
    });
    expect(await storedOf(database.superuserUrl, other)).toEqual(['email']);
  });

  it('reads nothing, and so finds nothing to change', async () => {
    expect(await named('letters')).toEqual([]);
    expect(await rename('letters')).toEqual([]);
    expect(await run('letters', 'select * from gate.search($1)', ['testilä'])).toEqual([]);
  });

  it('is not named among those that hold more of the person', async () => {
    const elsewhere = await run('customer-care', 'select purpose_key from gate.facts_elsewhere($1)', [
      subject,
    ]);
    expect(JSON.stringify(elsewhere)).not.toContain('letters');
  });
});

describe('the next version of a notice', () => {
  it('takes a verb from a purpose with the next statement', async () => {
    expect(await rename('sales')).toHaveLength(1);
    await publishText(
      database.ownerUrl,
      requiringNotice().replace(
        'balancing: { en: fine } }',
        'balancing: { en: fine }, verbs: [read, send] }',
      ),
    );
    expect(await named('sales')).toHaveLength(1);
    expect(await rename('sales')).toEqual([]);
  });
});
