// R0: what the policies cost by themselves: a point read, a filtered page and a full scan, against the same predicate by hand.
import type { Bench, Prepared, Size, Variant } from './bench.ts';
import { openPlace } from './cluster.ts';
import { seededRandom } from './gdprbench/generators.ts';
import { OPEN_TO_ALL } from './notice.ts';
import { personId } from './seed.ts';
import { assertSame, openSides, type Query, runAll, type Sides, times } from './sides.ts';
import { byHand, makeRegister, type Register } from './world.ts';

const PEOPLE = { ci: 50_000, full: 1_000_000 } as const;
const PURPOSE = OPEN_TO_ALL;
const HIDING = 'some';

interface Shape {
  readonly label: string;
  readonly repeats: number;
  /** `where` is the hand-written predicate, or `true` where the policy has it. */
  readonly query: (where: string, random: () => number) => Query;
  readonly floor: number;
  readonly goal: number;
}

function shapes(register: Register): readonly Shape[] {
  const people = register.people;
  return [
    {
      label: 'point read',
      repeats: 300,
      query: (where, random) => ({
        text: `select e.subject_id, e.address from register.email e where e.subject_id = ${personId(register.registerId, '$1::int')} and ${where}`,
        values: [Math.floor(random() * people)],
      }),
      floor: 2,
      goal: 1.5,
    },
    {
      label: 'filtered page of 50',
      repeats: 150,
      query: (where, random) => ({
        text: `select b.subject_id, b.day from register.birth_date b where b.day >= $1::date and b.day < $1::date + 3650 and ${where} order by b.day, b.subject_id limit 50`,
        values: [`19${40 + Math.floor(random() * 50)}-01-01`],
      }),
      floor: 1.5,
      goal: 1.15,
    },
    {
      label: 'full scan',
      repeats: people > 100_000 ? 1 : 5,
      query: (where) => ({
        text: `select count(*)::int as n from register.email e where ${where}`,
        values: [],
      }),
      floor: 1.2,
      goal: 1.1,
    },
  ];
}

function variant(register: Register, sides: Sides, shape: Shape): Variant {
  const alias = shape.label.startsWith('filtered') ? 'b' : 'e';
  const queries = (where: string, seed: number) => {
    const random = seededRandom(seed);
    return times(shape.repeats, () => shape.query(where, random));
  };
  const ours = (purpose: string, seed: number) =>
    runAll(sides.app, queries('true', seed), { pass: register.pass, purpose });
  const theirs = (purpose: string, seed: number) =>
    runAll(sides.bare, queries(byHand(register, purpose, alias), seed));
  return {
    label: shape.label,
    data: `${register.people} people`,
    product: async () => void (await ours(PURPOSE, 7)),
    limit: async () => void (await theirs(PURPOSE, 7)),
    verify: async () => {
      assertSame(shape.label, await ours(PURPOSE, 8), await theirs(PURPOSE, 8));
      if (shape.label !== 'full scan') return;
      const [some, all] = [await ours(HIDING, 1), await theirs(PURPOSE, 1)];
      assertSame('hidden rows', some, await theirs(HIDING, 1));
      if (Number(some[0]?.n) >= Number(all[0]?.n)) throw new Error('no row was hidden');
    },
    floor: shape.floor,
    goal: shape.goal,
  };
}

async function prepare(size: Size): Promise<Prepared> {
  const place = await openPlace('r0');
  const register = await makeRegister(place, {
    register: 'r0',
    people: PEOPLE[size],
    purposes: 10,
    recipients: 5,
    tables: ['email', 'birth_date'],
  });
  const sides = openSides(place);
  return {
    variants: shapes(register).map((shape) => variant(register, sides, shape)),
    close: async () => {
      await sides.close();
      await place.close();
    },
  };
}

export const r0Policy: Bench = {
  id: 'R0',
  what: 'reading under a policy against the predicate by hand',
  figure: 'time',
  prepare,
};
