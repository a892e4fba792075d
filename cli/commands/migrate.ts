/** `seloste migrate`: brings the database to this version, as every start does too. */
import process from 'node:process';
import type { Command } from 'commander';
import { withDatabase } from '../with-database.ts';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database to this version (a start does it too).')
    .action(async (_options: unknown, command: Command) => {
      const applied = await withDatabase(async ({ database }) => database.applied);
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      process.stdout.write(json ? `${JSON.stringify({ applied })}\n` : `${describe(applied)}\n`);
    });
}

function describe(applied: readonly string[]): string {
  if (applied.length === 0) return 'The database is at this version already.';
  return `${applied.length} migrations applied: ${applied.join(', ')}.`;
}
