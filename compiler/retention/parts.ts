// What a rule and a condition are made of, for everything that walks them without evaluating.
import type { Anchor, Condition, Rule } from '../model/retention.ts';

/** The rules written directly inside a rule. */
export function rulesIn(rule: Rule): readonly Rule[] {
  switch (rule.is) {
    case 'later-of':
    case 'earlier-of':
    case 'first-known':
      return rule.of;
    case 'bounded':
      return [rule.rule, rule.atLeast, rule.atMost].filter((inner) => inner !== null);
    case 'cases':
      return [...rule.cases.map((one) => one.rule), ...(rule.otherwise === null ? [] : [rule.otherwise])];
    case 'while':
      return rule.rule === null ? [] : [rule.rule];
    case 'agreed':
      return [rule.rule];
    default:
      return [];
  }
}

export function conditionsIn(rule: Rule): readonly Condition[] {
  if (rule.is === 'cases') return rule.cases.map((one) => one.if);
  return rule.is === 'while' ? [rule.condition] : [];
}

export function anchorsIn(rule: Rule): readonly Anchor[] {
  switch (rule.is) {
    case 'window':
    case 'between':
      return [rule.from];
    case 'law':
      return rule.from === null ? [] : [rule.from];
    case 'absent':
      return [rule.event, rule.from];
    default:
      return [];
  }
}

/** The conditions without parts of their own that a condition rests on. */
export function atomsIn(condition: Condition): readonly Condition[] {
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(atomsIn);
  return condition.is === 'not' ? atomsIn(condition.of) : [condition];
}
