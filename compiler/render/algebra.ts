// The sentences of the algebra in a document's language: rules, conditions, anchors, outcomes, with the notice's own titles in them.
import { NEVER_STORED } from '../language/built-in.ts';
import type { Anchor, Condition, Outcome, Rule } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import * as sentence from '../retention/sentence.ts';
import { describeCondition as sayCondition } from '../retention/sentence-condition.ts';
import { sayAnchor, voiceOf } from '../retention/words/words.ts';
import type { Scope } from './scope.ts';

export function describeCondition(scope: Scope, condition: Condition): string {
  return sayCondition(condition, scope.language, scope.title);
}

export function describeRule(scope: Scope, rule: Rule): string {
  return sentence.describeRule(rule, scope.language, scope.title);
}

export function describeOutcome(scope: Scope, outcome: Outcome): string {
  return sentence.describeOutcome(outcome, scope.language, scope.title);
}

export function describeAnchor(scope: Scope, anchor: Anchor): string {
  return sayAnchor(anchor, voiceOf(scope.language, scope.title));
}

/** The plan's generated sentence: its rule and what happens then. A key without a plan is the checker's to report. */
export function planSentence(scope: Scope, key: Key): string {
  const plan =
    key === NEVER_STORED.key ? NEVER_STORED : scope.notice.retention.find((one) => one.key === key);
  return plan === undefined ? key : sentence.describePlan(plan, scope.language, scope.title);
}
