import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { behind } from './fixture.testing.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let emptyUrl: string;
let name: string;

/** A database without anything in it, owned by the owner's login as the administrator makes it. */
beforeAll(async () => {
  database = await openTestDatabase();
  name = `empty_${randomUUID().replaceAll('-', '')}`;
  await behind(inject('cluster').superuserUrl, `create database ${name} owner seloste_owner`);
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  emptyUrl = url.href;
});
afterAll(async () => {
  await behind(inject('cluster').superuserUrl, `drop database ${name} with (force)`);
  await database.drop();
});

describe('migrating', () => {
  it('is safe when two servers start at once: one migrates, the other finds it done', async () => {
    const both = await Promise.all([migrate(emptyUrl), migrate(emptyUrl)]);
    const applied = both.map((answer) => answer.applied.length).toSorted((one, other) => one - other);
    expect(applied[0]).toBe(0);
    expect(applied[1]).toBeGreaterThan(0);
    expect(both.filter((answer) => answer.regenerated)).toHaveLength(1);
  });

  it('does nothing the second time', async () => {
    expect(await migrate(emptyUrl)).toEqual({ applied: [], regenerated: false });
  });

  it('refuses a database that a newer version has migrated, and changes nothing', async () => {
    await behind(
      database.ownerUrl,
      `insert into migration.applied (name, hash) values ('9999-from-the-future.sql', 'x')`,
    );
    await expect(migrate(database.ownerUrl)).rejects.toMatchObject({ code: 'database-newer' });
    await behind(database.ownerUrl, `delete from migration.applied where name = '9999-from-the-future.sql'`);
  });

  it('refuses a migration that is not the one the database was made with', async () => {
    await behind(
      database.ownerUrl,
      `update migration.applied set hash = 'other' where name = '0002-notice.sql'`,
    );
    await expect(migrate(database.ownerUrl)).rejects.toMatchObject({ code: 'migration-changed' });
  });

  it('makes functions, rights and policies anew as a whole when any of them has changed', async () => {
    await behind(emptyUrl, `update migration.generated set hash = 'old'`);
    await behind(emptyUrl, 'alter table register.email disable row level security');
    expect(await migrate(emptyUrl)).toEqual({ applied: [], regenerated: true });
    const rows = await behind(
      emptyUrl,
      `select relrowsecurity and relforcerowsecurity as forced from pg_class where oid = 'register.email'::regclass`,
    );
    expect(rows).toEqual([{ forced: true }]);
  });

  it('leaves the owner no member of the gatekeeper, whose policy lets everything through', async () => {
    const client = new pg.Client({ connectionString: emptyUrl });
    await client.connect();
    const { rows } = await client.query(`select pg_has_role('seloste_gatekeeper', 'usage') as inherits`);
    await client.end();
    expect(rows).toEqual([{ inherits: false }]);
  });
});
