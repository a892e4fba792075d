// What of a view is open to the purpose, and what may not be kept in one.
import { IDENTITY_ITEMS } from '../../database/tables.ts';
import { ProblemError } from '../../platform/problems.ts';
import { OWN_COLUMNS } from '../subjects/people.columns.ts';
import type { Condition, Filter } from '../subjects/people.schemas.ts';
import { type Asking, itemsOf } from '../subjects/words.ts';

function conditionsOf(filter: Filter | null | undefined): readonly Condition[] {
  if (!filter) return [];
  if ('all' in filter) return filter.all.flatMap(conditionsOf);
  if ('any' in filter) return filter.any.flatMap(conditionsOf);
  return 'not' in filter ? conditionsOf(filter.not) : [filter];
}

/** Keys of columns and words of the filter that the purpose does not have. */
export function missingOf(asking: Asking, columns: readonly string[], filter: Filter | null): string[] {
  const open = new Set(itemsOf(asking).map(({ key }) => key));
  const { kinds, sources, purposes } = asking.words.notice;
  const isThere = (list: readonly { readonly key: string }[], key: string) =>
    list.some((each) => each.key === key);
  const ofColumns = columns.filter(
    (key) => key !== 'name' && !Object.hasOwn(OWN_COLUMNS, key) && !open.has(key.replace(/^item:/, '')),
  );
  const ofFilter = conditionsOf(filter).flatMap((condition) => {
    if ('item' in condition) return open.has(condition.item) ? [] : [`item:${condition.item}`];
    if ('label' in condition) return open.has(condition.label) ? [] : [`item:${condition.label}`];
    if ('relationship' in condition)
      return condition.relationship === null || isThere(kinds, condition.relationship)
        ? []
        : [condition.relationship];
    if ('source' in condition) return isThere(sources, condition.source) ? [] : [condition.source];
    if ('permission' in condition)
      return isThere(purposes, condition.permission) ? [] : [condition.permission];
    return [];
  });
  return [...new Set([...ofColumns, ...ofFilter])];
}

/** A view outlives what it was made for and may be shared, so it holds no name, address or code of anybody. */
export function refusePersonal({ words }: Asking, filter: Filter | null | undefined): void {
  const names = conditionsOf(filter).some((condition) => {
    if (!('item' in condition) || condition.is === 'missing' || condition.is === 'present') return false;
    const item = words.itemByKey.get(condition.item);
    return item !== undefined && IDENTITY_ITEMS.includes(item.no);
  });
  if (!names) return;
  const message =
    'A saved view cannot look for a name, an address, a number or a code: that would keep personal data outside the notice. Leave that condition out.';
  throw new ProblemError('request-invalid', message, {
    fields: [{ path: 'filter', code: 'personal', message }],
  });
}
