// Items whose time a Finnish statute sets: camera footage at the workplace, and vouchers of the accounts. A warning, because the
// statute has exceptions that a notice may rest on.
import type { RetentionPlan, Rule } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { innerRules } from './algebra.ts';
import { type Check, type NoticeIndex, purposesOfItem } from './index-notice.ts';
import { keptDays } from './longest.ts';

/** Laki yksityisyyden suojasta työelämässä 17 §: at most a year from the end of recording. */
const CAMERA_DAYS = 366;

/**
 * Kirjanpitolaki 2:10: six years from the end of the year in which the financial year ended. Counted from the voucher's own day
 * that can be seven years.
 */
const VOUCHER_DAYS = 7 * 365;

const FOOTAGE: Key = 'footage';
const VOUCHERS: readonly Key[] = ['invoice', 'payment'];

function plansOf(index: NoticeIndex, item: Key): readonly RetentionPlan[] {
  const own = index.items.get(item)?.keep;
  const purposes = [...purposesOfItem(index, item)].map((key) => index.purposes.get(key)?.keep);
  const keeps =
    own === undefined ? [...(index.listedIn.get(item) ?? []).map(({ keep }) => keep), ...purposes] : [own];
  return keeps.flatMap((keep) => (keep === null || keep === undefined ? [] : (index.plans.get(keep) ?? [])));
}

const namesLaw = (rule: Rule): boolean => rule.is === 'law' || innerRules(rule).some(namesLaw);

const place = (index: NoticeIndex, item: Key) =>
  index.listedIn.get(item)?.[0]?.items.find((listed) => listed.key === item)?.at ?? ['data'];

export const checkStatutes: Check = function* (index) {
  const camera = keptDays(index, FOOTAGE);
  if (index.listedIn.has(FOOTAGE) && Number.isFinite(camera) && camera > CAMERA_DAYS)
    yield {
      code: 'camera-kept-too-long',
      place: place(index, FOOTAGE),
      message: `Footage is kept up to ${camera} days.`,
    };
  for (const item of VOUCHERS) {
    const plans = plansOf(index, item);
    const byLaw = plans.some((plan) => plan.neverStored || plan.stages.some(({ rule }) => namesLaw(rule)));
    if (plans.length === 0 || byLaw || keptDays(index, item) >= VOUCHER_DAYS) continue;
    yield {
      code: 'accounting-below-law',
      place: place(index, item),
      message: `“${item}” can be gone before the Accounting Act’s six years from the end of the year are over.`,
    };
  }
};
