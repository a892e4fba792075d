/** `seloste start`: the server, with the embedded database if no other is configured. What `npm start` runs. */
import process from 'node:process';
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
  const running = runServer(configuration, makeLog(configuration.logLevel));
  // SIGTERM from a service manager, SIGINT from a keyboard. A second one changes nothing: the first is being obeyed.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => void running.stop());
  whenAbandonedByNpm(() => void running.stop());
  process.stdout.write(`Seloste answers at ${await running.ready}\n`);
  await running.stopped;
}
