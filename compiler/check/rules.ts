// The shape of rules (language.md b–d): cases that end, names without circles, and no bare "or".
import type { RetentionPlan, Rule } from '../model/retention.ts';
import type { Key, Language } from '../model/text.ts';
import { innerRules } from './algebra.ts';
import type { Check } from './index-notice.ts';

export const checkCases: Check = function* ({ algebra }) {
  for (const rule of algebra.rules)
    if (rule.is === 'cases' && rule.otherwise === null)
      yield {
        code: 'cases-without-otherwise',
        place: rule.at,
        message: 'When no case holds, nothing says how long data is kept.',
      };
};

function* namesIn(rule: Rule): Generator<Key> {
  if (rule.is === 'named') yield rule.name;
  for (const inner of innerRules(rule)) yield* namesIn(inner);
}

/** The plans a plan leads to: by name, and by moving rows there. */
function leadsTo(plan: RetentionPlan): readonly Key[] {
  return plan.stages.flatMap(({ rule, outcome }) => [
    ...namesIn(rule),
    ...(outcome.do === 'move' ? [outcome.rule] : []),
  ]);
}

/** Depth-first over the named rules; a rule is entered once, and met again on its own walk it is a circle. */
export const checkCycles: Check = function* ({ notice, plans }) {
  const walked = new Map<Key, 'open' | 'done'>();
  const circles: RetentionPlan[] = [];
  const walk = (plan: RetentionPlan): void => {
    walked.set(plan.key, 'open');
    for (const key of leadsTo(plan)) {
      const next = plans.get(key);
      if (next && walked.get(key) === 'open') circles.push(next);
      else if (next && !walked.has(key)) walk(next);
    }
    walked.set(plan.key, 'done');
  };
  for (const plan of notice.retention) if (!walked.has(plan.key)) walk(plan);
  for (const plan of new Set(circles))
    yield {
      code: 'rule-cycle',
      place: plan.at,
      of: 'key',
      message: `The rule “${plan.key}” leads back to itself.`,
    };
};

/** Two lengths of time joined by "or", in each language: "3 vuotta tai 5 vuotta", "P1Y or P2Y". */
const BARE_OR: Readonly<Record<Language, RegExp>> = {
  fi: /(\d+ ?(v\b|vuo\p{L}*|kk\b|kuukau\p{L}*|päiv\p{L}*|viikko\p{L}*)?|P\d+[YMWD]) tai (\d+ ?(v\b|vuo\p{L}*|kk\b|kuukau\p{L}*|päiv\p{L}*|viikko\p{L}*)|P\d+[YMWD])/iu,
  sv: /(\d+ ?(år|månad\p{L}*|dag\p{L}*|veck\p{L}*)?|P\d+[YMWD]) eller (\d+ ?(år|månad\p{L}*|dag\p{L}*|veck\p{L}*)|P\d+[YMWD])/iu,
  en: /(\d+ ?(years?|months?|days?|weeks?)?|P\d+[YMWD]) or (\d+ ?(years?|months?|days?|weeks?)|P\d+[YMWD])/iu,
};

/** Rules that say themselves which of several periods holds. */
const DECIDES: readonly Rule['is'][] = [
  'later-of',
  'earlier-of',
  'first-known',
  'cases',
  'between',
  'bounded',
  'agreed',
];

function decides(rule: Rule): boolean {
  return DECIDES.includes(rule.is) || innerRules(rule).some(decides);
}

export const checkBareOr: Check = function* ({ notice }) {
  for (const plan of notice.retention) {
    if (plan.stages.length > 1 || plan.stages.some(({ rule }) => decides(rule))) continue;
    const language = notice.languages.find((one) => BARE_OR[one].test(plan.text?.[one] ?? ''));
    if (language)
      yield {
        code: 'bare-or',
        place: [...plan.at, 'text'],
        message: `The words of “${plan.key}” join two periods by “or” without saying which one holds.`,
      };
  }
};

/** `keep: [P1Y, P3Y]` is four years, which hardly anybody means by writing two. */
export const checkAdded: Check = function* ({ algebra }) {
  for (const rule of algebra.rules) {
    const chains = rule.is === 'window' ? { keep: rule.keep, by: rule.by ?? [] } : {};
    for (const [word, steps] of Object.entries(chains))
      if (steps.some((step, position) => step.step === 'period' && steps[position + 1]?.step === 'period'))
        yield {
          code: 'periods-added',
          place: [...rule.at, word],
          message: `Periods in one ${word} are added to each other.`,
        };
  }
};
