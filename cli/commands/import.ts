/** `seloste import FILE`: a table of people into a register, all of it or nothing, with a file of what was set aside. */
import path from 'node:path';
import process from 'node:process';
import { type Command, Option } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { ProblemError } from '../../platform/problems.ts';
import { uuidv7 } from '../../register/identifiers/uuid.ts';
import { type ImportSummary, importFile } from '../../register/import/import.ts';
import type { ProblemGroup } from '../../register/import/tally.ts';
import { type BadBytes, ENCODINGS, type Encoding } from '../../register/import/text-encoding.ts';
import { withOperator } from '../with-operator.ts';
import { registerImportUpkeep } from './import-upkeep.ts';

interface Options {
  readonly register: string;
  readonly source: string;
  readonly purpose: string;
  readonly kind?: string;
  readonly map?: Record<string, string>;
  readonly encoding?: Encoding;
  readonly sheet?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function registerImport(program: Command): void {
  const importing = program
    .command('import')
    .description('Import people from a file; list imports and undo them.');
  registerImportUpkeep(importing);
  importing
    .command('file', { isDefault: true })
    .argument(
      '<file>',
      'CSV (any delimiter, UTF-8, UTF-16 or Windows-1252), .xlsx or vCard 3 and 4; the first row names the columns',
    )
    .description('Import people from a file, all of it or nothing: seloste import FILE …')
    .requiredOption('--register <key>', 'register')
    .requiredOption('--source <key>', 'where the data comes from, a source of the notice')
    .requiredOption('--purpose <key>', 'purpose the people are added for')
    .option('--kind <key>', 'as what the people are recorded, a kind of person of the notice')
    .option(
      '--map <column=item>',
      'what a column holds: an item, ban:PURPOSE, objection:PURPOSE, withdrawal:PURPOSE, consent:PURPOSE; "Column=" leaves it out (repeatable)',
      addMapping,
    )
    .addOption(
      new Option('--encoding <name>', 'what the file is written in (found by itself)').choices([
        ...ENCODINGS,
      ]),
    )
    .option('--sheet <name>', 'sheet of a spreadsheet (the first visible one)')
    .option('--dry-run', 'do everything, tell what it did, and undo it')
    .action(async (file: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const summary = await run(file, options);
      process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : describe(summary));
    });
}

function addMapping(value: string, map: Record<string, string> = {}): Record<string, string> {
  const at = value.lastIndexOf('=');
  if (at < 1) throw new ProblemError('usage-wrong', `--map "${value}" is not of the form "Column=item".`);
  return { ...map, [value.slice(0, at).trim()]: value.slice(at + 1).trim() };
}

function run(file: string, options: Options): Promise<ImportSummary> {
  return withOperator(options.register, ({ door, keys, session, configuration }) =>
    importFile(
      {
        door,
        keys,
        pass: session.pass,
        registerId: session.registerId,
        ...(process.stderr.isTTY
          ? {
              onProgress: (rows: number) =>
                process.stderr.write(`\r${rows} rows, none kept before the last\u001b[K\r`),
            }
          : {}),
      },
      {
        file,
        source: options.source,
        purpose: options.purpose,
        ...(options.kind === undefined ? {} : { kind: options.kind }),
        map: options.map ?? {},
        ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
        ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
        dryRun: options.dryRun === true,
        importId: uuidv7(),
        rejectsFolder: path.join(configuration.dataFolder, 'imports', 'rejects'),
        now: Temporal.Now.instant(),
      },
    ),
  );
}

function describe(summary: ImportSummary): string {
  const lines = [
    `${summary.dryRun ? 'Dry run, the register is as it was. ' : ''}${summary.rows} rows read (${describeFormat(summary)}).`,
    ...(summary.bad ? [describeBad(summary.bad)] : []),
    `  ${summary.added} people added, ${summary.joined} already there, ${summary.refused} refused, ${summary.rejected} rows set aside.`,
    `  ${summary.facts} facts and ${summary.relationships} relationships recorded.`,
    ...(summary.leftOut > 0
      ? [`  ${summary.leftOut} cells left out; their rows were stored without them.`]
      : []),
    ...(summary.closings > 0 ? [`  ${summary.closings} bans, objections and withdrawals taken.`] : []),
    ...(summary.consents > 0
      ? [`  ${summary.consents} consents with proof read; none opens what the person had closed.`]
      : []),
    ...summary.problems.map((group) => `  ${group.rows} × ${group.reason} (${describeRows(group)})`),
  ];
  if (!summary.dryRun) lines.push(`  Import ${summary.importId}; seloste import undo takes it back.`);
  if (summary.rejectsFile) lines.push(`Set aside, kept for 30 days: ${summary.rejectsFile}`);
  return `${lines.join('\n')}\n`;
}

function describeFormat({ format, layout, encoding, delimiter }: ImportSummary): string {
  const file = format === 'csv' ? `${encoding}, delimiter ${JSON.stringify(delimiter)}` : format;
  return layout === null ? file : `${file}, as ${layout} exports people`;
}

function describeBad({ count, line, column }: BadBytes): string {
  const bytes = count === 1 ? 'One byte is' : `${count} bytes are`;
  return `  ${bytes} no UTF-8, the first on line ${line}, column ${column}; their rows are set aside. If the whole file is something else, say so with --encoding windows-1252.`;
}

function describeRows({ rows, first }: ProblemGroup): string {
  return `${rows === 1 ? 'row' : 'rows'} ${first.join(', ')}${rows > first.length ? ' …' : ''}`;
}
