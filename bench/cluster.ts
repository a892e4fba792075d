// One PostgreSQL for a whole run, with the product's own durable settings for both sides: nothing is switched off to look quicker.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Cluster, startCluster } from '../database/cluster/cluster.ts';
import { embeddedUrls, ensureLogins, OWNER_LOGIN } from '../database/ensure.ts';
import { migrate } from '../database/migrate.ts';

export interface Place {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Looks behind the policies: seeds, plain tables, assertions. */
  readonly superuserUrl: string;
  /** A role with BYPASSRLS: the limit's, which writes the predicate by hand. */
  readonly bareUrl: string;
  readonly close: () => Promise<void>;
}

const BARE = 'bench_bare';
const running: { cluster?: Promise<Opened> } = {};

interface Opened {
  readonly cluster: Cluster;
  readonly folder: string;
}

/** A migrated database of its own for one benchmark. */
export async function openPlace(name: string): Promise<Place> {
  running.cluster ??= start();
  const { cluster } = await running.cluster;
  const { ownerUrl, appUrl } = embeddedUrls(cluster, name);
  const superuserUrl = urlTo(cluster.superuserUrl, name);
  await run(cluster.superuserUrl, `create database ${name} owner ${OWNER_LOGIN}`);
  await migrate(ownerUrl);
  await run(superuserUrl, ['register', 'audit', 'notice', 'gate', 'session'].map(openToBare).join('\n'));
  return {
    ownerUrl,
    appUrl,
    superuserUrl,
    bareUrl: cluster.urlFor(BARE, cluster.logins.superuser, name),
    close: () => run(cluster.superuserUrl, `drop database ${name} with (force)`),
  };
}

export async function stopCluster(): Promise<void> {
  const opened = await running.cluster;
  if (!opened) return;
  await opened.cluster.stop();
  await rm(opened.folder, { recursive: true, force: true });
}

async function start(): Promise<Opened> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-bench-'));
  const cluster = await startCluster({ folder });
  await ensureLogins(cluster.superuserUrl, cluster.logins);
  await run(
    cluster.superuserUrl,
    `create role ${BARE} login bypassrls password '${cluster.logins.superuser}'`,
  );
  return { cluster, folder };
}

const openToBare = (schema: string) =>
  `grant usage on schema ${schema} to ${BARE};
   grant all on all tables in schema ${schema} to ${BARE};`;

function urlTo(url: string, database: string): string {
  const there = new URL(url);
  there.pathname = `/${database}`;
  return there.href;
}

export async function run(url: string, sql: string): Promise<void> {
  await withClient(url, async (client) => void (await client.query(sql)));
}

export async function rowsOf<Row extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(sql, values)).rows);
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
