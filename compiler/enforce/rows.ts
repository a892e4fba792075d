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
  readonly gone: { readonly set: string } | { readonly deleteWhere: string };
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

function retire(register: string, look: LookUpTable): string {
  const keyTypes = look.key.map(
    (name) => look.columns.find((column) => column.name === name)?.type ?? 'text',
  );
  const key = look.key.join(', ');
  const indexes = look.key.map((name) => look.columns.findIndex((column) => column.name === name));
  const rows = look.rows.map(
    (row) => `(${indexes.map((index, at) => `${row[index]}::${keyTypes[at]}`).join(', ')})`,
  );
  const gone = look.rows.length === 0 ? '' : `\n   and (${key}) not in (values ${rows.join(', ')})`;
  const where = `where register_id = ${registerId(register)}${gone}`;
  return 'set' in look.gone
    ? `update ${look.table} set ${look.gone.set}\n ${where};`
    : `delete from ${look.table}\n ${where}\n   and ${look.gone.deleteWhere};`;
}

/** The statements that bring the table to the notice: what left first, then what is there. */
export function lookUpSql(register: string, look: LookUpTable): string {
  return [retire(register, look), ...(look.rows.length === 0 ? [] : [upsert(register, look)])].join('\n');
}
