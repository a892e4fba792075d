import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { runChecks } from './doctor.ts';
import { addPerson, gateNotice, openPass, publishText } from './fixture.testing.ts';

let database: TestDatabase;
let pass: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
  await addPerson(database.appUrl, pass);
});
afterAll(() => database.drop());

/** Plants a bug in a transaction that is rolled back, since roles belong to the whole cluster, and looks which checks see it. */
async function planted(bug: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(bug);
    return await failing(client);
  } finally {
    await client.end();
  }
}

async function failing(client: pg.Client): Promise<string[]> {
  const folder = new URL('./checks/', import.meta.url);
  const names: string[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const { rowCount } = await client.query(await readFile(new URL(name, folder), 'utf8'));
    if (rowCount) names.push(name.replace('.sql', ''));
  }
  return names;
}

describe('the checks of a database', () => {
  it('find nothing in a fresh register with a person in it', async () => {
    const checks = await runChecks(database.ownerUrl);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(checks.length).toBeGreaterThanOrEqual(12);
  });

  it.each([
    [
      'a table nobody classed',
      'tables-have-a-class',
      `create table register.extra (id int); comment on table register.extra is 'x'; alter table register.extra enable row level security; alter table register.extra force row level security`,
    ],
    [
      'row security that is not forced',
      'row-security-is-forced',
      'alter table register.email no force row level security',
    ],
    [
      'a policy that forgets whose rows (leak 1)',
      'policies-ask-the-session',
      `create policy wide on register.email for select to seloste_portal using (register_id = (select session.register_id()) and (gate # (select session.flip())) & ~barred <> 0 and shut_at > now()); comment on policy wide on register.email is 'x'`,
    ],
    [
      'a policy that is true',
      'policies-ask-the-session',
      `create policy wide on register.email for select to seloste_app using (true); comment on policy wide on register.email is 'x'`,
    ],
    [
      'a gate that does not agree (leaks 2 and 3)',
      'gate-agrees',
      'update register.person_name set gate = gate # 256',
    ],
    [
      'a gate the application may write (leak 4)',
      'application-writes-values-only',
      'grant update (gate) on register.email to seloste_app',
    ],
    [
      'a delete the application may do (leak 4)',
      'application-writes-values-only',
      'grant delete on register.subject to seloste_app',
    ],
    [
      'a hidden table the application may read',
      'application-writes-values-only',
      'grant select on register.match_key to seloste_app',
    ],
    [
      'a server login that may become the owner (leak 5)',
      'nobody-can-climb',
      'grant seloste_owner to seloste_server',
    ],
    [
      'a login that inherits the gatekeeper (leak 5)',
      'nobody-can-climb',
      'grant seloste_gatekeeper to seloste_server',
    ],
    [
      'a view that runs as its owner',
      'views-are-invokers',
      'create view register.wide as select * from register.email',
    ],
    [
      'a definer function that is not listed',
      'definer-functions-are-listed',
      `create function gate.back_door() returns bigint language sql security definer set search_path = pg_catalog as 'select count(*) from register.email'; alter function gate.back_door() owner to seloste_gatekeeper; comment on function gate.back_door() is 'x'; revoke all on function gate.back_door() from public`,
    ],
    [
      'a cascade to facts',
      'keys-to-people-restrict',
      'alter table register.email drop constraint email_subject_fk, add constraint email_subject_fk foreign key (subject_id) references register.subject (id) on delete cascade',
    ],
    ['an unlogged table', 'nothing-is-unlogged', 'alter table register.tally set unlogged'],
    [
      'an audit that can be changed',
      'audit-is-append-only',
      'alter table audit.access disable trigger append_only',
    ],
    [
      'a table without a word of explanation',
      'everything-is-explained',
      'comment on table register.email is null',
    ],
  ])('see %s', async (_title, check, bug) => {
    expect(await planted(bug)).toContain(check);
  });
});
