// Look-ups over one notice, built once so that every check stays linear in the length of the file.
import { BUILT_IN_SOURCES, NEVER_STORED } from '../language/built-in.ts';
import { BUILT_IN_EVENTS } from '../language/events.ts';
import { BUILT_IN_ITEMS } from '../language/items.ts';
import type { Category, ItemDefinition, ItemType } from '../model/data.ts';
import type { Notice } from '../model/notice.ts';
import type { PersonKind } from '../model/people.ts';
import type { Purpose } from '../model/purposes.ts';
import type { EventDefinition, RetentionPlan } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { type Algebra, gatherAlgebra } from './algebra.ts';
import type { CheckCode } from './codes.ts';
import type { Problem } from './finding.ts';

export interface NoticeIndex {
  readonly notice: Notice;
  readonly algebra: Algebra;
  readonly purposes: ReadonlyMap<Key, Purpose>;
  readonly items: ReadonlyMap<Key, ItemDefinition>;
  readonly categories: ReadonlyMap<Key, Category>;
  readonly kinds: ReadonlyMap<Key, PersonKind>;
  readonly plans: ReadonlyMap<Key, RetentionPlan>;
  readonly events: ReadonlyMap<Key, EventDefinition>;
  readonly sources: ReadonlySet<Key>;
  /** Every item key that may be named: built in or defined. */
  readonly itemKeys: ReadonlySet<Key>;
  /** The categories that list the item, in the order of the file. */
  readonly listedIn: ReadonlyMap<Key, readonly Category[]>;
}

/** A check: pure, linear, and blind to everything but the notice. */
export type Check = (index: NoticeIndex) => Iterable<Problem<CheckCode>>;

const BUILT_IN_TYPES: ReadonlyMap<Key, ItemType> = new Map(
  BUILT_IN_ITEMS.map((item) => [item.key, item.type]),
);

export function byKey<T extends { readonly key: Key }>(entries: readonly T[]): ReadonlyMap<Key, T> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}

function listings(notice: Notice): ReadonlyMap<Key, readonly Category[]> {
  const listed = new Map<Key, Category[]>();
  for (const category of notice.categories)
    for (const key of new Set(category.items.map((item) => item.key))) {
      const known = listed.get(key);
      if (known) known.push(category);
      else listed.set(key, [category]);
    }
  return listed;
}

export function indexNotice(notice: Notice): NoticeIndex {
  const items = byKey(notice.items);
  return {
    notice,
    algebra: gatherAlgebra(notice),
    purposes: byKey(notice.purposes),
    items,
    categories: byKey(notice.categories),
    kinds: byKey(notice.people),
    plans: byKey([NEVER_STORED, ...notice.retention]),
    events: byKey([...BUILT_IN_EVENTS, ...notice.events]),
    sources: new Set([...BUILT_IN_SOURCES, ...notice.sources].map((source) => source.key)),
    itemKeys: new Set([...BUILT_IN_TYPES.keys(), ...items.keys()]),
    listedIn: listings(notice),
  };
}

/** Type of an item, built in or defined; undefined when nobody knows the key. */
export function itemType(index: NoticeIndex, key: Key): ItemType | undefined {
  return index.items.get(key)?.type ?? BUILT_IN_TYPES.get(key);
}

/** The purposes that list the item: its own where it restricts them, else those of its categories. */
export function purposesOfItem(index: NoticeIndex, key: Key): ReadonlySet<Key> {
  const listed = (index.listedIn.get(key) ?? []).flatMap((category) =>
    category.purposes.map((purpose) => purpose.key),
  );
  const own = index.items.get(key)?.purposes;
  return new Set(own ? listed.filter((purpose) => own.includes(purpose)) : listed);
}
