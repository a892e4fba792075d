/** A condition in the making: what the form holds, and the condition it is once it is whole. */
import { readTypedDay, todayInHelsinki } from '../../../../kit/typed-day.ts';
import type { Condition, FieldsAnswer } from '../people.api.ts';

export interface Draft {
  /** `kind`, `permission`, `source`, `keptUntil`, `recorded`, `label:ITEM` or `item:ITEM`. */
  readonly target: string | null;
  readonly key?: string | null;
  readonly state?: string | null;
  readonly text?: string;
  readonly from?: string;
  readonly to?: string;
}

type ItemFilter = FieldsAnswer['items'][number];
type Is = ItemFilter['is'][number];

export function itemOfDraft({ target }: Draft, fields: FieldsAnswer): ItemFilter | undefined {
  return fields.items.find(({ item }) => target === `item:${item}`);
}

/** Undefined while something is missing. */
export function asCondition(draft: Draft, fields: FieldsAnswer): Condition | undefined {
  const { target, key, state } = draft;
  const day = (text: string | undefined) => readTypedDay(text ?? '', todayInHelsinki());
  const [from, to] = [day(draft.from), day(draft.to)];
  if (target === 'kind') return key ? { relationship: key, state: (state ?? 'live') as 'live' } : undefined;
  if (target === 'permission') return key && state ? { permission: key, state: state as 'open' } : undefined;
  if (target === 'source') return key ? { source: key } : undefined;
  if (target === 'keptUntil') return to ? { keptUntil: { before: to } } : undefined;
  if (target === 'recorded')
    return (from ?? to)
      ? { recorded: { ...(from && { since: from }), ...(to && { until: to }) } }
      : undefined;
  if (target?.startsWith('label:'))
    return key ? { label: target.slice('label:'.length), value: key } : undefined;
  const item = itemOfDraft(draft, fields);
  return item && itemCondition(item, draft, from, to);
}

function itemCondition(item: ItemFilter, draft: Draft, from?: string, to?: string): Condition | undefined {
  const is = (draft.state ?? item.is[0]) as Is;
  if (is === 'missing' || is === 'present') return { item: item.item, is };
  if (is === 'between') {
    const isNumber = item.type === 'number';
    const [least, most] = isNumber ? [draft.from || undefined, draft.to || undefined] : [from, to];
    if (least === undefined && most === undefined) return undefined;
    return { item: item.item, is, ...(least && { from: least }), ...(most && { to: most }) };
  }
  const text = draft.text?.trim() ?? '';
  if (text === '') return undefined;
  if (item.type === 'yes-no') return { item: item.item, is, value: text === 'true' };
  const day = item.type === 'date' ? readTypedDay(text, todayInHelsinki()) : text;
  return day === undefined ? undefined : { item: item.item, is, value: day };
}

export const isComplete = (draft: Draft, fields: FieldsAnswer): boolean =>
  asCondition(draft, fields) !== undefined;
