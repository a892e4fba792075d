// A hold may name an owner instead of data: `on: record` stops every kind of record, any other owner everything (language.md f).
// The rest of the product knows items and categories only, so the owner is written out here, once the data is known.
import { BUILT_IN_ITEMS } from '../../language/items.ts';
import type { Category, ItemDefinition } from '../../model/data.ts';
import type { Hold, Owner } from '../../model/retention.ts';
import type { Key } from '../../model/text.ts';

const RECORDS: readonly string[] = ['record', 'group'] satisfies Owner[];
const EVERYTHING: readonly string[] = [
  'row',
  'relationship',
  'project',
  'organisation',
  'subject',
  'session',
  'register',
] satisfies Owner[];

interface Data {
  readonly items: readonly ItemDefinition[];
  readonly categories: readonly Category[];
}

function recordKinds({ items, categories }: Data): readonly Key[] {
  const types = new Map([...BUILT_IN_ITEMS, ...items].map(({ key, type }) => [key, type]));
  const listed = categories.flatMap((category) => category.items.map(({ key }) => key));
  return [...new Set(listed)].filter((key) => types.get(key) === 'record');
}

function dataOf(word: Key, data: Data): readonly Key[] {
  const named = data.categories.some(({ key }) => key === word) || data.items.some(({ key }) => key === word);
  if (named) return [word];
  if (RECORDS.includes(word)) return recordKinds(data);
  return EVERYTHING.includes(word) ? data.categories.map(({ key }) => key) : [word];
}

/** The holds with owners written out as the items and categories they stand for. */
export function scopedHolds(holds: readonly Hold[], data: Data): readonly Hold[] {
  return holds.map((hold) => ({ ...hold, on: [...new Set(hold.on.flatMap((word) => dataOf(word, data)))] }));
}
