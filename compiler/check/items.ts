// Items: what is stored about a person, special categories, the identity code, and items that no purpose can ever use.
import type { ItemDefinition } from '../model/data.ts';
import type { Purpose } from '../model/purposes.ts';
import type { Key } from '../model/text.ts';
import { neverTrue } from './conditions.ts';
import { type Check, itemType, type NoticeIndex, purposesOfItem } from './index-notice.ts';

const IDENTITY_CODE: Key = 'identity-code';

/** Conditions of Art. 10 and tietosuojalaki 7 §: a law, or a legal claim. */
const CRIMINAL_GROUNDS: readonly unknown[] = ['law', 'legal-claims'];

export const checkSpecialItems: Check = function* (index) {
  for (const item of index.notice.items) {
    if (item.special === undefined) continue;
    const place = [...item.at, 'special'];
    if (item.special === 'criminal') {
      if (!CRIMINAL_GROUNDS.includes(item.specialCondition))
        yield {
          code: 'criminal-without-law',
          place,
          message: `“${item.key}” is criminal data without a law or a legal claim.`,
        };
    } else if (item.specialCondition === undefined)
      yield {
        code: 'special-without-condition',
        place,
        message: `“${item.key}” is of a special category without a condition of Article 9(2).`,
      };
    if (item.specialCondition === 'explicit-consent') yield* consentMismatch(index, item);
  }
};

function* consentMismatch(index: NoticeIndex, item: ItemDefinition) {
  for (const key of purposesOfItem(index, item.key)) {
    const purpose = index.purposes.get(key);
    if (!purpose || purpose.bases.some((basis) => basis.kind === 'consent')) continue;
    yield {
      code: 'explicit-consent-mismatch' as const,
      place: [...item.at, 'special-condition'],
      message: `“${item.key}” needs explicit consent, but the purpose “${key}” is not based on consent.`,
    };
  }
}

export const checkIdentityCode: Check = function* ({ notice, listedIn, items }) {
  const definition = items.get(IDENTITY_CODE);
  const category = listedIn.get(IDENTITY_CODE)?.[0];
  const listed = category?.items.find((item) => item.key === IDENTITY_CODE);
  const forgotten = neverStored(notice.categories.find((one) => one === category)?.keep, definition);
  if (listed && !definition?.lawReason && !forgotten)
    yield {
      code: 'identity-code-without-reason',
      place: definition?.at ?? listed.at,
      message: 'The personal identity code is stored without its reason (section 29).',
    };
  if (definition && !definition.encrypted)
    yield {
      code: 'identity-code-not-encrypted',
      place: [...definition.at, 'encrypted'],
      message: 'The personal identity code is stored in clear.',
    };
};

/** Shown and forgotten in memory (CG.18): nothing is stored, so section 29's reason lies with the measure. */
function neverStored(keep: Key | null | undefined, item: ItemDefinition | undefined): boolean {
  return (item?.keep ?? keep) === 'never-stored';
}

export const checkItemShapes: Check = function* (index) {
  for (const item of index.notice.items) {
    if (item.type === 'choice' && item.choices.length === 0)
      yield {
        code: 'choice-without-choices',
        place: [...item.at, 'type'],
        message: `“${item.key}” offers no choices.`,
      };
    if (item.requirements !== undefined && item.type !== 'record' && item.type !== 'file')
      yield {
        code: 'part-of-no-record',
        place: [...item.at, 'items'],
        message: `“${item.key}” says what it holds, but is not a record.`,
      };
    const whole = item.partOf === undefined ? undefined : itemType(index, item.partOf);
    if (whole !== undefined && whole !== 'record' && whole !== 'file')
      yield {
        code: 'part-of-no-record',
        place: [...item.at, 'part-of'],
        message: `“${item.key}” is part of “${item.partOf}”, which is not a record.`,
      };
  }
};

/** Why no row is ever read for the purpose, or null while it may open. A consent or relationship may still come. */
function closedBecause(purpose: Purpose, updated: string): string | null {
  if (purpose.to !== undefined && purpose.to < updated) return `it ended on ${purpose.to}`;
  if (purpose.condition && neverTrue(purpose.condition)) return 'its condition is never true';
  return null;
}

export const checkUsable: Check = function* (index) {
  for (const [key, categories] of index.listedIn) {
    const place = categories[0]?.items.find((item) => item.key === key)?.at ?? ['data'];
    const purposes = [...purposesOfItem(index, key)];
    if (purposes.length === 0) {
      if (index.itemKeys.has(key))
        yield {
          code: 'item-never-usable',
          place,
          message: `No purpose lists “${key}”, so it could never be read.`,
        };
      continue;
    }
    const reasons = purposes.map((name) => {
      const purpose = index.purposes.get(name);
      return purpose ? closedBecause(purpose, index.notice.updated) : null;
    });
    if (reasons.every((reason) => reason !== null))
      yield {
        code: 'item-never-usable',
        place,
        message: `Every purpose of “${key}” is closed: ${purposes.map((name, position) => `${name} because ${reasons[position]}`).join('; ')}.`,
      };
  }
};

/** An item is defined once, under items or inside its category, and its former key is free. */
export const checkDefinitions: Check = function* ({ notice, listedIn }) {
  const seen = new Set<Key>();
  for (const item of notice.items) {
    if (seen.has(item.key))
      yield {
        code: 'item-defined-twice',
        place: item.at,
        message: `“${item.key}” is defined a second time; only one definition can hold.`,
      };
    seen.add(item.key);
    if (item.was !== undefined && listedIn.has(item.was))
      yield {
        code: 'was-still-listed',
        place: [...item.at, 'was'],
        message: `“${item.key}” was “${item.was}”, which is still listed under data.`,
      };
  }
};

export const checkListing: Check = function* (index) {
  for (const category of index.notice.categories) {
    const seen = new Set<Key>();
    for (const item of category.items) {
      if (seen.has(item.key))
        yield {
          code: 'item-listed-twice',
          place: item.at,
          message: `“${item.key}” stands twice in the category “${category.key}”.`,
        };
      seen.add(item.key);
    }
  }
  for (const item of index.notice.items) {
    const served = new Set(
      (index.listedIn.get(item.key) ?? []).flatMap((one) => one.purposes.map((use) => use.key)),
    );
    const outside = (item.purposes ?? []).filter(
      (key) => served.size > 0 && !served.has(key) && index.purposes.has(key),
    );
    for (const key of outside)
      yield {
        code: 'purpose-outside-category',
        place: [...item.at, 'for', item.purposes?.indexOf(key) ?? 0],
        message: `“${item.key}” is for “${key}”, but no category that lists it is.`,
      };
  }
};
