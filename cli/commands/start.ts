/** `seloste start`: the server, with the embedded database if no other is configured. What `npm start` runs. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { readConfiguration } from '../../platform/configuration.ts';
import { makeLog } from '../../platform/log.ts';
import { runServer } from '../../server/run.ts';
import { whenAbandonedByNpm } from '../abandoned.ts';

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('Start the server (PORT, SELOSTE_DATA and DATABASE_URL choose where).')
    .action(start);
}

async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const building = buildStaffApp();
  const running = runServer(configuration, makeLog(configuration.logLevel));
  // SIGTERM from a service manager, SIGINT from a keyboard. A second one changes nothing: the first is being obeyed.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => void running.stop());
  whenAbandonedByNpm(() => void running.stop());
  await building;
  process.stdout.write(`Seloste answers at ${await running.ready}\n`);
  const ownerLink = await running.makeOwnerLink();
  // To the person at the console and to no log: whoever opens it owns the installation.
  if (ownerLink)
    process.stdout.write(`Nobody has signed in yet. The first user opens, once:\n  ${ownerLink}\n`);
  await running.stopped;
}

/**
 * The staff app is built when its sources have changed, beside the start of the database and in a process of its own, so that the
 * server's memory does not keep the bundler. A fault there stops no server: the pages that are there stay.
 */
function buildStaffApp(): Promise<void> {
  const builder = fileURLToPath(new URL('../../web/build.ts', import.meta.url));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [builder], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
}
