// I2: does an import slow down as the register grows? The same number of new people into a large register and into an empty one; Mautic
// falls from 45 contacts a second to 4.
import path from 'node:path';
import type { Bench, Prepared, Size } from './bench.ts';
import { openPlace, rowsOf, run } from './cluster.ts';
import { type Importer, openImporter } from './importing.ts';
import { writePeople } from './people-csv.ts';
import { makeRegister } from './world.ts';

const EXISTING = { ci: 20_000, full: 1_000_000 } as const;
const ROWS = 2_000;
/** Imported people are numbered after these, so none is of the seeded. */
const FIRST = 2_000_000;

interface Turn {
  next: number;
}

/** New people each time: the large register need not be emptied, and grows by one file a round. */
async function loadNew(importer: Importer, turn: Turn): Promise<void> {
  const { added } = await importer.load(fileOf(importer, turn.next));
  turn.next += 1;
  if (added !== ROWS) throw new Error(`${added} people were added`);
}

const fileOf = (importer: Importer, no: number) => path.join(importer.folder, `people-${no}.csv`);
const FILES = 12;

async function prepare(size: Size): Promise<Prepared> {
  const [large, small] = [await openPlace('i2_large'), await openPlace('i2_empty')];
  const wish = { register: 'i2', purposes: 10, recipients: 5 };
  const full = await makeRegister(large, { ...wish, people: EXISTING[size], searchable: true });
  const bare = await makeRegister(small, { ...wish, people: 10, tables: [] });
  const [intoLarge, intoEmpty] = [await openImporter(full), await openImporter(bare)];
  for (const importer of [intoLarge, intoEmpty])
    for (let no = 0; no < FILES; no += 1) await writePeople(fileOf(importer, no), FIRST + no * ROWS, ROWS);
  const turns = { large: { next: 0 }, empty: { next: 0 } };
  const empty = () =>
    run(
      small.superuserUrl,
      'truncate register.subject, register.due, register.anchor, register.event cascade',
    );
  await empty();
  return {
    variants: [
      {
        label: `import at ${EXISTING[size]} existing people / at none`,
        data: `${ROWS} rows`,
        product: () => loadNew(intoLarge, turns.large),
        limit: () => loadNew(intoEmpty, turns.empty),
        verify: async () => {
          const [row] = await rowsOf<{ n: number }>(
            large.superuserUrl,
            'select count(*)::int as n from register.search',
          );
          if ((row?.n ?? 0) < EXISTING[size]) throw new Error('the large register has no search rows');
        },
        reset: empty,
        floor: 0.7,
        goal: 0.9,
        pairs: 7,
      },
    ],
    close: async () => {
      await Promise.all([intoLarge.close(), intoEmpty.close()]);
      await Promise.all([large.close(), small.close()]);
    },
  };
}

export const i2ImportLarge: Bench = {
  id: 'I2',
  what: 'importing into a large register',
  figure: 'rate',
  prepare,
};
