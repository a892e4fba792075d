// Conditions that contradict themselves. Only what can be seen without data is called so: the rest may be true one day.
import type { Condition } from '../model/retention.ts';
import { ruleConditions } from './algebra.ts';
import type { Check } from './index-notice.ts';

/** An atom as text, blind to its place, so that the same atom written twice compares equal. */
function atomKey(condition: Condition): string {
  const { place: _place, frozenAt: _frozenAt, ...rest } = condition;
  return JSON.stringify(rest, (name, value) => (name === 'place' ? undefined : value));
}

/** The atoms that must hold at once, through nested `all`. */
function conjuncts(condition: Condition): readonly Condition[] {
  return condition.is === 'all' ? condition.of.flatMap(conjuncts) : [condition];
}

function contradicts(left: Condition, right: Condition): boolean {
  if (left.is === 'not') return atomKey(left.of) === atomKey(right);
  if (right.is === 'not') return atomKey(right.of) === atomKey(left);
  if (left.is === 'given' && right.is === 'missing') return left.item === right.item;
  if (left.is === 'missing' && right.is === 'given') return left.item === right.item;
  if (left.is === 'answer' && right.is === 'answer')
    return left.to === right.to && left.by === right.by && left.yes !== right.yes;
  if (left.is === 'one-of' && right.is === 'one-of')
    return left.item === right.item && !left.values.some((value) => right.values.includes(value));
  return false;
}

function impossible(condition: Condition): boolean {
  switch (condition.is) {
    case 'age-below':
      return condition.years <= 0;
    case 'one-of':
      return condition.values.length === 0;
    case 'dates':
      return condition.from !== undefined && condition.to !== undefined && condition.to < condition.from;
    case 'any':
      return condition.of.length > 0 && condition.of.every(neverTrue);
    default:
      return false;
  }
}

const LONGEST_CONJUNCTION = 50;

export function neverTrue(condition: Condition): boolean {
  const parts = conjuncts(condition).slice(0, LONGEST_CONJUNCTION);
  if (parts.some((part) => impossible(part))) return true;
  return parts.some((left, position) => parts.slice(position + 1).some((right) => contradicts(left, right)));
}

export const checkConditions: Check = function* ({ algebra, notice }) {
  // A purpose whose condition is never true is told with the items it leaves unusable.
  const told = new Set(notice.purposes.map((purpose) => purpose.condition));
  // The conditions of rules are tried with all their rule's cases.
  for (const rule of algebra.rules) for (const condition of ruleConditions(rule)) told.add(condition);
  for (const condition of algebra.wholeConditions)
    if (!told.has(condition) && neverTrue(condition))
      yield {
        code: 'condition-never',
        place: condition.place,
        message: 'This condition contradicts itself, so it is never true.',
      };
};
