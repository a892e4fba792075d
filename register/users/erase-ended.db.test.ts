import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { behind, gateNotice, publishText } from '../../database/fixture.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { eraseEnded, findEnded } from './erase-ended.ts';
import { endRole, giveRole, removeAccess } from './grant.commands.ts';
import { type Office, openOffice, SERVER, type TestUser } from './users.testing.ts';

let database: TestDatabase;
let office: Office;
let leaver: TestUser;
const MARKER = 'Zyxmerkki';

beforeAll(async () => {
  database = await openTestDatabase();
  const { registerId } = await publishText(database.ownerUrl, gateNotice());
  office = await openOffice(database, { id: registerId, key: 'gate-register' });
  leaver = await office.user(['owner']);
  await office.accounts.query('update auth.account set display_name = $2, login = $3 where id = $1', [
    leaver.accountId,
    MARKER,
    `${MARKER.toLowerCase()}@user.example`,
  ]);
  const actor = { accountId: leaver.accountId, name: MARKER };
  const change = { register: office.register, actor, reason: 'for a test' };
  const colleague = await office.user(['owner']);
  await giveRole(office.accounts, { ...change, accountId: colleague.accountId, role: 'reader' });
  await endRole(office.accounts, { ...change, accountId: colleague.accountId, role: 'reader' });
  await removeAccess(office.accounts, {
    register: office.register,
    actor: SERVER,
    accountId: leaver.accountId,
    reason: `${MARKER} left`,
  });
  await office.accounts.query(
    `update auth.account set access_removed_at = '2026-11-22T10:00:00Z' where id = $1`,
    [leaver.accountId],
  );
});
afterAll(async () => {
  await office.close();
  await database.drop();
});

const found = (now: string) => findEnded(office.accounts, new Date(now));

describe('ended users', () => {
  it('CG.37 are kept to the end of the sixth calendar year, to the second in the register’s time zone', async () => {
    expect(await found('2032-12-31T21:59:59Z')).toEqual([]);
    expect(await found('2032-12-31T22:00:00Z')).toMatchObject([
      { id: leaver.accountId, keptUntil: '2032-12-31' },
    ]);
  });

  it('CG.37 are then erased wherever their name stands, and are found no more', async () => {
    await eraseEnded(office.accounts, await found('2033-01-01T00:00:00Z'));
    expect(await found('2033-01-01T00:00:00Z')).toEqual([]);
    const tables = await behind<{ name: string }>(
      database.superuserUrl,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('auth', 'signin', 'session', 'audit')`,
    );
    for (const { name } of tables) {
      const rows = await behind(
        database.superuserUrl,
        `select t::text as row from ${name} t where t::text ilike $1`,
        [`%${MARKER}%`],
      );
      expect(rows, name).toEqual([]);
    }
    const kept = await behind(
      database.superuserUrl,
      `select kind from audit.security where what = $1 order by at`,
      [leaver.accountId],
    );
    expect(kept).toEqual([{ kind: 'access-removed' }, { kind: 'user-erased' }]);
  });
});
