/** `seloste start`: the server, with the embedded database if no other is configured. What `npm start` runs. */
import process from 'node:process';
import type { Command } from 'commander';
import { readConfiguration } from '../../platform/configuration.ts';
import { makeLog } from '../../platform/log.ts';
import { runServer } from '../../server/run.ts';
import { runBuild } from '../../web/run-build.ts';
import { whenAbandonedByNpm } from '../abandoned.ts';

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('Start the server (PORT, SELOSTE_DATA and DATABASE_URL choose where).')
    .action(start);
}

async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  // Beside the start of the database. A fault in it stops no server: the pages that are there stay.
  const building = runBuild();
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
