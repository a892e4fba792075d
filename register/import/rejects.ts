// The rejects file: the rows that were not imported, with their numbers and reasons, in the file's own columns so that it can be
// mended and imported again. It is personal data, so it has its own place, is readable by its owner only, and an end date in its
// name that every import sweeps by. Cells are as they were read, guarded against being run as formulas; importing the file again takes
// the guard off, and knows its two first columns.
import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { Temporal } from 'temporal-polyfill';
import { isRejects, REJECTS_COLUMNS } from './columns.ts';
import { guardCell } from './formula.ts';
import { explainProblem } from './reasons.ts';
import type { RowProblem } from './row-parts.ts';

const REJECTS_DAYS = 30;

export interface RejectsFile {
  readonly add: (row: number, problems: readonly RowProblem[], cells: readonly string[]) => Promise<void>;
  /** Null when nothing was rejected: no file is left. */
  readonly close: () => Promise<string | null>;
  /** The import came to nothing: no file is left. */
  readonly discard: () => Promise<void>;
}

export interface RejectsPlace {
  readonly folder: string;
  readonly importId: string;
  /** The day it is, ISO 8601. */
  readonly today: string;
  readonly header: readonly string[];
  readonly delimiter: string;
}

export async function openRejects(place: RejectsPlace): Promise<RejectsFile> {
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  await sweepRejects(place.folder, place.today);
  const end = Temporal.PlainDate.from(place.today).add({ days: REJECTS_DAYS }).toString();
  const file = path.join(place.folder, `${end}_${place.importId}.csv`);
  let writer: ReturnType<typeof stringify> | null = null;
  let done: Promise<void> | null = null;
  // The rejects of a rejects file have its own two columns once.
  const own = (cells: readonly string[]) =>
    isRejects(place.header) ? cells.slice(REJECTS_COLUMNS.length) : cells;
  // A command that is stopped from the keyboard comes to nothing too, and has no time to wait.
  const drop = () => rmSync(file, { force: true });
  const open = () => {
    process.once('exit', drop);
    const stringifier = stringify({ delimiter: place.delimiter, quoted_string: true, bom: true });
    done = finished(stringifier.pipe(createWriteStream(file, { flags: 'wx', mode: 0o600 })));
    stringifier.write([...REJECTS_COLUMNS, ...own(place.header).map(guardCell)]);
    return stringifier;
  };
  const close = async () => {
    if (!writer) return null;
    writer.end();
    await done;
    process.off('exit', drop);
    return file;
  };
  return {
    add: async (row, problems, cells) => {
      writer ??= open();
      const reason = problems.map(explainProblem).join('. ');
      if (!writer.write([row, guardCell(reason), ...own(cells).map(guardCell)]))
        await new Promise((resolve) => writer?.once('drain', resolve));
    },
    close,
    discard: async () => {
      if ((await close()) !== null) await rm(file, { force: true });
    },
  };
}

/** Removes the files whose end date has passed. */
async function sweepRejects(folder: string, today: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const end = /^(\d{4}-\d{2}-\d{2})_/.exec(name)?.[1];
    if (end !== undefined && end < today) await rm(path.join(folder, name), { force: true });
  }
}
