// Rules and plans in sentences: one pattern per construct, the same in the public notice, in explanations and on the
// screen.
import { LAWS, type Law } from '../language/laws.ts';
import type { Anchor, Outcome, RetentionPlan, Rule, Stage, Step } from '../model/retention.ts';
import type { Key, Language } from '../model/text.ts';
import { fill } from '../render/phrases/phrases.ts';
import { pathKey } from './moments.ts';
import { sayCondition } from './sentence-condition.ts';
import {
  inner,
  sayAnchor,
  sayList,
  sayPath,
  sayPeriod,
  saySteps,
  type Titles,
  titleIn,
  type Voice,
  voiceOf,
} from './words/words.ts';

/** "From: the relationship ended. For: 10 years." */
export function describeRule(rule: Rule, language: Language, titles: Titles): string {
  return sayRule(rule, voiceOf(language, titles));
}

/** The rule and what happens then, with review and "as a rule"; the plan's own title and text are not in it. */
export function describePlan(plan: RetentionPlan, language: Language, titles: Titles): string {
  const voice = voiceOf(language, titles);
  const words = voice.words.plan;
  const review =
    plan.review === undefined ? [] : [fill(words.review, { period: sayPeriod(plan.review, voice) })];
  return [...(plan.asARule ? [words.asARule] : []), ...sayStages(plan, voice), ...review].join(' ');
}

function sayStages(plan: RetentionPlan, voice: Voice): readonly string[] {
  const words = voice.words.plan;
  if (plan.neverStored) return [words.neverStored];
  if (plan.stages.length === 1) return plan.stages.map((stage) => sayStage(stage, voice));
  return plan.stages.map(
    (stage, index) => `${fill(words.stage, { n: index + 1 })} ${sayStage(stage, voice)}`,
  );
}

/** "the data is erased", to stand after "then". */
export function describeOutcome(outcome: Outcome, language: Language, titles: Titles): string {
  return sayOutcome(outcome, voiceOf(language, titles));
}

/** Title and statute of a law of the table, in the language; the key when the table has no such law. */
export function sayLaw(key: Key, voice: Voice): { title: string; statute: string } {
  const law = lawOf(key);
  return { title: law?.title[voice.language] ?? key, statute: law?.statute[voice.language] ?? key };
}

/** The newest line of the table: a notice speaks of today's law. */
function lawOf(key: Key): Law | undefined {
  return LAWS.findLast((law) => law.key === key);
}

function sayStage(stage: Stage, voice: Voice): string {
  const words = voice.words.plan;
  const parts = [sayRule(stage.rule, voice)];
  if (stage.items.length > 0) {
    parts.push(
      fill(words.items, {
        items: stage.items.map((item) => titleIn(voice, ['item', 'category'], item)).join(', '),
      }),
    );
  }
  if (stage.condition !== undefined)
    parts.push(fill(words.only, { condition: sayCondition(stage.condition, voice) }));
  if (stage.told !== undefined) parts.push(fill(words.told, { period: sayPeriod(stage.told, voice) }));
  parts.push(fill(words.outcome, { outcome: sayOutcome(stage.outcome, voice) }));
  if (stage.forbidden !== undefined)
    parts.push(fill(words.forbidden, { outcome: sayOutcome(stage.forbidden, voice) }));
  return parts.join(' ');
}

function sayOutcome(outcome: Outcome, voice: Voice): string {
  const words = voice.words.outcome;
  switch (outcome.do) {
    case 'erase':
    case 'anonymise':
    case 'overwrite':
      return words[outcome.do];
    case 'pseudonymise':
      return fill(words.pseudonymise, {
        items: Object.keys(outcome.items)
          .map((item) => voice.titles('item', item))
          .join(', '),
      });
    case 'narrow':
      return fill(words.narrow, {
        purposes: outcome.purposes.map((purpose) => voice.titles('purpose', purpose)).join(', '),
      });
    case 'archive':
      return fill(words.archive, { purpose: voice.titles('purpose', outcome.purpose) });
    case 'transfer':
      return fill(words.transfer, { to: voice.titles('recipient', outcome.to) });
    case 'move':
      return fill(words.move, { rule: voice.titles('plan', outcome.rule) });
    case 'ask':
      return fill(words.ask, { period: sayPeriod(outcome.within, voice) });
    case 'review':
      return fill(words.review, { period: sayPeriod(outcome.every, voice) });
    case 'either':
      if (isEraseOrAnonymise(outcome.of)) return words.eraseOrAnonymise;
      return sayList(
        outcome.of.map((one) => sayOutcome(one, voice)),
        words.or,
      );
    default:
      return outcome satisfies never;
  }
}

/** The choice the Regulation itself leaves when a purpose has ended; said as one thing. */
function isEraseOrAnonymise(outcomes: readonly Outcome[]): boolean {
  return (
    outcomes.length === 2 && ['erase', 'anonymise'].every((word) => outcomes.some((one) => one.do === word))
  );
}

function sayRule(rule: Rule, voice: Voice): string {
  const words = voice.words.rule;
  switch (rule.is) {
    case 'window':
      return sayWindow(rule, voice);
    case 'with':
      return fill(words.with, { path: sayPath(rule.path, voice) });
    case 'newest':
      return fill(words.newest, { n: rule.count, owner: voice.words.owners[rule.owner] });
    case 'law':
      return sayLawRule(rule, voice);
    case 'between':
      return sayBetween(rule, voice);
    case 'later-of':
      return fill(words.laterOf, { parts: sayParts(rule.of, voice) });
    case 'earlier-of':
      return fill(words.earlierOf, { parts: sayParts(rule.of, voice) });
    case 'first-known':
      return fill(words.firstKnown, { parts: sayParts(rule.of, voice) });
    case 'named':
      return fill(words.named, { name: voice.titles('plan', rule.name) });
    case 'endless':
      return words.endless;
    default:
      return sayQualified(rule, voice);
  }
}

/** Rules around a rule: bounds, cases, conditions, agreements. */
function sayQualified(
  rule: Extract<Rule, { is: 'bounded' | 'cases' | 'while' | 'absent' | 'agreed' }>,
  voice: Voice,
): string {
  const words = voice.words.rule;
  switch (rule.is) {
    case 'bounded': {
      const floor =
        rule.atLeast === null ? [] : [fill(words.floor, { rule: sayBound(rule.atLeast, rule.rule, voice) })];
      const ceiling =
        rule.atMost === null ? [] : [fill(words.ceiling, { rule: sayBound(rule.atMost, rule.rule, voice) })];
      return [sayRule(rule.rule, voice), ...floor, ...ceiling].join(' ');
    }
    case 'cases': {
      const cases = rule.cases.map((one) =>
        fill(words.case, { condition: sayCondition(one.if, voice), rule: inner(sayRule(one.rule, voice)) }),
      );
      const otherwise =
        rule.otherwise === null
          ? []
          : [fill(words.otherwise, { rule: inner(sayRule(rule.otherwise, voice)) })];
      return [...cases, ...otherwise].join(' ');
    }
    case 'while': {
      const held = fill(words[rule.spelled], { condition: sayCondition(rule.condition, voice) });
      return rule.rule === null ? held : `${sayRule(rule.rule, voice)} ${held}`;
    }
    case 'absent':
      return fill(words.absent, {
        event: sayAnchor({ ...rule.event, pick: 'last' }, voice),
        from: sayAnchor(rule.from, voice),
        steps: saySteps(rule.within, voice),
      });
    case 'agreed':
      return `${sayRule(rule.rule, voice)} ${words.agreed[rule.scope]}`;
    default:
      return rule satisfies never;
  }
}

/** A bound that counts from the same event as the rule is said by its period alone: "At least: 10 years". */
function sayBound(bound: Rule, around: Rule, voice: Voice): string {
  const start = windowIn(around)?.from;
  const isSameStart = bound.is === 'window' && start !== undefined && isSameAnchor(bound.from, start);
  if (!isSameStart || (bound.by !== null && bound.keepStated)) return inner(sayRule(bound, voice));
  return saySteps(bound.by ?? bound.keep, voice);
}

function windowIn(rule: Rule): Extract<Rule, { is: 'window' }> | undefined {
  if (rule.is === 'window') return rule;
  return (rule.is === 'while' || rule.is === 'agreed') && rule.rule !== null
    ? windowIn(rule.rule)
    : undefined;
}

function isSameAnchor(one: Anchor, other: Anchor): boolean {
  return one.event === other.event && one.pick === other.pick && pathKey(one.path) === pathKey(other.path);
}

function sayWindow(rule: Extract<Rule, { is: 'window' }>, voice: Voice): string {
  const words = voice.words.rule;
  const event = sayAnchor(rule.from, voice);
  const isUntil = rule.keepStated && isNothing(rule.keep);
  if (isUntil && rule.by === null) return fill(words.until, { event });
  const from = fill(words.from, { event });
  if (!rule.keepStated) return `${from} ${fill(words.atMost, { steps: saySteps(rule.by ?? [], voice) })}`;
  const keep = isUntil
    ? [fill(words.until, { event })]
    : [from, fill(words.keep, { steps: saySteps(rule.keep, voice) })];
  const by = rule.by === null ? [] : [fill(words.by, { steps: saySteps(rule.by, voice) })];
  return [...keep, ...by].join(' ');
}

/** `keep: P0D` ends with the day of the event itself. */
function isNothing(steps: readonly Step[]): boolean {
  return steps.every((step) => step.step === 'period' && /^P0+[YMWD]$/.test(step.period));
}

/** The period itself is said too: what a statute requires is no answer to "how long" (Art. 13(2)(a)). */
function sayLawRule(rule: Extract<Rule, { is: 'law' }>, voice: Voice): string {
  const words = voice.words.rule;
  const law = lawOf(rule.law);
  const anchor = rule.from ?? { pick: 'last', event: law?.event ?? 'recorded', path: [], at: rule.at };
  const pattern = law?.kind === 'ceiling' ? words.lawCeiling : words.law;
  const said = fill(pattern, { ...sayLaw(rule.law, voice), steps: saySteps(law?.steps ?? [], voice) });
  return `${fill(words.from, { event: sayAnchor(anchor, voice) })} ${said}`;
}

function sayBetween(rule: Extract<Rule, { is: 'between' }>, voice: Voice): string {
  const words = voice.words.rule;
  const floor = saySteps(rule.floor, voice);
  const between = fill(words.between, {
    event: sayAnchor(rule.from, voice),
    floor,
    ceiling: saySteps(rule.ceiling, voice),
  });
  return rule.choice === ''
    ? between
    : `${between} ${fill(words.choice, { choice: voice.titles('choice', rule.choice) })}`;
}

/** Parts are numbered, so that a list inside a list stays readable. */
function sayParts(rules: readonly Rule[], voice: Voice): string {
  return rules.map((rule, index) => `(${index + 1}) ${inner(sayRule(rule, voice))}`).join('; ');
}
