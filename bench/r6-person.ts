// R6: the page of one person over every table of facts, through the door with its record, its ends and what other purposes hold,
// against the bare rows.
import { readNotice } from '../compiler/read/read.ts';
import { openDoor } from '../database/door/door.ts';
import { ITEM_FACTS } from '../database/tables.ts';
import { showSubject } from '../register/subjects/subject.queries.ts';
import type { Bench, Prepared, Size } from './bench.ts';
import { openPlace, rowsOf } from './cluster.ts';
import { seededRandom } from './gdprbench/generators.ts';
import { benchNotice, OPEN_TO_ALL } from './notice.ts';
import { personId } from './seed.ts';
import { openSides, type Query, runAll, times } from './sides.ts';
import { byHand, makeRegister, type Register } from './world.ts';

const PEOPLE = { ci: 20_000, full: 1_000_000 } as const;
const LOOKS = 50;

/** One statement for each thing on the page, as somebody without policies would write them. */
function bareRows(register: Register, id: string): readonly Query[] {
  const facts = ITEM_FACTS.map(
    (table) =>
      `select f.id, f.item_no, f.source_no, f.recorded_at, concat_ws(' ', ${table.values.map((column) => `f.${column.name}::text`).join(', ')}) as value
         from register.${table.name} f where f.subject_id = $1 and ${byHand(register, OPEN_TO_ALL, 'f')}`,
  );
  return [
    { text: 'select id from register.subject where id = $1', values: [id] },
    {
      text: 'select id, kind_no, started_on, ended_on from register.relationship where subject_id = $1',
      values: [id],
    },
    { text: facts.join(' union all '), values: [id] },
  ];
}

async function prepare(size: Size): Promise<Prepared> {
  const place = await openPlace('r6');
  const wish = { register: 'r6', people: PEOPLE[size], purposes: 10, recipients: 5 };
  const register = await makeRegister(place, wish);
  const terms = readNotice(benchNotice(wish), 'bench.yaml').notice;
  if (!terms) throw new Error('the notice does not read');
  const sides = openSides(place);
  const door = openDoor({ url: place.appUrl });
  const random = seededRandom(11);
  const chosen = await rowsOf<{ id: string }>(
    place.superuserUrl,
    `select ${personId(register.registerId, 'k')} as id from unnest($1::int[]) k`,
    [times(LOOKS, () => Math.floor(random() * register.people))],
  );
  const ids = chosen.map((each) => each.id);
  const show = (id: string, purpose = OPEN_TO_ALL) =>
    door.enter({ pass: register.pass, purpose }, (entered) =>
      showSubject(entered, id, { notice: register.notice, terms, language: 'en' }),
    );
  return {
    variants: [
      {
        label: 'the page of a person, nine facts in eight tables',
        data: `${register.people} people`,
        product: async () => {
          for (const id of ids) await show(id);
        },
        limit: async () => {
          for (const id of ids) await runAll(sides.bare, bareRows(register, id));
        },
        verify: async () => {
          const [id = ''] = ids;
          const [shown, bare] = [await show(id), await runAll(sides.bare, bareRows(register, id))];
          const idsOf = (rows: readonly { readonly id?: unknown }[]) =>
            rows.map((row) => String(row.id)).sort();
          if (bare.length === 0 || idsOf(shown.facts).join() !== idsOf(bare).join())
            throw new Error('the page and the bare rows differ');
          const closed = await rowsOf<{ id: string }>(
            place.superuserUrl,
            `select ${personId(register.registerId, '5')} as id`,
          );
          const seen = await show(closed[0]?.id ?? '', 'some').catch(() => null);
          if (seen) throw new Error('a person who said no to the purpose is shown');
        },
        floor: 5,
        goal: 3,
      },
    ],
    close: async () => {
      await Promise.all([sides.close(), door.close()]);
      await place.close();
    },
  };
}

export const r6Person: Bench = { id: 'R6', what: 'the page of one person', figure: 'time', prepare };
