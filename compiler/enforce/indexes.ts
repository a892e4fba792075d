// Emits partial indexes for purposes that are open to few: without them a page of fifty for a purpose open to one person in a
// thousand scans the table, 36.6 ms against 0.15 ms (design-notes 15). The door adds the same literal predicate to its lists.
import { bitOf } from '../compile/masks.ts';
import type { CompiledItem, CompiledNotice, CompiledPurpose } from '../model/compiled.ts';
import { isEnforced } from './policies.ts';
import { type EnforcedTable, nameOf, subjectColumn } from './table.ts';

export interface PartialIndex {
  readonly name: string;
  readonly table: string;
  /** Runs on its own, outside a transaction: it is built concurrently, so reading and writing go on. */
  readonly statement: string;
}

/**
 * The literal that lists put beside the policy, so that the planner can prove the index's predicate: `register_id = 3 and (gate & 128)
 * <> 0`. It narrows and never opens: for a consent purpose a set bit of the gate is a yes, and the policy still asks everything.
 */
export function openPredicate(registerId: number, bit: number, alias?: string): string {
  const of = alias === undefined ? '' : `${alias}.`;
  return `${of}register_id = ${registerId} and (${of}gate & ${bitOf(bit)}::bigint) <> 0`;
}

function holds(table: EnforcedTable, items: readonly CompiledItem[]): boolean {
  if (table.items === 'identity') return items.length > 0;
  return items.some((item) => item.table === table.name);
}

/** A sort order may be an expression, such as `coalesce(family_name, '') collate …`: its first column names it. */
const wordOf = (sort: string) => /^(?:coalesce\()?(\w+)/.exec(sort)?.[1] ?? 'sort';

function indexOf(
  registerId: number,
  purpose: CompiledPurpose,
  table: EnforcedTable,
  sort: readonly string[],
): PartialIndex {
  const name = `${table.name}_r${registerId}_p${purpose.bit}_${sort.map(wordOf).join('_')}`.slice(0, 63);
  const columns = ['register_id', ...sort, subjectColumn(table)].filter(
    (column) => table.class !== 'record' || column !== 'subject_id',
  );
  return {
    name,
    table: nameOf(table),
    statement: `create index concurrently if not exists ${name} on ${nameOf(table)} (${columns.join(', ')}) where ${openPredicate(registerId, purpose.bit)}`,
  };
}

/** One index for each purpose opened by consent, each table that holds one of its items, and each of the table's sort orders. */
export function emitIndexes(
  registerId: number,
  compiled: CompiledNotice,
  tables: readonly EnforcedTable[],
): readonly PartialIndex[] {
  const optIn = compiled.purposes.filter((purpose) => purpose.open === 'consent');
  return optIn.flatMap((purpose) => {
    const items = compiled.items.filter((item) => (item.purposes & bitOf(purpose.bit)) !== 0n);
    return tables
      .filter((table) => isEnforced(table) && holds(table, items))
      .flatMap((table) => table.sorts.map((sort) => indexOf(registerId, purpose, table, sort)));
  });
}
