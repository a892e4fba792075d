/** The functions that write gates: spreading a person's answers over every table, and the set-wise insert from staging. */
import { BUILT_IN_ITEMS } from '../../compiler/language/items.ts';
import { ITEM_FACTS, type Table } from '../tables.ts';

interface Spread {
  readonly table: string;
  /** Column that holds the way of contact's gate in gate.effect. */
  readonly gate: string;
  /** Row id a restriction of a single row names. */
  readonly row: string;
  readonly keys: readonly string[];
  readonly item: boolean;
  readonly relationship: string;
  readonly closings: boolean;
  /** Rows that may have an end of their own. */
  readonly ends: boolean;
}

const gateOf = (table: Table) => `${table.contact ?? 'any'}_gate`;

const itemFact = (table: Table): Spread => ({
  table: table.name,
  gate: `e.${gateOf(table)}`,
  row: 'f.id',
  keys: ['subject_id', 'id'],
  item: true,
  relationship: 'f.relationship_id',
  closings: false,
  ends: true,
});

/** Search and old values take the gate of the table their row came from; contact tables hold built-in items only. */
const BY_ITEM = `case ${ITEM_FACTS.filter((table) => table.contact)
  .map((table) => {
    const items = BUILT_IN_ITEMS.filter((item) => item.table === table.name).map((item) => item.no);
    return `when f.item_no in (${items.join(', ')}) then e.${table.contact}_gate`;
  })
  .join(' ')} else e.any_gate end`;

const own = (table: string): Spread => ({
  table,
  gate: 'e.any_gate',
  row: 'f.id',
  keys: ['subject_id', 'id'],
  item: false,
  relationship: 'null::uuid',
  closings: false,
  ends: false,
});

const SPREADS: readonly Spread[] = [
  ...ITEM_FACTS.map(itemFact),
  {
    ...itemFact({ ...(ITEM_FACTS[0] as Table), name: 'change_value' }),
    gate: BY_ITEM,
    row: 'f.row_id',
    keys: ['subject_id', 'row_id', 'id'],
  },
  { ...itemFact({ ...(ITEM_FACTS[0] as Table), name: 'search' }), gate: BY_ITEM },
  own('guardian'),
  own('permission'),
  { ...own('relationship'), relationship: 'f.id' },
  {
    table: 'involvement',
    gate: 'e.any_gate',
    row: 'f.record_id',
    keys: ['subject_id', 'record_id', 'part'],
    item: true,
    relationship: 'f.relationship_id',
    closings: true,
    ends: false,
  },
];

/** The clock of a row: of the person's answers, of the row's closings where it has any, and its own end. */
const clockOf = (spread: Spread, ...others: string[]) => {
  const clocks = ['e.shut_at', ...others, ...(spread.ends ? ['f.ends_at'] : [])];
  return clocks.length === 1 ? 'e.shut_at' : `least(${clocks.join(', ')})`;
};

/**
 * What each row should hold, as a query over the table: the spread writes it, the check compares with it. Closings are grouped by person
 * first: looking through everybody's for each row took a minute for an import of five thousand people.
 */
function recomputed(spread: Spread): string {
  const joins = spread.item
    ? `left join notice.item_source s on s.register_id = p_register and s.item_no = f.item_no and s.source_no = f.source_no`
    : '';
  const barItem = spread.item ? 'and (b.item_no is null or b.item_no = f.item_no)' : 'and b.item_no is null';
  const closed = spread.closings ? ' | e.closed' : '';
  return `select ${spread.keys.map((key) => `f.${key}`).join(', ')}, ${spread.gate} as gate,
               ${spread.item ? 'coalesce(s.bars, 0)' : '0'} | coalesce(x.mask, 0)${closed} as barred, ${clockOf(spread, 'x.shut_at')} as shut_at
          from register.${spread.table} f
          join unnest(effects) e on e.subject_id = f.subject_id and e.relationship_id is not distinct from ${spread.relationship}
          ${joins}
          left join (select c.subject_id, array_agg(c) as bars from unnest(closings) c group by c.subject_id) c on c.subject_id = f.subject_id
          left join lateral (
            select bit_or(b.mask) as mask, min(b.shut_at) as shut_at from unnest(c.bars) b
             where (b.row_id is null or b.row_id = ${spread.row}) ${barItem}
               and (b.relationship_id is null or b.relationship_id = coalesce(${spread.relationship}, '00000000-0000-0000-0000-000000000000'))) x on true
         where f.subject_id = any (p_subjects)`;
}

function spreadStatement(spread: Spread): string {
  const keys = spread.keys.map((key) => `f.${key} = w.${key}`).join(' and ');
  return `  update register.${spread.table} f set gate = w.gate, barred = w.barred, shut_at = w.shut_at
    from (${recomputed(spread)}) w
   where ${keys} and f.subject_id = any (p_subjects) and (f.gate, f.barred, f.shut_at) is distinct from (w.gate, w.barred, w.shut_at);
`;
}

/** For people without closings of single rows, which is nearly everybody: no join back to the table. */
function plainSpreadStatement(spread: Spread): string {
  const bars = spread.item
    ? `coalesce((select s.bars from notice.item_source s where s.register_id = p_register and s.item_no = f.item_no and s.source_no = f.source_no), 0)`
    : '0';
  const barred = `${bars}${spread.closings ? ' | e.closed' : ''}`;
  return `    update register.${spread.table} f set gate = ${spread.gate}, barred = ${barred}, shut_at = ${clockOf(spread)}
      from unnest(effects) e
     where f.subject_id = any (p_subjects) and e.subject_id = f.subject_id and e.relationship_id is not distinct from ${spread.relationship}
       and (f.gate, f.barred, f.shut_at) is distinct from (${spread.gate}, ${barred}, ${clockOf(spread)});
`;
}

/** Rows whose clock has just run out are the minute job's to write, so they are no disagreement. */
function disagreement(spread: Spread): string {
  const keys = spread.keys.map((key) => `f.${key} = w.${key}`).join(' and ');
  return `  return query select '${spread.table}'::text, w.subject_id, ${spread.row}
    from register.${spread.table} f join (${recomputed(spread)}) w on ${keys}
   where f.shut_at > now() and (f.gate, f.barred, f.shut_at) is distinct from (w.gate, w.barred, w.shut_at);
`;
}

const DECLARE = `declare
  effects gate.effect[] := array(select e from gate.effective(p_register, p_subjects) e);
  closings gate.bar[] := array(select b from gate.bars(p_register, p_subjects) b);
`;

/** Twice, because a function keeps its plans: one for a person's few rows, one for thousands of people. */
function spreadFunction(name: 'spread_few' | 'spread_many'): string {
  // The planner takes an array for ten elements, and nested loops over thousands of people are quadratic. One person's rows are found
  // by the same plans whoever it is: planning two dozen statements anew five times on each connection took longer than the work.
  const settings =
    name === 'spread_many' ? ' set enable_nestloop = off' : ' set plan_cache_mode = force_generic_plan';
  return `create function gate.${name}(p_register int, p_subjects uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp set jit = off${settings} as $$
${DECLARE}begin
  update register.subject f set gate = e.any_gate, shut_at = e.shut_at, next_at = e.next_at
    from unnest(effects) e
   where f.id = any (p_subjects) and e.subject_id = f.id and e.relationship_id is null
     and (f.gate, f.shut_at, f.next_at) is distinct from (e.any_gate, e.shut_at, e.next_at);
  if cardinality(closings) = 0 then
${SPREADS.map(plainSpreadStatement).join('')}  else
${SPREADS.map(spreadStatement).join('')}  end if;
  perform gate.regate_records(p_register, array(
    select distinct v.record_id from register.involvement v where v.subject_id = any (p_subjects)));
end
$$;
comment on function gate.${name}(int, uuid[]) is 'The work of gate.spread, planned for ${name === 'spread_few' ? 'one person' : 'a batch'}.';
`;
}

export function emitSpreading(): string {
  return `-- Generated from tables.ts: one statement for each table that carries a gate.
${spreadFunction('spread_few')}
${spreadFunction('spread_many')}
create function gate.spread(p_register int, p_subjects uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if cardinality(p_subjects) > 20 then
    perform gate.spread_many(p_register, p_subjects);
  elsif cardinality(p_subjects) > 0 then
    perform gate.spread_few(p_register, p_subjects);
  end if;
end
$$;
comment on function gate.spread(int, uuid[]) is 'Writes gate, barred and shut_at of everything the subjects have, set-wise; callers hold the subjects'' locks.';

create function gate.disagreements(p_register int, p_subjects uuid[]) returns table (table_name text, subject_id uuid, row_id uuid)
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
#variable_conflict use_column
${DECLARE}begin
  return query select 'subject'::text, f.id, f.id
    from register.subject f join unnest(effects) e on e.subject_id = f.id and e.relationship_id is null
   where f.shut_at > now() and (f.gate, f.shut_at) is distinct from (e.any_gate, e.shut_at);
${SPREADS.map(disagreement).join('')}end
$$;
comment on function gate.disagreements(int, uuid[]) is 'Rows whose stored gate is not the recomputed one; must be none.';
`;
}

const CASTS: Record<string, string> = {
  int8: '::int8',
  date: '::date',
  timestamptz: '::timestamptz',
  bool: '::boolean',
};

function stagedValue(table: Table, index: number): string {
  const column = table.values[index];
  if (!column) return '';
  if (column.name === 'sealed' || column.name === 'epoch') return `s.${column.name}`;
  if (column.name === 'mask') return 's.t1';
  return `s.t${index + 1}${CASTS[column.type] ?? ''}`;
}

/** A person has one name, birth date and identity code for each relationship; an import does not overwrite them. */
const SINGLE = new Set(['person_name', 'birth_date', 'identity_code']);

function insertStatement(table: Table): string {
  const columns = table.values.map((column) => column.name);
  const values = table.values.map((_, index) => stagedValue(table, index));
  const same = SINGLE.has(table.name)
    ? 'x.relationship_id is not distinct from s.relationship_id'
    : columns.map((column, index) => `x.${column} is not distinct from ${values[index]}`).join(' and ');
  const search = table.search
    ? `, found as (
    insert into register.search (register_id, subject_id, id, relationship_id, item_no, source_no, gate, barred, shut_at, text)
    select register_id, subject_id, id, relationship_id, item_no, source_no, gate, barred, shut_at, gate.search_text(${table.search.join(', ')}) from added)`
    : '';
  return `  if exists (select from pg_temp.staging_fact s join notice.item i on i.register_id = here and i.item_no = s.item_no where i.table_name = '${table.name}') then
  with added as (
    insert into register.${table.name} (register_id, subject_id, id, relationship_id, item_no, source_no, recorded_by, gate, barred, shut_at, ${columns.join(', ')})
    select here, s.subject_id, s.id, s.relationship_id, s.item_no, s.source_no, by_whom, e.${gateOf(table)}, a.bars | coalesce(b.mask, 0), least(e.shut_at, b.shut_at), ${values.join(', ')}
      from pg_temp.staging_fact s
      join notice.item i on i.register_id = here and i.item_no = s.item_no and i.table_name = '${table.name}'
      join notice.item_source a on a.register_id = here and a.item_no = s.item_no and a.source_no = s.source_no
      join pg_temp.staging_effect e on e.subject_id = s.subject_id and e.relation_key = coalesce(s.relationship_id, '00000000-0000-0000-0000-000000000000')
      left join pg_temp.staging_bar b on b.fact_id = s.id
     where s.subject_id is not null
       and not exists (select from register.${table.name} x where x.subject_id = s.subject_id and x.item_no = s.item_no and ${same})
    returning *)${search}
  select count(*) into added_here from added;
  added_all := added_all + added_here;
  end if;
`;
}

export function emitInserting(): string {
  return `-- Generated from tables.ts: one set-wise insert for each table of items.
create function gate.insert_staged() returns bigint
language plpgsql set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here int := session.register_id();
  by_whom uuid := session.user_id();
  added_here bigint;
  added_all bigint := 0;
begin
${ITEM_FACTS.map(insertStatement).join('')}  return added_all;
end
$$;
comment on function gate.insert_staged() is 'Moves checked staging rows into their tables with gate, source and item computed set-wise; called by gate.insert_facts.';
`;
}

function hiddenStatement(table: Table): string {
  return `  select count(*) into found_here from register.${table.name} f
   where f.subject_id = any (everyone) and f.register_id = here.register_id
     and not (f.item_no = any (items) and (f.gate # flip) & ~f.barred & bit <> 0 and f.shut_at > now());
  hidden := hidden + found_here;
`;
}

export function emitHidden(): string {
  return `-- Generated from tables.ts.
create function gate.hidden_facts(p_subject uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  here session.session := gate.require_session('read');
  flip bigint := session.flip();
  bit bigint := session.purpose_bit();
  items smallint[] := session.items();
  everyone uuid[];
  found_here int;
  hidden int := 0;
begin
  perform gate.require_scope(p_subject);
  everyone := gate.whole_person(p_subject);
  -- Told only for somebody the purpose may see, and never for a restricted person (Art. 18).
  if not exists (select from register.subject s where s.id = p_subject and (s.gate # flip) & session.person_bit() <> 0 and s.shut_at > now())
     or exists (select from register.permission e where e.subject_id = any (everyone) and e.kind = 'restriction'
          and not exists (select from register.permission l where l.subject_id = e.subject_id and l.kind = 'restriction-lifted' and l.at >= e.at)) then
    return null;
  end if;
${ITEM_FACTS.map(hiddenStatement).join('')}  return hidden;
end
$$;
comment on function gate.hidden_facts(uuid) is 'How many facts other purposes hold about a person who is visible under this one.';
`;
}
