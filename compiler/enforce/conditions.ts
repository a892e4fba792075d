// The conditions of a table's policies: whose row, which item, open to the purpose, not past its clock, for this audience. All work
// on the row and on values of the statement; none looks another row up, which costs 18–80 ms a page (design-notes 6).
import { type EnforcedTable, subjectColumn } from './table.ts';
import type { PolicyValues } from './values.ts';

export type PolicyRole = 'seloste_app' | 'seloste_portal';

export interface PolicyContext {
  readonly table: EnforcedTable;
  readonly values: PolicyValues;
  readonly role: PolicyRole;
}

/** The row's item is listed for the session's purpose, the row is open to it, and within the session's scope. */
function openness(context: PolicyContext, verb: 'read' | 'change'): string {
  const { table, values, role } = context;
  const [column, kind] = scopeOf(context);
  const item = typeof table.items === 'number' || table.items === 'identity' ? table.items : 'named';
  const mask = values.mask({
    verb,
    item,
    table: table.name,
    column,
    kind,
    portal: role === 'seloste_portal',
  });
  return `(gate # ${values.flip}) & ~barred & ${mask} <> 0`;
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
    openness(context, verb),
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
