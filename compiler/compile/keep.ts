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

export interface KeepContext {
  readonly notice: Notice;
  readonly numbers: Numbering;
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

function plansFor(
  context: KeepContext,
  placement: Placement,
  purpose: Key,
  kind: Key | null,
): readonly Key[] {
  const ofItem = placement.definition?.keep;
  if (ofItem !== undefined) return [ofItem];
  const ofPurpose = context.notice.purposes.find((entry) => entry.key === purpose)?.keep;
  if (ofPurpose !== undefined) return [ofPurpose];
  const ofKind = context.notice.people.find((entry) => entry.key === kind)?.keep;
  return ofKind === undefined ? categoryPlans(placement, purpose, kind) : [ofKind];
}

function sameKeys(left: readonly Key[], right: readonly Key[]): boolean {
  return left.length === right.length && left.every((key) => right.includes(key));
}

/** The entries of one purpose: for rows of the person's own, and for each kind of person whose plans differ from those. */
function entriesOf(context: KeepContext, placement: Placement, purpose: Key): readonly Keep[] {
  const { numbers, notice } = context;
  const isNever = neverStoredKeys(notice);
  const toEntries = (plans: readonly Key[], kind: number | null) =>
    plans
      .filter((plan) => !isNever.has(plan))
      .map((plan) => ({ purpose: numbers.purpose(purpose), kind, plan: numbers.plan(plan) }));
  const own = plansFor(context, placement, purpose, null);
  const kinds = placement.kinds ?? notice.people.map((person) => person.key);
  const deviating = kinds.flatMap((kind) => {
    const plans = plansFor(context, placement, purpose, kind);
    return sameKeys(plans, own) || plans.length === 0 ? [] : toEntries(plans, numbers.kind(kind));
  });
  return [...toEntries(own, null), ...deviating];
}

/** All entries of the item, in the order of its purposes. */
export function keepOf(context: KeepContext, placement: Placement): readonly Keep[] {
  return placement.purposes.flatMap((purpose) => entriesOf(context, placement, purpose));
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
