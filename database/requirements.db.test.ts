// What the notice requires of people and records, kept by the database whoever adds them.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { openDoor } from './door/door.ts';
import { addPerson, behind, openPass, publishText, under, type Work } from './fixture.testing.ts';
import { addFacts, begin, type Given, requiringNotice, storedOf } from './requirements.testing.ts';

let database: TestDatabase;
let pass: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, requiringNotice());
  pass = await openPass(database.superuserUrl);
});
afterAll(() => database.drop());

const start = (facts: Given, purpose = 'training', kind = 'trainee') =>
  begin({ appUrl: database.appUrl, pass, purpose }, kind, facts);
const add = (subject: string, facts: Given, purpose = 'training') =>
  under(database.appUrl, { pass, purpose }, ({ query }) => addFacts(query, subject, facts));
const stored = (subject: string) => storedOf(database.superuserUrl, subject);
const consent = (subject: string) =>
  under(database.appUrl, { pass, purpose: 'newsletter' }, ({ query }) =>
    query(
      `select gate.record_permission($1, 'consent', 'newsletter', p_wording => 'May we', p_language => 'en', p_proof => 'form')`,
      [subject],
    ),
  );

const WHOLE = { name: 'Testilä', 'shoe-size': '41' };
const missing = (detail: string) => ({ code: 'SE025', detail });
const unmet = (detail: string) => ({ code: 'SE026', detail });
const beside = (detail: string) => ({ code: 'SE027', detail });

describe('what is mandatory for a kind of person', () => {
  it('is there when the relationship begins, or nothing of it is', async () => {
    await expect(start({})).rejects.toMatchObject(missing('name, shoe-size'));
    await expect(start({ name: 'Testilä' })).rejects.toMatchObject(missing('shoe-size'));
    const subject = await start(WHOLE);
    expect(await stored(subject)).toEqual(['name', 'shoe-size']);
  });

  it('leaves nobody behind when it is refused', async () => {
    const count = () =>
      behind<{ n: string }>(database.superuserUrl, 'select count(*) as n from register.subject');
    const before = await count();
    await expect(start({})).rejects.toMatchObject(missing('name, shoe-size'));
    expect(await count()).toEqual(before);
  });

  it('is asked of the purpose that has it, and of no other', async () => {
    await expect(start({}, 'customer-care')).rejects.toMatchObject(missing('name'));
    await expect(start({ name: 'Testilä' }, 'customer-care')).resolves.toBeTruthy();
  });

  it('is asked of the purpose the person was added for, whatever is said at the commit', async () => {
    const subject = randomUUID();
    const work = ({ query }: Work) =>
      query(`select gate.add_subject($1, 'the-person')`, [subject])
        .then(() =>
          query(`select gate.add_relationship($1, gen_random_uuid(), 'trainee', 'the-person')`, [subject]),
        )
        .then(() =>
          query(`select set_config('seloste.purpose', 'sales', true), set_config('seloste.pass', '', true)`),
        );
    await expect(under(database.appUrl, { pass, purpose: 'training' }, work)).rejects.toMatchObject(
      missing('name, shoe-size'),
    );
  });

  it('is not asked of a kind without a list', async () => {
    await expect(start({}, 'customer-care', 'contact')).resolves.toBeTruthy();
  });

  it('counts what the purpose already has of the person, and not what is closed to it', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    const become = (facts: Given) =>
      under(database.appUrl, { pass, purpose: 'training' }, async ({ query }) => {
        await query(`select gate.add_relationship($1, gen_random_uuid(), 'trainee', 'the-person')`, [
          subject,
        ]);
        await addFacts(query, subject, facts);
      });
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(
        `select gate.record_permission($1, 'restriction', 'training', p_item => 'name', p_ground => 'contested')`,
        [subject],
      ),
    );
    await expect(become({ 'shoe-size': '40' })).rejects.toMatchObject(missing('name'));
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(
        `select gate.record_permission($1, 'restriction-lifted', 'training', p_item => 'name', p_proof => 'letter')`,
        [subject],
      ),
    );
    await expect(become({ 'shoe-size': '40' })).resolves.toBeUndefined();
  });

  it('under a condition is asked where the condition is known to hold', async () => {
    const child = { ...WHOLE, 'birth-date': '2020-01-01' };
    await expect(start(child)).rejects.toMatchObject(missing('swims'));
    await expect(start({ ...child, swims: 'true' })).resolves.toBeTruthy();
    await expect(start({ ...WHOLE, 'birth-date': '1990-01-01' })).resolves.toBeTruthy();
    await expect(start({ ...WHOLE, nationality: 'no' })).rejects.toMatchObject(missing('passport'));
    await expect(start({ ...WHOLE, nationality: 'fi' })).resolves.toBeTruthy();
  });

  it('is explained by name through the door', async () => {
    const door = openDoor({ url: database.appUrl });
    const subject = randomUUID();
    const work = door.enter({ pass, purpose: 'training' }, async (entered) => {
      await entered.call({ text: `select gate.add_subject($1, 'the-person')`, values: [subject] });
      await entered.call({
        text: `select gate.add_relationship($1, gen_random_uuid(), 'trainee', 'the-person')`,
        values: [subject],
      });
    });
    await expect(work).rejects.toMatchObject({
      code: 'requirement-unmet',
      message: expect.stringContaining('name, shoe-size'),
    });
    await door.close();
  });
});

describe('what a kind of person has under a condition', () => {
  it('is stored where the condition is a yes, and not where it is a no or unknown', async () => {
    const subject = await start(WHOLE);
    await expect(add(subject, { permit: 'x' })).rejects.toMatchObject(unmet('permit'));
    await consent(subject);
    await expect(add(subject, { permit: 'x' })).resolves.toBeUndefined();
    await expect(add(subject, { passport: 'x' })).rejects.toMatchObject(unmet('passport'));
    await expect(add(subject, { swims: 'true' })).rejects.toMatchObject(unmet('swims'));
    await expect(add(subject, { nationality: 'fi', passport: 'x' })).rejects.toMatchObject(unmet('passport'));
  });

  it('is asked about with everything the transaction added, in whatever order', async () => {
    const one = await start(WHOLE);
    await expect(add(one, { passport: 'x', nationality: 'no' })).resolves.toBeUndefined();
    const two = await start({ nationality: 'no', passport: 'x', ...WHOLE });
    expect(await stored(two)).toContain('passport');
  });

  it('never has what is forbidden while its condition is not a no', async () => {
    const subject = await start(WHOLE);
    await expect(add(subject, { nickname: 'Testi' })).rejects.toMatchObject(unmet('nickname'));
    await expect(add(subject, { nickname: 'Testi', language: 'fi' })).resolves.toBeUndefined();
  });

  it('is had by who is also of a kind that may have it', async () => {
    const { subject } = await addPerson(database.appUrl, pass);
    await under(database.appUrl, { pass, purpose: 'training' }, async ({ query }) => {
      await query(`select gate.add_relationship($1, gen_random_uuid(), 'trainee', 'the-person')`, [subject]);
      await addFacts(query, subject, { 'shoe-size': '40' });
    });
    await expect(add(subject, { permit: 'x' })).resolves.toBeUndefined();
  });
});

describe('one of several items', () => {
  it('keeps the second only where the first is missing, and the other way round', async () => {
    const subject = await start({ ...WHOLE, email: 'one@example.test' });
    await expect(add(subject, { phone: '+358440000001' })).rejects.toMatchObject(beside('phone'));
    const other = await start({ ...WHOLE, phone: '+358440000002' });
    await expect(add(other, { email: 'two@example.test' })).rejects.toMatchObject(beside('email'));
    await expect(add(other, { phone: '+358440000003' })).resolves.toBeUndefined();
    await expect(start({ ...WHOLE, email: 'a@example.test', phone: '+358440000004' })).rejects.toMatchObject({
      code: 'SE027',
    });
  });

  it('asks nothing of other kinds of people', async () => {
    const subject = await start({ name: 'Testilä', email: 'c@example.test' }, 'customer-care', 'contact');
    await expect(add(subject, { phone: '+358440000005' }, 'customer-care')).resolves.toBeUndefined();
  });
});

describe('what a kind of record must hold', () => {
  const accident = async (
    parts: object | null,
    more: (query: Work['query'], id: string) => Promise<unknown> = async () => {},
  ) => {
    const subject = await start({ ...WHOLE, 'birth-date': '1990-01-01' });
    const id = randomUUID();
    await under(database.appUrl, { pass, purpose: 'training' }, async ({ query }) => {
      await query(`select gate.add_record($1, 'accident', 'the-person', $2, 'x', p_parts => $3)`, [
        id,
        JSON.stringify([{ subject }]),
        parts === null ? null : JSON.stringify(parts),
      ]);
      await more(query, id);
    });
    return { id, subject };
  };

  it('is in its parts, or in the records that are part of it', async () => {
    await expect(accident(null)).rejects.toMatchObject(missing('injury'));
    await expect(accident({ injury: '' })).rejects.toMatchObject(missing('injury'));
    await expect(accident({ injury: 'small' })).resolves.toBeTruthy();
    const child = (query: Work['query'], whole: string) =>
      query(
        `select gate.add_record(gen_random_uuid(), 'injury', 'the-person', '[]', 'small', p_part_of => $1)`,
        [whole],
      );
    await expect(accident(null, child)).resolves.toBeTruthy();
  });

  it('is asked under its condition, of everybody involved', async () => {
    const subject = await start({ ...WHOLE, 'birth-date': '2015-01-01', swims: 'true' });
    const add = (parts: object) =>
      under(database.appUrl, { pass, purpose: 'training' }, ({ query }) =>
        query(`select gate.add_record(gen_random_uuid(), 'accident', 'the-person', $1, 'x', p_parts => $2)`, [
          JSON.stringify([{ subject }]),
          JSON.stringify(parts),
        ]),
      );
    await expect(add({ injury: 'small' })).rejects.toMatchObject(missing('phone'));
    await expect(add({ injury: 'small', phone: '+358440000006' })).resolves.toBeDefined();
  });

  it('is all it holds', async () => {
    const refused = { code: 'SE026', detail: 'accident' };
    await expect(accident({ injury: 'small', gossip: 'x' })).rejects.toMatchObject(refused);
    await expect(accident({ injury: 'small', email: 'x@example.test' })).rejects.toMatchObject(refused);
    await expect(accident({ injury: 'small', 'sick-leave': 'x' })).rejects.toMatchObject(refused);
    await expect(accident({ injury: 'small', phone: '1' })).rejects.toMatchObject(refused);
    await expect(accident({ injury: 'bad', 'sick-leave': 'x' })).resolves.toBeTruthy();
    const wrongPart = (query: Work['query'], whole: string) =>
      query(
        `select gate.add_record(gen_random_uuid(), 'sick-leave', 'the-person', '[]', 'x', p_part_of => $1)`,
        [whole],
      );
    await expect(accident({ injury: 'small' }, wrongPart)).rejects.toMatchObject(refused);
  });

  it('has one of a group', async () => {
    await expect(accident({ injury: 'small', witness: 'x', report: 'y' })).rejects.toMatchObject(
      beside('accident'),
    );
    await expect(accident({ injury: 'small', report: 'y' })).resolves.toBeTruthy();
  });

  it('is held to it when the parts are changed, and only then', async () => {
    const { id } = await accident({ injury: 'small' });
    const change = (set: string) =>
      under(database.appUrl, { pass, purpose: 'training' }, async ({ query }) => {
        expect(
          await query(`update register.record set ${set} where id = $1 returning id`, [id]),
        ).toHaveLength(1);
      });
    await expect(change(`parts = '{"injury": "small", "gossip": "x"}'`)).rejects.toMatchObject({
      code: 'SE026',
    });
    await expect(change(`parts = '{"injury": "bad", "sick-leave": "x"}'`)).resolves.toBeUndefined();
    await expect(change(`title = 'y'`)).resolves.toBeUndefined();
  });
});

describe('a batch', () => {
  interface Line {
    readonly kind: string;
    readonly facts: Given;
  }

  const TEXTS: Readonly<Record<string, string>> = { name: 't2' };

  async function stage(query: Work['query'], lines: readonly Line[]): Promise<void> {
    for (const [row, { kind, facts }] of lines.entries()) {
      const source = `(select source_no from notice.source where register_id = session.register_id() and key = 'the-person')`;
      await query(
        `insert into pg_temp.staging_subject (row_no, id, source_no) values ($1, gen_random_uuid(), ${source})`,
        [row],
      );
      await query(
        `insert into pg_temp.staging_relationship (row_no, id, kind_no, source_no)
         select $1, gen_random_uuid(), kind_no, ${source} from notice.kind where register_id = session.register_id() and key = $2`,
        [row, kind],
      );
      for (const [item, value] of Object.entries(facts))
        await query(
          `insert into pg_temp.staging_fact (row_no, id, item_no, source_no, ${TEXTS[item] ?? 't1'})
           select $1, gen_random_uuid(), item_no, ${source}, $3 from notice.item where register_id = session.register_id() and key = $2`,
          [row, item, value],
        );
    }
  }

  const people = async (query: Work['query'], lines: readonly Line[]) => {
    await query('select gate.next_batch()');
    await stage(query, lines);
    await query('select gate.match()');
    await query('select gate.add_people()');
  };
  const inBatch = <Result>(work: (query: Work['query']) => Promise<Result>) =>
    under(database.appUrl, { pass, purpose: 'training' }, async ({ query }) => {
      await query('select gate.open_staging()');
      return work(query);
    });

  it('of people without what is mandatory is refused, when their facts come and when they never do', async () => {
    const lines = [
      { kind: 'trainee', facts: WHOLE },
      { kind: 'trainee', facts: { name: 'Testilä' } },
    ];
    await expect(
      inBatch(async (query) => {
        await people(query, lines);
        await query('select gate.insert_facts()');
      }),
    ).rejects.toMatchObject(missing('shoe-size'));
    await expect(inBatch((query) => people(query, lines))).rejects.toMatchObject({ code: 'SE025' });
    await expect(
      inBatch(async (query) => {
        await people(query, lines);
        await query('select gate.next_batch()');
      }),
    ).rejects.toMatchObject({ code: 'SE025' });
    await expect(
      inBatch(async (query) => {
        await people(query, lines);
        await query('discard temp');
      }),
    ).rejects.toThrow();
  });

  it('leaves out what is kept under a condition that does not hold, tells which, and keeps the rest', async () => {
    const answer = await inBatch(async (query) => {
      await people(query, [
        { kind: 'trainee', facts: { ...WHOLE, passport: 'x', nationality: 'no' } },
        { kind: 'trainee', facts: { ...WHOLE, passport: 'x', nationality: 'fi', permit: 'y' } },
        { kind: 'trainee', facts: { ...WHOLE, email: 'z@example.test', phone: '+358440000007' } },
        { kind: 'contact', facts: { email: 'w@example.test', phone: '+358440000008' } },
      ]);
      const [added] = await query<{ n: string }>('select gate.insert_facts() as n');
      const left = await query<{ row_no: number; key: string; reason: string }>(
        `select l.row_no, i.key, l.reason from gate.left_out() l
           join notice.item i on i.register_id = session.register_id() and i.item_no = l.item_no order by 1, 2`,
      );
      return { added: Number(added?.n), left };
    });
    expect(answer).toEqual({
      added: 4 + 3 + 3 + 2,
      left: [
        { row_no: 1, key: 'passport', reason: 'condition' },
        { row_no: 1, key: 'permit', reason: 'condition' },
        { row_no: 2, key: 'phone', reason: 'one-of' },
      ],
    });
  });

  it('leaves every gate as it is computed', async () => {
    expect(await behind(database.superuserUrl, 'select * from gate.check_gates() limit 5')).toEqual([]);
  });
});
