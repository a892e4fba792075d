// What the emitter has to know of a table. The catalogue itself lies with the database, which depends on the compiler and not the
// other way round, so this is the part of its shape that policies follow from.

export interface EnforcedTable {
  readonly schema: string;
  readonly name: string;
  /** facts are about one subject, records about several, involvements tie the two, plain rows are about nobody, hidden ones the gatekeeper's. */
  readonly class:
    | 'fact'
    | 'record'
    | 'involvement'
    | 'plain'
    | 'hidden'
    | 'audit'
    | 'auth'
    | 'credential'
    | 'job';
  /** The number of the only item, `several` when the row's item_no says, `identity` when it only tells that a person is there. */
  readonly items?: number | 'several' | 'identity';
  /** Value columns; a table without any is written by gatekeeper functions alone. */
  readonly values: readonly { readonly name: string }[];
  readonly sorts: readonly (readonly string[])[];
}

/** Where the policies' values come from: functions that look the session up, or settings the door has verified (Citus). */
export type Target = 'postgresql' | 'citus';

export function nameOf(table: EnforcedTable): string {
  return `${table.schema}.${table.name}`;
}

/** The column that holds the subject: the subject's own row is itself. */
export function subjectColumn(table: EnforcedTable): string {
  return table.name === 'subject' ? 'id' : 'subject_id';
}
