// Which retention plans close an item for each purpose. `keep` may stand on an item, a purpose, a kind of person and a category, and
// the most specific wins; real notices hang periods on item × purpose (the same e-mail is gone at withdrawal as marketing data and
// after ten years as customer data).
import type { CompiledItem } from '../model/compiled.ts';
import type { Category } from '../model/data.ts';
import type { Notice } from '../model/notice.ts';
import type { Key } from '../model/text.ts';
import type { Numbering } from './masks.ts';
import type { Placement } from './placement.ts';

/** The plan key for data that is processed in memory and never stored (CG.18). */
const NEVER_STORED: Key = 'never-stored';

type Keep = CompiledItem['keep'][number];

/** A line of the retention matrix by keys; kind null: rows of the person's own, and of kinds without lines of their own. */
export interface KeepLine {
  readonly purpose: Key;
  readonly kind: Key | null;
  readonly plan: Key;
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** What every item asks of the notice, looked up once: a notice of 1,000 clauses asks it tens of thousands of times. */
export interface KeepIndex {
  readonly never: ReadonlySet<Key>;
  readonly ofPurpose: ReadonlyMap<Key, Key | undefined>;
  readonly ofKind: ReadonlyMap<Key, Key | undefined>;
  readonly inMemory: ReadonlySet<Key>;
  readonly purposesOf: ReadonlyMap<Category, ReadonlySet<Key>>;
}

export function indexKeep(notice: Notice): KeepIndex {
  const never = notice.retention.filter((plan) => plan.neverStored).map((plan) => plan.key);
  const inMemory = notice.purposes.filter((purpose) => purpose.inMemory).map((purpose) => purpose.key);
  return {
    never: new Set([NEVER_STORED, ...never]),
    ofPurpose: new Map(notice.purposes.map(({ key, keep }) => [key, keep])),
    ofKind: new Map(notice.people.map(({ key, keep }) => [key, keep])),
    inMemory: new Set(inMemory),
    purposesOf: new Map(
      notice.categories.map((category) => [category, new Set(category.purposes.map(({ key }) => key))]),
    ),
  };
}

/** Plans of some categories, for a kind of person or (null) for rows of the person's own. */
function categoryPlans(listing: readonly Category[], kind: Key | null): readonly Key[] {
  const concerning = listing.filter(
    (category) => kind === null || category.people.length === 0 || category.people.includes(kind),
  );
  return unique(concerning.flatMap((category) => (category.keep === null ? [] : [category.keep])));
}

function sameKeys(left: readonly Key[], right: readonly Key[]): boolean {
  return left.length === right.length && left.every((key) => right.includes(key));
}

/** The lines of one purpose: for rows of the person's own, and for each kind of person whose plans differ from those. */
function linesOf(index: KeepIndex, placement: Placement, purpose: Key): readonly KeepLine[] {
  const fixed = placement.definition?.keep ?? index.ofPurpose.get(purpose);
  if (fixed !== undefined) return [{ purpose, kind: null, plan: fixed }];
  const listing = placement.categories.filter((category) => index.purposesOf.get(category)?.has(purpose));
  const own = categoryPlans(listing, null);
  const kinds = placement.kinds ?? [...index.ofKind.keys()];
  const deviating = kinds.flatMap((kind) => {
    const ofKind = index.ofKind.get(kind);
    const plans = ofKind === undefined ? categoryPlans(listing, kind) : [ofKind];
    return sameKeys(plans, own) ? [] : plans.map((plan) => ({ purpose, kind, plan }));
  });
  return [...own.map((plan) => ({ purpose, kind: null, plan })), ...deviating];
}

/** All lines of the item that store something, in the order of its purposes. */
export function keepLines(index: KeepIndex, placement: Placement): readonly KeepLine[] {
  return placement.purposes
    .flatMap((purpose) => linesOf(index, placement, purpose))
    .filter((line) => !index.never.has(line.plan));
}

/** The same by numbers. */
export function keepOf(index: KeepIndex, numbers: Numbering, placement: Placement): readonly Keep[] {
  return keepLines(index, placement).map(({ purpose, kind, plan }) => ({
    purpose: numbers.purpose(purpose),
    kind: kind === null ? null : numbers.kind(kind),
    plan: numbers.plan(plan),
  }));
}

/**
 * True when nothing in the notice lets the item be stored: every plan it is under is never-stored, or all its purposes process in
 * memory only. An item that is also under a real period somewhere is stored there; the checker warns about the mixture.
 */
export function isNeverStored(index: KeepIndex, placement: Placement): boolean {
  const ofItem = placement.definition?.keep;
  if (ofItem !== undefined) return index.never.has(ofItem);
  const { purposes } = placement;
  if (purposes.length > 0 && purposes.every((purpose) => index.inMemory.has(purpose))) return true;
  const plans = placement.categories.flatMap((category) => (category.keep === null ? [] : [category.keep]));
  return plans.length > 0 && plans.every((plan) => index.never.has(plan));
}
