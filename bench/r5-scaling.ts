// R5: does a register pay for purposes and recipients it does not use just now? The same page under a notice with many, against a
// notice with one purpose and one recipient, both under their policies.
import type { Bench, Prepared, Size, Variant } from './bench.ts';
import { openPlace } from './cluster.ts';
import { OPEN_TO_ALL } from './notice.ts';
import { makePages } from './r2-list.ts';
import { openSides, type Query, runAll, type Sides } from './sides.ts';
import { makeRegister, type Register } from './world.ts';

const PEOPLE = { ci: 20_000, full: 1_000_000 } as const;
/** 62 bits less the four implicit purposes: the most a register holds, though the table says 60. */
const MOST_PURPOSES = 58;

interface Side {
  readonly register: Register;
  readonly pages: readonly Query[];
}

function flat(sides: Sides, one: Side, many: Side, label: string): Variant {
  const read = ({ register, pages }: Side) =>
    runAll(sides.app, pages, { pass: register.pass, purpose: OPEN_TO_ALL });
  return {
    label,
    data: `${one.register.people} people`,
    product: async () => void (await read(many)),
    limit: async () => void (await read(one)),
    verify: async () => {
      const [ours, theirs] = [await read(many), await read(one)];
      const names = (rows: typeof ours) => rows.map((row) => row.family_name);
      if (ours.length === 0 || JSON.stringify(names(ours)) !== JSON.stringify(names(theirs)))
        throw new Error('the two registers show different people');
    },
    floor: 1.3,
    goal: 1.1,
  };
}

async function prepare(size: Size): Promise<Prepared> {
  const place = await openPlace('r5');
  const side = async (purposes: number, recipients: number): Promise<Side> => {
    const register = await makeRegister(place, {
      register: `r5-${purposes}-${recipients}`,
      people: PEOPLE[size],
      purposes,
      recipients,
      tables: ['person_name'],
    });
    return { register, pages: (await makePages(register, OPEN_TO_ALL)).ours };
  };
  const one = await side(1, 1);
  const ten = await side(10, 1);
  const most = await side(MOST_PURPOSES, 1);
  const recipients = await side(MOST_PURPOSES, 100);
  const sides = openSides(place);
  return {
    variants: [
      flat(sides, one, ten, '10 purposes, 1 recipient'),
      flat(sides, one, most, `${MOST_PURPOSES} purposes, 1 recipient`),
      flat(sides, one, recipients, `${MOST_PURPOSES} purposes, 100 recipients`),
    ],
    close: async () => {
      await sides.close();
      await place.close();
    },
  };
}

export const r5Scaling: Bench = {
  id: 'R5',
  what: 'a page under a notice of many purposes',
  figure: 'time',
  prepare,
};
