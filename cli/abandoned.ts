/**
 * `npm start` runs us below a shell: a signal to npm ends npm and the shell, and nobody tells us. So a server that npm
 * started stops when npm is gone, instead of living on unseen with the database.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const LOOK_MS = 500;

export function whenAbandonedByNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = lineage();
  const timer = setInterval(() => {
    if (lineage() === before) return;
    clearInterval(timer);
    stop();
  }, LOOK_MS);
  timer.unref();
}

/** Parent (the shell) and, where the system tells, grandparent (npm): an orphan gets a new one. */
function lineage(): string {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

function parentOf(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[1] ?? '';
  } catch {
    return '';
  }
}
