import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText, under } from './fixture.testing.ts';
import { keepUp, startUpkeep } from './upkeep.ts';

let database: TestDatabase;
let pass: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
});
afterAll(() => database.drop());

const count = (purpose: string, subject: string) =>
  under(database.appUrl, { pass, purpose }, async ({ query }) => {
    const rows = await query<{ n: number }>(
      'select count(*)::int as n from register.email where subject_id = $1',
      [subject],
    );
    return rows[0]?.n;
  });

describe('upkeep', () => {
  it('opens again what stays open after a consent has run out to the second', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(
        `select gate.record_permission(p_subject => $1, p_kind => 'consent', p_purpose => 'newsletter', p_wording => 'x', p_language => 'en', p_proof => 'x', p_expires_at => now() + interval '1 second')`,
        [subject],
      ),
    );
    expect(await count('newsletter', subject)).toBe(1);
    await pause(1_100);
    expect(await count('newsletter', subject)).toBe(0);
    await keepUp(database.appUrl);
    expect(await count('customer-care', subject)).toBe(1);
    expect(await count('newsletter', subject)).toBe(0);
  });

  it('goes on with a rewriting that was interrupted, from the server’s first round', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    await publishText(
      database.ownerUrl,
      gateNotice((yaml) =>
        yaml
          .replace('opens: [training]', 'opens: [training, archive]')
          .replace('opens: [customer-care, archive]', 'opens: [customer-care]'),
      ),
    );
    const errors: unknown[] = [];
    const upkeep = startUpkeep({ url: database.appUrl, onError: (error) => errors.push(error) });
    await upkeep.stop();
    await keepUp(database.appUrl);
    expect(errors).toEqual([]);
    expect(
      await behind(database.superuserUrl, 'select id from notice.rewrite where finished_at is null'),
    ).toEqual([]);
    expect(await count('customer-care', subject)).toBe(1);
  });
});
