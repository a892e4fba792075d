/**
 * Creates an empty cluster with `initdb`: aside and then renamed, so that a start that was killed half-way leaves no
 * half cluster behind.
 */
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { ProblemError } from '../../platform/problems.ts';
import type { Account } from './account.ts';
import type { Binaries, PostgresVersion } from './binaries.ts';
import { SUPERUSER } from './login.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;

export type Place = { folder: string; pgdata: string; version: PostgresVersion; account: Account };

/**
 * On Linux `/proc/self/cwd` names a process's own folder without walking there, so the account we drop to reaches a
 * cluster below folders that stay closed to it (`data/` is 0700). Working folders are entered before the account changes.
 * Before PostgreSQL 16 a start leaves its working folder and walks back; that floor is for tests, in open folders.
 */
export function pgdataArgument(place: Place, pgdata = place.pgdata): string {
  return walksNowhere(place) ? '/proc/self/cwd' : pgdata;
}

const walksNowhere = (place: Place) => place.account && process.platform === 'linux' && place.version >= 16;

export async function initialise(place: Place, binaries: Binaries, password: string): Promise<void> {
  if (await stat(path.join(place.pgdata, 'PG_VERSION')).catch(() => undefined)) return;
  await removeHalfMade(place.folder);
  const fresh = await mkdtemp(path.join(place.folder, 'new-'));
  const pgdata = path.join(fresh, 'pgdata');
  const passwordFile = path.join(fresh, 'password');
  await mkdir(pgdata, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account) {
    const { uid, gid } = place.account;
    const opened = walksNowhere(place) ? [fresh] : [fresh, place.folder];
    for (const folder of opened) await chmod(folder, 0o711);
    for (const owned of [pgdata, passwordFile]) await chown(owned, uid, gid);
  }
  await runInitdb(place, binaries, pgdata);
  await rename(pgdata, place.pgdata);
  await rm(fresh, { recursive: true });
}

async function removeHalfMade(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('new-')) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

async function runInitdb(place: Place, binaries: Binaries, pgdata: string): Promise<void> {
  const flags = [
    `--pgdata=${pgdataArgument(place, pgdata)}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${walksNowhere(place) ? '..' : path.dirname(pgdata)}/password`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--data-checksums',
    '--no-instructions',
    '--no-sync',
  ];
  const options = { cwd: pgdata, env: environment(), timeout: TIMEOUT_MS, ...place.account };
  // pg_trgm asks the C library what a letter is; where C.UTF-8 is unknown, plain C still starts, with ASCII trigrams.
  const locales = ['C.UTF-8', 'C'].map((ctype) => localeFlags(place.version, ctype));
  let failure: unknown;
  for (const locale of locales) {
    try {
      await run(binaries.initdb, [...flags, ...locale], options);
      return;
    } catch (error) {
      failure = error;
      for (const name of await readdir(pgdata)) await rm(path.join(pgdata, name), { recursive: true });
    }
  }
  const detail = `The new database could not be set up in ${place.folder}: ${reasonOf(failure)}`;
  throw new ProblemError('cluster-start-failed', detail, { cause: failure });
}

/** Order and case by code point and Unicode, the same on every machine; Finnish order is asked for where it is shown. */
function localeFlags(version: PostgresVersion, ctype: string): string[] {
  const locale = ['--lc-collate=C', `--lc-ctype=${ctype}`, '--lc-messages=C'];
  if (version < 17) return locale;
  return [...locale, '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
}

/** Nothing of our own environment (secrets, PG… variables) reaches the database's processes. */
export function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '', TZ: 'UTC' };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return text.trim().split('\n').slice(-3).join(' ');
}
