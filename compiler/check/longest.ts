// How long an item can be kept at most, read off simple rules: for comparisons with laws and with the lives of cookies.
import type { Rule, Step } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { longestDays } from './duration.ts';
import type { NoticeIndex } from './index-notice.ts';

/** The most days the item's rule can keep it after its anchor; infinite where that cannot be read off the rule. */
export function keptDays(index: NoticeIndex, item: Key): number {
  const own = index.items.get(item)?.keep;
  const keeps = own === undefined ? (index.listedIn.get(item) ?? []).map((category) => category.keep) : [own];
  if (keeps.length === 0) return Number.POSITIVE_INFINITY;
  return Math.max(
    ...keeps.map((keep) => {
      const plan = keep === null ? undefined : index.plans.get(keep);
      if (plan?.neverStored || plan?.stages.length !== 1) return Number.POSITIVE_INFINITY;
      const [stage] = plan.stages;
      return stage ? ruleDays(stage.rule) : Number.POSITIVE_INFINITY;
    }),
  );
}

function stepsDays(steps: readonly Step[]): number {
  return steps.reduce(
    (total, step) => total + (step.step === 'period' ? longestDays(step.period) : Number.POSITIVE_INFINITY),
    0,
  );
}

function ruleDays(rule: Rule): number {
  if (rule.is === 'window') return stepsDays([...rule.keep, ...(rule.by ?? [])]);
  if (rule.is === 'between') return stepsDays(rule.ceiling);
  if (rule.is === 'earlier-of') return Math.min(...rule.of.map(ruleDays));
  return Number.POSITIVE_INFINITY;
}
