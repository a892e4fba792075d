import { randomUUID } from 'node:crypto';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText, type TestPerson } from '../fixture.testing.ts';
import type { Schema } from '../generated/schema.ts';
import { type Door, openDoor } from './door.ts';

let database: TestDatabase;
let door: Door;
let pass: string;
let person: TestPerson;

const db = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
  door = openDoor({ url: database.appUrl, connections: 2 });
  for (let index = 0; index < 6; index += 1) person = await addPerson(database.appUrl, pass);
});
afterAll(async () => {
  await door.close();
  await database.drop();
});

const emails = () => db.selectFrom('register.email').select(['subject_id', 'address']);
const records = (what: string) =>
  behind<{ verb: string; purpose_key: string; people: number; criteria: unknown }>(
    database.superuserUrl,
    `select a.verb, a.purpose_key, a.criteria, count(s.subject_id)::int as people from audit.access a left join audit.access_subject s on s.access_id = a.id
      where a.what = $1 group by a.id order by a.at`,
    [what],
  );
const look = <Result>(work: Parameters<Door['enter']>[1], purpose = 'customer-care') =>
  door.enter({ pass, purpose }, work) as Promise<Result>;

describe('the door', () => {
  it('puts every read on record with the people it showed, in the same statement', async () => {
    const rows = await look<unknown[]>((entered) =>
      entered.read('page one', emails().where('subject_id', '=', person.subject)),
    );
    expect(rows).toHaveLength(1);
    expect(await records('page one')).toEqual([
      { verb: 'read', purpose_key: 'customer-care', people: 1, criteria: null },
    ]);
  });

  it('puts a read on record that showed nobody', async () => {
    expect(await look((entered) => entered.read('nobody', emails()), 'newsletter')).toEqual([]);
    expect(await records('nobody')).toEqual([
      { verb: 'read', purpose_key: 'newsletter', people: 0, criteria: null },
    ]);
  });

  it('keeps the record of a look whose work failed afterwards', async () => {
    const failing = look(async (entered) => {
      await entered.read('then failed', emails());
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await records('then failed')).toMatchObject([{ people: 6 }]);
  });

  it('keeps the record of a look when a later statement fails in the database', async () => {
    const failing = look(async (entered) => {
      await entered.read('then refused', emails());
      await entered.call({
        text: 'select gate.end_relationship($1, $2)',
        values: [person.subject, randomUUID()],
      });
    });
    await expect(failing).rejects.toMatchObject({ code: 'not-found' });
    expect(await records('then refused')).toMatchObject([{ people: 6 }]);
  });

  it('writes a set with its criteria once and a row for each person', async () => {
    await look((entered) => entered.set({ what: 'campaign', criteria: { list: 'autumn' } }, emails()));
    expect(await records('campaign')).toEqual([
      { verb: 'set', purpose_key: 'customer-care', people: 6, criteria: { list: 'autumn' } },
    ]);
  });

  it('counts groups of five or more and refuses smaller ones', async () => {
    const groups = (where: string) => ({
      text: `select ${where} as part, count(*)::text as n from register.email group by 1`,
      values: [],
    });
    expect(await look((entered) => entered.count({ what: 'how many' }, groups('item_no')))).toEqual([
      { part: 20, n: '6' },
    ]);
    await expect(
      look((entered) => entered.count({ what: 'who' }, groups('subject_id'))),
    ).rejects.toMatchObject({ code: 'group-too-small' });
    expect(await records('how many')).toMatchObject([{ verb: 'count', people: 0 }]);
  });

  it('refuses a read of more than five hundred people and shows none of them', async () => {
    const many = {
      text: 'select gen_random_uuid() as subject_id from generate_series(1, 501)',
      values: [],
    };
    await expect(look((entered) => entered.read('too many', many as never))).rejects.toMatchObject({
      code: 'read-too-wide',
    });
  });

  it('refuses a personal table outside the three verbs, and an answer to a write', async () => {
    await expect(look((entered) => entered.plain(emails()))).rejects.toThrow(/read, set or count/);
    await expect(
      look((entered) => entered.call({ text: 'select * from register.phone', values: [] })),
    ).rejects.toThrow(/read, set or count/);
    const returning = {
      text: `update register.phone set number = '+358440000077' returning number`,
      values: [],
    };
    await expect(look((entered) => entered.write(returning))).rejects.toThrow(/returns no rows/);
  });

  it('shows nothing and records nothing for a pass that is worth nothing', async () => {
    await expect(
      door.enter({ pass: 'forged', purpose: 'customer-care' }, (entered) => entered.read('forged', emails())),
    ).rejects.toMatchObject({
      code: 'session-ended',
    });
    expect(await records('forged')).toEqual([]);
  });

  it('leaves neither pass nor purpose on a connection that goes to somebody else', async () => {
    for (let round = 0; round < 8; round += 1) {
      await look((entered) => entered.read('before', emails()));
      const left = await door.enter({ pass: 'x', purpose: '' }, (entered) =>
        entered.call<{ purpose: string }>({
          text: `select current_setting('seloste.purpose', true) as purpose`,
          values: [],
        }),
      );
      expect(left).toEqual([{ purpose: '' }]);
    }
  });

  it('never puts the pass into a statement that others could see', async () => {
    const seen = await look<{ query: string }[]>(async (entered, ...rest) => {
      expect(rest).toEqual([]);
      return entered.call({ text: 'select query from pg_stat_activity where pid <> 0', values: [] });
    });
    expect(seen.some((row) => row.query?.includes(pass))).toBe(false);
  });

  it('says that a transaction was rolled back when a swallowed failure had already ended it', async () => {
    const swallowed = look(async (entered) => {
      await entered.call({ text: 'select 1 / 0', values: [] }).catch(() => undefined);
      return 'done';
    });
    await expect(swallowed).rejects.toThrow();
    expect(await look((entered) => entered.call({ text: 'select 1 as one', values: [] }))).toEqual([
      { one: 1 },
    ]);
  });
});
