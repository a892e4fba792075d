// Kinds of person: what each must, may or must never have, and what must be linked.
import type { Key } from '../model/text.ts';
import type { Check, NoticeIndex } from './index-notice.ts';

/** True when the kind's list leaves the item out: named never, or not named by a kind that lists items. */
function forbids(index: NoticeIndex, kind: Key, item: Key): boolean {
  const requirements = index.kinds.get(kind)?.requirements;
  if (!requirements) return false;
  if (index.kinds.get(kind)?.oneOf.some((group) => group.includes(item))) return false;
  const own = requirements.find((requirement) => requirement.item === item);
  return own === undefined || (own.level === 'never' && own.condition === undefined);
}

export const checkForbidden: Check = function* (index) {
  if (index.notice.people.every((kind) => kind.requirements === null)) return;
  for (const [item, categories] of index.listedIn) {
    const anyone = categories.some((category) => category.people.length === 0);
    const kinds = anyone ? [...index.kinds.keys()] : [...new Set(categories.flatMap((one) => one.people))];
    const known = kinds.filter((kind) => index.kinds.has(kind));
    if (known.length === 0 || !known.every((kind) => forbids(index, kind, item))) continue;
    yield {
      code: 'kinds-forbid-item',
      place: categories[0]?.items.find((listed) => listed.key === item)?.at ?? ['data'],
      message: `“${item}” is listed, but no kind of person may have it.`,
    };
  }
};

/** What a kind must or may have has to be listed in a category about that kind. */
export const checkRequired: Check = function* (index) {
  for (const kind of index.notice.people)
    for (const { item, level, at } of kind.requirements ?? []) {
      const categories = index.listedIn.get(item);
      if (level === 'never' || categories === undefined) continue;
      if (categories.some(({ people }) => people.length === 0 || people.includes(kind.key))) continue;
      yield {
        code: 'requirement-not-stored',
        place: at,
        of: 'key',
        message: `“${item}” is ${level} for “${kind.key}”, but its categories are about others.`,
      };
    }
};

export const checkGuardians: Check = function* ({ notice }) {
  const guarded = notice.people.some((kind) => kind.links.length > 0);
  for (const purpose of notice.purposes)
    if (purpose.guardianBelow !== undefined && !guarded)
      yield {
        code: 'guardian-without-kind',
        place: [...purpose.at, 'guardian-below'],
        message: `“${purpose.key}” needs a guardian’s yes, but nobody can be linked as a guardian.`,
      };
};
