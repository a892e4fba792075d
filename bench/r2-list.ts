// R2: a page of fifty people by key, for purposes open to few and to many: (a) the policy alone, (b) through the door, with its access
// record, against the same page in a transaction with one row inserted.
import { type Door, openDoor } from '../database/door/door.ts';
import { listSubjects, pageSql } from '../register/subjects/list.queries.ts';
import type { Bench, Prepared, Size, Variant } from './bench.ts';
import { openPlace, rowsOf, run } from './cluster.ts';
import { CONSENTS, OPEN_TO_ALL } from './notice.ts';
import { assertSame, openSides, type Query, runAll, type Sides, times } from './sides.ts';
import { byHand, makeRegister, type Register } from './world.ts';

const PEOPLE = { ci: 50_000, full: 1_000_000 } as const;
const PAGE = 50;
const PAGES = 100;

export const SHARES = [
  ...CONSENTS.map(({ purpose, share }) => ({ purpose, share })),
  { purpose: OPEN_TO_ALL, share: '100 %' },
] as const;

/** The places pages begin after, spread over the list as somebody leafing through it would come to them. */
async function placesOf(register: Register, purpose: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ at: string; id: string }>(
    register.place.superuserUrl,
    `select at, id from (select s.recorded_at::text as at, s.id, row_number() over (order by s.recorded_at, s.id) as no, count(*) over () as n
       from register.subject s where ${byHand(register, purpose, 's')}) t where (no - 1) % greatest(n / ${PAGES + 1}, 1) = 0 limit ${PAGES}`,
  );
  return rows.map((row) => Buffer.from(JSON.stringify([row.at, row.id])).toString('base64url'));
}

export interface Pages {
  readonly ours: readonly Query[];
  readonly byHand: readonly Query[];
  readonly places: readonly string[];
}

export async function makePages(register: Register, purpose: string): Promise<Pages> {
  const places = await placesOf(register, purpose);
  const turns = times(PAGES, (turn) => places[turn % places.length] ?? '');
  const ours = turns.map((after) =>
    pageSql(
      { registerId: register.registerId, notice: register.notice, purpose, order: 'recorded', after },
      PAGE,
    ),
  );
  const hand = ours.map(({ text, values }) => ({
    text: text
      .replace('where ', `where ${byHand(register, purpose, 's')} and `)
      .replace(
        'where n.subject_id = s.subject_id',
        `where n.subject_id = s.subject_id and ${byHand(register, purpose, 'n')}`,
      ),
    values,
  }));
  return { ours, byHand: hand, places: turns };
}

function policyAlone(
  register: Register,
  sides: Sides,
  purpose: string,
  share: string,
  pages: Pages,
): Variant {
  const context = { pass: register.pass, purpose };
  return {
    label: `(a) policy alone, open to ${share}`,
    data: `${register.people} people`,
    product: async () => void (await runAll(sides.app, pages.ours, context)),
    limit: async () => void (await runAll(sides.bare, pages.byHand)),
    verify: async () => {
      for (const at of [0, 1, Math.floor(PAGES / 2)]) {
        const [one, other] = [pages.ours[at], pages.byHand[at]];
        if (!one || !other) throw new Error('a page is missing');
        assertSame(`page ${at}`, await runAll(sides.app, [one], context), await runAll(sides.bare, [other]));
      }
      const [first] = pages.ours;
      const foreign = await runAll(sides.app, first ? [first] : [], { ...context, pass: 'no such pass' });
      if (foreign.length > 0) throw new Error('a session that is none sees people');
    },
    floor: 1.5,
    goal: 1.15,
  };
}

function throughDoor(
  register: Register,
  { door, sides }: { door: Door; sides: Sides },
  purpose: string,
  share: string,
  pages: Pages,
): Variant {
  const { registerId, notice, place } = register;
  const list = (after: string) =>
    door.glance({ pass: register.pass, purpose }, (entered) =>
      listSubjects(entered, { registerId, notice, purpose, order: 'recorded', after }),
    );
  const insert = {
    text: 'insert into register.bench_look (what, people) values ($1, $2)',
    values: ['list', PAGE],
  };
  const limit = async () => {
    for (const page of pages.byHand) await inOneTrip(sides, [page, insert]);
  };
  return {
    label: `(b) through the door, open to ${share}`,
    data: `${register.people} people`,
    product: async () => {
      for (const after of pages.places) await list(after);
    },
    limit,
    verify: async () => {
      const [before] = await recorded(place.superuserUrl);
      const { people } = await list(pages.places[1] ?? '');
      const [after] = await recorded(place.superuserUrl);
      if (Number(after?.n) - Number(before?.n) !== people.length)
        throw new Error('a person shown is not on record');
    },
    floor: 2.5,
    goal: 1.5,
  };
}

const recorded = (url: string) =>
  rowsOf<{ n: string }>(url, 'select count(*) as n from audit.access_subject');

/** The limit sends its begin, page, insert and commit together, too. */
async function inOneTrip(sides: Sides, queries: readonly Query[]): Promise<void> {
  const client = await sides.bare.connect();
  try {
    const begun = client.query('begin');
    const answers = queries.map(({ text, values }) => client.query({ text, values: [...values] }));
    const committed = client.query('commit');
    await Promise.all([begun, ...answers, committed]);
  } finally {
    client.release();
  }
}

async function prepare(size: Size): Promise<Prepared> {
  const place = await openPlace('r2');
  const register = await makeRegister(place, {
    register: 'r2',
    people: PEOPLE[size],
    purposes: 10,
    recipients: 5,
    tables: ['person_name'],
  });
  await run(
    place.superuserUrl,
    'create table register.bench_look (id bigint generated always as identity primary key, at timestamptz default now(), what text, people int); grant all on register.bench_look to bench_bare',
  );
  const sides = openSides(place);
  const door = openDoor({ url: place.appUrl });
  const variants: Variant[] = [];
  for (const { purpose, share } of SHARES) {
    const pages = await makePages(register, purpose);
    variants.push(policyAlone(register, sides, purpose, share, pages));
    variants.push(throughDoor(register, { door, sides }, purpose, share, pages));
  }
  return {
    variants,
    close: async () => {
      await Promise.all([sides.close(), door.close()]);
      await place.close();
    },
  };
}

export const r2List: Bench = {
  id: 'R2',
  what: 'a page of fifty people by key',
  figure: 'time',
  prepare,
};
