/**
 * One throwaway PostgreSQL for a whole test run, with a template database that is migrated once; each test file clones
 * it (`tests/database.ts`). SELOSTE_TEST_PG=15 runs them all on the oldest PostgreSQL we support.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import type { PostgresVersion } from '../database/cluster/binaries.ts';
import { type Cluster, startCluster } from '../database/cluster/cluster.ts';
import { isAlive } from '../database/cluster/lease.ts';
import { embeddedUrls, ensureLogins, OWNER_LOGIN } from '../database/ensure.ts';
import { migrate } from '../database/migrate.ts';

const PREFIX = 'seloste-test-';
const TEMPLATE = 'seloste_template';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: {
      superuserUrl: string;
      ownerPassword: string;
      serverPassword: string;
      portalPassword: string;
      accountsPassword: string;
      template: string;
    };
  }
}

export function setup(project: TestProject): Promise<() => Promise<void>> {
  return startTestCluster(project, process.env.SELOSTE_TEST_PG === '15' ? 15 : 18);
}

export async function startTestCluster(
  project: TestProject,
  version: PostgresVersion,
): Promise<() => Promise<void>> {
  await removeAbandoned();
  const folder = await mkdtemp(path.join(os.tmpdir(), PREFIX));
  await writeFile(path.join(folder, 'runner'), String(process.pid));
  const cluster = await startCluster({ folder, version, throwaway: true });
  const { superuserUrl, logins } = cluster;
  await ensureLogins(superuserUrl, logins);
  await createTemplate(cluster);
  project.provide('cluster', {
    superuserUrl,
    ownerPassword: logins.owner,
    serverPassword: logins.server,
    portalPassword: logins.portal,
    accountsPassword: logins.accounts,
    template: TEMPLATE,
  });
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function createTemplate(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.superuserUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE} owner ${OWNER_LOGIN}`);
  await client.end();
  await migrate(embeddedUrls(cluster, TEMPLATE).ownerUrl);
}

/** A run that was killed leaves its server and folder; the next run clears them away. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(os.tmpdir(), name);
    const runner = Number(await readFile(path.join(folder, 'runner'), 'utf8').catch(() => '0'));
    // Without its postmaster.pid a server shuts itself down within a minute.
    if (runner > 0 && !isAlive(runner)) await rm(folder, { recursive: true, force: true });
  }
}
