// Which retention rule an item is under: item over purpose over kind of person over category. Nothing may be without one
// (D1: a controller fined for having no storage period), and no two of the same weight may claim one row.
import type { Category } from '../model/data.ts';
import type { Key } from '../model/text.ts';
import { type Check, type NoticeIndex, purposesOfItem } from './index-notice.ts';

/** True when the purposes or the kinds of person the category is about all say how long. */
function coveredElsewhere(index: NoticeIndex, category: Category, item: Key): boolean {
  const purposes = [...purposesOfItem(index, item)].filter((key) =>
    category.purposes.some((purpose) => purpose.key === key),
  );
  if (purposes.length > 0 && purposes.every((key) => index.purposes.get(key)?.keep !== undefined))
    return true;
  const kinds = category.people.length > 0 ? category.people : [...index.kinds.keys()];
  return kinds.length > 0 && kinds.every((key) => index.kinds.get(key)?.keep !== undefined);
}

export const checkKept: Check = function* (index) {
  for (const category of index.notice.categories) {
    if (category.keep !== null) continue;
    const bare = category.items.filter(
      ({ key }) => index.items.get(key)?.keep === undefined && !coveredElsewhere(index, category, key),
    );
    if (bare.length === 0) continue;
    if (bare.length === category.items.length)
      yield {
        code: 'category-without-retention',
        place: [...category.at, 'keep'],
        message: `The category “${category.key}” has neither a period nor a review cycle.`,
      };
    else
      for (const { key, at } of bare)
        yield {
          code: 'item-without-retention',
          place: at,
          message: `Nothing says how long “${key}” is kept.`,
        };
  }
};

/** Kinds of person both categories may be about: an empty list means all. */
function sharePeople(left: Category, right: Category): boolean {
  if (left.people.length === 0 || right.people.length === 0) return true;
  return left.people.some((kind) => right.people.includes(kind));
}

function sharedPurpose(index: NoticeIndex, item: Key, left: Category, right: Category): Key | undefined {
  const used = purposesOfItem(index, item);
  const ours = new Set(left.purposes.map((purpose) => purpose.key));
  return right.purposes
    .map((purpose) => purpose.key)
    .find((key) => ours.has(key) && used.has(key) && index.purposes.get(key)?.keep === undefined);
}

/** Two names for the same stages are no contradiction. */
function sameEnd(index: NoticeIndex, left: Key, right: Key): boolean {
  if (left === right) return true;
  const stages = (key: Key) =>
    JSON.stringify(index.plans.get(key)?.stages, (name, value) =>
      name === 'at' || name === 'place' ? undefined : value,
    );
  return stages(left) === stages(right);
}

/** The clash of one listing with an earlier one, told once. */
function clash(index: NoticeIndex, item: Key, earlier: readonly Category[], category: Category) {
  for (const other of earlier) {
    if (other.keep === null || category.keep === null || sameEnd(index, other.keep, category.keep)) continue;
    if (!sharePeople(other, category)) continue;
    const purpose = sharedPurpose(index, item, other, category);
    if (purpose !== undefined) return { other, purpose };
  }
  return undefined;
}

export const checkOverlaps: Check = function* (index) {
  for (const [item, categories] of index.listedIn) {
    if (categories.length < 2 || index.items.get(item)?.keep !== undefined) continue;
    const stored = categories.filter((category) => category.keep !== 'never-stored');
    for (const [position, category] of stored.entries()) {
      const found = clash(index, item, stored.slice(0, position), category);
      const at = category.items.find((listed) => listed.key === item)?.at;
      if (!found || !at) continue;
      yield {
        code: 'conflicting-keep',
        place: at,
        message: `“${item}” is kept by “${category.keep}” here and by “${found.other.keep}” in “${found.other.key}”, both for “${found.purpose}”.`,
      };
    }
  }
};

/** CG.18: what is never stored has no other rule, here or in another category. */
export const checkNeverStored: Check = function* (index) {
  const forgets = (key: Key | null | undefined) => key != null && index.plans.get(key)?.neverStored === true;
  for (const plan of index.notice.retention)
    if (plan.neverStored && plan.stages.length > 0)
      yield {
        code: 'never-stored-conflict',
        place: plan.at,
        message: `“${plan.key}” is never stored and yet has stages.`,
      };
  for (const [item, categories] of index.listedIn) {
    if (categories.length < 2 || index.items.get(item)?.keep !== undefined) continue;
    const stored = categories.find((category) => category.keep !== null && !forgets(category.keep));
    const forgotten = categories.find((category) => forgets(category.keep));
    const at = forgotten?.items.find((listed) => listed.key === item)?.at;
    if (stored && forgotten && at)
      yield {
        code: 'never-stored-conflict',
        place: at,
        message: `“${item}” is never stored in “${forgotten.key}” and stored in “${stored.key}”.`,
      };
  }
  yield* storedInMemory(index);
};

/** An item that only in-memory purposes use has nothing to be stored for. */
function* storedInMemory(index: NoticeIndex) {
  for (const [item, categories] of index.listedIn) {
    const purposes = [...purposesOfItem(index, item)].map((key) => index.purposes.get(key));
    if (purposes.length === 0 || !purposes.every((purpose) => purpose?.inMemory)) continue;
    const own = index.items.get(item)?.keep;
    const stored = categories.find((category) => {
      const keep = own ?? category.keep;
      return keep !== null && index.plans.get(keep)?.neverStored === false;
    });
    const at = stored?.items.find((listed) => listed.key === item)?.at;
    if (at)
      yield {
        code: 'never-stored-conflict' as const,
        place: at,
        message: `“${item}” is used in memory only, and yet kept.`,
      };
  }
}
