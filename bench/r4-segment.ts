// R4: a segment of three attributes under a consent: the ids go out through the door as a set, and its size is counted up to a limit.
import { openPredicate } from '../compiler/enforce/indexes.ts';
import { type Door, openDoor } from '../database/door/door.ts';
import type { Bench, Prepared, Size, Variant } from './bench.ts';
import { openPlace } from './cluster.ts';
import { SHARES } from './r2-list.ts';
import { itemNo } from './seed.ts';
import { assertSame, openSides, type Query, runAll, type Sides, times } from './sides.ts';
import { byHand, makeRegister, type Register } from './world.ts';

const PEOPLE = { ci: 50_000, full: 1_000_000 } as const;
const CAP = 10_001;
const COUNTS = 5;

/** Language is fi, purchases above a mark, and a member; `where` is the hand-written predicate or, under a policy, the index's own. */
function segment(register: Register, where: (alias: string) => string, cap: string): Query {
  const no = (item: string) => itemNo(register.notice, item);
  return {
    text: `select l.subject_id from register.attribute_text l
  join register.attribute_number p on p.subject_id = l.subject_id and p.item_no = $2 and p.value >= $3 and ${where('p')}
  join register.attribute_flag m on m.subject_id = l.subject_id and m.item_no = $4 and m.value and ${where('m')}
 where l.item_no = $1 and l.value = 'fi' and ${where('l')} ${cap}`,
    values: [no('language'), no('purchases'), 500, no('member')],
  };
}

/** By hand the index's predicate is written, too: whoever made the index would. */
function hand(register: Register, purpose: string): (alias: string) => string {
  const index = narrowed(register, purpose);
  return (alias) => `${index(alias)} and ${byHand(register, purpose, alias)}`;
}

function narrowed(register: Register, purpose: string): (alias: string) => string {
  const asked = register.notice.purposes.find((each) => each.key === purpose);
  if (asked?.open !== 'consent') return () => 'true';
  return (alias) => openPredicate(register.registerId, asked.bit, alias);
}

const counted = ({ text, values }: Query): Query => ({
  text: `select count(*)::text as n from (${text}) s`,
  values,
});

interface Shape {
  readonly register: Register;
  readonly sides: Sides;
  readonly door: Door;
  readonly purpose: string;
  readonly share: string;
}

function idsOut({ register, sides, purpose, share }: Shape): Variant {
  const context = { pass: register.pass, purpose };
  const ours = segment(register, narrowed(register, purpose), '');
  const theirs = segment(register, hand(register, purpose), '');
  const sorted = ({ text, values }: Query) => [{ text: `${text} order by 1`, values }];
  return {
    label: `ids out, open to ${share}`,
    data: `${register.people} people`,
    product: async () => void (await runAll(sides.app, [ours], context)),
    limit: async () => void (await runAll(sides.bare, [theirs])),
    verify: async () =>
      assertSame(
        'segment',
        await runAll(sides.app, sorted(ours), context),
        await runAll(sides.bare, sorted(theirs)),
      ),
    floor: 1.5,
    goal: 1.2,
  };
}

function cappedCount({ register, sides, door, purpose, share }: Shape): Variant {
  const limit = `limit ${CAP}`;
  const ours = counted(segment(register, narrowed(register, purpose), limit));
  const theirs = counted(segment(register, hand(register, purpose), limit));
  const count = () =>
    door.glance({ pass: register.pass, purpose }, (entered) =>
      entered.count({ what: 'bench: segment' }, { ...ours, row: { n: '' } }),
    );
  return {
    label: `capped count, open to ${share}`,
    data: `${register.people} people`,
    product: async () => {
      for (let turn = 0; turn < COUNTS; turn += 1) await count();
    },
    limit: async () =>
      void (await runAll(
        sides.bare,
        times(COUNTS, () => theirs),
      )),
    verify: async () => assertSame('count', await count(), await runAll(sides.bare, [theirs])),
    floor: 1.5,
    goal: 1.2,
  };
}

async function prepare(size: Size): Promise<Prepared> {
  const place = await openPlace('r4');
  const register = await makeRegister(place, {
    register: 'r4',
    people: PEOPLE[size],
    purposes: 10,
    recipients: 5,
    tables: ['attribute_text', 'attribute_number', 'attribute_flag'],
  });
  const sides = openSides(place);
  const door = openDoor({ url: place.appUrl });
  const shapes = SHARES.map((share) => ({ register, sides, door, ...share }));
  return {
    variants: shapes.flatMap((shape) => [idsOut(shape), cappedCount(shape)]),
    close: async () => {
      await Promise.all([sides.close(), door.close()]);
      await place.close();
    },
  };
}

export const r4Segment: Bench = {
  id: 'R4',
  what: 'a segment of three attributes and a consent',
  figure: 'time',
  prepare,
};
