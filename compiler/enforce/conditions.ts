// The conditions of a table's policies: whose row, which item, open to the purpose, not past its clock, for this audience. All work
// on the row and on values of the statement; none looks another row up, which costs 18–80 ms a page (design-notes 6).
import { BUILT_IN_ITEMS } from '../language/items.ts';
import { type EnforcedTable, subjectColumn } from './table.ts';
import type { PolicyValues } from './values.ts';

export type PolicyRole = 'seloste_app' | 'seloste_portal';

export interface PolicyContext {
  readonly table: EnforcedTable;
  readonly values: PolicyValues;
  readonly role: PolicyRole;
}

/** Contact tables hold a few fixed items; asking for each once is cheaper than an array test per row (count +35 %). */
function fewItems(table: EnforcedTable): readonly number[] {
  if (table.class !== 'fact' || table.name.startsWith('attribute_')) return [];
  return BUILT_IN_ITEMS.filter((item) => item.table === table.name).map((item) => item.no);
}

function bitByItem(items: readonly number[], bitOf: (item: number) => string): string {
  const branches = items.map((item) => ` when ${item} then ${bitOf(item)}`);
  return `case item_no${branches.join('')} else 0 end`;
}

/**
 * One expression, because PostgreSQL asks each look-up when a row first needs it: a cursor, or a join that changes the purpose between
 * rows, would else pair the scope of one purpose with the bit of another and read the whole register under `rights`.
 */
function isOpen(context: PolicyContext, bit: string): string {
  const { values, role } = context;
  const limit = role === 'seloste_app' ? ` & ${values.scopeMask(...scopeOf(context))}` : '';
  return `(gate # ${values.flip}) & ~barred & (${bit})${limit} <> 0`;
}

/** The row's item is listed for the session's purpose, and the row is open to it. */
function openness(context: PolicyContext, verb: 'read' | 'change'): readonly string[] {
  const { table, values } = context;
  const bitOf = verb === 'read' ? values.readBit : values.changeBit;
  if (typeof table.items === 'number') return [isOpen(context, bitOf(table.items))];
  if (table.items === 'identity') return [isOpen(context, values.personBit)];
  const few = fewItems(table);
  if (few.length > 0) return [isOpen(context, bitByItem(few, bitOf))];
  const items = verb === 'read' ? values.readItems : values.changeItems;
  const bit = verb === 'read' ? values.readBitOfRow : values.changeBitOfRow;
  return [`item_no = any (${items})`, isOpen(context, bit)];
}

function scopeOf({ table }: PolicyContext): readonly [string, 'subject' | 'record'] {
  return table.class === 'record' ? ['id', 'record'] : [subjectColumn(table), 'subject'];
}

/** A portal session without a scope sees nothing: leaving the scope out once opened a whole register (design-notes 1). */
function ownScope(context: PolicyContext): readonly string[] {
  return context.role === 'seloste_portal' ? [context.values.inOwnScope(...scopeOf(context))] : [];
}

/** Who among staff sees a record; a portal session sees the records of its own scope whatever their audience. */
function audience({ table, values, role }: PolicyContext): readonly string[] {
  if (table.class !== 'record' || role === 'seloste_portal') return [];
  return [
    `(audience = 'all' or owner_id = ${values.userId} or (audience = 'team' and team_id = ${values.teamId}))`,
  ];
}

/** The condition under which a row of personal data may be read, or changed. */
export function rowCondition(context: PolicyContext, verb: 'read' | 'change'): string {
  return [
    `register_id = ${context.values.registerId}`,
    ...openness(context, verb),
    'shut_at > now()',
    ...audience(context),
    ...ownScope(context),
  ].join('\n  and ');
}

/** Adding asks notice, source and verb, not openness: a form can store an address before consent is given (design-notes 13). */
export function addCondition(context: PolicyContext): string {
  const { table, values, role } = context;
  const kind = table.class === 'record' ? 'record' : 'subject';
  const column = kind === 'record' ? 'id' : subjectColumn(table);
  return [
    `register_id = ${values.registerId}`,
    values.accepts(typeof table.items === 'number' ? table.items : null),
    // An add-only form has no scope; what it may add, the values above already say.
    values.inScope(column, kind),
    ...(role === 'seloste_app' && kind === 'record' ? [`owner_id = ${values.userId}`] : []),
  ].join('\n  and ');
}

/** Rows about nobody: register and verb. A business that is somebody's own tells of that person, so it is seen with them alone. */
export function plainCondition({ table, values }: PolicyContext, verb: 'read' | 'add' | 'change'): string {
  const own = table.name === 'organisation' ? [values.ownerIsSeen] : [];
  return [`register_id = ${values.registerId}`, values.plain(verb), ...own].join('\n  and ');
}
