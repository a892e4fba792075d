// Looks keys up as numbers and sets of purposes as bit masks, for one notice and its assignments.
import type { Assignments } from '../model/compiled.ts';
import type { Key } from '../model/text.ts';
import { CompileError } from './assign.ts';

export interface Numbering {
  readonly purpose: (key: Key) => number;
  readonly item: (key: Key) => number;
  readonly source: (key: Key) => number;
  readonly kind: (key: Key) => number;
  readonly event: (key: Key) => number;
  readonly plan: (key: Key) => number;
  /** The mask of some purposes. */
  readonly mask: (keys: Iterable<Key>) => bigint;
}

function lookUp(numbers: Readonly<Record<Key, number>>, section: string): (key: Key) => number {
  return (key) => {
    const no = Object.hasOwn(numbers, key) ? numbers[key] : undefined;
    if (no === undefined) {
      throw new CompileError(
        'key-unknown',
        `The notice uses ${key}, which ${section} does not name. Run the checker first.`,
      );
    }
    return no;
  };
}

export function numbering(assignments: Assignments): Numbering {
  const purpose = lookUp(assignments.purposes, 'purposes');
  return {
    purpose,
    item: lookUp(assignments.items, 'data'),
    source: lookUp(assignments.sources, 'sources'),
    kind: lookUp(assignments.kinds, 'people'),
    event: lookUp(assignments.events, 'events'),
    plan: lookUp(assignments.plans, 'retention'),
    mask: (keys) => {
      let mask = 0n;
      for (const key of keys) mask |= bitOf(purpose(key));
      return mask;
    },
  };
}

export function bitOf(bit: number): bigint {
  return 1n << BigInt(bit);
}

/** Bit numbers of a mask, ascending. */
export function bitsOf(mask: bigint): readonly number[] {
  const bits: number[] = [];
  for (let bit = 0, rest = mask; rest !== 0n; bit++, rest >>= 1n) {
    if ((rest & 1n) === 1n) bits.push(bit);
  }
  return bits;
}
