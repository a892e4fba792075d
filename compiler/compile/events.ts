// Finds the events a retention plan counts from, through named rules, and whether the plan slides: then its dates are kept once per
// owner, never on each row, since one call would otherwise rewrite every row of the person (design-notes 9).
import type { Notice } from '../model/notice.ts';
import type { Anchor, Condition, Owner, RetentionPlan, Rule } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { eventsOf } from './assign.ts';

interface Found {
  readonly anchors: Anchor[];
  readonly events: Set<Key>;
  readonly states: Set<Key>;
  readonly plans: Set<Key>;
  slides: boolean;
}

interface Scope {
  readonly notice: Notice;
  readonly found: Found;
}

function visitAnchor({ found }: Scope, anchor: Anchor): void {
  found.anchors.push(anchor);
  found.events.add(anchor.event);
  if (anchor.pick === 'last') found.slides = true;
}

function visitCondition(scope: Scope, condition: Condition): void {
  if (condition.frozenAt !== undefined) scope.found.events.add(condition.frozenAt);
  switch (condition.is) {
    case 'all':
    case 'any':
      for (const part of condition.of) visitCondition(scope, part);
      return;
    case 'not':
      visitCondition(scope, condition.of);
      return;
    case 'state':
      visitState(scope, condition.state);
      return;
    case 'count':
      if (condition.state !== undefined) visitState(scope, condition.state);
      return;
    default:
  }
}

function visitState({ notice, found }: Scope, key: Key): void {
  const state = notice.states.find((entry) => entry.key === key);
  if (state === undefined || found.states.has(key)) return;
  found.states.add(key);
  found.events.add(state.from);
  if (state.to !== undefined) found.events.add(state.to);
}

function visitRules(scope: Scope, rules: readonly (Rule | null)[]): void {
  for (const rule of rules) if (rule !== null) visitRule(scope, rule);
}

function visitRule(scope: Scope, rule: Rule): void {
  switch (rule.is) {
    case 'window':
    case 'between':
      visitAnchor(scope, rule.from);
      return;
    case 'law':
      if (rule.from !== null) visitAnchor(scope, rule.from);
      return;
    case 'later-of':
    case 'earlier-of':
    case 'first-known':
      visitRules(scope, rule.of);
      return;
    case 'bounded':
      visitRules(scope, [rule.rule, rule.atLeast, rule.atMost]);
      return;
    case 'cases':
      for (const branch of rule.cases) visitCondition(scope, branch.if);
      visitRules(scope, [...rule.cases.map((branch) => branch.rule), rule.otherwise]);
      return;
    case 'while':
      visitCondition(scope, rule.condition);
      visitRules(scope, [rule.rule]);
      return;
    case 'absent':
      scope.found.slides = true;
      visitAnchor(scope, rule.event);
      visitAnchor(scope, rule.from);
      return;
    case 'agreed':
      visitRule(scope, rule.rule);
      return;
    case 'named':
      visitNamed(scope, rule.name);
      return;
    case 'with':
    case 'newest':
    case 'endless':
      return;
    default:
      rule satisfies never;
  }
}

function visitNamed(scope: Scope, name: Key): void {
  const plan = scope.notice.retention.find((entry) => entry.key === name);
  if (plan !== undefined) visitPlan(scope, plan);
}

function visitPlan(scope: Scope, plan: RetentionPlan): void {
  if (scope.found.plans.has(plan.key)) return;
  scope.found.plans.add(plan.key);
  for (const stage of plan.stages) {
    visitRule(scope, stage.rule);
    if (stage.condition !== undefined) visitCondition(scope, stage.condition);
  }
}

const ROW_OWNERS: ReadonlySet<Owner> = new Set(['row', 'record']);

export interface PlanEvents {
  /** In the order of the notice's events. */
  readonly events: readonly Key[];
  readonly sliding: boolean;
}

/** Event keys the plan counts from or asks about; sliding when any anchor slides or belongs to more than the row itself. */
export function eventsOfPlan(notice: Notice, plan: RetentionPlan): PlanEvents {
  const found: Found = {
    anchors: [],
    events: new Set(),
    states: new Set(),
    plans: new Set(),
    slides: false,
  };
  visitPlan({ notice, found }, plan);
  const known = eventsOf(notice).filter((event) => found.events.has(event.key));
  const ownedAbove = known.some((event) => !ROW_OWNERS.has(event.owner));
  return { events: known.map((event) => event.key), sliding: found.slides || ownedAbove };
}
