// Conditions and requirements as the gatekeeper's functions ask them: keys of items, states and events as the numbers that rows carry.
import type { CompiledNotice, CompiledRequirement } from '../model/compiled.ts';
import type { Condition } from '../model/retention.ts';
import { quoteJson } from './quote.ts';

type Named = Pick<CompiledNotice, 'items' | 'states'>;

/** A condition as gate.condition_answer asks it, without places in the file. What is asked of an item names its number and its table. */
export function asked(condition: Condition, notice: Named): object {
  switch (condition.is) {
    case 'all':
    case 'any':
      return { is: condition.is, of: condition.of.map((part) => asked(part, notice)) };
    case 'not':
      return { is: 'not', of: asked(condition.of, notice) };
    case 'state': {
      const { owner, from, to } = notice.states.find(({ key }) => key === condition.state) ?? {};
      return { is: 'state', owner, from, to };
    }
    case 'given':
    case 'missing':
    case 'one-of':
    case 'below':
    case 'at-least':
    case 'count': {
      const { place: _place, ...question } = condition;
      const { no, table } = notice.items.find(({ key }) => key === condition.item) ?? {};
      return { ...question, no, table };
    }
    default: {
      const { place: _place, ...question } = condition;
      return question;
    }
  }
}

/** What a kind of person or record must, may or must never have. */
export function requirementsJson(requirements: readonly CompiledRequirement[] | null, notice: Named): string {
  if (requirements === null) return 'null';
  return quoteJson(
    requirements.map(({ item, level, condition }) => ({
      item,
      level,
      condition: condition === null ? null : asked(condition, notice),
    })),
  );
}

/** Items some kind of person has only under a condition or instead of another: they are asked about when they are added. */
export function conditionalItems({ kinds }: Pick<CompiledNotice, 'kinds'>): ReadonlySet<number> {
  const conditional = kinds.flatMap((kind) => [
    ...(kind.requirements ?? []).filter(({ condition }) => condition !== null).map(({ item }) => item),
    ...kind.oneOf.flat(),
  ]);
  return new Set(conditional);
}
