/**
 * A lock between processes on one data folder. SQLite's file lock is the operating system's own, so it is let go the
 * moment its holder dies, which no lock file with a process number in it can promise.
 */
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '../../platform/problems.ts';

const PAUSE_MS = 50;
const TRIES = 1_200;
const SQLITE_BUSY = 5;

export async function withLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = await acquire(path.join(folder, 'lock'));
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function acquire(file: string): Promise<DatabaseSync> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const lock = new DatabaseSync(file, { timeout: 0 });
    if (tryExclusive(lock)) return lock;
    await pause(PAUSE_MS);
  }
  const detail = `${file} is held by another process for over a minute: stop the other Seloste process on this data folder.`;
  throw new ProblemError('cluster-locked', detail);
}

function tryExclusive(lock: DatabaseSync): boolean {
  try {
    lock.exec('begin exclusive');
    return true;
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
