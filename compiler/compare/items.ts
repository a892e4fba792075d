// What changes between two versions in data: items that came, went or got a new key, and which purposes and sources each one gained
// or lost. Rows follow an item's number, so a new key without `was`, or a new type, would leave them behind.
import { indexKeep, isNeverStored } from '../compile/keep.ts';
import { type Placement, placements } from '../compile/placement.ts';
import { attributeTable, builtInItem } from '../language/items.ts';
import type { Notice } from '../model/notice.ts';
import type { Key, Language, Texts } from '../model/text.ts';
import { type Change, change } from './change.ts';
import { difference, itemTitle, keyDifference, titleOf, type Versions } from './versions.ts';

/** Old and new placement of one item, under its new key. */
export interface ItemPair {
  readonly key: Key;
  readonly old: Placement;
  readonly new: Placement;
}

export interface ItemDifference {
  readonly added: readonly Placement[];
  readonly removed: readonly Placement[];
  readonly kept: readonly ItemPair[];
}

/** Items matched by key, and renamed ones by `was`. */
export function itemDifference(versions: Versions): ItemDifference {
  const [before, after] = [placements(versions.old), placements(versions.new)];
  const plain = difference(before, after);
  const renamed: ItemPair[] = [];
  for (const item of plain.added) {
    const old = plain.removed.find((candidate) => candidate.key === item.definition?.was);
    if (old !== undefined && !renamed.some((pair) => pair.old === old))
      renamed.push({ key: item.key, old, new: item });
  }
  return {
    added: plain.added.filter((item) => !renamed.some((pair) => pair.new === item)),
    removed: plain.removed.filter((item) => !renamed.some((pair) => pair.old === item)),
    kept: [...plain.kept, ...renamed],
  };
}

/** Where the item's rows lie; what changes it strands them. */
function storage({ key, definition }: Placement): { readonly table: string; readonly type: string } {
  const builtIn = builtInItem(key);
  if (builtIn !== undefined) return { table: builtIn.table, type: key };
  const type = definition?.type ?? 'text';
  return { table: definition === undefined ? 'attribute_text' : attributeTable(definition), type };
}

function keptItem(versions: Versions, pair: ItemPair): readonly Change[] {
  const item = itemTitle(versions, pair.key);
  const subject = ['data', pair.key];
  const [from, to] = [storage(pair.old), storage(pair.new)];
  const stranded =
    from.table !== to.table || (pair.old.key !== pair.key && builtInItem(pair.key) !== undefined);
  const purposes = keyDifference(pair.old.purposes, pair.new.purposes);
  const toPurpose = (code: 'item-opened' | 'item-closed') => (key: Key) =>
    change(code, [...subject, key], { item, purpose: titleOf(versions, 'purposes', key) });
  return [
    ...(pair.old.key === pair.key
      ? []
      : [change('item-renamed', subject, { from: pair.old.key, to: pair.key })]),
    ...(stranded ? [change('item-type-changed', subject, { item, from: from.type, to: to.type })] : []),
    ...purposes.added.map(toPurpose('item-opened')),
    ...purposes.removed.map(toPurpose('item-closed')),
    ...sourceChanges(versions, pair),
    ...storing(versions, pair),
  ];
}

function sourceChanges(versions: Versions, pair: ItemPair): readonly Change[] {
  const keysOf = (placement: Placement) => placement.sources.map((source) => source.key);
  const { added, removed } = keyDifference(keysOf(pair.old), keysOf(pair.new));
  const toChange = (code: 'source-added' | 'source-removed') => (key: Key) =>
    change(code, ['data', pair.key, key], {
      item: itemTitle(versions, pair.key),
      source: titleOf(versions, 'sources', key),
    });
  return [...added.map(toChange('source-added')), ...removed.map(toChange('source-removed'))];
}

function storing(versions: Versions, pair: ItemPair): readonly Change[] {
  const was = isNeverStored(indexKeep(versions.old), pair.old);
  const is = isNeverStored(indexKeep(versions.new), pair.new);
  if (was === is) return [];
  const item = itemTitle(versions, pair.key);
  return [change(is ? 'storing-ends' : 'storing-begins', ['data', pair.key], { item })];
}

/** Titles that agree in a language both have. */
function sameTitle(one: Texts, other: Texts): boolean {
  const word = (title: Texts, language: Language) => title[language]?.trim().toLowerCase();
  return (['fi', 'sv', 'en'] as const).some(
    (language) => word(one, language) !== undefined && word(one, language) === word(other, language),
  );
}

/** A key that went and one that came with the same title: the same item, which must say so. */
function looksRenamed(
  versions: Versions,
  added: Placement,
  removed: readonly Placement[],
): Placement | undefined {
  const title = (notice: Notice, key: Key) => notice.items.find((entry) => entry.key === key)?.title;
  const now = title(versions.new, added.key);
  if (now === undefined || added.definition?.was !== undefined) return undefined;
  return removed.find((candidate) => {
    const before = title(versions.old, candidate.key);
    return before !== undefined && sameTitle(before, now);
  });
}

function addedItem(versions: Versions, { added, removed }: ItemDifference): readonly Change[] {
  const known = new Set(placements(versions.old).map((item) => item.key));
  return added.flatMap((item) => {
    const subject = ['data', item.key];
    const was = item.definition?.was;
    const earlier = looksRenamed(versions, item, removed);
    const title = itemTitle(versions, item.key);
    return [
      change('item-added', subject, { item: title }),
      ...item.purposes.map((key) =>
        change('item-opened', [...subject, key], {
          item: title,
          purpose: titleOf(versions, 'purposes', key),
        }),
      ),
      ...(was === undefined || known.has(was)
        ? []
        : [change('was-unknown', subject, { item: title, from: was })]),
      ...(earlier === undefined
        ? []
        : [change('renamed-without-was', subject, { from: earlier.key, to: item.key })]),
    ];
  });
}

export function compareItems(versions: Versions): readonly Change[] {
  const items = itemDifference(versions);
  return [
    ...items.kept.flatMap((pair) => keptItem(versions, pair)),
    ...addedItem(versions, items),
    ...items.removed.map(({ key }) =>
      change('item-removed', ['data', key], { item: itemTitle(versions, key) }),
    ),
  ];
}

/** Sources from elsewhere than the person that no item used before: those concerned are told of them (Art. 14). */
export function compareSources(versions: Versions): readonly Change[] {
  const { added } = difference(versions.old.sources, versions.new.sources);
  return added
    .filter((source) => !source.fromPerson)
    .map(({ key }) =>
      change('information-source', ['sources', key], { source: titleOf(versions, 'sources', key) }),
    );
}
