// G1–G3: GDPRbench's controller, customer and processor, in the repository's mix and the paper's: the same stream of operations against
// the product with all it does (policies, clocks, records of looks and changes, old values) and against one plain table.
import { type Door, openDoor } from '../database/door/door.ts';
import { openPass } from '../database/fixture.testing.ts';
import type { Bench, Prepared, Size, Variant } from './bench.ts';
import { openPlace, type Place, rowsOf } from './cluster.ts';
import { itemKey, purposeKey } from './gdprbench/notice.ts';
import { assertGates, makeWorld, putBack, type World } from './gdprbench/place.ts';
import { plainSide, type Touched } from './gdprbench/plain.ts';
import {
  type FactRow,
  type GdprRow,
  productSide,
  RECORD_COLUMNS,
  reading,
  toRecord,
} from './gdprbench/product.ts';
import { type Mix, makeStream, type Operation, type Workload } from './gdprbench/workloads.ts';
import { openSides, type Sides } from './sides.ts';

const SIZES = {
  ci: { records: 10_000, operations: 1_000 },
  full: { records: 100_000, operations: 10_000 },
} as const;
const SEED = 2020;
const MIXES = ['repo', 'paper'] as const;

interface Sided {
  readonly world: World;
  readonly sides: Sides;
  readonly door: Door;
}

type Run = (operation: Operation) => Promise<Touched>;

/** One thread, as YCSB without -threads: an operation begins when the one before has ended. */
async function replay(stream: readonly Operation[], run: Run): Promise<number> {
  let rows = 0;
  for (const operation of stream) rows += (await run(operation)).rows;
  return rows;
}

function variant(sided: Sided, workload: Workload, mix: Mix, size: Size): Variant {
  const { world, sides, door } = sided;
  const stream = makeStream(workload, mix, SIZES[size], SEED);
  const [ours, theirs] = [productSide(world, door), plainSide(sides.bare, world.epoch)];
  const expected = { rows: -1 };
  const checked = (run: Run) => async () => {
    const rows = await replay(stream, run);
    if (rows !== expected.rows)
      throw new Error(`${workload}: ${rows} rows touched instead of ${expected.rows}`);
  };
  return {
    label: `${workload}, ${mix === 'repo' ? 'mix of the repository' : 'mix of the paper'}`,
    data: `${SIZES[size].records / 1000} K, ${SIZES[size].operations / 1000} K ops`,
    product: checked(ours),
    limit: checked(theirs),
    verify: async () => {
      expected.rows = await replay(stream, theirs);
      await checked(ours)();
      await assertSameRecords(sided);
      await assertGates(world);
      await assertHidden(sided);
      await tellSpace(sided, `${workload}, ${mix}, ${expected.rows} rows touched`);
      await putBack(world);
    },
    reset: () => putBack(world),
    floor: workload === 'customer' && mix === 'paper' ? 2.2 : 1.5,
    goal: workload === 'customer' && mix === 'paper' ? 1.8 : 1.25,
    pairs: 7,
  };
}

/** After the whole stream both sides hold the same records, field by field. */
async function assertSameRecords({ world, door }: Sided): Promise<void> {
  const rows = await door.enter({ pass: world.pass, purpose: 'service' }, (entered) =>
    entered.set({ what: 'gdprbench: everything' }, reading(world, 'true', [])),
  );
  const theirs = await rowsOf<GdprRow>(
    world.place.superuserUrl,
    'select * from plain.usertable order by key',
  );
  const line = (record: GdprRow) => RECORD_COLUMNS.map((name) => record[name]).join(' ');
  const ours = rows.map((row) => line(toRecord(world, row))).sort();
  const wanted = theirs.map(line).sort();
  const at = wanted.findIndex((each, index) => each !== ours[index]);
  if (at >= 0 || ours.length !== wanted.length)
    throw new Error(
      `records differ: ${ours.length} and ${wanted.length}, first at ${at}: ${ours[at]} / ${wanted[at]}`,
    );
}

/** Under another purpose only its item is seen; what has ended is not read, whoever asks; a person who is restricted is not seen. */
async function assertHidden({ world, door }: Sided): Promise<void> {
  const { superuserUrl } = world.place;
  const count = async (purpose: string, where = 'true', values: readonly unknown[] = []) => {
    const rows: readonly FactRow[] = await door.enter({ pass: world.pass, purpose }, (entered) =>
      entered.set({ what: 'gdprbench: hidden' }, reading(world, where, values)),
    );
    return rows;
  };
  const [item] = world.items;
  if ((await count(purposeKey(0))).some((row) => row.item_no !== item))
    throw new Error(`${purposeKey(0)} sees more than ${itemKey(0)}`);
  const stranger = await openPass(superuserUrl, { register: 'gdprbench', purposes: [purposeKey(1)] });
  const foreign = await door.enter({ pass: stranger, purpose: 'service' }, (entered) =>
    entered.set({ what: 'gdprbench: hidden' }, reading(world, 'true', [])),
  );
  if (foreign.length > 0) throw new Error('a session reads under a purpose that is not its own');
  await assertEnds(world, door, await count('service', 'true'), count);
}

async function assertEnds(
  world: World,
  door: Door,
  before: readonly FactRow[],
  count: (purpose: string, where?: string, values?: readonly unknown[]) => Promise<readonly FactRow[]>,
): Promise<void> {
  const [first, other] = before;
  if (!first || !other) throw new Error('nothing is left to end');
  await door.enter({ pass: world.pass, purpose: 'service' }, async (entered) => {
    await entered.call({
      text: `select matched from gate.correct_facts('attribute_long_text', p_id => $1, p_ends_at => clock_timestamp() + interval '50 milliseconds')`,
      values: [first.id],
    });
    await entered.call({
      text: `select gate.record_permission($1, 'restriction', p_ground => 'contested', p_source => 'src-0')`,
      values: [other.subject_id],
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const left = await count('service');
  if (left.some((row) => row.id === first.id)) throw new Error('a record is read after its end');
  if (left.some((row) => row.subject_id === other.subject_id)) throw new Error('a restricted person is read');
  const gone = new Set(before.filter((row) => row.id === first.id || row.subject_id === other.subject_id));
  if (left.length !== before.length - gone.size) throw new Error('a record is hidden that nobody closed');
}

/** Total bytes over bytes of personal data, with the product's old values and proof apart. */
async function tellSpace({ world }: Sided, what: string): Promise<void> {
  const [space] = await rowsOf<Record<string, string>>(
    world.place.superuserUrl,
    `select pg_total_relation_size('register.attribute_long_text') as ours, pg_total_relation_size('register.change_value') as kept,
            pg_total_relation_size('audit.access') + pg_total_relation_size('audit.access_subject') + pg_total_relation_size('audit.change') + pg_total_relation_size('audit.destruction') as proof,
            pg_total_relation_size('plain.usertable') as plain,
            (select sum(length(key) + ${RECORD_COLUMNS.slice(1)
              .map((name) => `length(${name})`)
              .join(' + ')}) from plain.usertable) as personal`,
  );
  const times = (bytes: string | undefined) => (Number(bytes) / Number(space?.personal)).toFixed(1);
  process.stdout.write(
    `     space after ${what}: product ${times(space?.ours)}×, old values ${times(space?.kept)}×, proof ${times(space?.proof)}×, plain ${times(space?.plain)}× the personal data\n`,
  );
}

function benchOf(id: string, workload: Workload): Bench {
  const prepare = async (size: Size): Promise<Prepared> => {
    const place: Place = await openPlace(`gdprbench_${id.toLowerCase()}`);
    const world = await makeWorld(place, SIZES[size].records);
    const sided: Sided = { world, sides: openSides(place), door: openDoor({ url: place.appUrl }) };
    return {
      variants: MIXES.map((mix) => variant(sided, workload, mix, size)),
      close: async () => {
        await Promise.all([sided.sides.close(), sided.door.close()]);
        await place.close();
      },
    };
  };
  return { id, what: `GDPRbench's ${workload}`, figure: 'time', prepare };
}

export const g1Controller = benchOf('G1', 'controller');
export const g2Customer = benchOf('G2', 'customer');
export const g3Processor = benchOf('G3', 'processor');
