import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCovered, type Reach } from './coverage.ts';

const reach = (purposes: string[], verbs: string[], items: number[] | null = null): Reach => ({
  purposes,
  verbs,
  items,
});

describe('CO.25 whether access gives more than its giver has', () => {
  it.each<[string, Reach[], Reach[], boolean]>([
    ['the same', [reach(['a'], ['read'])], [reach(['a'], ['read'])], true],
    ['another purpose', [reach(['b'], ['read'])], [reach(['a'], ['read'])], false],
    ['another verb', [reach(['a'], ['change'])], [reach(['a'], ['read'])], false],
    [
      'a pair no single task has',
      [reach(['a', 'b'], ['read', 'add'])],
      [reach(['a'], ['read', 'add']), reach(['b'], ['read', 'add'])],
      true,
    ],
    [
      'a mixture of two tasks',
      [reach(['b'], ['add'])],
      [reach(['a'], ['add']), reach(['b'], ['read'])],
      false,
    ],
    ['every item for some', [reach(['a'], ['read'])], [reach(['a'], ['read'], [1, 2])], false],
    ['some items for every', [reach(['a'], ['read'], [1])], [reach(['a'], ['read'])], true],
    [
      'items of two tasks together',
      [reach(['a'], ['read'], [1, 2])],
      [reach(['a'], ['read'], [1]), reach(['a'], ['read'], [2])],
      true,
    ],
    ['an item nobody has', [reach(['a'], ['read'], [3])], [reach(['a'], ['read'], [1])], false],
    ['no items of a purpose one lacks', [reach(['b'], ['read'], [])], [reach(['a'], ['read'])], false],
    ['administration for a user', [reach([], ['manage'])], [reach(['a'], ['read'])], false],
    [
      'administration for a manager, under any purpose',
      [reach(['a'], ['manage'])],
      [reach([], ['manage'])],
      true,
    ],
    ['nothing', [], [], true],
  ])('%s', (_what, wanted, held, expected) => {
    expect(isCovered(wanted, held)).toBe(expected);
  });

  it('never says yes to a pair of purpose and verb that the giver lacks', () => {
    const tasks = fc.array(
      fc.record({
        purposes: fc.subarray(['a', 'b', 'c']),
        verbs: fc.subarray(['read', 'add', 'manage']),
        items: fc.option(fc.subarray([1, 2, 3]), { nil: null }),
      }),
      { maxLength: 4 },
    );
    const pairs = (of: readonly Reach[]) =>
      new Set(
        of.flatMap((one) =>
          one.verbs.flatMap((verb) =>
            verb === 'manage'
              ? ['manage']
              : one.purposes.flatMap((purpose) =>
                  (one.items ?? [0, 1, 2, 3]).map((item) => `${purpose} ${verb} ${item}`),
                ),
          ),
        ),
      );
    fc.assert(
      fc.property(tasks, tasks, (wanted, held) => {
        if (isCovered(wanted, held))
          expect([...pairs(held)]).toEqual(expect.arrayContaining([...pairs(wanted)]));
      }),
    );
  });
});
