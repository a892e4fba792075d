import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkNoticeSource } from '../../compiler/check/check.ts';
import { publishNotice } from '../../database/publish/publish.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { publishExamples } from './examples.ts';

const example = new URL('../../notices/media.yaml', import.meta.url);

describe('the example notices', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.drop());

  it('are five, and published once', async () => {
    expect(await publishExamples(database.ownerUrl)).toHaveLength(5);
    expect(await publishExamples(database.ownerUrl)).toEqual([]);
  });

  it('are completed by the next start when the first was stopped half-way', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-examples-'));
    await writeFile(path.join(folder, 'media.yaml'), await readFile(example));
    expect(await publishExamples(database.ownerUrl, pathToFileURL(`${folder}/`))).toHaveLength(1);
    expect(await publishExamples(database.ownerUrl)).toHaveLength(4);
    await rm(folder, { recursive: true });
  });

  it('stay away from a database in which somebody has published a notice', async () => {
    const text = await readFile(example, 'utf8');
    const { notice } = checkNoticeSource(text, 'own.yaml');
    if (!notice) throw new Error('the example does not read');
    await publishNotice(database.ownerUrl, { notice, text, publisher: 'ville.virtanen' });
    expect(await publishExamples(database.ownerUrl)).toEqual([]);
  });
});
