// C1: compiling a notice, and applying a changed one on a live database. Compiling has an absolute limit (0.2 s for 1,000 clauses),
// a timer of the allowed time; applying is measured against executing the same emitted text by hand in one transaction.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { compile } from '../compiler/compile/compile.ts';
import { toJson } from '../compiler/compile/json.ts';
import { category, consentPurpose, item, notice, plan, purpose } from '../compiler/compile/notice.fixture.ts';
import { emitRegister } from '../compiler/enforce/register.ts';
import type { Notice } from '../compiler/model/notice.ts';
import { startCluster } from '../database/cluster/cluster.ts';
import { embeddedUrls, ensureLogins, OWNER_LOGIN } from '../database/ensure.ts';
import { migrate } from '../database/migrate.ts';
import { publishNotice } from '../database/publish/publish.ts';
import type { Bench, Prepared, Variant } from './bench.ts';

const ALLOWED_MS = 200;
const CLAUSES = 1_000;
const HASH = '00'.repeat(32);
/** A compiled notice takes a few milliseconds; several make a round long enough for the clock. */
const COMPILINGS = 5;

const keys = (word: string, count: number) => Array.from({ length: count }, (_, at) => `${word}-${at}`);

/** Items in all; 700 of them, each in two categories, is more than any notice we have seen holds. */
const ITEMS = 700;
const PLANS = 50;

/** A notice of 1,000 clauses: purposes, items, plans, and categories that each name ten items and every fourth purpose. */
function largeNotice(purposes: number): Notice {
  const [purposeKeys, itemKeys, planKeys] = [
    keys('purpose', purposes),
    keys('item', ITEMS),
    keys('plan', PLANS),
  ];
  const categories = keys('category', CLAUSES - purposes - ITEMS - PLANS).map((key, at) =>
    category(key, {
      items: keys('item', 10).map((_, index) => itemKeys[(at * 7 + index) % ITEMS] ?? ''),
      for: purposeKeys.filter((_, index) => (index + at) % 4 === 0),
      keep: planKeys[at % PLANS] ?? 'plan-0',
    }),
  );
  return notice({
    register: `register-${purposes}`,
    purposes: purposeKeys.map((key, at) => (at % 5 === 0 ? consentPurpose(key) : purpose(key))),
    items: itemKeys.map((key) => item(key)),
    categories,
    retention: planKeys.map((key, at) => plan(key, { period: `P${(at % 10) + 1}Y` })),
  });
}

function compiling(purposes: number): Variant {
  const large = largeNotice(purposes);
  return {
    label: `compile and emit, ${purposes} purposes, against ${ALLOWED_MS} ms`,
    data: `${CLAUSES} clauses`,
    product: async () => {
      for (let turn = 0; turn < COMPILINGS; turn += 1) emitRegister('postgresql', compile(large, HASH));
    },
    limit: async () => void (await sleep(ALLOWED_MS * COMPILINGS)),
    verify: async () => {
      const [one, other] = [compile(large, HASH), compile(large, HASH)];
      if (toJson(one) !== toJson(other)) throw new Error('compiling twice gives two results');
      if (one.items.length !== ITEMS) throw new Error('an item was lost');
    },
    floor: 1,
    goal: 0.5,
  };
}

interface Live {
  readonly ownerUrl: string;
  readonly close: () => Promise<void>;
}

async function openLive(): Promise<Live> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-bench-'));
  const cluster = await startCluster({ folder, throwaway: true });
  await ensureLogins(cluster.superuserUrl, cluster.logins);
  const client = new pg.Client({ connectionString: cluster.superuserUrl });
  await client.connect();
  await client.query(`create database c1 owner ${OWNER_LOGIN}`);
  await client.end();
  const { ownerUrl } = embeddedUrls(cluster, 'c1');
  await migrate(ownerUrl);
  const close = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ownerUrl, close };
}

/** The same notice with one category for every purpose, so that every round has something to change. */
function versions(purposes: number): readonly [Notice, Notice] {
  const large = largeNotice(purposes);
  const [first, ...others] = large.categories;
  if (first === undefined) throw new Error('the notice has no category');
  const wider = { ...first, purposes: large.purposes.map(({ key, at }) => ({ key, at })) };
  return [large, { ...large, categories: [wider, ...others] }];
}

/** By hand the same notice is another register, so that each side finds what it left behind. */
const byHand = (version: Notice): Notice => ({ ...version, register: `${version.register}-by-hand` });

function applying({ ownerUrl }: Live, purposes: number): Variant {
  const pair = versions(purposes);
  const texts = pair.map((version) => emitRegister('postgresql', compile(byHand(version), HASH)));
  const turns = { product: 0, limit: 0 };
  const publish = async () => {
    turns.product += 1;
    const version = pair[turns.product % 2] ?? pair[0];
    const text = `version ${turns.product}`;
    await publishNotice(ownerUrl, { notice: version, text, publisher: 'bench' });
  };
  const execute = async () => {
    turns.limit += 1;
    const text = texts[turns.limit % 2] ?? '';
    await withOwner(ownerUrl, (client) => client.query(`begin;\n${text}\ncommit;`));
  };
  return {
    label: `apply a changed notice, ${purposes} purposes`,
    data: `${CLAUSES} clauses`,
    product: publish,
    limit: execute,
    verify: async () => {
      for (let version = 0; version < pair.length; version += 1) {
        await publish();
        await execute();
        const [ours, theirs] = [pair[0].register, byHand(pair[0]).register];
        if ((await lookUps(ownerUrl, ours)) !== (await lookUps(ownerUrl, theirs))) {
          throw new Error('publishing and the emitted text leave different look-ups');
        }
      }
    },
    floor: 1.2,
    goal: 1.05,
  };
}

async function withOwner<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Everything publishing wrote but the register's own number. */
function lookUps(url: string, register: string): Promise<string> {
  const sums = ['item', 'item_source', 'item_plan', 'purpose', 'plan'].map(
    (table) =>
      `(select md5(string_agg(t.line, ',' order by t.line)) from (select (to_jsonb(x) - 'register_id')::text as line from notice.${table} x where x.register_id = r.id) t)`,
  );
  return withOwner(url, async (client) => {
    const { rows } = await client.query<{ sum: string }>(
      `select concat_ws(' ', ${sums.join(', ')}) as sum from notice.register r where r.key = $1`,
      [register],
    );
    return rows[0]?.sum ?? '';
  });
}

async function prepare(): Promise<Prepared> {
  const live = await openLive();
  return {
    variants: [compiling(10), compiling(58), applying(live, 10), applying(live, 58)],
    close: live.close,
  };
}

export const c1Compile: Bench = {
  id: 'C1',
  what: 'compiling a notice and applying a changed one on a live database',
  figure: 'time',
  prepare,
};
