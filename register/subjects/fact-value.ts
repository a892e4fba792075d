// How the value of an item lies in its table, and how it is read: one place for lists, filters, pages and forms.
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import { ITEM_FACTS, type Table } from '../../database/tables.ts';
import type { FactType } from './people.schemas.ts';

const BY_NAME: ReadonlyMap<string, Table> = new Map(ITEM_FACTS.map((table) => [table.name, table]));

/** Throws for a table of records: those are not facts of one person. */
export function tableOf(item: Pick<CompiledItem, 'table'>): Table {
  const table = BY_NAME.get(item.table);
  if (!table) throw new Error(`an item of ${item.table} is no fact of one person`);
  return table;
}

const TYPES: Readonly<Record<string, FactType>> = {
  person_name: 'name',
  email: 'email',
  phone: 'phone',
  postal_address: 'postal-address',
  birth_date: 'date',
  identity_code: 'identity-code',
  attribute_sealed: 'sealed',
  attribute_number: 'number',
  attribute_date: 'date',
  attribute_time: 'time',
  attribute_flag: 'yes-no',
};

export function typeOf(item: CompiledItem): FactType {
  const known = TYPES[item.table];
  if (known) return known;
  return item.type === 'choice' || item.type === 'long-text' ? item.type : 'text';
}

export const isSealed = (item: Pick<CompiledItem, 'table'>) =>
  item.table === 'identity_code' || item.table === 'attribute_sealed';

/** Properties of a value that has several parts, in the order they are written; empty for a value of one. */
export function partsOf(item: Pick<CompiledItem, 'table'>): readonly string[] {
  if (isSealed(item)) return [];
  const names = tableOf(item).values.map((column) => column.name);
  return names.length > 1 ? names : [];
}

/** As a person reads it: a seal has its mask, an address its parts, a name stands as in a heading. */
export function shownSql(item: Pick<CompiledItem, 'table'>, alias: string): string {
  const names = tableOf(item).values.map((column) => column.name);
  if (names.includes('mask')) return `${alias}.mask`;
  const columns = names.map((name) => `nullif(${textSql(name, item.table, alias)}, '')`);
  return `concat_ws(${item.table === 'postal_address' ? "', '" : "' '"}, ${columns.join(', ')})`;
}

/** Moments leave as ISO 8601 in UTC, whatever the server's settings. */
function textSql(column: string, table: string, alias: string): string {
  if (table !== 'attribute_time') return `${alias}.${column}::text`;
  return `to_char(${alias}.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

/** Parts of the value as an object; null where the value is one text. */
export function partsSql(item: Pick<CompiledItem, 'table'>, alias: string): string {
  const parts = partsOf(item);
  if (parts.length === 0) return 'null::json';
  return `json_build_object(${parts.map((part) => `'${part}', ${alias}.${part}`).join(', ')})`;
}

/** Changes whenever the value does: what an edit says it was made from. Sealed values are new with every sealing. */
export function versionSql(item: Pick<CompiledItem, 'table'>, alias = ''): string {
  const of = alias === '' ? '' : `${alias}.`;
  const columns = tableOf(item).values.map((column) => `${of}${column.name}`);
  return `md5(json_build_array(${[...columns, `${of}source_no`].join(', ')})::text)`;
}

/** What begins with, holds or equals a word is asked of. */
export function wordSql(item: Pick<CompiledItem, 'table'>, alias: string): string {
  return `lower(${shownSql(item, alias)})`;
}
