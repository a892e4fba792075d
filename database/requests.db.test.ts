import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText, under } from './fixture.testing.ts';
import { keepUp } from './upkeep.ts';

let database: TestDatabase;
let pass: string;
let service: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
  service = await openPass(database.superuserUrl, {
    kind: 'service',
    purposes: ['newsletter'],
    verbs: ['add'],
  });
});
afterAll(() => database.drop());

const asService = <Row extends object>(sql: string, values: unknown[]) =>
  under(database.appUrl, { pass: service, purpose: 'newsletter' }, ({ query }) => query<Row>(sql, values));
const hashOf = (token: string) => createHash('sha256').update(token).digest();

async function ask(subject: string, lasts = '7 days'): Promise<string> {
  const token = randomUUID();
  await asService(
    `select gate.request_permission($1, $2, 'newsletter', 'email', $3, 'May we', 'en', now() + $4::interval)`,
    [randomUUID(), subject, hashOf(token), lasts],
  );
  return token;
}
const confirm = async (token: string) => {
  const rows = await asService<{ done: boolean }>(
    `select gate.confirm_permission($1, 'link opened') as done`,
    [hashOf(token)],
  );
  return rows[0]?.done;
};
const isOpen = async (subject: string) => {
  const rows = await under(database.appUrl, { pass, purpose: 'newsletter' }, ({ query }) =>
    query('select address from register.email where subject_id = $1', [subject]),
  );
  return rows.length === 1;
};

describe('a sign-up that waits for its confirmation', () => {
  it('opens nothing until its link is opened, and then once', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    const token = await ask(subject);
    expect(await isOpen(subject)).toBe(false);
    expect(await confirm('another')).toBe(false);
    expect(await isOpen(subject)).toBe(false);
    expect(await confirm(token)).toBe(true);
    expect(await isOpen(subject)).toBe(true);
    expect(await confirm(token)).toBe(false);
  });

  it('does not undo a ban, which takes more than a link', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(`select gate.record_permission(p_subject => $1, p_kind => 'ban')`, [subject]),
    );
    await confirm(await ask(subject));
    expect(await isOpen(subject)).toBe(false);
  });

  it('runs out, and is then gone', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    const token = await ask(subject, '-1 second');
    expect(await confirm(token)).toBe(false);
    await keepUp(database.appUrl);
    expect(
      await behind(
        database.superuserUrl,
        'select id from register.permission_request where subject_id = $1',
        [subject],
      ),
    ).toEqual([]);
  });

  it('can be asked three times an hour for a person and no more', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    for (let round = 0; round < 3; round += 1) await ask(subject);
    await expect(ask(subject)).rejects.toMatchObject({ code: 'SE024' });
  });

  it('is refused for a purpose that does not rest on consent', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    const request = asService(
      `select gate.request_permission($1, $2, 'sales', 'email', $3, 'May we', 'en', now() + interval '1 day')`,
      [randomUUID(), subject, hashOf('x')],
    );
    await expect(request).rejects.toMatchObject({ code: 'SE005' });
  });
});
