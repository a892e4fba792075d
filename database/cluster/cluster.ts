/**
 * The embedded PostgreSQL of one data folder: the first process starts it, others join it, the last one to leave stops
 * it, and whoever holds it starts it again when it was killed.
 */
import { access, constants, mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '../../platform/problems.ts';
import { chooseAccount } from './account.ts';
import { type Binaries, findBinaries, type PostgresVersion } from './binaries.ts';
import { checkIdentity } from './identity.ts';
import { initialise, type Place } from './initialise.ts';
import { addLease, dropLease } from './lease.ts';
import { withLock } from './lock.ts';
import { type Logins, readOrMakeLogins, SUPERUSER } from './login.ts';
import { choosePort, LOOPBACK, rememberPort } from './port.ts';
import {
  findPostmaster,
  isOurs,
  type Postmaster,
  removeStalePidFile,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { durableSettings, throwawaySettings } from './settings.ts';

/** After `kill -9` the old processes keep their lock for about a second (measured), so starting is tried again. */
const START_TRIES = 10;
const START_PAUSE_MS = 300;
const WATCH_MS = 500;
/** What did not start after ten tries will hardly start at once; the log need not say so twice a second. */
const RETRY_MS = 5_000;

export type ClusterOptions = {
  /** Everything of the cluster lies here; made with mode 0700 if it is not there. */
  folder: string;
  version?: PostgresVersion;
  /** For tests: nothing is flushed to disk, so it is fast and does not survive a power cut. */
  throwaway?: boolean;
  /** Start it again on the same port when it dies; for processes that live long. */
  watch?: boolean;
  onRestart?: (outcome: 'restarted' | 'failed', error?: unknown) => void;
};

export type Cluster = {
  pid: number;
  port: number;
  logins: Logins;
  /** A URL without its database's name checked; logins are those of `logins.json`. */
  urlFor(login: string, password: string, database: string): string;
  superuserUrl: string;
  /** Leaves the cluster; the last one to leave shuts it down. Safe to call twice. */
  stop(): Promise<void>;
};

type Workshop = { place: Place; binaries: Binaries; logins: Logins; options: ClusterOptions };

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = await openFolder(options.folder);
  return withLock(folder, async () => {
    const workshop = await prepare(folder, options);
    const postmaster = await joinOrStart(workshop);
    const lease = await addLease(folder);
    return describe(workshop, postmaster, lease);
  });
}

async function openFolder(wish: string): Promise<string> {
  try {
    await mkdir(wish, { recursive: true, mode: 0o700 });
    await access(wish, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(wish);
  } catch (cause) {
    const detail = `${wish} cannot be used by this account: run the command as the user who owns it, or set SELOSTE_DATA to a folder of your own.`;
    throw new ProblemError('data-folder-closed', detail, { cause });
  }
}

async function prepare(folder: string, options: ClusterOptions): Promise<Workshop> {
  const version = options.version ?? 18;
  const pgdata = path.join(folder, `postgresql-${version}`);
  const account = await chooseAccount(pgdata);
  const place: Place = { folder, pgdata, version, account };
  const binaries = await findBinaries(version, account);
  const logins = await readOrMakeLogins(folder);
  await initialise(place, binaries, logins.superuser);
  return { place, binaries, logins, options };
}

/** With a port given, only that port will do: others already hold URLs that name it. */
async function joinOrStart(workshop: Workshop, port?: number): Promise<Postmaster> {
  const { place, logins } = workshop;
  const joined = await joinRunning(workshop);
  if (joined) return joined;
  const started = await startWithRetries(workshop, port);
  await checkIdentity(place.pgdata, superuserUrl(logins, started.port));
  await rememberPort(place.folder, started.port);
  return started;
}

/** A postmaster that was killed a moment ago may still look alive, but it answers no more and is gone soon. */
async function joinRunning({ place, logins }: Workshop): Promise<Postmaster | undefined> {
  const running = await findPostmaster(place);
  if (!running) return undefined;
  try {
    await checkIdentity(place.pgdata, superuserUrl(logins, running.port));
    return running;
  } catch (error) {
    await pause(START_PAUSE_MS);
    if (await isOurs(place, running.pid)) throw error;
    return undefined;
  }
}

async function startWithRetries(workshop: Workshop, port?: number): Promise<Postmaster> {
  const { place, binaries, options } = workshop;
  const settings = options.throwaway ? throwawaySettings : durableSettings;
  let failure: unknown;
  for (let attempt = 0; attempt < START_TRIES; attempt += 1) {
    try {
      await removeStalePidFile(place);
      return await startPostmaster(place, binaries, {
        port: port ?? (await choosePort(place.folder)),
        settings,
      });
    } catch (error) {
      failure = error;
      await pause(START_PAUSE_MS);
    }
  }
  throw failure;
}

const urlOf = (user: string, password: string, place: { port: number; database: string }) =>
  `postgresql://${user}:${password}@${LOOPBACK}:${place.port}/${place.database}`;

const superuserUrl = (logins: Logins, port: number) =>
  urlOf(SUPERUSER, logins.superuser, { port, database: 'postgres' });

function describe(workshop: Workshop, postmaster: Postmaster, lease: string): Cluster {
  const { place, logins, options } = workshop;
  const state = { pid: postmaster.pid, stopped: false };
  const watcher = options.watch ? watch(workshop, postmaster.port, state) : undefined;
  return {
    get pid() {
      return state.pid;
    },
    port: postmaster.port,
    logins,
    urlFor: (login, password, database) => urlOf(login, password, { port: postmaster.port, database }),
    superuserUrl: superuserUrl(logins, postmaster.port),
    async stop() {
      if (state.stopped) return;
      state.stopped = true;
      clearInterval(watcher);
      await withLock(place.folder, () => leave(workshop, lease));
    },
  };
}

async function leave({ place, binaries }: Workshop, lease: string): Promise<void> {
  if ((await dropLease(place.folder, lease)) > 0) return;
  const running = await findPostmaster(place);
  if (running) await stopPostmaster(place, binaries, running.pid);
}

function watch(workshop: Workshop, port: number, state: { pid: number; stopped: boolean }) {
  let busy = false;
  const look = async () => {
    if (busy || state.stopped || (await isOurs(workshop.place, state.pid))) return;
    busy = true;
    try {
      await withLock(workshop.place.folder, async () => {
        if (!state.stopped) state.pid = (await joinOrStart(workshop, port)).pid;
      });
      workshop.options.onRestart?.('restarted');
    } catch (error) {
      workshop.options.onRestart?.('failed', error);
      await pause(RETRY_MS, undefined, { ref: false });
    } finally {
      busy = false;
    }
  };
  return setInterval(look, WATCH_MS).unref();
}
