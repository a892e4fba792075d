import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { withClient } from '../client.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

it.skipIf(process.platform === 'win32')(
  'ends the statement of a process that is gone, and gives its locks back',
  async () => {
    const gone = new pg.Client({ connectionString: database.superuserUrl });
    gone.on('error', () => undefined);
    await gone.connect();
    gone.query('select pg_advisory_lock(1), pg_sleep(3600)').catch(() => undefined);
    await withClient(database.superuserUrl, async (client) => {
      const held = async () =>
        (
          await client.query(
            `select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
          )
        ).rowCount;
      await expect.poll(held, { timeout: 20_000 }).toBe(1);
      (gone as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      await expect.poll(held, { timeout: 20_000 }).toBe(0);
    });
  },
);
