// People for the benchmarks, made in the database set-wise from their number alone, so that every run and every side sees the same
// ones. Gates are not invented: the gatekeeper computes them for the first thousand people, whose answers all others repeat.
import type { CompiledNotice } from '../compiler/model/compiled.ts';
import { openPass } from '../database/fixture.testing.ts';
import { type Place, rowsOf, run } from './cluster.ts';
import { benchNotice, type NoticeWish, publishYaml } from './notice.ts';
import { personId, seedFacts, seedPeople } from './seed.ts';

export interface Register {
  readonly place: Place;
  readonly registerId: number;
  readonly notice: CompiledNotice;
  readonly people: number;
  /** A session of a member of staff with every purpose. */
  readonly pass: string;
}

/** Answers repeat after this many people. */
const PERIOD = 1_000;

export interface RegisterWish extends NoticeWish {
  readonly people: number;
  /** Tables of facts to fill; all of them unless told. */
  readonly tables?: readonly string[];
  /** Search rows and match keys as an import makes them; lists need neither. */
  readonly searchable?: boolean;
}

export async function makeRegister(place: Place, wish: RegisterWish): Promise<Register> {
  const { registerId, compiled } = await publishYaml(place.ownerUrl, benchNotice(wish));
  const seed = { ...wish, registerId, notice: compiled, period: PERIOD };
  await run(place.superuserUrl, seedPeople(seed));
  await run(place.superuserUrl, seedFacts(seed));
  await run(place.superuserUrl, 'vacuum analyze');
  await assertGates(place, registerId, wish.people);
  const pass = await openPass(place.superuserUrl, { register: wish.register });
  await prepareAnswers(place, pass, compiled);
  return { place, registerId, notice: compiled, people: wish.people, pass };
}

/** As the door does after the first transaction of a session under a purpose. */
async function prepareAnswers(place: Place, pass: string, { purposes }: CompiledNotice): Promise<void> {
  for (const { key } of purposes) await rowsOf(place.appUrl, 'select session.prepare($1, $2)', [pass, key]);
}

/** Stored gates of a sample are what the gatekeeper computes from the answers; else the policies would be measured on fiction. */
async function assertGates(place: Place, registerId: number, people: number): Promise<void> {
  const sample = `array(select ${personId(registerId, 'k')} from generate_series(0, ${people - 1}, greatest(${people} / 997, 1)) k)`;
  const wrong = await rowsOf<{ table_name: string }>(
    place.superuserUrl,
    `select distinct table_name from gate.disagreements(${registerId}, ${sample})`,
  );
  if (wrong.length > 0)
    throw new Error(`seeded gates disagree in ${wrong.map((each) => each.table_name).join(', ')}`);
}

export const bitOf = (register: Register, purpose: string): bigint => {
  const found = register.notice.purposes.find((each) => each.key === purpose);
  if (!found) throw new Error(`the notice has no purpose ${purpose}`);
  return 1n << BigInt(found.bit);
};

/** The predicate of the policies as somebody would write it who knows register, purpose and default by heart. */
export function byHand(register: Register, purpose: string, alias: string): string {
  const bit = bitOf(register, purpose);
  return `${alias}.register_id = ${register.registerId} and (${alias}.gate # ${register.notice.flip}::bigint) & ~${alias}.barred & ${bit}::bigint <> 0 and ${alias}.shut_at > now()`;
}
