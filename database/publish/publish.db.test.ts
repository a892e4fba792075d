import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText, under } from '../fixture.testing.ts';
import { rewriteAll } from './publish.ts';

let database: TestDatabase;
let pass: string;

beforeEach(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
});
afterEach(() => database.drop());

const publish = (change: (yaml: string) => string) => publishText(database.ownerUrl, gateNotice(change));
const count = (purpose: string, subject: string) =>
  under(database.appUrl, { pass, purpose }, async ({ query }) => {
    const rows = await query<{ n: number }>(
      'select count(*)::int as n from register.email where subject_id = $1',
      [subject],
    );
    return rows[0]?.n;
  });
const record = (subject: string, kind: string, more = '') =>
  under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
    query(`select gate.record_permission(p_subject => $1, p_kind => $2${more})`, [subject, kind]),
  );
const gates = () => behind(database.superuserUrl, 'select * from gate.check_gates()');
const unfinished = () =>
  behind(
    database.superuserUrl,
    'select rows_done, after_subject from notice.rewrite where finished_at is null',
  );

const withSurveys =
  (more = '') =>
  (yaml: string) =>
    yaml
      .replace(
        '  archive: { title',
        `  surveys: { title: { en: Surveys }, basis: { legitimate-interest: { en: asking }, balancing: { en: fine } }${more} }\n  archive: { title`,
      )
      .replaceAll('archive, sales', 'archive, surveys, sales');

describe('publishing', () => {
  it('keeps every version word for word and does nothing for a text that is in force', async () => {
    const again = await publish((yaml) => yaml);
    expect(again).toMatchObject({ version: 1, changed: false });
    const next = await publish((yaml) => `${yaml}# a remark\n`);
    expect(next).toMatchObject({ version: 2, changed: true, rewrites: false });
    const rows = await behind<{ no: number; text: string; publisher: string }>(
      database.superuserUrl,
      'select no, text, publisher from notice.version order by no',
    );
    expect(rows.map((row) => row.no)).toEqual([1, 2]);
    expect(rows[1]?.text).toBe(`${gateNotice()}# a remark\n`);
  });

  it('opens a new purpose that is open by default without rewriting a row', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    const before = await behind(database.superuserUrl, 'select xmin::text from register.email');
    const published = await publish(withSurveys());
    pass = await openPass(database.superuserUrl);
    expect(published.rewrites).toBe(false);
    expect(await count('surveys', subject)).toBe(1);
    expect(await behind(database.superuserUrl, 'select xmin::text from register.email')).toEqual(before);
    expect(await gates()).toEqual([]);
  });

  it('lets a purpose that succeeds another inherit its closings and no opening', async () => {
    const objector = await addPerson(database.appUrl, pass);
    const silent = await addPerson(database.appUrl, pass);
    await record(objector.subject, 'objection', `, p_purpose => 'sales'`);
    expect((await publish(withSurveys(', succeeds: sales'))).rewrites).toBe(true);
    pass = await openPass(database.superuserUrl);
    expect(await count('surveys', silent.subject)).toBe(0);
    await rewriteAll(database.appUrl);
    expect(await count('surveys', objector.subject)).toBe(0);
    expect(await count('surveys', silent.subject)).toBe(1);
    expect(await gates()).toEqual([]);
  });

  it('refuses a changed basis', async () => {
    await expect(
      publish((yaml) =>
        yaml.replace(
          'basis: consent, channel: email',
          'basis: { legitimate-interest: { en: news }, balancing: { en: fine } }, channel: email',
        ),
      ),
    ).rejects.toMatchObject({ code: 'basis-changed' });
  });

  it('closes what a kind of person no longer opens at once, and opens the rest again as the rewriting comes by', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    expect(await count('archive', subject)).toBe(1);
    await publish((yaml) => yaml.replace('opens: [customer-care, archive]', 'opens: [customer-care]'));
    expect(await count('archive', subject)).toBe(0);
    await rewriteAll(database.appUrl);
    expect(await count('archive', subject)).toBe(0);
    expect(await count('customer-care', subject)).toBe(1);
    expect(await gates()).toEqual([]);
  });

  it('keeps rows narrowed whose source a new version no longer names', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(
        `insert into register.phone (subject_id, id, item_no, source_no, number) select $1, gen_random_uuid(), 22, source_no, '+358440000002' from notice.source where key = 'directory'`,
        [subject],
      ),
    );
    await publish((yaml) => yaml.replace(', { source: directory, narrows: [sales] }', ''));
    await rewriteAll(database.appUrl);
    const rows = await under(database.appUrl, { pass, purpose: 'sales' }, ({ query }) =>
      query('select number from register.phone where subject_id = $1', [subject]),
    );
    expect(rows).toHaveLength(1);
    const refused = under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(
        `insert into register.phone (subject_id, id, item_no, source_no, number) select $1, gen_random_uuid(), 22, source_no, '+358440000003' from notice.source where key = 'directory'`,
        [subject],
      ),
    );
    await expect(refused).rejects.toMatchObject({ code: '42501' });
  });

  it('gives two publishings at once an order, and the later one knows the earlier one’s numbers', async () => {
    const answers = await Promise.all([
      publish(withSurveys()),
      publish((yaml) => `${yaml}# one\n`),
      publish((yaml) => `${yaml}# two\n`),
    ]);
    expect(answers.map((answer) => answer.version).toSorted()).toEqual([2, 3, 4]);
    const bits = await behind<{ n: number }>(
      database.superuserUrl,
      'select count(distinct bit)::int - count(*)::int as n from notice.purpose',
    );
    expect(bits).toEqual([{ n: 0 }]);
  });

  it('waits for a running import, which keeps to the version it began with', async () => {
    const importer = new pg.Client({ connectionString: database.appUrl });
    await importer.connect();
    await importer.query('begin');
    await importer.query(
      `select set_config('seloste.pass', $1, true), set_config('seloste.purpose', 'customer-care', true)`,
      [pass],
    );
    const subject = randomUUID();
    await importer.query(`select gate.add_subject($1, 'the-person')`, [subject]);
    let published = false;
    const publishing = publish((yaml) =>
      yaml.replace('opens: [customer-care, archive]', 'opens: [customer-care]'),
    ).then(() => {
      published = true;
    });
    await importer.query('select pg_sleep(0.3)');
    expect(published).toBe(false);
    await importer.query(`select gate.add_relationship($1, $2, 'contact', 'the-person')`, [
      subject,
      randomUUID(),
    ]);
    await importer.query('commit');
    await importer.end();
    await publishing;
    await rewriteAll(database.appUrl);
    expect(await gates()).toEqual([]);
  });

  it('goes on where it was killed, and a second publishing takes over what was left', async () => {
    for (let index = 0; index < 6; index += 1) await addPerson(database.appUrl, pass);
    await publish((yaml) => yaml.replace('opens: [customer-care, archive]', 'opens: [customer-care]'));
    const worker = new pg.Client({ connectionString: database.appUrl });
    worker.on('error', () => undefined);
    await worker.connect();
    await worker.query('select gate.rewrite_batch(2)');
    await worker.query('begin');
    await worker.query('select gate.rewrite_batch(2)');
    const [self] = (await worker.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
    await behind(database.superuserUrl, 'select pg_terminate_backend($1)', [self?.pid]);
    await worker.end().catch(() => undefined);
    expect(await unfinished()).toMatchObject([{ rows_done: '2' }]);
    await publish((yaml) =>
      yaml
        .replace('opens: [training]', 'opens: [training, customer-care]')
        .replace('opens: [customer-care, archive]', 'opens: [customer-care]'),
    );
    expect(await unfinished()).toMatchObject([{ rows_done: '0' }]);
    await rewriteAll(database.appUrl, 2);
    expect(await unfinished()).toEqual([]);
    const pending = await behind(database.superuserUrl, 'select pending::text from notice.in_force');
    expect(pending).toEqual([{ pending: '0' }]);
    expect(await gates()).toEqual([]);
  });

  it('makes the notice’s roles into tasks', async () => {
    await publish(
      (yaml) =>
        `${yaml}roles:\n  seller: { title: { en: Seller }, for: [sales], verbs: [read], data: [contact] }\n`,
    );
    const rows = await behind(
      database.superuserUrl,
      `select purposes, verbs from auth.task where key = 'seller'`,
    );
    expect(rows).toEqual([{ purposes: ['sales'], verbs: ['read'] }]);
  });
});
