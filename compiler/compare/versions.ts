// Two versions of a notice side by side: titles of what either names, and what came, went and stayed.
import { builtInItem } from '../language/items.ts';
import type { Notice } from '../model/notice.ts';
import type { Key, Language, Texts } from '../model/text.ts';

export interface Versions {
  readonly old: Notice;
  readonly new: Notice;
}

type AllTexts = Readonly<Record<Language, string>>;

/** A title in every language, the key where the notice has none. */
export function inAll(title: Texts | undefined, key: Key): AllTexts {
  const fallback = title?.en ?? title?.fi ?? title?.sv ?? key;
  return { fi: title?.fi ?? fallback, sv: title?.sv ?? fallback, en: title?.en ?? fallback };
}

interface Titled {
  readonly key: Key;
  readonly title?: Texts;
}

type Section =
  | 'purposes'
  | 'sources'
  | 'recipients'
  | 'transfers'
  | 'people'
  | 'roles'
  | 'retention'
  | 'holds';

/** The title of a key in the new version, else in the old one. */
export function titleOf(versions: Versions, section: Section, key: Key): AllTexts {
  const find = (notice: Notice): Titled | undefined =>
    (notice[section] as readonly Titled[]).find((entry) => entry.key === key);
  return inAll((find(versions.new) ?? find(versions.old))?.title, key);
}

export function itemTitle(versions: Versions, key: Key): AllTexts {
  const find = (notice: Notice) => notice.items.find((entry) => entry.key === key)?.title;
  return inAll(find(versions.new) ?? find(versions.old) ?? builtInItem(key)?.title, key);
}

export interface Difference<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly kept: readonly { readonly key: Key; readonly old: T; readonly new: T }[];
}

/** What came, went and stayed, matched by key, in the order of the versions. */
export function difference<T extends { readonly key: Key }>(
  before: readonly T[],
  after: readonly T[],
): Difference<T> {
  const old = new Map(before.map((entry) => [entry.key, entry]));
  const now = new Map(after.map((entry) => [entry.key, entry]));
  return {
    added: after.filter((entry) => !old.has(entry.key)),
    removed: before.filter((entry) => !now.has(entry.key)),
    kept: after.flatMap((entry) => {
      const earlier = old.get(entry.key);
      return earlier === undefined ? [] : [{ key: entry.key, old: earlier, new: entry }];
    }),
  };
}

/** The keys only one of the lists has. */
export function keyDifference(
  before: readonly Key[],
  after: readonly Key[],
): { readonly added: readonly Key[]; readonly removed: readonly Key[] } {
  return {
    added: after.filter((key) => !before.includes(key)),
    removed: before.filter((key) => !after.includes(key)),
  };
}

/** Equal in everything but the places in the file. */
export function isSameContent(left: unknown, right: unknown): boolean {
  return withoutPlaces(left) === withoutPlaces(right);
}

function withoutPlaces(value: unknown): string {
  const ordered = (_key: string, part: unknown): unknown => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const entries = Object.entries(part).filter(([name]) => name !== 'at' && name !== 'place');
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  return JSON.stringify(value, ordered) ?? 'undefined';
}
