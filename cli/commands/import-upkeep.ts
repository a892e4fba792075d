/** `seloste import list|undo|duties|informed`: what was imported, taking it back, and who must be told of it. */
import process from 'node:process';
import type { Command } from 'commander';
import { ProblemError } from '../../platform/problems.ts';
import { normaliseDate } from '../../register/identifiers/date.ts';
import { type InformationDuty, listDuties, noteInformed } from '../../register/import/duties.ts';
import { type ImportOnRecord, listImports, type Undone, undoImport } from '../../register/import/undo.ts';
import { parseSubjectId } from '../parse.ts';
import { withOperator } from '../with-operator.ts';

interface Options {
  readonly register: string;
  readonly purpose: string;
  readonly json?: boolean;
}

interface UndoOptions extends Options {
  readonly confirm?: boolean;
}

interface InformedOptions extends Options {
  readonly how: string;
  readonly on?: string;
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
  registerDuties(command);
}

function registerDuties(command: (name: string) => Command): void {
  command('duties')
    .description('Who must be told by when that their data came from somebody else (Art. 14).')
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const duties = await withOperator(options.register, ({ door, session }) =>
        door.enter({ pass: session.pass, purpose: options.purpose }, listDuties),
      );
      process.stdout.write(options.json ? `${JSON.stringify(duties)}\n` : describeDuties(duties));
    });
  command('informed')
    .argument('<id...>', 'people who were told')
    .description('Record that people were told where their data came from.')
    .requiredOption('--how <text>', 'the message, letter or call, or why they need not be told (Art. 14(5))')
    .option('--on <day>', 'the day (today)')
    .action(async (ids: string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<InformedOptions>();
      const told = await informed(ids, options);
      process.stdout.write(options.json ? `${JSON.stringify({ told })}\n` : `${told} duties met.\n`);
    });
}

function informed(ids: readonly string[], { register, purpose, how, on }: InformedOptions): Promise<number> {
  const subjectIds = ids.map(parseSubjectId);
  const day = on === undefined ? null : normaliseDate(on);
  if (day && !day.ok) throw new ProblemError('usage-wrong', `“${on}” is no day; write 2026-11-21.`);
  return withOperator(register, ({ door, session: { pass } }) =>
    noteInformed({ door, pass }, { purpose, subjectIds, how, ...(day ? { on: day.value } : {}) }),
  );
}

function describeDuties(duties: readonly InformationDuty[]): string {
  if (duties.length === 0) return 'Nobody this purpose sees is waiting to be told.\n';
  return duties
    .map(
      ({ subjectId, name, source, obtainedOn, dueOn }) =>
        `by ${dueOn}  ${subjectId}  ${name ?? '(no name here)'}, from ${source} on ${obtainedOn}\n`,
    )
    .join('');
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
