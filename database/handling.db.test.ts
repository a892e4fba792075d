import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import {
  addPerson,
  behind,
  gateNotice,
  openPass,
  publishText,
  type TestPerson,
  under,
} from './fixture.testing.ts';

const NOTICE = gateNotice((yaml) =>
  yaml
    .replace('  visa:', '  diary: { title: { en: Diary }, type: long-text }\n  visa:')
    .replace(
      '  work: {',
      '  diaries: { title: { en: Diaries }, items: [diary], for: [customer-care, sales], from: [the-person, { source: directory, narrows: [sales] }], keep: long }\n  work: {',
    ),
);

let database: TestDatabase;
let pass: string;
let item: number;
let sources: Record<string, number>;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, NOTICE);
  pass = await openPass(database.superuserUrl);
  const [found] = await look<{ item_no: number }>(`select item_no from notice.item where key = 'diary'`);
  item = found?.item_no ?? 0;
  const rows = await look<{ key: string; source_no: number }>('select key, source_no from notice.source');
  sources = Object.fromEntries(rows.map((row) => [row.key, row.source_no]));
});
afterAll(() => database.drop());

const look = <Row extends object>(sql: string, values: unknown[] = []) =>
  behind<Row>(database.superuserUrl, sql, values);
const as = <Row extends object>(sql: string, values: unknown[] = [], purpose = 'customer-care', key = pass) =>
  under(database.appUrl, { pass: key, purpose }, ({ query }) => query<Row>(sql, values));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const person = () => addPerson(database.appUrl, pass);
const gatesAgree = async () => expect(await look('select * from gate.check_gates()')).toEqual([]);

async function write(
  of: TestPerson,
  value: string,
  more: { source?: string; ends?: string } = {},
): Promise<string> {
  const id = randomUUID();
  await as(
    'insert into register.attribute_long_text (subject_id, id, item_no, source_no, ends_at, value) values ($1, $2, $3, $4, now() + $5::interval, $6)',
    [of.subject, id, item, sources[more.source ?? 'the-person'], more.ends ?? null, value],
  );
  return id;
}

const read = async (id: string, purpose = 'customer-care') =>
  (
    await as<{ value: string }>('select value from register.attribute_long_text where id = $1', [id], purpose)
  ).map((row) => row.value);
const correct = (id: string, what: string, to: unknown, purpose = 'customer-care') =>
  as<{ matched: number; corrected: number; held: number }>(
    `select * from gate.correct_facts('attribute_long_text', p_id => $1, ${what} => $2)`,
    [id, to],
    purpose,
  ).then(([row]) => row);
const object = (subject: string, purpose: string) =>
  as(`select gate.record_permission($1, 'objection', $2, p_ground => 'asked', p_source => 'the-person')`, [
    subject,
    purpose,
  ]);

describe('a long text', () => {
  it('is found by what it begins with, behind the policies through an index, and never by search', async () => {
    const someone = await person();
    const id = await write(someone, 'HX-17 opened a very peculiar account');
    const rows = await as(
      'select id from register.attribute_long_text where item_no = $1 and head >= $2 and head < $3',
      [item, 'HX-17', 'HX-18'],
    );
    expect(rows).toEqual([{ id }]);
    expect(await as('select * from gate.search($1)', ['peculiar'])).toEqual([]);
    expect(await look('select 1 from register.search where id = $1', [id])).toEqual([]);
  });

  it('of the row of one purpose is not there for another', async () => {
    const id = await write(await person(), 'for care and sales');
    expect(await read(id, 'sales')).toHaveLength(1);
    expect(await read(id, 'training')).toEqual([]);
  });
});

describe('a row with an end of its own', () => {
  it('closes to the second, and no later answer opens it again', async () => {
    const someone = await person();
    const id = await write(someone, 'until soon', { ends: '300 milliseconds' });
    expect(await read(id)).toEqual(['until soon']);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await read(id)).toEqual([]);
    await object(someone.subject, 'sales');
    await as(
      `select gate.record_permission($1, 'objection-lifted', 'sales', p_ground => 'asked', p_proof => 'letter', p_source => 'the-person')`,
      [someone.subject],
    );
    expect(await read(id)).toEqual([]);
    await gatesAgree();
  });

  it('is told when the row is added and not written by the application afterwards', async () => {
    const id = await write(await person(), 'mine', { ends: '1 day' });
    expect(
      await codeOf(as('update register.attribute_long_text set ends_at = null where id = $1', [id])),
    ).toBe('42501');
  });
});

describe('changing many rows in one statement', () => {
  it('keeps each old value that differs, gated as its row is, and a line for each row', async () => {
    const people = [await person(), await person(), await person()];
    for (const each of people) await write(each, 'one of many');
    await write(people[0] as TestPerson, 'as it was');
    await as(
      `update register.attribute_long_text set value = case when value = 'as it was' then value else value || '!' end where value in ('one of many', 'as it was')`,
    );
    const ids = people.map((each) => each.subject);
    const kept = await look(
      `select old_value, count(*)::int as n, count(*) filter (where c.gate = s.gate)::int as gated
       from register.change_value c join register.subject s on s.id = c.subject_id where c.subject_id = any ($1) group by old_value`,
      [ids],
    );
    expect(kept).toEqual([{ old_value: 'one of many', n: 3, gated: 3 }]);
    const lines = await look(
      `select count(*)::int as n from audit.change where subject_id = any ($1) and verb = 'change' and table_name = 'attribute_long_text' and purpose_key = 'customer-care' and account_id is not null`,
      [ids],
    );
    expect(lines).toEqual([{ n: 4 }]);
  });

  it('lets search find what the rows say now, and two columns of a row be kept apart', async () => {
    const someone = await person();
    await as(
      `update register.person_name set given_name = 'Uusi', family_name = 'Nimelä' where subject_id = $1`,
      [someone.subject],
    );
    expect(
      await look('select text from register.search where subject_id = $1 and item_no = 1', [someone.subject]),
    ).toEqual([{ text: 'uusi nimela' }]);
    const kept = await look(
      'select column_name, old_value from register.change_value where subject_id = $1 order by 1',
      [someone.subject],
    );
    expect(kept).toEqual([
      { column_name: 'family_name', old_value: 'Testilä' },
      { column_name: 'given_name', old_value: 'Aino' },
    ]);
  });
});

describe('a row filed under the wrong person', () => {
  it('goes to the right one with its old values, opens what they allow and nothing else, and leaves a line for both', async () => {
    const [wrong, right] = [await person(), await person()];
    await object(right.subject, 'sales');
    const id = await write(wrong, 'first');
    await as(`update register.attribute_long_text set value = 'second' where id = $1`, [id]);
    expect(await correct(id, 'p_to_subject', right.subject)).toEqual({ matched: 1, corrected: 1, held: 0 });
    expect(await as('select subject_id from register.attribute_long_text where id = $1', [id])).toEqual([
      { subject_id: right.subject },
    ]);
    expect(await read(id, 'sales')).toEqual([]);
    expect(await look('select subject_id from register.change_value where row_id = $1', [id])).toEqual([
      { subject_id: right.subject },
    ]);
    const lines = await look(
      `select verb, subject_id from audit.change where row_id = $1 and verb in ('remove', 'add') order by at, verb desc`,
      [id],
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        { verb: 'remove', subject_id: wrong.subject },
        { verb: 'add', subject_id: right.subject },
      ]),
    );
    await gatesAgree();
  });

  it('waits for an objection that has not committed yet, and arrives closed', async () => {
    const [wrong, right] = [await person(), await person()];
    const id = await write(wrong, 'in the meantime');
    const order: string[] = [];
    await under(database.appUrl, { pass, purpose: 'customer-care' }, async ({ query, client }) => {
      await query(
        `select gate.record_permission($1, 'objection', 'sales', p_ground => 'asked', p_source => 'the-person')`,
        [right.subject],
      );
      const moved = correct(id, 'p_to_subject', right.subject).then(() => order.push('moved'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      order.push('committed');
      await client.query('commit');
      await moved;
      await client.query('begin');
    });
    expect(order).toEqual(['committed', 'moved']);
    expect(await read(id, 'sales')).toEqual([]);
    await gatesAgree();
  });

  it('stays where it is when it is restricted, or held', async () => {
    const [wrong, right] = [await person(), await person()];
    const [restricted, held] = [await write(wrong, 'contested'), await write(right, 'claimed')];
    await as(
      `select gate.record_permission($1, 'restriction', p_row => $2, p_allowed => '{customer-care}', p_ground => 'contested', p_source => 'the-person')`,
      [wrong.subject, restricted],
    );
    await look(
      `insert into register.hold (register_id, id, hold_key, owner_id, ground) select id, gen_random_uuid(), 'claim', $1, 'claim' from notice.register`,
      [held],
    );
    expect(await correct(restricted, 'p_to_subject', right.subject)).toEqual({
      matched: 1,
      corrected: 0,
      held: 1,
    });
    expect(await correct(held, 'p_to_subject', wrong.subject)).toEqual({ matched: 1, corrected: 0, held: 1 });
    await look('update register.hold set ended_at = now()');
    await gatesAgree();
  });

  it('is handed to nobody outside the register, and names and addresses to nobody at all', async () => {
    const someone = await person();
    const id = await write(someone, 'mine');
    expect(await codeOf(correct(id, 'p_to_subject', randomUUID()))).toBe('SE002');
    const name = as(`select * from gate.correct_facts('person_name', p_subject => $1, p_to_subject => $2)`, [
      someone.subject,
      (await person()).subject,
    ]);
    expect(await codeOf(name)).toBe('SE060');
  });
});

describe('a source put right', () => {
  it('closes what the right one closes, and keeps which it was', async () => {
    const id = await write(await person(), 'from the directory');
    expect(await correct(id, 'p_source', 'directory')).toEqual({ matched: 1, corrected: 1, held: 0 });
    expect(await read(id, 'sales')).toEqual([]);
    expect(await read(id)).toHaveLength(1);
    const kept = await look('select column_name, old_value from register.change_value where row_id = $1', [
      id,
    ]);
    expect(kept).toEqual([{ column_name: 'source_no', old_value: String(sources['the-person']) }]);
    await gatesAgree();
  });

  it('never opens, and is one the notice accepts for the item', async () => {
    const id = await write(await person(), 'narrow', { source: 'directory' });
    expect(await codeOf(correct(id, 'p_source', 'the-person'))).toBe('SE060');
    expect(await codeOf(correct(id, 'p_source', 'employer'))).toBe('SE007');
    expect(await read(id, 'sales')).toEqual([]);
  });
});

describe('an end put right', () => {
  it('comes earlier or later, is taken away by infinity, and old values close with the row', async () => {
    const id = await write(await person(), 'x', { ends: '1 day' });
    await as(`update register.attribute_long_text set value = 'y' where id = $1`, [id]);
    await correct(id, 'p_ends_at', '2001-01-01');
    expect(await read(id)).toEqual([]);
    expect(await as('select 1 from register.change_value where row_id = $1', [id])).toEqual([]);
    // What has ended is not seen, so nothing brings it back.
    expect(await correct(id, 'p_ends_at', 'infinity')).toEqual({ matched: 0, corrected: 0, held: 0 });
    const other = await write(await person(), 'x', { ends: '1 day' });
    await correct(other, 'p_ends_at', 'infinity');
    const [row] = await look(
      'select ends_at, shut_at::text from register.attribute_long_text where id = $1',
      [other],
    );
    expect(row).toEqual({ ends_at: null, shut_at: 'infinity' });
    await gatesAgree();
  });
});

describe('correcting and erasing many', () => {
  it('reach only what the purpose sees and the session may do', async () => {
    const id = await write(await person(), 'unseen');
    expect(await correct(id, 'p_source', 'directory', 'training')).toEqual({
      matched: 0,
      corrected: 0,
      held: 0,
    });
    const reader = await openPass(database.superuserUrl, { verbs: ['read'] });
    const all = `select * from gate.erase_facts('attribute_long_text', 'asked', p_id => $1)`;
    expect(await codeOf(as(all, [id], 'customer-care', reader))).toBe('SE001');
    expect(await codeOf(as(all, [id], 'customer-care', 'no such pass'))).toBe('SE000');
    expect(await codeOf(as(`select * from gate.erase_facts('attribute_long_text', 'asked')`))).toBe('SE016');
    expect(await codeOf(as(`select * from gate.erase_facts('subject', 'asked', p_id => $1)`, [id]))).toBe(
      'SE016',
    );
    expect(await read(id)).toHaveLength(1);
  });

  it('erase rows with their old values, leave what is held, and prove what is gone', async () => {
    const [someone, other] = [await person(), await person()];
    const ids = [await write(someone, 'a'), await write(someone, 'b'), await write(other, 'c')];
    await as(`update register.attribute_long_text set value = value || '2' where id = any ($1)`, [ids]);
    const erase = (subject: string) =>
      as<{ erased: number; held: number }>(
        `select * from gate.erase_facts('attribute_long_text', 'asked', p_item => $1, p_subject => $2)`,
        [item, subject],
      );
    expect(await erase(someone.subject)).toEqual([{ erased: 2, held: 0 }]);
    await as(
      `select gate.record_permission($1, 'restriction', p_row => $2, p_allowed => '{customer-care}', p_ground => 'contested', p_source => 'the-person')`,
      [other.subject, ids[2]],
    );
    const last = await write(other, 'd');
    expect(await erase(other.subject)).toEqual([{ erased: 1, held: 1 }]);
    expect(
      await look('select row_id from register.change_value where row_id = any ($1)', [ids.slice(0, 2)]),
    ).toEqual([]);
    const proof = await look('select row_id from audit.destruction where row_id = any ($1) and ground = $2', [
      [...ids, last],
      'asked',
    ]);
    expect(proof).toHaveLength(3);
    await gatesAgree();
  });
});
