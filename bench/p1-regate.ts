// P1: what rewriting gates costs: one person with a hundred rows against a plain update of those rows, and how much slower others' pages
// become while a publishing rewrites everybody in bounded batches.
import type pg from 'pg';
import { openPool } from '../database/door/pool.ts';
import { rewriteAll } from '../database/publish/publish.ts';
import type { Bench, Prepared, Size, Variant } from './bench.ts';
import { openPlace, rowsOf, run } from './cluster.ts';
import { benchNotice, OPEN_TO_ALL, publishYaml } from './notice.ts';
import { makePages } from './r2-list.ts';
import { personId } from './seed.ts';
import { openSides, type Query, runAll, type Sides } from './sides.ts';
import { bitOf, makeRegister, type Register } from './world.ts';

const PEOPLE = { ci: 20_000, full: 1_000_000 } as const;
const ROWS = 100;
const TURNS = 20;
const P95 = 0.95;

/** Person 3 has said yes to `few` never and to `some` never; each turn says yes or no anew, and both sides record that alike. */
function regate(register: Register, id: string, rewriting: pg.Pool): Variant {
  const { registerId, place } = register;
  const turn = { no: 0 };
  const answer = () => {
    turn.no += 1;
    const kind = turn.no % 2 === 0 ? 'withdrawal' : 'consent';
    return `insert into register.permission (register_id, subject_id, id, kind, purpose_key, given_by, at, wording, language, proof, source_no)
      values (${registerId}, '${id}', gen_random_uuid(), '${kind}', 'few', 'self', clock_timestamp() - interval '1 second', 'May we', 'en', 'form', 1);`;
  };
  const bit = bitOf(register, 'few');
  const rounds = (statement: string) =>
    Array.from({ length: TURNS }, () => `begin; ${answer()} ${statement} commit;`).join('\n');
  const forget = () =>
    run(
      place.superuserUrl,
      `delete from register.permission where subject_id = '${id}' and purpose_key = 'few'`,
    );
  return {
    label: `one person with ${ROWS} rows`,
    data: `${register.people} people`,
    product: async () =>
      void (await rewriting.query(rounds(`select gate.spread(${registerId}, array['${id}'::uuid]);`))),
    limit: async () =>
      void (await rewriting.query(
        rounds(
          // As the gatekeeper, like the product's: else the limit would pay for the guards of the application's own changes.
          `set local role seloste_gatekeeper; update register.attribute_text set gate = gate # ${bit}, barred = barred, shut_at = shut_at where subject_id = '${id}';`,
        ),
      )),
    verify: async () => {
      const agree = () =>
        rowsOf(place.superuserUrl, `select 1 from gate.disagreements(${registerId}, array['${id}'::uuid])`);
      await run(place.superuserUrl, answer());
      if ((await agree()).length < ROWS) throw new Error('an answer moved too few rows');
      await run(place.superuserUrl, `select gate.spread(${registerId}, array['${id}'::uuid])`);
      if ((await agree()).length > 0) throw new Error('a gate is wrong after the spread');
      await forget();
    },
    reset: async () => {
      await forget();
      await run(place.superuserUrl, `select gate.spread(${registerId}, array['${id}'::uuid])`);
    },
    floor: 3,
    goal: 2,
  };
}

/** Milliseconds that 95 of 100 pages stay below. */
async function pagesP95(sides: Sides, register: Register, pages: readonly Query[]): Promise<number> {
  const spent: number[] = [];
  for (const page of pages) {
    const start = performance.now();
    await runAll(sides.app, [page], { pass: register.pass, purpose: OPEN_TO_ALL });
    spent.push(performance.now() - start);
  }
  return spent.sort((a, b) => a - b)[Math.floor(pages.length * P95)] ?? 0;
}

function whilePublishing(
  register: Register,
  sides: Sides,
  pages: readonly Query[],
  yaml: (age: number) => string,
): Variant {
  const { place } = register;
  const turn = { age: 13 };
  const publish = async () => {
    turn.age = turn.age === 13 ? 14 : 13;
    const { rewrites } = await publishYaml(place.ownerUrl, yaml(turn.age));
    if (!rewrites) throw new Error('publishing had nothing to rewrite');
  };
  return {
    label: 'p95 of a page while everybody is rewritten',
    data: `${register.people} people`,
    product: async () => {
      await publish();
      const rewriting = { done: false };
      const rewritten = rewriteAll(place.appUrl).finally(() => {
        rewriting.done = true;
      });
      const p95 = await pagesP95(sides, register, pages);
      if (rewriting.done) throw new Error('the rewriting ended before the pages were read');
      await rewritten;
      return p95;
    },
    limit: () => pagesP95(sides, register, pages),
    verify: async () => {
      await publish();
      await rewriteAll(place.appUrl);
      const wrong = await rowsOf(place.superuserUrl, 'select 1 from gate.check_gates() limit 1');
      if (wrong.length > 0) throw new Error('a gate is wrong after publishing');
    },
    floor: 1.5,
    goal: 1.2,
    pairs: 7,
  };
}

async function prepare(size: Size): Promise<Prepared> {
  const place = await openPlace('p1');
  const wish = { register: 'p1', people: PEOPLE[size], purposes: 10, recipients: 5 };
  const register = await makeRegister(place, {
    ...wish,
    tables: ['person_name', 'birth_date', 'attribute_text'],
  });
  const [person] = await rowsOf<{ id: string }>(
    place.superuserUrl,
    `select ${personId(register.registerId, '7')} as id`,
  );
  const id = person?.id ?? '';
  await run(
    place.superuserUrl,
    `set session_replication_role = replica;
     insert into register.attribute_text (register_id, subject_id, id, item_no, source_no, gate, value)
     select register_id, subject_id, gen_random_uuid(), item_no, source_no, gate, 'value ' || n
       from register.attribute_text, generate_series(1, ${ROWS - 2}) n where subject_id = '${id}' and value like 'segment%'`,
  );
  const sides = openSides(place);
  // Kept for the whole run, as the product keeps its connections: each plans what it runs once.
  const rewriting = openPool({ url: place.superuserUrl, connections: 1, pipelined: false });
  const pages = (await makePages(register, OPEN_TO_ALL)).ours;
  const yaml = (age: number) =>
    benchNotice(wish).replace(/^ {2}rare: \{/mu, `  rare: { minimum-age: ${age},`);
  return {
    variants: [regate(register, id, rewriting), whilePublishing(register, sides, pages, yaml)],
    close: async () => {
      await Promise.all([sides.close(), rewriting.end()]);
      await place.close();
    },
  };
}

export const p1Regate: Bench = { id: 'P1', what: 'rewriting gates', figure: 'time', prepare };
