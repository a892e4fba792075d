// Sets the states up in a database: people with a row of every item, own and under each relationship, and then their answers, all
// through the gatekeeper as the application does it.
import { createHash, randomUUID } from 'node:crypto';
import type { CompiledItem, CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Key } from '../../compiler/model/text.ts';
import { behind, under, type Work } from '../../database/fixture.testing.ts';
import { ITEM_FACTS, type Table } from '../../database/tables.ts';
import type { ContactPoint, PersonState } from './oracle.ts';
import type { NamedState } from './states.ts';

export interface MatrixRow {
  readonly id: string;
  readonly item: Key;
  readonly itemNo: number;
  readonly table: Table;
  readonly relationship: number | null;
  readonly contactPoint: ContactPoint;
  readonly restricted: boolean;
}

export interface MatrixPerson extends NamedState {
  readonly subject: string;
  readonly relationshipIds: readonly string[];
  readonly rows: readonly MatrixRow[];
}

export interface Seeding {
  readonly appUrl: string;
  readonly superuserUrl: string;
  readonly pass: string;
  readonly compiled: CompiledNotice;
}

const VALUES: Readonly<Record<string, string>> = {
  int8: '7',
  date: '1990-01-02',
  timestamptz: '2026-01-02T10:00:00Z',
  bool: 'true',
  bytea: '\\x00',
  int2: '1',
};

const tableOf = (item: CompiledItem) => ITEM_FACTS.find((table) => table.name === item.table);

/** All the people of a register at once, set-wise as an import adds them; then each one's answers. */
export async function seedPeople(seeding: Seeding, states: readonly NamedState[]): Promise<MatrixPerson[]> {
  const people = states.map(
    (named): MatrixPerson => ({
      ...named,
      subject: randomUUID(),
      relationshipIds: named.state.relationships.map(() => randomUUID()),
      rows: plannedRows(seeding.compiled, named),
    }),
  );
  await stageEverybody(seeding, people);
  for (const person of people) await answer(seeding, person);
  return people;
}

/** A row of each item that may be stored for the person, own and under each relationship. */
function plannedRows(compiled: CompiledNotice, { state }: NamedState): MatrixRow[] {
  const rows: MatrixRow[] = [];
  for (const item of compiled.items) {
    const table = tableOf(item);
    if (!table || item.neverStored || !mayHave(compiled, item, state)) continue;
    if (item.key === 'birth-date' && state.age === null) continue;
    for (const relationship of [null, ...state.relationships.keys()]) {
      rows.push({
        id: randomUUID(),
        item: item.key,
        itemNo: item.no,
        table,
        relationship,
        contactPoint: table.contact ?? null,
        restricted: item.key === 'name' && relationship === null,
      });
    }
  }
  return rows;
}

function mayHave(compiled: CompiledNotice, item: CompiledItem, state: PersonState): boolean {
  // A source that asks for something is tried where adding is tried; nobody has answered yet when the rows are laid.
  if (!item.sources.some(({ condition }) => condition === null) || item.purposes >> 4n === 0n) return false;
  if (item.kinds === null) return true;
  const numbers = state.relationships.map(
    (each) => compiled.kinds.find((kind) => kind.key === each.kind)?.no,
  );
  return numbers.some((no) => no !== undefined && item.kinds?.includes(no));
}

/** One batch for each purpose, with the items no earlier purpose has added. */
async function stageEverybody(seeding: Seeding, people: readonly MatrixPerson[]): Promise<void> {
  const { compiled, appUrl, superuserUrl, pass } = seeding;
  const items = new Map(compiled.items.map((item) => [item.key, item]));
  const done = new Set<Key>();
  const purposes = compiled.purposes.filter(
    (each) => !each.implicit && !each.inMemory && (each.verbs === null || each.verbs.includes('add')),
  );
  // People of unknown age are closed to purposes with an age limit, so they come in by another and are grown up from then on.
  for (const purpose of purposes.toSorted((a, b) => (a.minimumAge ?? 0) - (b.minimumAge ?? 0))) {
    const listed = compiled.items.filter(
      (item) => (item.purposes >> BigInt(purpose.bit)) & 1n && !done.has(item.key),
    );
    for (const item of listed) done.add(item.key);
    await under(appUrl, { pass, purpose: purpose.key }, ({ query }) =>
      stageBatch(query, { compiled, items, people, keys: new Set(listed.map((item) => item.key)) }),
    );
    await behind(superuserUrl, 'update register.subject set attested_age = 40');
  }
}

interface Batch {
  readonly compiled: CompiledNotice;
  readonly items: ReadonlyMap<Key, CompiledItem>;
  readonly people: readonly MatrixPerson[];
  readonly keys: ReadonlySet<Key>;
}

/** A line for each relationship of each person; the lines of one person share a key, so they join. */
async function stageBatch(query: Work['query'], { compiled, items, people, keys }: Batch): Promise<void> {
  const source = compiled.sources[0]?.no ?? 0;
  const lines = people.flatMap((person) =>
    (person.relationshipIds.length > 0 ? [...person.relationshipIds.keys()] : [null]).map((relationship) => ({
      person,
      relationship,
    })),
  );
  const subjects = lines.map(({ person, relationship }, row) => ({
    row_no: row,
    id: relationship ? randomUUID() : person.subject,
    source_no: source,
  }));
  const hashes = lines.map(({ person }, row) => ({
    row_no: row,
    hmac: createHash('sha256').update(person.subject).digest('hex'),
  }));
  const parts = lines.flatMap(({ person, relationship }, row) => {
    const kind = relationship === null ? undefined : person.state.relationships[relationship]?.kind;
    const recorded = compiled.kinds.find((each) => each.key === kind);
    return recorded === undefined || relationship === null
      ? []
      : [
          {
            row_no: row,
            id: person.relationshipIds[relationship],
            kind_no: recorded.no,
            source_no: recorded.sources?.[0] ?? source,
          },
        ];
  });
  const facts = lines.flatMap(({ person, relationship }, row) =>
    person.rows
      .filter(
        (each) =>
          keys.has(each.item) &&
          (each.relationship === relationship || (each.relationship === null && !relationship)),
      )
      .map((each) =>
        factOf(row, each, items.get(each.item)?.sources.find(({ condition }) => condition === null)?.no ?? 0),
      ),
  );
  await query('select gate.open_staging()');
  const stage = (table: string, columns: string, types: string, rows: readonly object[]) =>
    query(
      `insert into pg_temp.${table} (${columns}) select ${columns} from jsonb_to_recordset($1::jsonb) as r (${types})`,
      [JSON.stringify(rows)],
    );
  await stage(
    'staging_subject',
    'row_no, id, source_no',
    'row_no int, id uuid, source_no smallint',
    subjects,
  );
  await query(
    `insert into pg_temp.staging_key (row_no, kind, hmac, joins) select row_no, 'matrix', decode(hmac, 'hex'), true from jsonb_to_recordset($1::jsonb) as r (row_no int, hmac text)`,
    [JSON.stringify(hashes)],
  );
  await query(
    `insert into pg_temp.staging_relationship (row_no, id, kind_no, source_no, started_on) select row_no, id, kind_no, source_no, '2020-01-01' from jsonb_to_recordset($1::jsonb) as r (row_no int, id uuid, kind_no smallint, source_no smallint)`,
    [JSON.stringify(parts)],
  );
  await query('select gate.match()');
  await query('select gate.add_people()');
  await stage(
    'staging_fact',
    'row_no, id, of_relationship, item_no, source_no, t1, t2, t3, t4, sealed, epoch',
    'row_no int, id uuid, of_relationship boolean, item_no smallint, source_no smallint, t1 text, t2 text, t3 text, t4 text, sealed bytea, epoch smallint',
    facts,
  );
  const [inserted] = await query<{ n: string }>('select gate.insert_facts() as n');
  if (Number(inserted?.n) !== facts.length)
    throw new Error(`${facts.length} rows were staged, ${inserted?.n} added`);
}

function factOf(row: number, planned: MatrixRow, source: number): object {
  const texts = planned.table.values
    .filter((column) => !['sealed', 'epoch'].includes(column.name))
    .map((column) => VALUES[column.type] ?? 'x');
  const sealed = planned.table.values.some((column) => column.name === 'sealed')
    ? { sealed: '\\x00', epoch: 1 }
    : {};
  const [t1, t2, t3, t4] = texts;
  return {
    row_no: row,
    id: planned.id,
    of_relationship: planned.relationship !== null,
    item_no: planned.itemNo,
    source_no: source,
    t1,
    t2,
    t3,
    t4,
    ...sealed,
  };
}

export async function insertRow(
  query: Work['query'],
  row: Pick<MatrixRow, 'table'>,
  head: readonly unknown[],
): Promise<void> {
  const columns = row.table.values.map((column) => column.name);
  const values = row.table.values.map((column) => VALUES[column.type] ?? 'x');
  const places = columns.map((_, index) => `$${index + 6}`);
  await query(
    `insert into register.${row.table.name} (subject_id, id, relationship_id, item_no, source_no, ${columns.join(', ')})
     values ($1, $2, $3, $4, $5, ${places.join(', ')})`,
    [...head, ...values],
  );
}

async function answer(seeding: Seeding, person: MatrixPerson): Promise<void> {
  const { state, subject, relationshipIds } = person;
  const { appUrl, pass, compiled, superuserUrl } = seeding;
  // Ages are set behind the policies, since only some notices list a birth date; then the gates are computed anew.
  await behind(superuserUrl, 'update register.subject set attested_age = $2 where id = $1', [
    subject,
    state.age,
  ]);
  await behind(
    superuserUrl,
    `update register.birth_date set day = (current_date - make_interval(years => $2) - interval '2 days')::date where subject_id = $1`,
    [subject, state.age],
  );
  await behind(
    superuserUrl,
    'select gate.spread(register_id, array[id]) from register.subject where id = $1',
    [subject],
  );
  const purpose = compiled.purposes.find((each) => !each.implicit)?.key ?? '';
  const guardian = state.consents.some((consent) => consent.byGuardian) ? randomUUID() : null;
  await under(appUrl, { pass, purpose }, async ({ query }) => {
    const source = (
      await query<{ key: string }>(
        'select key from notice.source where register_id = session.register_id() limit 1',
      )
    )[0]?.key;
    if (guardian) {
      await query('select gate.add_subject($1, $2)', [guardian, source]);
      await query(`select gate.add_guardian($1, $2, $3, 'court order', $4, '2020-01-01')`, [
        subject,
        guardian,
        randomUUID(),
        source,
      ]);
    }
    for (const [index, { ended }] of state.relationships.entries()) {
      if (ended)
        await query(`select gate.end_relationship($1, $2, '2021-01-01')`, [subject, relationshipIds[index]]);
    }
    for (const event of eventsOf(person, guardian)) await record(query, subject, event);
  });
}

interface Event {
  readonly kind: string;
  readonly purpose?: string | null;
  readonly channel?: string | null;
  readonly item?: string | null;
  readonly row?: string | null;
  readonly allowed?: readonly string[];
  readonly guardian?: string | null;
  readonly hoursAgo?: number;
  readonly expiresHoursAgo?: number;
}

function eventsOf(person: MatrixPerson, guardian: string | null): Event[] {
  const { state, rows } = person;
  const consents = state.consents.flatMap((consent): Event[] => {
    const { purpose, channel } = consent;
    const yes: Event = {
      kind: 'consent',
      purpose,
      channel,
      hoursAgo: 3,
      guardian: consent.byGuardian ? guardian : null,
    };
    if (consent.now === 'withdrawn') return [yes, { kind: 'withdrawal', purpose, channel, hoursAgo: 1 }];
    return [consent.now === 'expired' ? { ...yes, expiresHoursAgo: 1 } : yes];
  });
  return [
    ...consents,
    ...state.bans.map((ban): Event => ({ kind: 'ban', ...ban })),
    ...state.objections.map((objection): Event => ({ kind: 'objection', ...objection })),
    ...state.restrictions.map(
      (restriction): Event => ({
        kind: 'restriction',
        purpose: restriction.purpose,
        item: restriction.item,
        row: restriction.row ? (rows.find((row) => row.restricted)?.id ?? null) : null,
        allowed: restriction.allowed,
      }),
    ),
  ];
}

async function record(query: Work['query'], subject: string, event: Event): Promise<void> {
  await query(
    `select gate.record_permission($1, $2, $3, $4, $5, $6, now() - make_interval(hours => $7),
       now() - make_interval(hours => $8), $9, $10, 'May we?', 'fi', 'form 1', null, $11)`,
    [
      subject,
      event.kind,
      event.purpose ?? null,
      event.channel ?? null,
      event.item ?? null,
      event.row ?? null,
      event.hoursAgo ?? 0,
      event.expiresHoursAgo ?? null,
      event.guardian ? 'guardian' : 'self',
      event.guardian ?? null,
      event.allowed ?? [],
    ],
  );
}
