/**
 * Gives every command and the server one database to talk to: the one in the configuration, or the embedded cluster
 * with its two logins. Migrating is `migrate.ts`'s business.
 */
import path from 'node:path';
import type pg from 'pg';
import type { Configuration } from '../platform/configuration.ts';
import { ProblemError } from '../platform/problems.ts';
import { withClient } from './client.ts';
import { type Cluster, type ClusterOptions, startCluster } from './cluster/cluster.ts';
import type { Logins } from './cluster/login.ts';

/** Migrates and owns what it made; may make roles, is no superuser. */
export const OWNER_LOGIN = 'seloste_owner';
/** The server's and the commands' login: owns nothing, and the policies hold for it. */
export const SERVER_LOGIN = 'seloste_server';
/** Sessions of one person and add-only forms: sees less than the server's login, and is one of its own. */
export const PORTAL_LOGIN = 'seloste_door';
/** Who staff are and what they may do: sees credentials, accounts and roles, and no person of a register. */
export const ACCOUNTS_LOGIN = 'seloste_doorkeeper';
const DATABASE = 'seloste';

export type Database = {
  ownerUrl: string;
  appUrl: string;
  /** For what a pooler in between would break: LISTEN, the worker, long cursors. */
  directUrl: string;
  /** Undefined with a database of your own that names none: then there are no portal and no forms. */
  portalUrl: string | undefined;
  /** Undefined with a database of your own that names none: then nobody can sign in. */
  accountsUrl: string | undefined;
  embedded: boolean;
  /** Leaves the embedded cluster; the last process to leave shuts it down. Does nothing to a database of your own. */
  stop(): Promise<void>;
};

export type EnsureOptions = Pick<ClusterOptions, 'watch' | 'onRestart'>;

export async function ensureDatabase(
  configuration: Pick<Configuration, 'dataFolder' | 'database'>,
  options: EnsureOptions = {},
): Promise<Database> {
  if (configuration.database) {
    await checkReachable(configuration.database);
    return { ...configuration.database, embedded: false, stop: async () => undefined };
  }
  const cluster = await startCluster({ folder: path.join(configuration.dataFolder, 'database'), ...options });
  try {
    await ensureLogins(cluster.superuserUrl, cluster.logins);
    await ensureOwnDatabase(cluster.superuserUrl, DATABASE);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { ...embeddedUrls(cluster, DATABASE), embedded: true, stop: cluster.stop };
}

export function embeddedUrls(cluster: Pick<Cluster, 'urlFor' | 'logins'>, database: string) {
  const appUrl = cluster.urlFor(SERVER_LOGIN, cluster.logins.server, database);
  return {
    ownerUrl: cluster.urlFor(OWNER_LOGIN, cluster.logins.owner, database),
    appUrl,
    directUrl: appUrl,
    portalUrl: cluster.urlFor(PORTAL_LOGIN, cluster.logins.portal, database),
    accountsUrl: cluster.urlFor(ACCOUNTS_LOGIN, cluster.logins.accounts, database),
  };
}

async function checkReachable(database: NonNullable<Configuration['database']>): Promise<void> {
  const urls = {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_DIRECT_URL: database.directUrl,
    DATABASE_PORTAL_URL: database.portalUrl,
    DATABASE_ACCOUNTS_URL: database.accountsUrl,
  };
  for (const [name, url] of Object.entries(urls)) {
    if (url === undefined) continue;
    await withClient(url, async (client) => client.query('select 1')).catch((cause: Error) => {
      const detail = `${name} cannot be reached (${codeOf(cause)}): check address, login and password, and that the server runs.`;
      throw new ProblemError('database-unreachable', detail, { cause });
    });
  }
}

const codeOf = (error: Error) => ('code' in error ? String(error.code) : 'no answer');

/** Logins are of the whole cluster; two starts at once may both find them missing, so a duplicate is not an error. */
export async function ensureLogins(superuserUrl: string, logins: Logins): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await createLogin(client, `${OWNER_LOGIN} login createrole`, logins.owner);
    await createLogin(client, `${SERVER_LOGIN} login`, logins.server);
    await createLogin(client, `${PORTAL_LOGIN} login`, logins.portal);
    await createLogin(client, `${ACCOUNTS_LOGIN} login`, logins.accounts);
  });
}

async function createLogin(client: pg.Client, role: string, password: string): Promise<void> {
  const sql = `create role ${role} password ${client.escapeLiteral(password)}`;
  await client.query(sql).catch(ignoring(['42710', '23505']));
}

async function ensureOwnDatabase(superuserUrl: string, name: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`create database ${name} owner ${OWNER_LOGIN}`).catch(ignoring(['42P04', '23505']));
  });
}

/** SQLSTATE 42710 and 42P04: it exists; 23505: another session has just made it. */
function ignoring(sqlStates: string[]) {
  return (error: Error & { code?: string }) => {
    if (!sqlStates.includes(error.code ?? '')) throw error;
  };
}
