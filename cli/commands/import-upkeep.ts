/** `seloste import list|undo`: what was imported, and taking it back. */
import process from 'node:process';
import type { Command } from 'commander';
import { ProblemError } from '../../platform/problems.ts';
import { type ImportOnRecord, listImports, type Undone, undoImport } from '../../register/import/undo.ts';
import { withOperator } from '../with-operator.ts';

interface Options {
  readonly register: string;
  readonly purpose: string;
  readonly json?: boolean;
}

interface UndoOptions extends Options {
  readonly confirm?: boolean;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function registerImportUpkeep(importing: Command): void {
  const command = (name: string) =>
    importing
      .command(name)
      .requiredOption('--register <key>', 'register')
      .requiredOption('--purpose <key>', 'purpose the people were added for');
  command('list')
    .description('The latest imports under a purpose, newest first.')
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const imports = await list(options);
      process.stdout.write(options.json ? `${JSON.stringify(imports)}\n` : describeList(imports));
    });
  command('undo')
    .argument('<id>', 'import, as its summary and the list name it')
    .description('Take a whole import back: shows what would go, and with --confirm does it.')
    .option('--confirm', 'do it; without, everything stays as it is')
    .action(async (id: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<UndoOptions>();
      const undone = await undo(id, options);
      process.stdout.write(options.json ? `${JSON.stringify(undone)}\n` : describeUndone(undone));
    });
}

function list({ register, purpose }: Options): Promise<readonly ImportOnRecord[]> {
  return withOperator(register, ({ door, session }) =>
    door.enter({ pass: session.pass, purpose }, listImports),
  );
}

function undo(importId: string, { register, purpose, confirm }: UndoOptions): Promise<Undone> {
  if (!UUID.test(importId)) {
    throw new ProblemError('usage-wrong', 'That is no id of an import. seloste import list shows them.');
  }
  return withOperator(register, ({ door, keys, session: { pass, registerId } }) =>
    undoImport({ door, pass, registerId, keys }, { importId, purpose, confirmed: confirm === true }),
  );
}

function describeList(imports: readonly ImportOnRecord[]): string {
  if (imports.length === 0) return 'No imports under this purpose.\n';
  return imports
    .map(({ id, at, source, added, joined, undoneAt }) => {
      const undone = undoneAt === null ? '' : `, undone ${undoneAt}`;
      return `${id}  ${at}  from ${source}: ${added} added, ${joined} already there${undone}\n`;
    })
    .join('');
}

function describeUndone({ confirmed, peopleGone, peopleKept, facts }: Undone): string {
  const gone = `${facts} facts and ${peopleGone} people ${confirmed ? 'are gone' : 'would go'}`;
  const kept = `${peopleKept} people ${confirmed ? 'stay' : 'would stay'} with what others know of them`;
  return `${gone}; ${kept}.\n${confirmed ? '' : 'Nothing was changed. Do it with --confirm.\n'}`;
}
