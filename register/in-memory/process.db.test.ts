import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { behind, openPass, under } from '../../database/fixture.testing.ts';
import { addDatedPerson, type DatedRegister, openDatedRegister } from '../retention/people.testing.ts';
import { type LentValues, processInMemory } from './process.ts';

/** Found nowhere else, so that one occurrence anywhere is a leak. */
const MARKER = 'ZQ-PASSPORT-7741-KAYTTOKERTA';

let register: DatedRegister;
beforeAll(async () => {
  register = await openDatedRegister('consultancy-group');
});
afterAll(() => register.close());
afterEach(() => vi.restoreAllMocks());

const wish = () => ({
  purpose: 'visitor-badges',
  items: { 'passport-copy': Buffer.from(MARKER), 'travel-data': Buffer.from(MARKER) },
});

const forms = [MARKER, Buffer.from(MARKER).toString('hex'), Buffer.from(MARKER).toString('base64')];
const leaksIn = (text: string) => forms.filter((form) => text.includes(form));

async function tablesWith(): Promise<readonly string[]> {
  const url = register.database.superuserUrl;
  const tables = await behind<{ name: string }>(
    url,
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
  );
  expect(tables.length).toBeGreaterThan(30);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await behind(
      url,
      `select 1 as hit from ${name} x where x::text like any ($1::text[]) limit 1`,
      [forms.map((form) => `%${form}%`)],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** The folder of the test run's server, found by the port in its lock file: data, write-ahead log and the server's own log. */
async function clusterFolder(port: string): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith('seloste-test-')) continue;
    for (const data of await readdir(path.join(tmpdir(), name)).catch(() => [])) {
      const lock = path.join(tmpdir(), name, data, 'postmaster.pid');
      if ((await readFile(lock, 'utf8').catch(() => '')).split('\n')[3] === port)
        return path.join(tmpdir(), name);
    }
  }
  throw new Error('the folder of the test cluster was not found');
}

/** This database's files, the write-ahead log and the server's own log; other databases of the cluster are other tests'. */
async function filesWith(): Promise<readonly string[]> {
  const url = register.database.superuserUrl;
  await behind(url, 'checkpoint');
  const [at] = await behind<{ own: string }>(
    url,
    'select oid::text as own from pg_database where datname = current_database()',
  );
  const folder = await clusterFolder(new URL(url).port);
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  let read = 0;
  for (const entry of names.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if (file.includes(`${path.sep}base${path.sep}`) && path.basename(entry.parentPath) !== at?.own) continue;
    // A file of another test's database may go while we read.
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    read += 1;
    if (
      [...forms.map((form) => Buffer.from(form)), Buffer.from(MARKER, 'utf16le')].some((form) =>
        content.includes(form),
      )
    )
      found.push(entry.name);
  }
  expect(read).toBeGreaterThan(100);
  return found;
}

describe('processing in memory', () => {
  it('CG.18 lets the work use what may not be stored, and overwrites it when the work has ended', async () => {
    const asked = wish();
    let seen = '';
    let kept: LentValues | undefined;
    await processInMemory(register.acting, asked, async (values) => {
      seen = values.bytes('passport-copy').toString();
      kept = values;
    });
    expect(seen).toBe(MARKER);
    expect(asked.items['passport-copy'].every((byte) => byte === 0)).toBe(true);
    expect(() => kept?.bytes('passport-copy')).toThrow('ended');
  });

  it('CG.18 gives a constant however the values are printed, spread, logged or sent', async () => {
    const texts: string[] = [];
    await processInMemory(register.acting, wish(), async (values) => {
      texts.push(
        JSON.stringify(values),
        JSON.stringify({ values }),
        inspect(values, { showHidden: true, depth: 9 }),
      );
      texts.push(
        String(values),
        `${values}`,
        JSON.stringify({ ...values }),
        JSON.stringify(Object.entries(values)),
      );
    });
    expect(texts.flatMap(leaksIn)).toEqual([]);
    expect(texts[0]).toBe('"[processed in memory only]"');
  });

  it('CG.18 lets a constant error out of work that fails with the value in its message, and overwrites too', async () => {
    const asked = wish();
    const failing = processInMemory(register.acting, asked, async (values) => {
      throw new Error(`could not read ${values.bytes('passport-copy').toString()}`, {
        cause: values.bytes('travel-data').toString(),
      });
    });
    const error = await failing.catch((each: unknown) => each);
    expect(error).toMatchObject({ code: 'in-memory-failed' });
    expect(leaksIn(inspect(error, { showHidden: true, depth: 9 }) + String((error as Error).stack))).toEqual(
      [],
    );
    expect(asked.items['travel-data'].every((byte) => byte === 0)).toBe(true);
  });

  it('CG.18 leaves no trace of a value in any table, file or line of output', async () => {
    const written: string[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      });
    }
    await processInMemory(register.acting, wish(), async (values) => {
      process.stdout.write(`${values}\n`);
      values.bytes('passport-copy');
    });
    await processInMemory(register.acting, wish(), async (values) => {
      throw new Error(values.bytes('passport-copy').toString());
    }).catch(() => undefined);
    vi.restoreAllMocks();
    expect(leaksIn(written.join(''))).toEqual([]);
    expect(await tablesWith()).toEqual([]);
    expect(await filesWith()).toEqual([]);
  });

  it('finds a value that is planted in a table, so that finding none means something', async () => {
    const person = await addDatedPerson(register, { kind: 'customer-contact', own: { name: '2026-01-01' } });
    await behind(
      register.database.superuserUrl,
      'update register.person_name set family_name = $2 where subject_id = $1',
      [person.subject, MARKER],
    );
    expect(await tablesWith()).toContain('register.person_name');
    await behind(
      register.database.superuserUrl,
      `update register.person_name set family_name = 'Esimerkki' where subject_id = $1`,
      [person.subject],
    );
  });

  it('puts on record that it was processed, for whom and which items, before a value is lent', async () => {
    const person = await addDatedPerson(register, { kind: 'customer-contact', own: { name: '2026-01-01' } });
    const recorded = () =>
      behind<{ purpose_key: string; criteria: unknown }>(
        register.database.superuserUrl,
        `select a.purpose_key, a.criteria from audit.access a join audit.access_subject s on s.access_id = a.id
          where s.subject_id = $1 and a.what = 'processed in memory'`,
        [person.subject],
      );
    await processInMemory(register.acting, { ...wish(), subjectId: person.subject }, async () => {
      expect(await recorded()).toEqual([
        { purpose_key: 'visitor-badges', criteria: { items: ['passport-copy', 'travel-data'] } },
      ]);
    });
  });

  it('lends nothing for another purpose, an item it does not list, a dead session or one without the task', async () => {
    const work = vi.fn(() => Promise.resolve());
    const url = register.database.superuserUrl;
    const without = await openPass(url, {
      register: 'consultancy-customers',
      purposes: ['customer-relationship'],
    });
    const asked: readonly (readonly [
      Partial<Parameters<typeof processInMemory>[1]>,
      string | null,
      string,
    ])[] = [
      [{ purpose: 'customer-relationship' }, null, 'purpose-not-in-notice'],
      [{ items: { photo: Buffer.from(MARKER) } }, null, 'item-not-in-notice'],
      [{}, 'no such pass', 'not-allowed'],
      [{}, without, 'not-allowed'],
    ];
    for (const [change, pass, code] of asked) {
      const given = { ...wish(), ...change };
      await expect(
        processInMemory({ ...register.acting, pass: pass ?? register.acting.pass }, given, work),
      ).rejects.toMatchObject({ code });
      expect(Object.values(given.items).every((value) => value.every((byte) => byte === 0))).toBe(true);
    }
    expect(work).not.toHaveBeenCalled();
  });

  it('CG.18 refuses such an item in every table that could hold it', async () => {
    const { database, acting } = register;
    const person = await addDatedPerson(register, { kind: 'customer-contact', own: { name: '2026-01-01' } });
    const items = await behind<{ item_no: number; table_name: string; source_no: number }>(
      database.superuserUrl,
      `select i.item_no, i.table_name, s.source_no from notice.item i join notice.item_source s using (register_id, item_no) where i.never_stored`,
    );
    expect(items.length).toBeGreaterThanOrEqual(3);
    for (const item of items) {
      const columns =
        item.table_name === 'identity_code' || item.table_name === 'attribute_sealed'
          ? `sealed, mask, epoch) values ($1, gen_random_uuid(), $2, $3, '\\x00', 'x', 1)`
          : `value) values ($1, gen_random_uuid(), $2, $3, 'x')`;
      await expect(
        under(database.appUrl, { pass: acting.pass, purpose: 'visitor-badges' }, ({ query }) =>
          query(`insert into register.${item.table_name} (subject_id, id, item_no, source_no, ${columns}`, [
            person.subject,
            item.item_no,
            item.source_no,
          ]),
        ),
      ).rejects.toThrow();
    }
  });
});
