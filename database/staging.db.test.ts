import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { behind, gateNotice, openPass, publishText, under, type Work } from './fixture.testing.ts';

let database: TestDatabase;
let pass: string;
let numbers: { person: number; directory: number; contact: number };

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
  const rows = await behind<{ person: number; directory: number; contact: number }>(
    database.superuserUrl,
    `select (select source_no from notice.source where key = 'the-person') as person, (select source_no from notice.source where key = 'directory') as directory,
            (select kind_no from notice.kind where key = 'contact') as contact`,
  );
  numbers = rows[0] ?? numbers;
});
afterAll(() => database.drop());

const hashOf = (value: string) => createHash('sha256').update(value).digest('hex');

async function copy(client: pg.Client, into: string, lines: readonly (readonly unknown[])[]): Promise<void> {
  const text = lines.map((line) => `${line.map((value) => value ?? '\\N').join('\t')}\n`).join('');
  await pipeline(Readable.from([text]), client.query(copyFrom(`copy ${into} from stdin`)));
}

interface Line {
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly source?: number;
  readonly item?: number;
}

/** The whole of an import: people by e-mail and name, then their facts. */
async function importLines(work: Work, lines: readonly Line[]) {
  const { client, query } = work;
  const source = (line: Line) => line.source ?? numbers.person;
  await query('select gate.open_staging()');
  await copy(
    client,
    'pg_temp.staging_subject (row_no, id, source_no)',
    lines.map((line, index) => [index, randomUUID(), source(line)]),
  );
  await copy(
    client,
    'pg_temp.staging_key (row_no, kind, hmac, joins)',
    lines.flatMap((line, index) => [
      [index, 'email', `\\\\x${hashOf(line.email)}`, 'f'],
      [index, 'email+name', `\\\\x${hashOf(line.email + line.name)}`, 't'],
    ]),
  );
  await copy(
    client,
    'pg_temp.staging_relationship (row_no, id, kind_no, source_no)',
    lines.map((line, index) => [index, randomUUID(), numbers.contact, source(line)]),
  );
  const answers = await query<{ row_no: number; answer: string }>('select * from gate.match()');
  await query('select * from gate.add_people()');
  await copy(
    client,
    'pg_temp.staging_fact (row_no, id, of_relationship, item_no, source_no, t1, t2)',
    lines.flatMap((line, index) => [
      [index, randomUUID(), 'f', 1, source(line), 'Aino', line.name],
      [index, randomUUID(), 't', line.item ?? 20, source(line), line.email, null],
      ...(line.phone ? [[index, randomUUID(), 'f', 22, source(line), line.phone, null]] : []),
    ]),
  );
  const added = await query<{ added: string }>('select gate.insert_facts() as added');
  return { answers: answers.map((row) => row.answer), added: Number(added[0]?.added) };
}

const run = (lines: readonly Line[], purpose = 'customer-care') =>
  under(database.appUrl, { pass, purpose }, (work) => importLines(work, lines));

const count = (purpose: string, address: string) =>
  under(database.appUrl, { pass, purpose }, async ({ query }) => {
    const rows = await query<{ n: number }>(
      'select count(*)::int as n from register.email where address = $1',
      [address],
    );
    return rows[0]?.n;
  });

const forPerson = async (address: string, sql: string, values: unknown[] = []) => {
  const rows = await behind<{ subject_id: string }>(
    database.superuserUrl,
    'select subject_id from register.email where address = $1',
    [address],
  );
  return under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
    query(sql, [rows[0]?.subject_id, ...values]),
  );
};

const disagreements = () => behind(database.superuserUrl, 'select * from gate.check_gates()');

describe('adding many through staging', () => {
  it('adds people, their relationships and facts with gates that agree', async () => {
    const result = await run([
      { name: 'Yksi', email: 'one@example.test', phone: '+358440000001' },
      { name: 'Kaksi', email: 'two@example.test', source: numbers.directory },
    ]);
    expect(result).toEqual({ answers: ['added', 'added'], added: 5 });
    expect(await count('customer-care', 'one@example.test')).toBe(1);
    expect(await count('sales', 'one@example.test')).toBe(1);
    expect(await count('sales', 'two@example.test')).toBe(0);
    expect(await count('newsletter', 'one@example.test')).toBe(0);
    expect(await disagreements()).toEqual([]);
  });

  it('joins who is there already and does not double what they have', async () => {
    const lines = [
      { name: 'Kolme', email: 'three@example.test' },
      { name: 'Kolme', email: 'three@example.test' },
    ];
    expect((await run(lines)).answers).toEqual(['added', 'joined']);
    expect(await run(lines)).toEqual({ answers: ['joined', 'joined'], added: 0 });
    expect(await count('customer-care', 'three@example.test')).toBe(1);
  });

  it('answers refused for a restricted person and for one who banned the purpose, and says no more', async () => {
    await run([
      { name: 'Nelja', email: 'four@example.test' },
      { name: 'Viisi', email: 'five@example.test' },
    ]);
    await forPerson(
      'four@example.test',
      `select gate.record_permission(p_subject => $1, p_kind => 'restriction')`,
    );
    await forPerson('five@example.test', `select gate.record_permission(p_subject => $1, p_kind => 'ban')`);
    const again = [
      { name: 'Nelja', email: 'four@example.test' },
      { name: 'Viisi', email: 'five@example.test' },
    ];
    expect((await run(again, 'sales')).answers).toEqual(['refused', 'refused']);
    expect((await run(again)).answers).toEqual(['refused', 'joined']);
  });

  it('starts a new person at an address that said no with that no', async () => {
    await run([{ name: 'Kuusi', email: 'shared@example.test' }]);
    await forPerson(
      'shared@example.test',
      `select gate.record_permission(p_subject => $1, p_kind => 'objection', p_purpose => 'sales')`,
    );
    expect((await run([{ name: 'Seitseman', email: 'shared@example.test' }])).answers).toEqual(['added']);
    expect(await count('sales', 'shared@example.test')).toBe(0);
    expect(await count('customer-care', 'shared@example.test')).toBe(2);
    expect(await disagreements()).toEqual([]);
  });

  it('never re-opens by an imported consent what the person has said no to', async () => {
    await run([{ name: 'Kahdeksan', email: 'eight@example.test' }]);
    const words = `p_purpose => 'newsletter', p_wording => 'May we', p_language => 'en', p_proof => 'list'`;
    await forPerson(
      'eight@example.test',
      `select gate.record_permission(p_subject => $1, p_kind => 'consent', ${words})`,
    );
    await forPerson(
      'eight@example.test',
      `select gate.record_permission(p_subject => $1, p_kind => 'withdrawal', p_purpose => 'newsletter')`,
    );
    const rows = await forPerson(
      'eight@example.test',
      `select gate.record_permission(p_subject => $1, p_kind => 'consent', ${words}, p_reopens => false) as id`,
    );
    expect(rows).toEqual([{ id: null }]);
    expect(await count('newsletter', 'eight@example.test')).toBe(0);
  });

  it('refuses the whole batch for an item or a source the notice does not list, naming the notice’s own key', async () => {
    await expect(run([{ name: 'X', email: 'x@example.test', item: 25 }])).rejects.toMatchObject({
      code: 'SE006',
    });
    await expect(
      run([{ name: 'X', email: 'x@example.test', item: 40, source: numbers.directory }]),
    ).rejects.toMatchObject({
      code: 'SE007',
      detail: 'title from directory',
    });
    await expect(run([{ name: 'X', email: 'x@example.test', item: 1001 }], 'training')).rejects.toMatchObject(
      { code: 'SE006' },
    );
    expect(await count('customer-care', 'x@example.test')).toBe(0);
  });

  it('keeps staging to the gatekeeper: the application may neither read it nor make a table of its own in its place', async () => {
    await under(database.appUrl, { pass, purpose: 'customer-care' }, async ({ query }) => {
      await query('select gate.open_staging()');
      await expect(query('select * from pg_temp.staging_fact')).rejects.toMatchObject({ code: '42501' });
    }).catch(() => undefined);
    await expect(
      under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
        query('create temporary table staging_fact (id int)'),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('finds by search what the purpose may see and nothing else', async () => {
    await run([{ name: 'Hakutesti', email: 'find.me@example.test' }]);
    const search = (purpose: string, words: string) =>
      under(
        database.appUrl,
        { pass, purpose },
        async ({ query }) => (await query('select * from gate.search($1)', [words])).length,
      );
    expect(await search('customer-care', 'hakutesti')).toBe(1);
    expect(await search('customer-care', 'hakutetsi')).toBe(1);
    expect(await search('newsletter', 'hakutesti')).toBe(0);
    expect(await search('customer-care', '%')).toBe(0);
  });

  it('erases a row with its search line and old values, leaves proof, and refuses what is held', async () => {
    await run([{ name: 'Poistettava', email: 'gone@example.test', phone: '+358440000009' }]);
    const rows = await behind<{ subject_id: string; id: string }>(
      database.superuserUrl,
      `select subject_id, id from register.email where address = 'gone@example.test'`,
    );
    const { subject_id, id } = rows[0] ?? { subject_id: '', id: '' };
    const erase = () =>
      under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
        query(`select gate.erase_fact('email', $1, $2, 'asked')`, [subject_id, id]),
      );
    await behind(
      database.superuserUrl,
      `insert into register.hold (register_id, id, hold_key, owner_id, ground) select id, gen_random_uuid(), 'claim', $1, 'claim' from notice.register`,
      [id],
    );
    await expect(erase()).rejects.toMatchObject({ code: 'SE015' });
    await behind(database.superuserUrl, 'update register.hold set ended_at = now()');
    await erase();
    await expect(erase()).rejects.toMatchObject({ code: 'SE016' });
    const left = await behind<{ n: number }>(
      database.superuserUrl,
      `select (select count(*) from register.email where id = $1)::int + (select count(*) from register.search where id = $1)::int as n`,
      [id],
    );
    expect(left).toEqual([{ n: 0 }]);
    expect(
      await behind(database.superuserUrl, 'select ground from audit.destruction where row_id = $1', [id]),
    ).toEqual([{ ground: 'asked' }]);
  });

  it('tells how many facts other purposes hold, and never about a restricted person', async () => {
    await run([{ name: 'Laskuri', email: 'count@example.test', phone: '+358440000003' }]);
    const hidden = (purpose: string) =>
      behind<{ subject_id: string }>(
        database.superuserUrl,
        `select subject_id from register.email where address = 'count@example.test'`,
      ).then(([row]) =>
        under(database.appUrl, { pass, purpose }, ({ query }) =>
          query('select gate.hidden_facts($1) as n', [row?.subject_id]),
        ),
      );
    await forPerson(
      'count@example.test',
      `select gate.record_permission(p_subject => $1, p_kind => 'ban', p_channel => 'email')`,
    );
    expect(await hidden('customer-care')).toEqual([{ n: 0 }]);
    expect(await hidden('sales')).toEqual([{ n: 1 }]);
    expect(await hidden('newsletter')).toEqual([{ n: null }]);
    await forPerson(
      'count@example.test',
      `select gate.record_permission(p_subject => $1, p_kind => 'restriction', p_purpose => 'training')`,
    );
    expect(await hidden('customer-care')).toEqual([{ n: null }]);
  });
});
