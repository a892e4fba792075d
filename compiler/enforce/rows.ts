// One look-up table of the notice as an upsert: rows of the notice are written, rows that left it stay, marked as not live, because
// stored rows may carry their numbers.
import { quoteText } from './quote.ts';

export interface LookUpTable {
  readonly table: string;
  /** The columns that with register_id make a row the same row. */
  readonly key: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** SQL literals, in the order of the columns. */
  readonly rows: readonly (readonly string[])[];
  /** What becomes of rows the notice no longer has: kept but not live (with these assignments), or removed where the condition holds. */
  readonly gone: { readonly set: string } | { readonly deleteWhere: string } | 'kept';
}

/** The register's id, found by its key, so that the same text works in every database. */
export function registerId(register: string): string {
  return `(select id from notice.register where key = ${quoteText(register)})`;
}

function columnList({ columns }: LookUpTable): string {
  return columns.map((column) => column.name).join(', ');
}

function upsert(register: string, look: LookUpTable): string {
  const names = columnList(look);
  const updates = look.columns
    .filter((column) => !look.key.includes(column.name))
    .map((column) => `${column.name} = excluded.${column.name}`);
  // The first row names the types; a column of nulls only would be text without them.
  const typed = (row: readonly string[], at: number) =>
    at > 0 ? row : row.map((literal, index) => `${literal}::${look.columns[index]?.type}`);
  const rows = look.rows.map((row, at) => `  (${typed(row, at).join(', ')})`).join(',\n');
  const action = updates.length === 0 ? 'do nothing' : `do update set ${updates.join(', ')}`;
  return `insert into ${look.table} (register_id, ${names})
select ${registerId(register)}, ${look.columns.map((column) => `v.${column.name}`).join(', ')}
  from (values
${rows}) as v (${names})
    on conflict (register_id, ${look.key.join(', ')}) ${action};`;
}

function keyOf(look: LookUpTable, row: readonly string[]): readonly string[] {
  return look.key.map((name) => row[look.columns.findIndex((column) => column.name === name)] ?? 'null');
}

/** The keys of some rows as rows of SQL, with their types. */
function keyRows(look: LookUpTable, rows: readonly (readonly string[])[]): string {
  const types = look.key.map((name) => look.columns.find((column) => column.name === name)?.type ?? 'text');
  return rows
    .map(
      (row) =>
        `(${keyOf(look, row)
          .map((literal, at) => `${literal}::${types[at]}`)
          .join(', ')})`,
    )
    .join(', ');
}

/** `which` says of the key whose rows leave: not among these, or among these. */
function retire(register: string, look: LookUpTable, which: string): string {
  if (look.gone === 'kept') return '';
  const where = `where register_id = ${registerId(register)}${which}`;
  return 'set' in look.gone
    ? `update ${look.table} set ${look.gone.set}\n ${where};`
    : `delete from ${look.table}\n ${where}\n   and ${look.gone.deleteWhere};`;
}

function present(statements: readonly string[]): string {
  return statements.filter((statement) => statement !== '').join('\n');
}

/** The statements that bring the table to the notice whatever it holds: what left first, then what is there. */
export function lookUpSql(register: string, look: LookUpTable): string {
  const key = `(${look.key.join(', ')})`;
  const others = look.rows.length === 0 ? '' : `\n   and ${key} not in (values ${keyRows(look, look.rows)})`;
  return present([retire(register, look, others), look.rows.length === 0 ? '' : upsert(register, look)]);
}

/** The statements that bring the table from one version's rows to another's: a small change of a large notice writes few rows. */
export function changedSql(register: string, before: LookUpTable, look: LookUpTable): string {
  const written = new Set(before.rows.map((row) => row.join('\t')));
  const kept = new Set(look.rows.map((row) => keyOf(look, row).join('\t')));
  const rows = look.rows.filter((row) => !written.has(row.join('\t')));
  const left = before.rows.filter((row) => !kept.has(keyOf(look, row).join('\t')));
  const key = `(${look.key.join(', ')})`;
  return present([
    left.length === 0 ? '' : retire(register, look, `\n   and ${key} in (values ${keyRows(look, left)})`),
    rows.length === 0 ? '' : upsert(register, { ...look, rows }),
  ]);
}
