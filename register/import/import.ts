// Imports a file of people: all of the file or nothing, in one transaction, in batches of bounded memory. Bad rows are set
// aside with their reasons; an import never opens what a person closed.

import type { Temporal } from 'temporal-polyfill';
import type { Door, Entered } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { getCompiledNotice, getNotice } from '../notices/in-force.ts';
import { addBatch, type BatchContext, type ReadRow } from './batch.ts';
import { choicesOf } from './choices.ts';
import type { Column } from './columns.ts';
import { findLayout } from './layouts.ts';
import { findEmptyColumns, openTable, type TableOptions } from './open-table.ts';
import { type ImportOptions, planImport } from './plan.ts';
import { openRejects, type RejectsFile } from './rejects.ts';
import { readRow } from './row.ts';
import type { RowProblem } from './row-parts.ts';
import type { Format, PeopleTable } from './table.ts';
import {
  newTally,
  type ProblemGroup,
  problemGroups,
  type Tally,
  tallyBatch,
  tallyRejected,
} from './tally.ts';
import { writeTarget } from './targets.ts';
import type { BadBytes } from './text-encoding.ts';

export interface ImportRequest extends ImportOptions, TableOptions {
  readonly file: string;
  readonly dryRun: boolean;
  readonly importId: string;
  readonly rejectsFolder: string;
  readonly now: Temporal.Instant;
}

export interface ImportParts {
  readonly door: Door;
  readonly keys: KeyStore;
  readonly pass: string;
  readonly registerId: number;
  readonly onProgress?: (rows: number) => void;
}

export interface ImportSummary {
  readonly importId: string;
  readonly dryRun: boolean;
  readonly format: Format;
  /** The system whose export it is, when its columns say so. */
  readonly layout: string | null;
  readonly encoding: string;
  /** Bytes that are none of the encoding, with the place of the first; their rows are set aside. */
  readonly bad: BadBytes | null;
  readonly delimiter: string;
  /** What each holds, in the words of `--map`; null: left out. */
  readonly columns: readonly { readonly name: string; readonly holds: string | null }[];
  readonly rows: number;
  readonly added: number;
  readonly joined: number;
  /** Closed, banned, restricted or erased: one number, told apart by nobody. */
  readonly refused: number;
  readonly rejected: number;
  readonly facts: number;
  readonly relationships: number;
  /** Cells the notice lets nobody keep as things are; their rows were stored without them. */
  readonly leftOut: number;
  /** Bans, objections and withdrawals the rows held, whether they closed something or it was closed before. */
  readonly closings: number;
  /** Consents the rows held with their proof; whoever had closed the purpose before stays closed. */
  readonly consents: number;
  readonly rejectsFile: string | null;
  readonly problems: readonly ProblemGroup[];
}

const BATCH_ROWS = 5_000;
const ROW_LIMIT = 5_000_000;

export async function importFile(parts: ImportParts, request: ImportRequest): Promise<ImportSummary> {
  const table = await openTable(request.file, request);
  const layout = findLayout(table.header);
  // The layouts of other systems have scores of columns, most of which nobody ever filled.
  const empty = layout ? await findEmptyColumns(request) : new Set<number>();
  const outcome: { summary: ImportSummary | null } = { summary: null };
  try {
    await parts.door.enterStreaming(
      { pass: parts.pass, purpose: request.purpose },
      async (entered, client) => {
        outcome.summary = await runImport({
          ...parts,
          entered,
          client,
          table,
          request: { ...request, empty },
        });
        // Everything was done as in earnest, so that the numbers are true; now it is undone.
        if (request.dryRun) throw new DryRunError();
      },
    );
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
  }
  if (!outcome.summary) throw new Error('an import ended without a summary');
  return outcome.summary;
}

class DryRunError extends Error {}

interface Run extends ImportParts {
  readonly entered: Entered;
  readonly client: BatchContext['client'];
  readonly table: PeopleTable;
  readonly request: ImportRequest;
}

async function runImport(run: Run): Promise<ImportSummary> {
  const { entered, table, request } = run;
  const plan = planImport(await getCompiledNotice(entered, run.registerId), table.header, request);
  const rejects = await openRejects({
    folder: request.rejectsFolder,
    importId: request.importId,
    today: request.now.toZonedDateTimeISO(plan.timeZone).toPlainDate().toString(),
    header: table.header,
    delimiter: table.delimiter,
  });
  const choices = choicesOf(await getNotice(entered, run.registerId));
  const rowContext = { ...plan, choices, now: request.now };
  const tally = newTally();
  await entered.call({
    text: 'select gate.start_import($1, $2)',
    values: [request.importId, request.source],
  });
  await entered.call({ text: 'select gate.open_staging()', values: [] });
  const context: BatchContext = {
    entered,
    client: run.client,
    keys: run.keys,
    plan,
    registerId: run.registerId,
  };
  let batch: ReadRow[] = [];
  const flush = async () => {
    if (batch.length > 0) {
      const added = await addBatch(context, batch);
      await entered.call({ text: 'select gate.note_batch($1)', values: [request.importId] });
      tallyBatch(tally, batch, added);
    }
    batch = [];
    run.onProgress?.(tally.rows);
  };
  try {
    for await (const { row, cells } of table.rows) {
      tally.rows += 1;
      if (tally.rows > ROW_LIMIT)
        throw new ProblemError(
          'import-file-unreadable',
          `The file has more than ${ROW_LIMIT} rows. Split it.`,
        );
      const { problems, ...read } = readRow(cells, rowContext);
      if (problems.length > 0) await setAside(rejects, tally, { row, problems, cells });
      else batch.push({ row, ...read });
      if (batch.length === BATCH_ROWS) await flush();
    }
    await flush();
    await recordImport(entered, request, tally);
  } catch (error) {
    await rejects.discard();
    throw error;
  }
  return summarise(run, plan.columns, tally, await rejects.close());
}

async function setAside(
  rejects: RejectsFile,
  tally: Tally,
  rejected: { row: number; problems: readonly RowProblem[]; cells: readonly string[] },
): Promise<void> {
  tallyRejected(tally, rejected.row, rejected.problems);
  await rejects.add(rejected.row, rejected.problems, rejected.cells);
}

/** A set: one header with what it was made of; the rows it changed are in audit.change. */
async function recordImport(entered: Entered, request: ImportRequest, tally: Tally): Promise<void> {
  const criteria = { importId: request.importId, source: request.source, kind: request.kind ?? null };
  await entered.call({
    text: `select session.record_access('set', 'import', $1::jsonb, '{}', $2)`,
    values: [JSON.stringify(criteria), tally.rows],
  });
}

function summarise(
  run: Run,
  columns: readonly Column[],
  tally: Tally,
  rejectsFile: string | null,
): ImportSummary {
  const { problems: _grouped, ...counts } = tally;
  return {
    importId: run.request.importId,
    dryRun: run.request.dryRun,
    format: run.table.format,
    layout: findLayout(run.table.header)?.key ?? null,
    encoding: run.table.encoding,
    bad: run.table.bad,
    delimiter: run.table.delimiter,
    columns: columns.map((column) => ({
      name: column.name,
      holds: column.target && writeTarget(column.target),
    })),
    ...counts,
    rejectsFile,
    problems: problemGroups(tally),
  };
}
