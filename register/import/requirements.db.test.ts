// An import keeps what the notice requires of people: row by row with a reason, and a cell that cannot be kept without its row.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../database/door/door.ts';
import { behind, openPass, publishText } from '../../database/fixture.testing.ts';
import { requiringNotice } from '../../database/requirements.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { type KeyStore, openKeyStore } from '../keys/key-store.ts';
import { type ImportRequest, type ImportSummary, importFile } from './import.ts';

let database: TestDatabase;
let door: Door;
let keys: KeyStore;
let folder: string;
let pass: string;
let registerId: number;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seloste-import-'));
  database = await openTestDatabase();
  ({ registerId } = await publishText(database.ownerUrl, requiringNotice()));
  pass = await openPass(database.superuserUrl);
  door = openDoor({ url: database.appUrl });
  keys = await openKeyStore({ folder: path.join(folder, 'keys'), mirrorFolder: path.join(folder, 'mirror') });
});
afterAll(async () => {
  await Promise.all([door.close(), keys.close()]);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function load(lines: readonly string[], more: Partial<ImportRequest> = {}): Promise<ImportSummary> {
  const file = path.join(folder, 'people.csv');
  await writeFile(file, `${lines.join('\n')}\n`);
  return importFile(
    { door, keys, pass, registerId },
    {
      file,
      source: 'the-person',
      purpose: 'training',
      kind: 'trainee',
      map: {},
      dryRun: false,
      importId: crypto.randomUUID(),
      rejectsFolder: path.join(folder, 'rejects'),
      now: Temporal.Instant.from('2026-11-21T10:00:00Z'),
      ...more,
    },
  );
}

const HEAD = 'Last name;First name;Shoe size;E-mail;Phone;Nationality;Passport';
const stored = async (family: string) =>
  (
    await behind<{ key: string }>(
      database.superuserUrl,
      `select i.key from register.person_name n cross join gate.facts_of(array[n.subject_id]) f
         join notice.item i on i.register_id = n.register_id and i.item_no = f.item_no where n.family_name = $1 order by 1`,
      [family],
    )
  ).map(({ key }) => key);

describe('what the notice requires of people', () => {
  it('sets aside a row without what is mandatory, or with two of which one is kept', async () => {
    const summary = await load([
      HEAD,
      'Kokonen;Aino;41;aino@example.test;;;',
      'Vajaa;Eino;;eino@example.test;;;',
      'Kaksonen;Väinö;40;vaino@example.test;040 1234567;;',
    ]);
    expect(summary).toMatchObject({ rows: 3, added: 1, rejected: 2, leftOut: 0 });
    expect(summary.problems.map(({ column, problem }) => [column, problem]).sort()).toEqual([
      ['Phone', 'beside-another'],
      ['Shoe size', 'required-missing'],
    ]);
    expect(await readFile(summary.rejectsFile ?? '', 'utf8')).toContain('the other of the two is missing');
    expect(await stored('Kaksonen')).toEqual([]);
  });

  it('leaves out a cell whose condition is not known to hold, and keeps the row', async () => {
    const summary = await load([
      HEAD,
      'Norja;Olav;42;olav@example.test;;no;N1234',
      'Suomi;Helmi;38;helmi@example.test;;fi;F1234',
      'Outo;Impi;39;impi@example.test;;;X1234',
    ]);
    expect(summary).toMatchObject({ added: 3, rejected: 0, leftOut: 2 });
    expect(summary.problems).toMatchObject([
      { column: 'Passport', problem: 'condition-unmet', rows: 2, first: [3, 4] },
    ]);
    expect(await stored('Norja')).toContain('passport');
    expect(await stored('Suomi')).toEqual(['email', 'name', 'nationality', 'shoe-size']);
  });

  it('takes what else it tells of who is already there', async () => {
    const once = 'Yksinen;Ilta;41;ilta@example.test;;;';
    await load([HEAD, once]);
    const summary = await load([
      'Last name;First name;Shoe size;E-mail;Birth date',
      'Yksinen;Ilta;41;ilta@example.test;1990-01-01',
    ]);
    expect(summary).toMatchObject({ joined: 1, leftOut: 0 });
    expect(await stored('Yksinen')).toEqual(['birth-date', 'email', 'name', 'shoe-size']);
  });

  it('counts what is known of a person who begins as another kind', async () => {
    await load(['Last name;First name;E-mail', 'Kahtinen;Kerttu;kerttu@example.test'], {
      purpose: 'customer-care',
      kind: 'contact',
    });
    const summary = await load([HEAD, 'Kahtinen;Kerttu;37;kerttu@example.test;;;']);
    expect(summary).toMatchObject({ joined: 1, relationships: 1, rejected: 0 });
    expect(await stored('Kahtinen')).toEqual(['email', 'name', 'shoe-size']);
  });

  it('asks for the items of the purpose alone', async () => {
    const more = { purpose: 'sales' };
    const summary = await load(['Last name;First name;E-mail', 'Myynti;Sulo;sulo@example.test'], more);
    expect(summary).toMatchObject({ added: 1, rejected: 0 });
    await expect(load(['E-mail', 'nimeton@example.test'], more)).rejects.toMatchObject({
      code: 'import-mapping-wrong',
    });
  });

  it('leaves every gate as it is computed', async () => {
    expect(await behind(database.superuserUrl, 'select * from gate.check_gates() limit 3')).toEqual([]);
  });
});
