/**
 * Triggers that fill what the application may not write and keep what a value was; the gatekeeper's set-wise functions bypass them.
 * Adding is guarded row by row, since each row's columns are filled; changing a statement at a time: row by row an edit of
 * four hundred rows took three times as long.
 */
import { ITEM_FACTS, TABLES, type Table, type ValueColumn } from '../tables.ts';

/** Tables of several or of nobody whose values the application writes: their changes leave a line too. */
const NOTED = TABLES.filter(
  (table) => table.schema === 'register' && table.values.length > 0 && !ITEM_FACTS.includes(table),
);

function emitNotes(): string {
  return NOTED.map(({ name }) => {
    const table = `register.${name}`;
    return `drop trigger if exists guard_note on ${table};
create trigger guard_note before update on ${table} for each row
  when (current_user <> 'seloste_gatekeeper') execute function gate.guard_note();
comment on trigger guard_note on ${table} is 'The audit line of a change to what is about several people or nobody.';
`;
  }).join('\n');
}

export function emitGuards(): string {
  return `${ITEM_FACTS.map(emitTriggers).join('\n')}\n${emitNotes()}`;
}

function emitTriggers(table: Table): string {
  const name = `register.${table.name}`;
  const searched = `'${(table.search ?? []).join(',')}'`;
  const statement = (
    trigger: string,
    transitions: string,
    comment: string,
  ) => `drop trigger if exists ${trigger} on ${name};
create trigger ${trigger} after update on ${name} referencing ${transitions} for each statement
  when (current_user <> 'seloste_gatekeeper') execute function gate.${trigger}_${table.name}();
comment on trigger ${trigger} on ${name} is '${comment}';
`;
  return `drop trigger if exists guard_insert on ${name};
create trigger guard_insert before insert on ${name} for each row
  when (current_user <> 'seloste_gatekeeper') execute function gate.guard_insert('${table.contact ?? 'any'}', ${searched});
comment on trigger guard_insert on ${name} is 'Fills register, gate, clock and recorder of a row the application adds (promise 2).';
${statement('guard_update', 'old table as before new table as after', 'Keeps the old values, gated as their rows are, and the audit lines.')}${
  table.search ? statement('guard_search', 'new table as after', 'Search finds what the row says now.') : ''
}`;
}

/** The trigger functions of each table of items, by the names the list of definer functions has them under. */
export const GUARD_FUNCTIONS: readonly string[] = ITEM_FACTS.flatMap((table) => [
  `gate.guard_update_${table.name}`,
  ...(table.search ? [`gate.guard_search_${table.name}`] : []),
]);

/** What a value was as text, or nothing of a sealed one. Texts of dates and times do not depend on the session's settings. */
function asText({ name, type }: ValueColumn): string {
  if (type === 'bytea') return 'null';
  return type === 'text' ? `b.${name}` : `to_jsonb(b.${name}) #>> '{}'`;
}

/** Old and new rows are paired by a hash: the plan is kept, and the first statement's two rows would have them compared each with each. */
function emitKeeping(table: Table): string {
  const kept = table.values.map(
    (
      column,
    ) => `    select b.register_id, b.subject_id, b.id, b.relationship_id, b.item_no, b.source_no, b.gate, b.barred, b.shut_at, b.ends_at, '${column.name}' as column_name, ${asText(column)} as old_value
      from before b join after a on a.subject_id = b.subject_id and a.id = b.id where a.${column.name} is distinct from b.${column.name}`,
  );
  return `create function gate.guard_update_${table.name}() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off set enable_nestloop = off as $$
declare
  here session.session := session.current_row();
begin
  insert into register.change_value (register_id, subject_id, id, relationship_id, item_no, source_no, recorded_by, gate, barred, shut_at, ends_at,
    table_name, row_id, column_name, old_value)
  select c.register_id, c.subject_id, gen_random_uuid(), c.relationship_id, c.item_no, c.source_no, here.account_id, c.gate, c.barred, c.shut_at, c.ends_at,
    '${table.name}', c.id, c.column_name, c.old_value
    from (
${kept.join('\n    union all\n')}) c;
  insert into audit.change (id, register_id, session_id, account_id, purpose_key, verb, table_name, subject_id, row_id)
  select gen_random_uuid(), here.register_id, here.id, here.account_id, nullif(current_setting('seloste.purpose', true), ''), 'change', '${table.name}', a.subject_id, a.id
    from after a where here.id is not null;
  return null;
end
$$;
comment on function gate.guard_update_${table.name}() is 'Keeps what the values were, with their rows'' own gates, so that they can be erased while the audit stays.';
`;
}

/** Always by the search table's key: a hash would read all of it for one row. */
function emitSearching(table: Table): string {
  if (!table.search) return '';
  const words = `gate.search_text(${table.search.map((column) => `a.${column}`).join(', ')})`;
  return `create function gate.guard_search_${table.name}() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update register.search s set text = ${words}
    from after a where s.subject_id = a.subject_id and s.id = a.id and s.text <> ${words};
  return null;
end
$$;
comment on function gate.guard_search_${table.name}() is 'What search compares, after a change of the row.';
`;
}

export function emitGuardFunctions(): string {
  return `-- Generated from tables.ts.\n${ITEM_FACTS.map((table) => emitKeeping(table) + emitSearching(table)).join('\n')}`;
}
