/**
 * Gives a command its database, migrated, and takes it back: whatever ends the command, an embedded cluster that it started is
 * shut down when nobody else uses it.
 */
import { constants } from 'node:os';
import process from 'node:process';
import { type PreparedDatabase, prepareDatabase } from '../database/prepare.ts';
import { type Configuration, readConfiguration } from '../platform/configuration.ts';

export type CommandContext = { configuration: Configuration; database: PreparedDatabase };

export async function withDatabase<Result>(
  work: (context: CommandContext) => Promise<Result>,
): Promise<Result> {
  const configuration = readConfiguration(process.env);
  const database = await prepareDatabase(configuration);
  const abort = (signal: NodeJS.Signals) => {
    void database.stop().finally(() => process.exit(128 + constants.signals[signal]));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, abort);
  try {
    return await work({ configuration, database });
  } finally {
    for (const signal of signals) process.off(signal, abort);
    await database.stop();
  }
}
