/** Prints the tables as types for Kysely, from the catalogue of a migrated database. */
import type pg from 'pg';

const SCHEMAS = ['register', 'session', 'audit', 'notice', 'auth', 'signin'];

interface Column {
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly has_default: boolean;
}

const COLUMNS = `select n.nspname || '.' || c.relname as table_name, a.attname as column_name, format_type(a.atttypid, null) as type,
       not a.attnotnull as nullable, (a.atthasdef or a.attidentity <> '') as has_default
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = any ($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
 order by 1, a.attnum`;

/** As the driver gives them: int8 as text, so that no digit is lost. */
const TYPES: Readonly<Record<string, string>> = {
  bigint: 'string',
  integer: 'number',
  smallint: 'number',
  boolean: 'boolean',
  text: 'string',
  uuid: 'string',
  bytea: 'Buffer',
  date: 'string',
  jsonb: 'unknown',
  interval: 'string',
  'timestamp with time zone': 'Date',
  'text[]': 'string[]',
  'smallint[]': 'number[]',
};

function typeOf(column: Column): string {
  const plain = TYPES[column.type] ?? 'unknown';
  const type = column.nullable && plain !== 'unknown' ? `${plain} | null` : plain;
  return column.has_default ? `Generated<${type}>` : type;
}

export async function printTypes(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS, [SCHEMAS]);
  const tables = Map.groupBy(rows, (row) => row.table_name);
  const body = [...tables].map(([name, columns]) => {
    const lines = columns.map((column) => `    readonly ${column.column_name}: ${typeOf(column)};`);
    return `  '${name}': {\n${lines.join('\n')}\n  };`;
  });
  return `// Printed from the catalogue of a migrated database; a test compares it. Tables for Kysely.
import type { Generated } from 'kysely';

export interface Schema {
${body.join('\n')}
}
`;
}
