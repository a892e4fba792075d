/**
 * Who uses the running cluster: one file per process, so that the last one to leave stops it, and a process that was
 * killed does not keep it running for ever. All calls happen under the folder's lock.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

export async function addLease(folder: string): Promise<string> {
  const leases = path.join(folder, 'leases');
  await mkdir(leases, { recursive: true, mode: 0o700 });
  const file = path.join(leases, `${process.pid}.${await startedAt(process.pid)}.${randomUUID()}`);
  await writeFile(file, '', { mode: 0o600 });
  return file;
}

/** Removes the given lease and those of dead processes; answers how many are left. */
export async function dropLease(folder: string, lease: string): Promise<number> {
  await rm(lease, { force: true });
  const leases = path.join(folder, 'leases');
  let left = 0;
  for (const name of await readdir(leases)) {
    if (await isHeld(name)) left += 1;
    else await rm(path.join(leases, name), { force: true });
  }
  return left;
}

async function isHeld(name: string): Promise<boolean> {
  const [pid = '', started = ''] = name.split('.');
  return isAlive(Number(pid)) && (await startedAt(Number(pid))) === started;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else's cannot be signalled, but it lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Process numbers are used again; on Linux the start time in ticks (field 22 of proc(5) stat) tells two apart. */
async function startedAt(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}
