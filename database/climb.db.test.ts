import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { withClient } from './client.ts';
import { checkLogins } from './climb.ts';

describe('a login that could climb', () => {
  let database: TestDatabase;
  const climber = `climber_${randomUUID().replaceAll('-', '')}`;

  beforeAll(async () => {
    database = await openTestDatabase();
    await asSuperuser(`create role ${climber} login password 'invented'`);
  });
  afterAll(async () => {
    await database.drop();
  });

  const asSuperuser = (sql: string) => withClient(database.superuserUrl, (client) => client.query(sql));
  const climberUrl = () =>
    Object.assign(new URL(database.appUrl), { username: climber, password: 'invented' }).href;
  const checkClimber = () => checkLogins({ ownerUrl: database.ownerUrl, appUrl: climberUrl() });

  it("is not the server's own", async () => {
    await expect(checkLogins(database)).resolves.toBeUndefined();
  });

  const ladders: [string, (role: string) => string, (role: string) => string][] = [
    ['superuser', (role) => `alter role ${role} superuser`, (role) => `alter role ${role} nosuperuser`],
    ['bypassrls', (role) => `alter role ${role} bypassrls`, (role) => `alter role ${role} nobypassrls`],
    ['createrole', (role) => `alter role ${role} createrole`, (role) => `alter role ${role} nocreaterole`],
    ['replication', (role) => `alter role ${role} replication`, (role) => `alter role ${role} noreplication`],
    ['the owner', (role) => `grant seloste_owner to ${role}`, (role) => `revoke seloste_owner from ${role}`],
    [
      'everything',
      (role) => `grant pg_read_all_data to ${role}`,
      (role) => `revoke pg_read_all_data from ${role}`,
    ],
    [
      'owns tables',
      (role) => `create table public.own_${role} (); alter table public.own_${role} owner to ${role}`,
      (role) => `drop table public.own_${role}`,
    ],
  ];
  it.each(ladders)('is refused as %s and taken again without it', async (reason, give, take) => {
    await asSuperuser(give(climber));
    await expect(checkClimber()).rejects.toMatchObject({
      code: 'login-could-climb',
      detail: expect.stringContaining(reason),
    });
    await asSuperuser(take(climber));
    await expect(checkClimber()).resolves.toBeUndefined();
  });
});
