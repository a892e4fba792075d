// What may not change between two versions of one register: the basis of a purpose, the meaning of an item, and what was promised
// about both (Art. 5(1)(b)). Everything here points into the newer version.
import type { ItemDefinition } from '../model/data.ts';
import type { Notice } from '../model/notice.ts';
import type { Purpose } from '../model/purposes.ts';
import type { Key, Place } from '../model/text.ts';
import type { CheckCode } from './codes.ts';
import type { Problem } from './finding.ts';
import { byKey, indexNotice, itemType, type NoticeIndex } from './index-notice.ts';

type Found = Generator<Problem<CheckCode>>;

const basisOf = (purpose: Purpose): string =>
  purpose.bases
    .map((basis) => basis.kind)
    .toSorted()
    .join(' and ');

function* purposeChanges(older: Notice, newer: Notice): Found {
  const now = byKey(newer.purposes);
  const succeeded = new Set(newer.purposes.flatMap((purpose) => purpose.succeeds ?? []));
  for (const purpose of older.purposes) {
    const same = now.get(purpose.key);
    if (same && basisOf(same) !== basisOf(purpose))
      yield {
        code: 'basis-changed',
        place: [...same.at, 'basis'],
        message: `“${purpose.key}” rested on ${basisOf(purpose)} and now rests on ${basisOf(same)}.`,
        hint: `Give the purpose a new key with succeeds: ${purpose.key}; closings pass on, openings do not.`,
      };
    if (!same && !succeeded.has(purpose.key))
      yield {
        code: 'purpose-removed',
        place: ['purposes'],
        message: `The purpose “${purpose.key}” is gone and nothing succeeds it.`,
      };
  }
}

const sameTitle = (left: ItemDefinition, right: ItemDefinition): boolean =>
  Object.entries(left.title).some(([language, words]) => {
    const other = right.title[language as keyof typeof right.title];
    return words !== '' && other?.trim().toLowerCase() === words.trim().toLowerCase();
  });

/** Item keys a version stores: listed in some category. */
const stored = (index: NoticeIndex): ReadonlySet<Key> => new Set(index.listedIn.keys());

function* itemChanges(older: NoticeIndex, newer: NoticeIndex): Found {
  const now = stored(newer);
  const before = stored(older);
  const renamed = new Set(newer.notice.items.flatMap((item) => item.was ?? []));
  for (const key of before) {
    if (now.has(key)) {
      yield* typeChange(older, newer, key);
      continue;
    }
    if (renamed.has(key)) continue;
    const gone = older.items.get(key);
    const heir =
      gone &&
      newer.notice.items.find((item) => !before.has(item.key) && now.has(item.key) && sameTitle(gone, item));
    if (heir)
      yield {
        code: 'renamed-without-was',
        place: heir.at,
        message: `“${heir.key}” has the title of “${key}”, which is gone.`,
        hint: `Add was: ${key}, or give the new item a title of its own.`,
      };
    else yield { code: 'item-removed', place: ['data'], message: `The item “${key}” is no longer listed.` };
  }
  for (const item of newer.notice.items)
    if (item.was !== undefined && !older.itemKeys.has(item.was))
      yield {
        code: 'was-unknown',
        place: [...item.at, 'was'],
        message: `“${item.key}” was “${item.was}”, which the version before does not have.`,
      };
}

function* typeChange(older: NoticeIndex, newer: NoticeIndex, key: Key): Found {
  const [before, now] = [itemType(older, key), itemType(newer, key)];
  const place: Place = newer.items.get(key)?.at ?? ['data'];
  if (before !== undefined && now !== undefined && before !== now)
    yield {
      code: 'item-type-changed',
      place: [...place, 'type'],
      message: `“${key}” was of type ${before} and is now ${now}.`,
    };
}

/** The content alone, blind to where things stand in the file and to the day of updating. */
function content(notice: Notice): string {
  const { updated: _updated, ...rest } = notice;
  return JSON.stringify(rest, (name, value) => (name === 'at' || name === 'place' ? undefined : value));
}

/** Problems of the newer version that only show beside the older one. */
export function checkSuccession(older: Notice, newer: Notice): readonly Problem<CheckCode>[] {
  if (older.register !== newer.register)
    return [
      {
        code: 'register-changed',
        place: ['register'],
        message: `The version before is of the register “${older.register}”, this one of “${newer.register}”.`,
      },
    ];
  const later = newer.updated > older.updated || content(older) === content(newer);
  return [
    ...purposeChanges(older, newer),
    ...itemChanges(indexNotice(older), indexNotice(newer)),
    ...(later
      ? []
      : [
          {
            code: 'updated-not-later' as const,
            place: ['updated'],
            message: `The version before was updated on ${older.updated}, this one says ${newer.updated}.`,
          },
        ]),
  ];
}
