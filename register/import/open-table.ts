// Opens a file of people as a table, whatever its format.
import { access, constants, open, stat } from 'node:fs/promises';
import { ProblemError } from '../../platform/problems.ts';
import { openCsv } from './csv.ts';
import { type PeopleTable, unreadable } from './table.ts';
import { detectEncoding, type Encoding } from './text-encoding.ts';
import { openVcard } from './vcard.ts';
import { openXlsx } from './xlsx.ts';

export interface TableOptions {
  /** Believed whatever the bytes say; found by itself when absent. */
  readonly encoding?: Encoding;
  /** Of a spreadsheet: the name of its sheet; the first visible one when absent. */
  readonly sheet?: string;
}

const START_BYTES = 4_096;

/** Decides by the first bytes, never by the name. Throws ProblemError `import-file-unreadable` with what is wrong and where. */
export async function openTable(file: string, options: TableOptions = {}): Promise<PeopleTable> {
  await checkReadable(file);
  const start = await readStart(file);
  if (start.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])))
    return openXlsx(file, options.sheet);
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    throw unreadable(
      'It is an old or a protected workbook. Save it as .xlsx without a password and try again.',
    );
  }
  if (options.sheet !== undefined)
    throw unreadable('It is no spreadsheet, so it has no sheets. Leave --sheet out.');
  const text = await detectEncoding(file, options.encoding);
  if (text === null) {
    throw unreadable(
      'The file is not text: it holds zero bytes. Save the table as CSV (UTF-8) or as .xlsx and try again.',
    );
  }
  const isCard = new TextDecoder(text.encoding)
    .decode(start)
    .trimStart()
    .toUpperCase()
    .startsWith('BEGIN:VCARD');
  return isCard ? openVcard(file, text) : openCsv(file, text);
}

/** Columns that hold nothing in any row, by index; reads the file once. */
export async function findEmptyColumns(
  request: TableOptions & { readonly file: string },
): Promise<ReadonlySet<number>> {
  const table = await openTable(request.file, request);
  const empty = new Set(table.header.keys());
  for await (const { cells } of table.rows) {
    for (const index of empty) if (cells[index]?.trim()) empty.delete(index);
  }
  return empty;
}

async function checkReadable(file: string): Promise<void> {
  try {
    if ((await stat(file)).isDirectory()) throw unreadable('It is a folder. Name one file in it.');
    await access(file, constants.R_OK);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw unreadable('There is no such file, or its rights keep you out. Check the path.');
  }
}

async function readStart(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(START_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, START_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
