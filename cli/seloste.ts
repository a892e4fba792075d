/**
 * The command line: mounts one module per noun and turns problems into sentences and exit codes. What the commands do
 * is the register's business.
 */
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { registerDoctor } from './commands/doctor.ts';
import { registerImport } from './commands/import.ts';
import { registerMigrate } from './commands/migrate.ts';
import { registerNotice } from './commands/notice/notice.ts';
import { registerPermission } from './commands/permission.ts';
import { registerRelationship } from './commands/relationship.ts';
import { registerRetention } from './commands/retention.ts';
import { registerRole } from './commands/role.ts';
import { registerStart } from './commands/start.ts';
import { registerSubject } from './commands/subject.ts';
import { registerUser } from './commands/user.ts';
import { reportProblem } from './report.ts';

/** One line per noun, in the order `--help` shows them. */
const nouns: ((program: Command) => void)[] = [
  registerStart,
  registerMigrate,
  registerDoctor,
  registerNotice,
  registerImport,
  registerSubject,
  registerPermission,
  registerRelationship,
  registerRetention,
  registerUser,
  registerRole,
];

export function makeProgram(): Command {
  const program = new Command('seloste')
    .description('A register of people in which the published privacy notice is the program.')
    .option('--json', 'print data as JSON, problems too')
    .showHelpAfterError('Run with --help to see how it is used.')
    .exitOverride();
  for (const register of nouns) register(program);
  inheritSettings(program);
  return program;
}

/** Commander copies these only to commands made by `.command()`, and nouns may bring their own. */
function inheritSettings(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    if (!child.options.some((option) => option.long === '--json'))
      child.option('--json', 'print data as JSON');
    inheritSettings(child);
  }
}

async function main(): Promise<void> {
  const wantsJson = process.argv.includes('--json');
  // Whoever reads us may stop early (“| head”): the work still ends as it should, and the database is given back.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await makeProgram().parseAsync();
  } catch (error) {
    // Help and version are "errors" to commander, with exit code 0 and their text already printed.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 64;
    else process.exitCode = reportProblem(error, { json: wantsJson });
  }
}

if (import.meta.main) await main();
