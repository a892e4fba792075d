import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';

describe('the logins of a database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  const ask = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows[0];
    } finally {
      await client.end();
    }
  };

  it('are two, and neither is a superuser or passes row-level security by', async () => {
    for (const url of [database.ownerUrl, database.appUrl]) {
      const row = await ask(
        url,
        'select rolsuper or rolbypassrls as climbs from pg_roles where rolname = current_user',
      );
      expect(row).toEqual({ climbs: false });
    }
  });

  it('let the owner make tables and not the server', async () => {
    await ask(database.ownerUrl, 'create schema own');
    await expect(ask(database.appUrl, 'create schema stolen')).rejects.toMatchObject({ code: '42501' });
  });

  it('order Finnish letters the Finnish way when the collation is named', async () => {
    const sql = `select string_agg(letter, '' order by letter collate "fi-x-icu") as letters from unnest(array['ö', 'z', 'ä', 'å', 'a']) as letter`;
    expect(await ask(database.appUrl, sql)).toEqual({ letters: 'azåäö' });
  });
});
