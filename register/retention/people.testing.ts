/** A register of one of the example notices with people whose rows are as old as a test needs, for proving due dates by real rows. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Door, openDoor } from '../../database/door/door.ts';
import { behind, openPass, publishText } from '../../database/fixture.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { getCompiledNotice, getNotice } from '../notices/in-force.ts';
import type { Acting } from '../permissions/permission.commands.ts';
import { findEnds, type PurposeEnd } from './due.queries.ts';
import { redate } from './due.ts';

export interface DatedRegister {
  readonly database: TestDatabase;
  readonly door: Door;
  readonly acting: Acting;
  readonly close: () => Promise<void>;
}

export async function openDatedRegister(notice: string): Promise<DatedRegister> {
  const database = await openTestDatabase();
  const text = await readFile(new URL(`../../notices/${notice}.yaml`, import.meta.url), 'utf8');
  const { registerId, compiled } = await publishText(database.ownerUrl, text);
  const pass = await openPass(database.superuserUrl, { register: compiled.register });
  const door = openDoor({ url: database.appUrl, connections: 2 });
  return {
    database,
    door,
    acting: { door, pass, registerId },
    close: async () => {
      await door.close();
      await database.drop();
    },
  };
}

export interface DatedPerson {
  readonly subject: string;
  /** Absent for a person without a part in anything. */
  readonly relationship: string;
  readonly project: string;
  /** Row ids by item. */
  readonly rows: Readonly<Record<string, string>>;
}

export interface PersonWish {
  readonly kind?: string;
  readonly startedOn?: string;
  /** Items of the person's own, with the day they were recorded. */
  readonly own?: Readonly<Record<string, string>>;
  /** Items of the relationship. */
  readonly part?: Readonly<Record<string, string>>;
  /** Records the person is involved in, through the relationship. */
  readonly records?: Readonly<Record<string, string>>;
}

const VALUES: Readonly<Record<string, string>> = {
  person_name: `given_name, family_name) values ($1, $2, $3, $4, $5, $6, $7, 'Aino', 'Esimerkki'`,
  email: `address) values ($1, $2, $3, $4, $5, $6, $7, 'aino@example.test'`,
  phone: `number) values ($1, $2, $3, $4, $5, $6, $7, '+358440000001'`,
  attribute_text: `value) values ($1, $2, $3, $4, $5, $6, $7, 'Tester'`,
  attribute_number: `value) values ($1, $2, $3, $4, $5, $6, $7, 4`,
  attribute_date: `value) values ($1, $2, $3, $4, $5, $6, $7, '2020-01-01'`,
  attribute_flag: `value) values ($1, $2, $3, $4, $5, $6, $7, true`,
};

/** Rows are put in behind the guards, since those record today; the gates are then spread and everything is dated. */
export async function addDatedPerson(
  { database, door, acting }: DatedRegister,
  wish: PersonWish,
): Promise<DatedPerson> {
  const [subject, relationship, project] = [randomUUID(), randomUUID(), randomUUID()];
  const { superuserUrl: url } = database;
  const register = acting.registerId;
  const [source] = await behind<{ source_no: number }>(
    url,
    `select source_no from notice.source where register_id = $1 and live order by source_no limit 1`,
    [register],
  );
  const from = source?.source_no ?? 0;
  await behind(
    url,
    `insert into register.subject (register_id, id, identified, source_no) values ($1, $2, true, $3)`,
    [register, subject, from],
  );
  await behind(url, `insert into register.project (register_id, id, name) values ($1, $2, 'Testing')`, [
    register,
    project,
  ]);
  if (wish.kind !== undefined) {
    await behind(
      url,
      `insert into register.relationship (register_id, subject_id, id, kind_no, project_id, started_on, source_no)
       select $1, $2, $3, k.kind_no, $4, $5, $6 from notice.kind k where k.register_id = $1 and k.key = $7`,
      [register, subject, relationship, project, wish.startedOn ?? '2010-01-01', from, wish.kind],
    );
  }
  const rows: Record<string, string> = {};
  const each = [
    ...Object.entries(wish.own ?? {}).map(([item, on]) => ({ item, on, of: null })),
    ...Object.entries(wish.part ?? {}).map(([item, on]) => ({ item, on, of: relationship })),
    ...Object.entries(wish.records ?? {}).map(([item, on]) => ({ item, on, of: relationship })),
  ];
  for (const { item, on, of } of each) {
    rows[item] = await insertRow(url, { register, subject, item, on, of, from });
  }
  await behind(url, 'select gate.spread($1, array[$2::uuid])', [register, subject]);
  await door.enter({ pass: acting.pass, purpose: 'upkeep' }, (entered) =>
    redate(entered, register, [subject]),
  );
  return { subject, relationship, project, rows };
}

interface RowWish {
  readonly register: number;
  readonly subject: string;
  readonly item: string;
  readonly on: string;
  readonly of: string | null;
  readonly from: number;
}

async function insertRow(url: string, wish: RowWish): Promise<string> {
  const id = randomUUID();
  const [item] = await behind<{ item_no: number; table_name: string }>(
    url,
    'select item_no, table_name from notice.item where register_id = $1 and key = $2',
    [wish.register, wish.item],
  );
  if (!item) throw new Error(`the notice has no item ${wish.item}`);
  const recordedAt = `${wish.on}T12:00:00Z`;
  if (item.table_name === 'record') {
    const values = [wish.register, id, item.item_no, wish.from, recordedAt];
    await behind(
      url,
      'insert into register.record (register_id, id, item_no, source_no, recorded_at) values ($1, $2, $3, $4, $5)',
      values,
    );
    await behind(
      url,
      `insert into register.involvement (register_id, record_id, item_no, source_no, recorded_at, subject_id, relationship_id, part)
       values ($1, $2, $3, $4, $5, $6, $7, 'about')`,
      [...values, wish.subject, wish.of],
    );
    return id;
  }
  const columns = VALUES[item.table_name];
  if (columns === undefined) throw new Error(`no value for ${item.table_name}`);
  await insertUnguarded(
    url,
    `insert into register.${item.table_name} (register_id, subject_id, id, relationship_id, item_no, source_no, recorded_at, ${columns})`,
    [wish.register, wish.subject, id, wish.of, item.item_no, wish.from, recordedAt],
  );
  return id;
}

async function insertUnguarded(url: string, sql: string, values: unknown[]): Promise<void> {
  const replica = new URL(url);
  replica.searchParams.set('options', '-c session_replication_role=replica');
  await behind(replica.href, sql, values);
}

/** Ends of an item's row by purpose, as `seloste retention due` tells them under the purpose given. */
export async function endsOf(
  { door, acting }: DatedRegister,
  person: DatedPerson,
  asked: { readonly item: string; readonly purpose: string; readonly own?: boolean },
): Promise<Readonly<Record<string, PurposeEnd>>> {
  const ends = await door.enter({ pass: acting.pass, purpose: asked.purpose }, async (entered) => {
    const notice = await getCompiledNotice(entered, acting.registerId);
    const terms = await getNotice(entered, acting.registerId);
    const itemNo = notice.items.find(({ key }) => key === asked.item)?.no ?? 0;
    const kept = await findEnds(entered, person.subject, { terms, language: 'en' });
    return kept({
      id: person.rows[asked.item] ?? '',
      itemNo,
      relationshipId: asked.own ? null : person.relationship,
    });
  });
  return Object.fromEntries(ends.map((end) => [end.purpose, end]));
}
