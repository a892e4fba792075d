// What may pass the door: statements built with Kysely or written as text, wrapped so that a look and its record are one statement.
import type { CompiledQuery } from 'kysely';
import { TABLES } from '../tables.ts';

/** A query builder of Kysely's, compiled when the door runs it; or text with its parameters. */
export type Statement<Row> =
  | { readonly compile: () => CompiledQuery<Row> }
  | { readonly text: string; readonly values: readonly unknown[]; readonly row?: Row };

export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

export function toSql(statement: Statement<unknown>): Sql {
  if (!('compile' in statement)) return statement;
  const compiled = statement.compile();
  return { text: compiled.sql, values: compiled.parameters };
}

const PERSONAL = TABLES.filter((table) => ['fact', 'record', 'involvement', 'hidden'].includes(table.class));
const NAMES = PERSONAL.map((table) => table.name).join('|');
/** With its schema, or after a word that a table follows: under a changed search path the schema may be left out. */
const MENTIONS_PERSONAL = new RegExp(
  `\\bregister\\s*\\.\\s*(?:${NAMES})\\b|\\b(?:from|join|only|table|into|update|using)\\s+(?:${NAMES})\\b(?!\\s*[.(])`,
  'i',
);
/** Ways round a text that names no table: another search path, escaped names, queries inside strings. */
const HIDES = /\bsearch_path\b|\bu&"|\w+_to_xml\w*|\bexecute\b|\bdblink/i;
const CHANGES = /^\s*(?:insert\s+into|update)\s+(?:only\s+)?[\w."]+/i;
const RETURNS = /\breturning\b/i;

/** Without comments, texts and the quotes of names, so that however a table is written it reads the same. */
function plainText(text: string): string {
  return text.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replaceAll('"', '');
}

/** Reading a personal table outside the three verbs would leave no record, so it is a mistake of ours and stops here. */
export function refusePersonal(sql: Sql): Sql {
  if (MENTIONS_PERSONAL.test(plainText(sql.text)) || HIDES.test(sql.text)) {
    throw new Error(
      'A personal table is read through read, set or count only: a look without a record is refused.',
    );
  }
  return sql;
}

/** Writing needs no access record, as long as it answers no rows and copies nothing out of a personal table. */
export function refuseReturning(sql: Sql): Sql {
  if (!CHANGES.test(sql.text) || RETURNS.test(plainText(sql.text))) {
    throw new Error(
      'The door writes with insert or update and returns no rows; read them back through a verb.',
    );
  }
  refusePersonal({ ...sql, text: sql.text.replace(CHANGES, '') });
  return sql;
}

export interface Look {
  /** A constant, at most 200 characters: which page or command looks. Never a value of a person. */
  readonly what: string;
  /** Ids and keys only: what a set was chosen by. */
  readonly criteria?: Readonly<Record<string, unknown>>;
}

/** Who a row is about, or how many where it only counts. */
export type RecordedColumn = 'subject_id' | 'subject_ids' | 'n';

const SUBJECTS: Readonly<Record<RecordedColumn, string>> = {
  subject_id: 'array(select looked.subject_id from looked)',
  subject_ids: 'array(select unnest(looked.subject_ids) from looked)',
  n: `'{}'`,
};

/**
 * The rows and their access record in one statement: a crash between the two is impossible. The statement must answer the column. An
 * empty answer is recorded too and comes back as one row of nulls, since PostgreSQL runs the recording for the rows it is joined to.
 */
export function withRecord(
  verb: 'read' | 'set' | 'count',
  look: Look,
  sql: Sql,
  column: RecordedColumn,
): Sql {
  const at = sql.values.length;
  return {
    text: `with looked as materialized (${sql.text}),
recorded as materialized (
  select session.record_access('${verb}', $${at + 1}::text, $${at + 2}::jsonb,
    ${SUBJECTS[column]}, (select count(*) from looked)) as access_id)
select looked.* from recorded left join looked on true`,
    values: [...sql.values, look.what, look.criteria ? JSON.stringify(look.criteria) : null],
  };
}
