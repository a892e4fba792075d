import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { runChecks } from './doctor.ts';

describe('the checks of a database', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-checks-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('pass without rows and otherwise count them and show the first few', async () => {
    await writeFile(path.join(folder, 'fine.sql'), '-- Nothing to find.\nselect 1 where false;\n');
    await writeFile(path.join(folder, 'wrong.sql'), 'select number from generate_series(1, 7) as number\n');
    await writeFile(path.join(folder, 'notes.md'), 'not a check');
    const checks = await runChecks(database.ownerUrl, pathToFileURL(`${folder}/`));
    expect(checks).toEqual([
      { name: 'fine', ok: true, rows: 0, examples: [] },
      { name: 'wrong', ok: false, rows: 7, examples: [1, 2, 3, 4, 5].map((number) => ({ number })) },
    ]);
  });
});
