/**
 * One PostgreSQL main process ("postmaster"): finding a running one, starting, stopping. It is detached from the process
 * that started it, because a command that started it may end while a server has begun to use it.
 */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, readFile, readlink, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ProblemError } from '../../platform/problems.ts';
import type { Binaries } from './binaries.ts';
import { environment, type Place, pgdataArgument } from './initialise.ts';
import { isAlive } from './lease.ts';

const POLL_MS = 20;
/** Replaying the log after a crash may take minutes on a large database. */
const READY_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

export type Postmaster = { pid: number; port: number };
export type Settings = Record<string, string>;

/** Answers only a process that serves this very folder and says it is ready. */
export async function findPostmaster(place: Place): Promise<Postmaster | undefined> {
  const lines = await readPidFile(place);
  const [pid, port] = [Number(lines?.[0]), Number(lines?.[3])];
  if (!lines || !(await isOurs(place, pid))) return undefined;
  return lines[7]?.trim() === 'ready' && port > 0 ? { pid, port } : undefined;
}

/**
 * A process number left by a dead postmaster may belong to somebody else by now (certainly after a container restarts);
 * PostgreSQL would then refuse to start. Its own shared-memory check still guards the files themselves.
 */
export async function removeStalePidFile(place: Place): Promise<void> {
  const pid = Number((await readPidFile(place))?.[0]);
  if (pid > 0 && isAlive(pid) && !(await isOurs(place, pid))) await rm(pidFileOf(place), { force: true });
}

const pidFileOf = (place: Place) => path.join(place.pgdata, 'postmaster.pid');
const logFileOf = (place: Place) => path.join(place.folder, 'postgresql.log');

async function readPidFile(place: Place): Promise<string[] | undefined> {
  const text = await readFile(pidFileOf(place), 'utf8').catch(() => undefined);
  return text?.split('\n');
}

/** Shown in the process list; ties a process to a folder where another user's working folder cannot be read. */
function clusterName(place: Place): string {
  return `seloste-${createHash('sha256').update(place.pgdata).digest('hex').slice(0, 16)}`;
}

export async function isOurs(place: Place, pid: number): Promise<boolean> {
  if (!(pid > 0) || !isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command =
    (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)) ?? (await commandOf(pid));
  if (command.includes(clusterName(place))) return true;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return folder === place.pgdata && command.includes('postgres');
}

async function commandOf(pid: number): Promise<string> {
  const asked = promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]);
  return asked.then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** Starts a postmaster on the port and waits until it takes connections; throws with the log's last lines otherwise. */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  wish: { port: number; settings: Settings },
): Promise<Postmaster> {
  const log = await openLog(place);
  const before = (await log.stat()).size;
  const settings: Settings = { cluster_name: clusterName(place), port: String(wish.port), ...wish.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', pgdataArgument(place), ...flags], {
    cwd: place.pgdata,
    env: environment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...place.account,
  });
  const failed = new Promise<'failed'>((resolve) => {
    child.once('error', () => resolve('failed'));
    child.once('exit', () => resolve('failed'));
  });
  const outcome = await Promise.race([failed, waitUntilReady(place, child.pid)]);
  await log.close();
  child.unref();
  if (outcome !== 'failed') return outcome;
  const said = (await readFile(logFileOf(place))).subarray(before).toString('utf8').trim();
  throw new ProblemError(
    'cluster-start-failed',
    `PostgreSQL did not start in ${place.pgdata}: ${lastLines(said)}`,
  );
}

async function openLog(place: Place) {
  const file = logFileOf(place);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(file, `${file}.old`);
  return open(file, 'a', 0o600);
}

const lastLines = (text: string) => text.split('\n').slice(-4).join(' ') || 'it said nothing.';

async function waitUntilReady(place: Place, pid: number | undefined): Promise<Postmaster | 'failed'> {
  for (let waited = 0; waited < READY_TIMEOUT_MS; waited += POLL_MS) {
    const lines = await readPidFile(place);
    if (Number(lines?.[0]) === pid && lines?.[7]?.trim() === 'ready') {
      return { pid: Number(pid), port: Number(lines[3]) };
    }
    await pause(POLL_MS);
  }
  return 'failed';
}

/** A fast shutdown: open transactions are rolled back, connections closed, everything written. */
export async function stopPostmaster(place: Place, binaries: Binaries, pid: number): Promise<void> {
  if (!(await isOurs(place, pid))) return;
  if (process.platform === 'win32') {
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', place.pgdata, '-m', 'fast', '-w']);
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < STOP_TIMEOUT_MS; waited += POLL_MS) {
    if (!(await isOurs(place, pid))) return;
    await pause(POLL_MS);
  }
  process.kill(pid, 'SIGQUIT');
}
