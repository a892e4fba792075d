// What a session may do under a purpose is kept worked out; whatever changes it must show with the next statement all the same.
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText, under } from './fixture.testing.ts';
import { keepUp } from './upkeep.ts';

let database: TestDatabase;
let pass: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  await addPerson(database.appUrl, await openPass(database.superuserUrl));
});
afterAll(() => database.drop());
beforeEach(async () => {
  pass = await openPass(database.superuserUrl);
});

const PURPOSES = ['customer-care', 'training', 'archive', 'sales', 'newsletter', 'offers', 'club'];

async function prepare(
  asked: { pass: string; purpose: string },
  url = database.appUrl,
): Promise<boolean | undefined> {
  const [answer] = await behind<{ done: boolean }>(url, 'select session.prepare($1, $2) as done', [
    asked.pass,
    asked.purpose,
  ]);
  return answer?.done;
}

const TABLES = ['email', 'phone', 'birth_date', 'person_name', 'attribute_text', 'subject', 'record'];

const counts = (asked: { pass: string; purpose: string }) =>
  under(database.appUrl, asked, async ({ query }) => {
    const seen: string[] = [];
    for (const table of TABLES) {
      const [row] = await query<{ n: number }>(`select count(*)::int as n from register.${table}`);
      seen.push(`${table} ${row?.n}`);
    }
    return seen;
  });

const emails = async (query: (text: string) => Promise<{ n: number }[]>) =>
  (await query('select count(*)::int as n from register.email'))[0]?.n;

/** E-mail rows before and after a change, within one transaction that has begun before. */
async function aroundChange(change: () => Promise<unknown>): Promise<[boolean, number | undefined]> {
  const asked = { pass, purpose: 'sales' };
  expect(await prepare(asked)).toBe(true);
  return under(database.appUrl, asked, async ({ query }) => {
    const before = await emails((text) => query<{ n: number }>(text));
    await change();
    return [Number(before) > 0, await emails((text) => query<{ n: number }>(text))];
  });
}

const ofPass = () => createHash('sha256').update(pass).digest();
const asOwner = (sql: string) => behind(database.superuserUrl, sql, [ofPass()]);
const MINE = '(select account_id from session.session where pass_hash = $1)';

const LOSE_THE_TASK = `delete from auth.role_task where task_id in (select id from auth.task where key = ${MINE}::text)`;

describe('what was worked out', () => {
  it.each(PURPOSES)('shows under %s what working it out for each statement shows', async (purpose) => {
    const slow = await counts({ pass, purpose });
    expect(await prepare({ pass, purpose })).toBe(true);
    expect(await counts({ pass, purpose })).toEqual(slow);
  });

  it('is read by the policies, so that the tests above prove something', async () => {
    expect(await prepare({ pass, purpose: 'sales' })).toBe(true);
    await asOwner(`update session.entitlement set bits = '{}', whole = '{}' where pass_hash = $1`);
    expect(await counts({ pass, purpose: 'sales' })).toContain('email 0');
  });

  it('is worth nothing at the portal’s login', async () => {
    await prepare({ pass, purpose: 'sales' });
    const seen = await under(database.portalUrl, { pass, purpose: 'sales' }, ({ query }) =>
      query('select from register.email'),
    );
    expect(seen).toEqual([]);
  });

  it('cannot be read, written or removed by the application', async () => {
    for (const sql of [
      'select * from session.entitlement',
      `update session.entitlement set bit = -1`,
      'delete from session.entitlement',
    ])
      await expect(behind(database.appUrl, sql)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a change of what a session may do', () => {
  it.each([
    ['the session ends', 'update session.session set ended_at = now() where pass_hash = $1'],
    ['the account loses its access', `update auth.account set access_removed_at = now() where id = ${MINE}`],
    ['the role is taken away', `update auth.account_role set ended_at = now() where account_id = ${MINE}`],
    ['the task loses the purpose', `update auth.task set purposes = '{archive}' where key = ${MINE}::text`],
    ['the task loses the verb', `update auth.task set verbs = '{add}' where key = ${MINE}::text`],
    ['the role loses the task', LOSE_THE_TASK],
    [
      'the session loses its register',
      `with other as (insert into notice.register (key) values ('other-' || gen_random_uuid()) returning id)
       update session.session set register_id = (select id from other) where pass_hash = $1`,
    ],
  ])('shows with the next statement: %s', async (_what, sql) => {
    expect(await aroundChange(() => asOwner(sql))).toEqual([true, 0]);
  });

  it('shows with the next statement when a notice is published', async () => {
    const without = gateNotice((yaml) =>
      yaml.replace('archive, sales, newsletter, offers', 'archive, newsletter, offers'),
    );
    expect(await aroundChange(() => publishText(database.ownerUrl, without))).toEqual([true, 0]);
    await publishText(
      database.ownerUrl,
      gateNotice((yaml) => `${yaml}\n# ${randomUUID()}\n`),
    );
    await keepUp(database.appUrl);
  });

  it('would not show if nothing removed what was worked out', async () => {
    const asked = { pass, purpose: 'sales' };
    await prepare(asked);
    await behind(
      database.superuserUrl,
      `begin; alter table auth.role_task disable trigger outdate; delete from auth.role_task; alter table auth.role_task enable trigger outdate; commit`,
    );
    expect((await counts(asked)).includes('email 0')).toBe(false);
    await behind(database.superuserUrl, 'delete from session.entitlement');
    expect(await counts(asked)).toContain('email 0');
  });

  it('shows at the end of the session, whatever was worked out', async () => {
    const asked = { pass, purpose: 'sales' };
    await prepare(asked);
    await asOwner(`update session.entitlement set until = now() - interval '1 second' where pass_hash = $1`);
    expect((await counts(asked)).includes('email 0')).toBe(false);
    await behind(
      database.superuserUrl,
      `update session.session set opened_at = now() - interval '2 days', expires_at = now() - interval '1 day' where pass_hash = $1`,
      [ofPass()],
    );
    expect(await counts(asked)).toContain('email 0');
    await keepUp(database.appUrl);
    const left = await behind(database.superuserUrl, 'select from session.entitlement where until <= now()');
    expect(left).toEqual([]);
  });

  it('is worked out anew for a session that was prolonged, and removed for one that was shortened', async () => {
    const kept = () =>
      behind<{ verb: string }>(
        database.superuserUrl,
        'select verb from session.entitlement where pass_hash = $1 and until > now()',
        [ofPass()],
      );
    await prepare({ pass, purpose: 'sales' });
    await asOwner(
      `update session.session set expires_at = expires_at + interval '1 hour' where pass_hash = $1`,
    );
    expect(await kept()).toHaveLength(3);
    await asOwner(`update session.entitlement set until = now() - interval '1 second' where pass_hash = $1`);
    expect(await prepare({ pass, purpose: 'sales' })).toBe(true);
    expect(await kept()).toHaveLength(3);
    await asOwner(`update session.session set expires_at = now() + interval '1 minute' where pass_hash = $1`);
    expect(await kept()).toEqual([]);
  });

  it('lasts no longer than the register’s day, since purposes begin and end on days', async () => {
    await prepare({ pass, purpose: 'sales' });
    const [row] = await behind<{ fits: boolean }>(
      database.superuserUrl,
      `select max(until) <= ((now() at time zone 'Europe/Helsinki')::date + 1)::timestamp at time zone 'Europe/Helsinki' as fits from session.entitlement`,
    );
    expect(row?.fits).toBe(true);
  });
});

describe('working out', () => {
  it.each([
    ['a pass nobody has', () => ({ pass: 'nobody', purpose: 'sales' })],
    ['a purpose the notice does not have', () => ({ pass, purpose: 'profiling' })],
    ['an implicit purpose, which needs a case', () => ({ pass, purpose: 'rights' })],
  ])('keeps nothing for %s', async (_what, asked) => {
    expect(await prepare(asked())).toBe(false);
    const kept = await behind(
      database.superuserUrl,
      'select from session.entitlement where purpose = $1 or pass_hash = $2',
      [
        asked().purpose === 'sales' ? 'none' : asked().purpose,
        createHash('sha256').update('nobody').digest(),
      ],
    );
    expect(kept).toEqual([]);
  });

  it('keeps nothing for a portal session, whose scope changes with guardians and merges', async () => {
    const [someone] = await behind<{ id: string }>(
      database.superuserUrl,
      'select id from register.subject limit 1',
    );
    const portal = await openPass(database.superuserUrl, {
      kind: 'portal',
      scope: someone?.id ?? '',
      purposes: ['newsletter'],
    });
    expect(await prepare({ pass: portal, purpose: 'newsletter' }, database.portalUrl)).toBe(false);
  });

  it('waits for nobody and keeps nothing while something changes, and sees the change once it is made', async () => {
    const owner = new pg.Client({ connectionString: database.superuserUrl });
    await owner.connect();
    await owner.query('begin');
    await owner.query(LOSE_THE_TASK, [ofPass()]);
    expect(await prepare({ pass, purpose: 'sales' })).toBe(false);
    await owner.query('commit');
    await owner.end();
    expect(await prepare({ pass, purpose: 'sales' })).toBe(true);
    expect(await counts({ pass, purpose: 'sales' })).toContain('email 0');
  });

  it('makes a change wait, which then removes what was kept meanwhile', async () => {
    const app = new pg.Client({ connectionString: database.appUrl });
    await app.connect();
    await app.query('begin');
    await app.query('select session.prepare($1, $2)', [pass, 'sales']);
    const change = asOwner(LOSE_THE_TASK);
    await app.query('commit');
    await app.end();
    await change;
    expect(await counts({ pass, purpose: 'sales' })).toContain('email 0');
  });

  it('is undone by no change made on an older view of the database', async () => {
    const change = behind(
      database.superuserUrl,
      `begin isolation level repeatable read; update auth.account_role set ended_at = now(); commit`,
    );
    await expect(change).rejects.toMatchObject({ code: 'SE000' });
  });
});
