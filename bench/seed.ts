// The statements that fill a register: people, their answers, and their facts with the gates of the people they repeat. Run by the
// superuser with triggers off, since a million people through the gatekeeper take an hour; world.ts then asks the gatekeeper whether
// a sample is right.
import type { CompiledNotice } from '../compiler/model/compiled.ts';
import { CONSENTS } from './notice.ts';

export interface Seed {
  readonly registerId: number;
  readonly notice: CompiledNotice;
  readonly people: number;
  readonly period: number;
  readonly tables?: readonly string[];
  readonly searchable?: boolean;
}

const SUBJECT = 0;
const RELATIONSHIP = 1;

/** SQL for the id of person k's row in a table; ordered by k, as ids made one after another are. */
function idOf(registerId: number, table: number, k: string): string {
  const head = `019a${registerId.toString(16).padStart(4, '0')}-0000-7${table.toString(16).padStart(3, '0')}-8000-`;
  return `('${head}' || lpad(to_hex(${k}), 12, '0'))::uuid`;
}

export const personId = (registerId: number, k: string) => idOf(registerId, SUBJECT, k);

interface Column {
  readonly item: string;
  readonly table: string;
  /** Value columns and their SQL for person k. */
  readonly values: Readonly<Record<string, string>>;
  readonly gate?: 'email_gate' | 'phone_gate' | 'post_gate';
  /** What search reads. */
  readonly search?: string;
}

const FAMILY = `(array['Virtanen','Korhonen','Mäkinen','Nieminen','Äijälä','Öhman','Ångström','Hämäläinen','Laine','Heikkinen'])[1 + k % 10] || (k / 10 % 5000)`;
const GIVEN = `(array['Aino','Väinö','Helmi','Onni','Åke','Eeva','Äly'])[1 + k % 7]`;

const COLUMNS: readonly Column[] = [
  {
    item: 'name',
    table: 'person_name',
    values: { given_name: GIVEN, family_name: FAMILY },
    search: `${GIVEN} || ' ' || ${FAMILY}`,
  },
  {
    item: 'email',
    table: 'email',
    values: { address: `'person' || k || '@example.test'` },
    gate: 'email_gate',
    search: `'person' || k || '@example.test'`,
  },
  {
    item: 'phone',
    table: 'phone',
    values: { number: `'+35844' || lpad(k::text, 7, '0')` },
    gate: 'phone_gate',
    search: `'+35844' || lpad(k::text, 7, '0')`,
  },
  {
    item: 'postal-address',
    table: 'postal_address',
    values: {
      street: `'Esimerkkitie ' || k % 200`,
      postal_code: `lpad((k % 90000)::text, 5, '0')`,
      locality: `'Espoo'`,
      country: `'FI'`,
    },
    gate: 'post_gate',
  },
  {
    item: 'birth-date',
    table: 'birth_date',
    values: { day: `date '1940-01-01' + (k % 25000 * 7919 % 25000)` },
  },
  { item: 'language', table: 'attribute_text', values: { value: `(array['fi','sv','en'])[1 + k % 3]` } },
  { item: 'segment', table: 'attribute_text', values: { value: `'segment ' || (k / 3 % 20)` } },
  { item: 'purchases', table: 'attribute_number', values: { value: '(k * 31 + k / 100 * 137) % 1000' } },
  { item: 'member', table: 'attribute_flag', values: { value: 'k / 7 % 2 = 0' } },
];

const SETTINGS = `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'; set jit = off;`;

/** People with their answers; the first period's gates are computed and become everybody's. */
export function seedPeople(seed: Seed): string {
  const { registerId, people, period } = seed;
  const first = Math.min(people, period);
  const source = sourceNo(seed.notice);
  return `${SETTINGS}
create table if not exists gate.bench_gate (register_id int, nth int, any_gate bigint, email_gate bigint, phone_gate bigint, post_gate bigint, primary key (register_id, nth));
insert into register.subject (register_id, id, source_no, recorded_at)
  select ${registerId}, ${personId(registerId, 'k')}, ${source}, timestamptz '2026-01-01' + k * interval '1 second' from generate_series(0, ${first - 1}) k;
${answers(seed, 0, first - 1)}
insert into gate.bench_gate
  select ${registerId}, k, e.any_gate, e.email_gate, e.phone_gate, e.post_gate
    from generate_series(0, ${first - 1}) k
    join gate.effective(${registerId}, array(select ${personId(registerId, 'k')} from generate_series(0, ${first - 1}) k)) e
      on e.subject_id = ${personId(registerId, 'k')} and e.relationship_id is null;
update register.subject s set gate = g.any_gate from gate.bench_gate g where g.register_id = ${registerId} and s.id = ${personId(registerId, 'g.nth')};
update register.permission p set gate = g.any_gate from gate.bench_gate g where g.register_id = ${registerId} and p.subject_id = ${personId(registerId, 'g.nth')};
insert into register.subject (register_id, id, source_no, recorded_at, gate)
  select ${registerId}, ${personId(registerId, 'k')}, ${source}, timestamptz '2026-01-01' + k * interval '1 second', g.any_gate
    from generate_series(${first}, ${people - 1}) k join gate.bench_gate g on g.register_id = ${registerId} and g.nth = k % ${period};
${answers(seed, first, people - 1)}
`;
}

/** The shares of CONSENTS: every thousandth, every hundredth, and three of ten. */
function answers({ registerId, notice, period }: Seed, from: number, to: number): string {
  const said = CONSENTS.filter((each) => notice.purposes.some((purpose) => purpose.key === each.purpose));
  const cases = said.map(({ purpose, everyNth }, at) => {
    const who = everyNth === null ? 'k % 10 < 3' : `k % ${everyNth} = ${at}`;
    return `insert into register.permission (register_id, subject_id, id, kind, purpose_key, given_by, at, wording, language, proof, source_no, gate)
  select ${registerId}, ${personId(registerId, 'k')}, ${idOf(registerId, 16 + at, 'k')}, 'consent', '${purpose}', 'self', '2026-01-01', 'May we', 'en', 'form', ${sourceNo(notice)}, coalesce(g.any_gate, 0)
    from generate_series(${from}, ${to}) k left join gate.bench_gate g on g.register_id = ${registerId} and g.nth = k % ${period} where ${who};`;
  });
  return cases.join('\n');
}

export function seedFacts(seed: Seed): string {
  const wanted = COLUMNS.filter((column) => seed.tables?.includes(column.table) ?? true);
  const facts = wanted.map((column, at) => factSql(seed, column, RELATIONSHIP + 1 + at));
  if (!seed.searchable) return [SETTINGS, ...facts].join('\n');
  const found = wanted.flatMap((column, at) =>
    column.search ? [searchSql(seed, column, RELATIONSHIP + 1 + at)] : [],
  );
  return [
    SETTINGS,
    ...facts,
    // Built once at the end: entry by entry the trigram index takes several times as long.
    'drop index register.search_trigrams;',
    ...found,
    'create index search_trigrams on register.search using gin (text gate.gin_trgm_ops);',
    `insert into register.match_key (register_id, kind, hmac, subject_id)
       select ${seed.registerId}, kind, sha256((kind || k)::bytea), ${personId(seed.registerId, 'k')}
         from generate_series(0, ${seed.people - 1}) k, unnest(array['email', 'email-name', 'phone', 'phone-name']) kind;`,
  ].join('\n');
}

function factSql(seed: Seed, column: Column, table: number): string {
  const { registerId, people, period, notice } = seed;
  const names = Object.keys(column.values).join(', ');
  return `insert into register.${column.table} (register_id, subject_id, id, item_no, source_no, recorded_at, gate, ${names})
  select ${registerId}, ${personId(registerId, 'k')}, ${idOf(registerId, table, 'k')}, ${itemNo(notice, column.item)}, ${sourceNo(notice)}, '2026-01-01', g.${column.gate ?? 'any_gate'}, ${Object.values(column.values).join(', ')}
    from generate_series(0, ${people - 1}) k join gate.bench_gate g on g.register_id = ${registerId} and g.nth = k % ${period};`;
}

function searchSql(seed: Seed, column: Column, table: number): string {
  const { registerId, people, period, notice } = seed;
  return `insert into register.search (register_id, subject_id, id, item_no, source_no, gate, barred, shut_at, text)
  select ${registerId}, ${personId(registerId, 'k')}, ${idOf(registerId, table, 'k')}, ${itemNo(notice, column.item)}, ${sourceNo(notice)}, g.${column.gate ?? 'any_gate'}, 0, 'infinity', lower(${column.search})
    from generate_series(0, ${people - 1}) k join gate.bench_gate g on g.register_id = ${registerId} and g.nth = k % ${period};`;
}

export function itemNo(notice: CompiledNotice, key: string): number {
  const item = notice.items.find((each) => each.key === key);
  if (!item) throw new Error(`the notice has no item ${key}`);
  return item.no;
}

function sourceNo(notice: CompiledNotice): number {
  const source = notice.sources.find((each) => each.key === 'the-person');
  if (!source) throw new Error('the notice has no source the-person');
  return source.no;
}
