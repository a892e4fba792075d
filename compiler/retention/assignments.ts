// Every combination of answers that a rule's conditions can have together. Answers that exclude each other, such as two
// different values of one item, never appear in the same combination.
import type { Condition } from '../model/retention.ts';

/** The answers by the atom's own text, its place left out. */
export type Assignment = ReadonlyMap<string, boolean>;

/** Two spellings of the same question are one atom; where it stands does not matter. */
export function atomKey(atom: Condition): string {
  return JSON.stringify({ ...atom, place: [] });
}

/** Combinations of yes and no for these atoms; at most two to the number of atoms. */
export function assignments(atoms: readonly Condition[]): readonly Assignment[] {
  let worlds: readonly (readonly Answered[])[] = [[]];
  for (const atom of atoms) {
    worlds = worlds.flatMap((world) =>
      [true, false]
        .map((yes) => ({ atom, yes }))
        .filter((one) => world.every((other) => areCompatible(one, other)))
        .map((one) => [...world, one]),
    );
  }
  return worlds.map((world) => new Map(world.map(({ atom, yes }) => [atomKey(atom), yes])));
}

/** A condition's answer in a world that answers all its atoms. */
export function answerUnder(condition: Condition, world: Assignment): boolean {
  switch (condition.is) {
    case 'all':
      return condition.of.every((part) => answerUnder(part, world));
    case 'any':
      return condition.of.some((part) => answerUnder(part, world));
    case 'not':
      return !answerUnder(condition.of, world);
    default:
      return world.get(atomKey(condition)) ?? false;
  }
}

interface Answered {
  readonly atom: Condition;
  readonly yes: boolean;
}

/** Whether two answers can be true of one row. What is not known to exclude each other is taken to be possible. */
function areCompatible(one: Answered, other: Answered): boolean {
  if (one.atom.frozenAt !== other.atom.frozenAt) return true;
  return !excludes(one, other) && !excludes(other, one);
}

function excludes(one: Answered, other: Answered): boolean {
  const [a, b] = [one.atom, other.atom];
  if (a.is === 'age-below' && b.is === 'age-below') return one.yes && !other.yes && a.years <= b.years;
  if (a.is === 'source' && b.is === 'source') return one.yes && other.yes && a.source !== b.source;
  if (!('item' in a) || !('item' in b) || a.item !== b.item || a.is === 'count' || b.is === 'count')
    return false;
  if (a.is === 'given' && b.is === 'missing') return one.yes === other.yes;
  if (b.is === 'missing') return one.yes && other.yes && a.is !== 'missing';
  if (a.is === 'one-of' && b.is === 'one-of') return excludesValues(one.yes, other.yes, a.values, b.values);
  if (a.is === 'below' && b.is === 'at-least') return one.yes && other.yes && a.value <= b.value;
  if (a.is === 'below' && b.is === 'below') return one.yes && !other.yes && a.value <= b.value;
  return a.is === 'at-least' && b.is === 'at-least' && one.yes && !other.yes && a.value >= b.value;
}

type Values = readonly (string | number | boolean)[];

function excludesValues(isOne: boolean, isOther: boolean, one: Values, other: Values): boolean {
  if (!isOne) return false;
  return isOther ? !one.some((value) => other.includes(value)) : one.every((value) => other.includes(value));
}
