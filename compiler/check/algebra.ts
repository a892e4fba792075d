// Gathers every rule, condition, anchor, step and outcome of a notice in one linear pass, wherever it is written, so that each
// check of the algebra is a loop over a flat list.
import type { Notice } from '../model/notice.ts';
import type { Anchor, Condition, Outcome, RetentionPlan, Rule, Step } from '../model/retention.ts';
import type { Place } from '../model/text.ts';

interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** A condition that nothing larger contains, for what concerns a whole condition. */
export interface Algebra {
  readonly rules: readonly Rule[];
  readonly conditions: readonly Condition[];
  readonly wholeConditions: readonly Condition[];
  readonly anchors: readonly Anchor[];
  readonly steps: readonly Placed<Step>[];
  readonly outcomes: readonly Placed<Outcome>[];
}

interface Basket {
  readonly rules: Rule[];
  readonly conditions: Condition[];
  readonly wholeConditions: Condition[];
  readonly anchors: Anchor[];
  readonly steps: Placed<Step>[];
  readonly outcomes: Placed<Outcome>[];
}

/** The rules written directly inside a rule. */
export function innerRules(rule: Rule): readonly Rule[] {
  switch (rule.is) {
    case 'later-of':
    case 'earlier-of':
    case 'first-known':
      return rule.of;
    case 'bounded':
      return [rule.rule, rule.atLeast, rule.atMost].filter((inner) => inner !== null);
    case 'cases':
      return [...rule.cases.map((one) => one.rule), ...(rule.otherwise ? [rule.otherwise] : [])];
    case 'while':
      return rule.rule ? [rule.rule] : [];
    case 'agreed':
      return [rule.rule];
    case 'window':
    case 'with':
    case 'newest':
    case 'law':
    case 'between':
    case 'absent':
    case 'named':
    case 'endless':
      return [];
    default:
      return rule satisfies never;
  }
}

/** The conditions written directly inside a rule. */
export function ruleConditions(rule: Rule): readonly Condition[] {
  if (rule.is === 'cases') return rule.cases.map((one) => one.if);
  return rule.is === 'while' ? [rule.condition] : [];
}

/** The anchors written directly inside a rule. */
export function ruleAnchors(rule: Rule): readonly Anchor[] {
  switch (rule.is) {
    case 'window':
    case 'between':
      return [rule.from];
    case 'law':
      return rule.from ? [rule.from] : [];
    case 'absent':
      return [rule.event, rule.from];
    default:
      return [];
  }
}

/** The steps of a rule by the word they are written under. */
function ruleSteps(rule: Rule): Readonly<Record<string, readonly Step[]>> {
  if (rule.is === 'window') return { keep: rule.keep, by: rule.by ?? [] };
  if (rule.is === 'between') return { between: [...rule.floor, ...rule.ceiling] };
  return rule.is === 'absent' ? { within: rule.within } : {};
}

/** The conditions written directly inside a condition. */
export function innerConditions(condition: Condition): readonly Condition[] {
  if (condition.is === 'all' || condition.is === 'any') return condition.of;
  return condition.is === 'not' ? [condition.of] : [];
}

function takeCondition(basket: Basket, condition: Condition | undefined): void {
  if (!condition) return;
  basket.wholeConditions.push(condition);
  takeParts(basket, condition);
}

function takeParts(basket: Basket, condition: Condition): void {
  basket.conditions.push(condition);
  for (const inner of innerConditions(condition)) takeParts(basket, inner);
}

function takeRule(basket: Basket, rule: Rule | null | undefined): void {
  if (!rule) return;
  basket.rules.push(rule);
  basket.anchors.push(...ruleAnchors(rule));
  for (const [word, steps] of Object.entries(ruleSteps(rule)))
    for (const step of steps) basket.steps.push({ value: step, place: [...rule.at, word] });
  for (const condition of ruleConditions(rule)) takeCondition(basket, condition);
  for (const inner of innerRules(rule)) takeRule(basket, inner);
}

function takeOutcome(basket: Basket, outcome: Outcome | undefined, place: Place): void {
  if (!outcome) return;
  basket.outcomes.push({ value: outcome, place });
  if (outcome.do === 'either')
    for (const [position, inner] of outcome.of.entries())
      takeOutcome(basket, inner, [...place, 'either', position]);
}

function takePlan(basket: Basket, plan: RetentionPlan): void {
  for (const stage of plan.stages) {
    takeRule(basket, stage.rule);
    takeCondition(basket, stage.condition);
    takeOutcome(basket, stage.outcome, [...stage.at, 'then']);
    takeOutcome(basket, stage.forbidden, [...stage.at, 'forbidden']);
  }
}

function takeGrants(basket: Basket, notice: Notice): void {
  for (const recipient of notice.recipients) takeCondition(basket, recipient.condition);
  for (const role of notice.roles) takeCondition(basket, role.copies?.while);
  for (const publication of notice.publications) takeRule(basket, publication.ends);
  for (const site of notice.site) takeCondition(basket, site.joinsPerson);
  for (const right of notice.rights) {
    takeCondition(basket, right.fee.condition);
    for (const exception of right.exceptions) {
      takeCondition(basket, exception.condition);
      takeRule(basket, exception.until);
    }
    for (const done of right.does) takeOutcome(basket, done.outcome, [...right.at, 'does']);
  }
}

function takeData(basket: Basket, notice: Notice): void {
  for (const purpose of notice.purposes) takeCondition(basket, purpose.condition);
  for (const source of notice.sources) takeCondition(basket, source.condition);
  const uses = [...notice.categories, ...notice.items].flatMap((entry) => entry.sources ?? []);
  for (const use of uses) takeCondition(basket, use.condition);
  for (const kind of notice.people)
    for (const requirement of kind.requirements ?? []) takeCondition(basket, requirement.condition);
}

export function gatherAlgebra(notice: Notice): Algebra {
  const basket: Basket = {
    rules: [],
    conditions: [],
    wholeConditions: [],
    anchors: [],
    steps: [],
    outcomes: [],
  };
  takeData(basket, notice);
  for (const plan of notice.retention) takePlan(basket, plan);
  for (const hold of notice.holds) {
    takeCondition(basket, hold.while);
    if (hold.until) basket.anchors.push(hold.until);
    takeRule(basket, hold.then);
  }
  takeGrants(basket, notice);
  return basket;
}
