// The two tables the operations run on, filled with the same records: the product's own, with rows the gatekeeper would have made, and a
// plain one. Snapshots of both put them back between rounds.
import type { CompiledNotice } from '../../compiler/model/compiled.ts';
import { openPass } from '../../database/fixture.testing.ts';
import { type Place, rowsOf, run } from '../cluster.ts';
import { publishYaml } from '../notice.ts';
import { ATTRIBUTES, type Attribute, attributeCount, attributeValue, makeRecord } from './generators.ts';
import { gdprNotice, itemKey, sourceKey } from './notice.ts';

export interface World {
  readonly place: Place;
  readonly registerId: number;
  readonly pass: string;
  readonly items: readonly number[];
  readonly sources: readonly number[];
  /** Seconds since 1970 from which the records' times to live count. */
  readonly epoch: number;
}

const REGISTER = 'gdprbench';
/** No record of the stream ends while rounds run: their clocks start in a day's time. The ends are tried apart. */
const AHEAD_S = 86_400;
const LINES = 2_000;

const idOf = (table: number, no: number) =>
  `019c0000-0000-7${table.toString(16).padStart(3, '0')}-8000-${no.toString(16).padStart(12, '0')}`;
export const subjectId = (user: number) => idOf(0, user);
export const rowId = (k: number) => idOf(1, k);
/** The last twelve digits of either id. */
export const numberOf = (id: string) => Number.parseInt(id.slice(-12), 16);
export const indexOf = (attribute: Attribute, value: string) =>
  attribute === 'TTL' ? Number(value) : Number(/\d+$/u.exec(value)?.[0] ?? Number.NaN);

/** What of a record lies in the row's text. The objection comes first, because texts are found by what they begin with. */
export const TEXT_FIELDS = ['OBJ', 'data', 'DEC', 'ACL', 'SHR', 'CAT'] as const;
export const SEPARATOR = '|';

export function textOf(k: number): string {
  const { meta, data } = makeRecord(k);
  return TEXT_FIELDS.map((field) => (field === 'data' ? data : meta[field])).join(SEPARATOR);
}

export async function makeWorld(place: Place, records: number): Promise<World> {
  const { registerId, compiled } = await publishYaml(place.ownerUrl, gdprNotice(REGISTER));
  const epoch = Math.floor(Date.now() / 1000) + AHEAD_S;
  const numbers = { ...numbersOf(compiled), registerId, epoch };
  await run(place.superuserUrl, seedPeople(registerId, numbers.sources[0] ?? 0));
  await run(place.superuserUrl, PLAIN);
  for (let from = 0; from < records; from += LINES)
    await run(place.superuserUrl, seedRecords(numbers, from, Math.min(records, from + LINES)));
  await run(place.superuserUrl, SNAPSHOTS);
  const pass = await openPass(place.superuserUrl, { register: REGISTER });
  const world = { ...numbers, place, pass };
  await putBack(world);
  return world;
}

function numbersOf(notice: CompiledNotice): Pick<World, 'items' | 'sources'> {
  const no = <Entry extends { key: string; no: number }>(entries: readonly Entry[], key: string) => {
    const found = entries.find((entry) => entry.key === key);
    if (!found) throw new Error(`the notice has no ${key}`);
    return found.no;
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
  return {
    items: upTo(attributeCount('PUR')).map((index) => no(notice.items, itemKey(index))),
    sources: upTo(attributeCount('SRC')).map((index) => no(notice.sources, sourceKey(index))),
  };
}

const REPLICA = 'set session_replication_role = replica; set synchronous_commit = off;';

const seedPeople = (registerId: number, source: number) => `${REPLICA}
insert into register.subject (register_id, id, source_no)
select ${registerId}, ('019c0000-0000-7000-8000-' || lpad(to_hex(k), 12, '0'))::uuid, ${source} from generate_series(0, ${attributeCount('USR') - 1}) k;
set session_replication_role = origin;
select gate.spread(${registerId}, array(select s.id from register.subject s where s.register_id = ${registerId}));`;

const COLUMNS = ATTRIBUTES.map((attribute) => attribute.toLowerCase());

const PLAIN = `create schema plain;
create table plain.usertable (key text primary key, ${COLUMNS.map((column) => `${column} text not null`).join(', ')}, data text not null, expires timestamptz not null);
${COLUMNS.map((column) => `create index usertable_${column} on plain.usertable (${column});`).join('\n')}
grant usage on schema plain to bench_bare; grant all on plain.usertable to bench_bare;`;

type Numbers = Pick<World, 'items' | 'sources' | 'epoch' | 'registerId'>;

function seedRecords({ items, sources, epoch, registerId }: Numbers, from: number, to: number): string {
  const ks = Array.from({ length: to - from }, (_, index) => from + index);
  const ends = (k: number) => `to_timestamp(${epoch + Number(attributeValue('TTL', k))})`;
  const rows = ks.map((k) => {
    const [item, source] = [items[k % items.length], sources[k % sources.length]];
    const subject = subjectId(indexOf('USR', attributeValue('USR', k)));
    return `(${registerId}, '${subject}', '${rowId(k)}', ${ends(k)}, ${ends(k)}, ${item}, ${source}, '${textOf(k)}')`;
  });
  const plain = ks.map((k) => {
    const { key, meta, data } = makeRecord(k);
    return `('${[key, ...ATTRIBUTES.map((attribute) => meta[attribute]), data].join("', '")}', ${ends(k)})`;
  });
  return `${REPLICA}
insert into register.attribute_long_text (register_id, subject_id, id, ends_at, shut_at, item_no, source_no, value) values ${rows.join(',\n')};
insert into plain.usertable values ${plain.join(',\n')};`;
}

const FACT_COLUMNS =
  'register_id, subject_id, id, recorded_at, shut_at, gate, barred, item_no, source_no, ends_at, value';

/** Gates are the subjects' own, as the gatekeeper computed them. */
const SNAPSHOTS = `update register.attribute_long_text f set gate = s.gate, shut_at = least(s.shut_at, f.ends_at) from register.subject s where s.id = f.subject_id;
create table plain.people as select id, gate, shut_at, next_at from register.subject;
create table plain.facts as select ${FACT_COLUMNS} from register.attribute_long_text;
create table plain.records as table plain.usertable;`;

/** As after loading, statistics and all, and with nothing left to write back from the round before. */
export async function putBack({ place }: Pick<World, 'place'>): Promise<void> {
  await run(
    place.superuserUrl,
    `${REPLICA}
truncate register.attribute_long_text, register.change_value, audit.access, audit.access_subject, audit.change, audit.destruction, plain.usertable;
delete from register.permission;
update register.subject s set gate = p.gate, shut_at = p.shut_at, next_at = p.next_at from plain.people p
 where p.id = s.id and (s.gate, s.shut_at, s.next_at) is distinct from (p.gate, p.shut_at, p.next_at);
insert into register.attribute_long_text (${FACT_COLUMNS}) select ${FACT_COLUMNS} from plain.facts;
insert into plain.usertable select * from plain.records;`,
  );
  for (const statement of ['vacuum analyze', 'checkpoint']) await run(place.superuserUrl, statement);
}

export async function assertGates({ place, registerId }: World): Promise<void> {
  const wrong = await rowsOf(
    place.superuserUrl,
    `select 1 from gate.disagreements(${registerId}, array(select s.id from register.subject s)) limit 1`,
  );
  if (wrong.length > 0) throw new Error('a stored gate is not the recomputed one');
}
