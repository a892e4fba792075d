import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText, under } from './fixture.testing.ts';
import { rewriteAll } from './publish/publish.ts';

let database: TestDatabase;
let pass: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
});
afterAll(() => database.drop());

/** Two transactions of the application, begun together, for the test to interleave. */
async function two<Result>(work: (one: pg.Client, other: pg.Client) => Promise<Result>): Promise<Result> {
  const clients = [0, 1].map(() => new pg.Client({ connectionString: database.appUrl }));
  const [one, other] = clients as [pg.Client, pg.Client];
  try {
    for (const client of clients) {
      await client.connect();
      await client.query('begin');
      await client.query(
        `select set_config('seloste.pass', $1, true), set_config('seloste.purpose', 'customer-care', true)`,
        [pass],
      );
    }
    return await work(one, other);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

const pause = () => behind(database.superuserUrl, 'select pg_sleep(0.3)');
const gates = () => behind(database.superuserUrl, 'select * from gate.check_gates()');
const object = (client: pg.Client, subject: string) =>
  client.query(
    `select gate.record_permission(p_subject => $1, p_kind => 'restriction', p_purpose => 'customer-care')`,
    [subject],
  );

async function stage(client: pg.Client, key: string): Promise<string> {
  const hmac = createHash('sha256').update(key).digest();
  await client.query('select gate.open_staging()');
  await client.query(
    `insert into pg_temp.staging_subject (row_no, id, source_no) select 1, $1::uuid, source_no from notice.source where key = 'the-person'`,
    [randomUUID()],
  );
  await client.query(
    `insert into pg_temp.staging_key (row_no, kind, hmac, joins) values (1, 'email+name', $1, true)`,
    [hmac],
  );
  const { rows } = await client.query<{ answer: string }>('select answer from gate.match()');
  await client.query('select * from gate.add_people()');
  return rows[0]?.answer ?? '';
}

describe('at the same moment', () => {
  it('two people of one meeting close it, each in a transaction of their own, and neither closing is lost', async () => {
    const [first, second] = [await addPerson(database.appUrl, pass), await addPerson(database.appUrl, pass)];
    const record = randomUUID();
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(`select gate.add_record($1, 'meeting', 'the-person', $2, 'Planning')`, [
        record,
        JSON.stringify([{ subject: first.subject }, { subject: second.subject }]),
      ]),
    );
    await two(async (one, other) => {
      await object(one, first.subject);
      const waiting = object(other, second.subject);
      await pause();
      await one.query('commit');
      await waiting;
      await other.query('commit');
    });
    expect(await gates()).toEqual([]);
    const rows = await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query('select id from register.record where id = $1', [record]),
    );
    expect(rows).toEqual([]);
  });

  it('two entries of one person are put in order: the first adds, the second joins', async () => {
    const key = `${randomUUID()}@example.test`;
    const answers = await two(async (one, other) => {
      const first = await stage(one, key);
      const second = stage(other, key);
      await pause();
      await one.query('commit');
      const answer = await second;
      await other.query('commit');
      return [first, answer];
    });
    expect(answers).toEqual(['added', 'joined']);
  });

  it('an import of facts for somebody who is just objecting waits, and its rows are born closed', async () => {
    const key = `${randomUUID()}@example.test`;
    await two(async (one, other) => {
      await stage(one, key);
      await one.query('commit');
      await other.query('rollback');
    });
    const [known] = await behind<{ subject_id: string }>(
      database.superuserUrl,
      'select subject_id from register.match_key where hmac = $1',
      [createHash('sha256').update(key).digest()],
    );
    const subject = known?.subject_id ?? '';
    await two(async (one, other) => {
      await one.query(
        `select gate.record_permission(p_subject => $1, p_kind => 'objection', p_purpose => 'sales')`,
        [subject],
      );
      const importing = stage(other, key).then(async () => {
        await other.query(
          `insert into pg_temp.staging_fact (row_no, id, item_no, source_no, t1) select 1, gen_random_uuid(), 22, source_no, '+358440000005' from notice.source where key = 'the-person'`,
        );
        await other.query('select gate.insert_facts()');
        await other.query('commit');
      });
      await pause();
      await one.query('commit');
      await importing;
    });
    const rows = await under(database.appUrl, { pass, purpose: 'sales' }, ({ query }) =>
      query('select number from register.phone where subject_id = $1', [subject]),
    );
    expect(rows).toEqual([]);
    expect(await gates()).toEqual([]);
  });

  it('a merge and an objection of the one who is merged end with the objection holding for both', async () => {
    const [first, second] = [await addPerson(database.appUrl, pass), await addPerson(database.appUrl, pass)];
    await two(async (one, other) => {
      await one.query('select gate.merge($1, $2)', [first.subject, second.subject]);
      const objecting = other.query(
        `select gate.record_permission(p_subject => $1, p_kind => 'objection', p_purpose => 'sales')`,
        [second.subject],
      );
      await pause();
      await one.query('commit');
      await objecting;
      await other.query('commit');
    });
    expect(await gates()).toEqual([]);
    const rows = await under(database.appUrl, { pass, purpose: 'sales' }, ({ query }) =>
      query('select address from register.email where subject_id = any ($1)', [
        [first.subject, second.subject],
      ]),
    );
    expect(rows).toEqual([]);
  });

  it('many imports, answers and publishings leave every stored gate right', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => addPerson(database.appUrl, pass)));
    const answer = (subject: string, kind: string) =>
      under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
        query(`select gate.record_permission(p_subject => $1, p_kind => $2, p_proof => 'a call')`, [
          subject,
          kind,
        ]),
      );
    const narrow = (round: number) =>
      publishText(
        database.ownerUrl,
        gateNotice((yaml) =>
          (round % 2
            ? yaml.replace('opens: [customer-care, archive]', 'opens: [customer-care]')
            : yaml
          ).concat(`# ${round}\n`),
        ),
      );
    await Promise.all([
      ...people.flatMap(({ subject }) => [
        answer(subject, 'ban'),
        answer(subject, 'ban-lifted'),
        answer(subject, 'ban'),
      ]),
      ...[1, 2, 3].map(() => addPerson(database.appUrl, pass)),
      ...[1, 2, 3].map(narrow),
      rewriteAll(database.appUrl, 2),
    ]);
    await rewriteAll(database.appUrl, 2);
    expect(await gates()).toEqual([]);
  });
});
