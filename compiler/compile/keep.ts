// Which retention plans close an item for each purpose. `keep` may stand on an item, a purpose, a kind of person and a category, and
// the most specific wins; real notices hang periods on item × purpose (the same e-mail is gone at withdrawal as marketing data and
// after ten years as customer data).
import type { CompiledItem } from '../model/compiled.ts';
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

/** Plans of the categories that list the item for the purpose, for a kind of person or for rows of the person's own. */
function categoryPlans(placement: Placement, purpose: Key, kind: Key | null): readonly Key[] {
  const listing = placement.categories.filter((category) =>
    category.purposes.some((entry) => entry.key === purpose),
  );
  const concerning = listing.filter(
    (category) => kind === null || category.people.length === 0 || category.people.includes(kind),
  );
  return unique(concerning.flatMap((category) => (category.keep === null ? [] : [category.keep])));
}

function plansFor(notice: Notice, placement: Placement, purpose: Key, kind: Key | null): readonly Key[] {
  const ofItem = placement.definition?.keep;
  if (ofItem !== undefined) return [ofItem];
  const ofPurpose = notice.purposes.find((entry) => entry.key === purpose)?.keep;
  if (ofPurpose !== undefined) return [ofPurpose];
  const ofKind = notice.people.find((entry) => entry.key === kind)?.keep;
  return ofKind === undefined ? categoryPlans(placement, purpose, kind) : [ofKind];
}

function sameKeys(left: readonly Key[], right: readonly Key[]): boolean {
  return left.length === right.length && left.every((key) => right.includes(key));
}

/** The lines of one purpose: for rows of the person's own, and for each kind of person whose plans differ from those. */
function linesOf(notice: Notice, placement: Placement, purpose: Key): readonly KeepLine[] {
  const own = plansFor(notice, placement, purpose, null);
  const kinds = placement.kinds ?? notice.people.map((person) => person.key);
  const deviating = kinds.flatMap((kind) => {
    const plans = plansFor(notice, placement, purpose, kind);
    return sameKeys(plans, own) ? [] : plans.map((plan) => ({ purpose, kind, plan }));
  });
  return [...own.map((plan) => ({ purpose, kind: null, plan })), ...deviating];
}

/** All lines of the item that store something, in the order of its purposes. */
export function keepLines(notice: Notice, placement: Placement): readonly KeepLine[] {
  const never = neverStoredKeys(notice);
  return placement.purposes
    .flatMap((purpose) => linesOf(notice, placement, purpose))
    .filter((line) => !never.has(line.plan));
}

/** The same by numbers. */
export function keepOf(notice: Notice, numbers: Numbering, placement: Placement): readonly Keep[] {
  return keepLines(notice, placement).map(({ purpose, kind, plan }) => ({
    purpose: numbers.purpose(purpose),
    kind: kind === null ? null : numbers.kind(kind),
    plan: numbers.plan(plan),
  }));
}

function neverStoredKeys(notice: Notice): ReadonlySet<Key> {
  const plans = notice.retention.filter((plan) => plan.neverStored).map((plan) => plan.key);
  return new Set([NEVER_STORED, ...plans]);
}

/**
 * True when nothing in the notice lets the item be stored: every plan it is under is never-stored, or all its purposes process in
 * memory only. An item that is also under a real period somewhere is stored there; the checker warns about the mixture.
 */
export function isNeverStored(notice: Notice, placement: Placement): boolean {
  const never = neverStoredKeys(notice);
  const ofItem = placement.definition?.keep;
  if (ofItem !== undefined) return never.has(ofItem);
  const purposes = notice.purposes.filter((purpose) => placement.purposes.includes(purpose.key));
  if (purposes.length > 0 && purposes.every((purpose) => purpose.inMemory)) return true;
  const plans = placement.categories.flatMap((category) => (category.keep === null ? [] : [category.keep]));
  return plans.length > 0 && plans.every((plan) => never.has(plan));
}
