import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { printSchema } from './schema.ts';
import { printTypes } from './types.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await openTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('what is printed from the catalogue', () => {
  it('is the committed schema, so that a diff shows what a migration does (mend with vitest --update)', async () => {
    await expect(await printSchema(client)).toMatchFileSnapshot('../generated/schema.sql');
  });

  it('is the committed types of the tables', async () => {
    await expect(await printTypes(client)).toMatchFileSnapshot('../generated/schema.ts');
  });
});
