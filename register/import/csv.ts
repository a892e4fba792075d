// Reads a CSV file as a stream of rows with their numbers, whatever its delimiter and encoding. What breaks the file as a whole
// (binary, double or empty headers, an endless line) stops it before anything is written; a row with too many or too few
// cells is one rejected row.
import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { TextDecoderStream } from 'node:stream/web';
import { CsvError, parse } from 'csv-parse';
import { ProblemError } from '../../platform/problems.ts';
import { hasControlCharacter } from '../identifiers/identifier.ts';
import { unguardCell } from './formula.ts';
import { type BadBytes, detectEncoding, type Encoding, UNREADABLE } from './text-encoding.ts';

/** One row may hold this many characters; a longer one is an unclosed quote or no CSV. */
export const ROW_LIMIT = 1_000_000;
const COLUMN_LIMIT = 500;

const DELIMITERS = [';', ',', '\t', '|'] as const;
const HEADER_SAMPLE = 65_536;

export interface CsvFile {
  readonly encoding: Encoding;
  /** What could not be read of a file that is UTF-8 otherwise: such cells hold U+FFFD. */
  readonly bad: BadBytes | null;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Rows after the header; `row` is the number a spreadsheet shows, blank lines counted. Readable once. */
  readonly rows: AsyncIterable<CsvRow>;
}

export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Throws ProblemError `import-file-unreadable` with what is wrong and where. */
export async function openCsv(file: string, forced?: Encoding): Promise<CsvFile> {
  await checkReadable(file);
  const text = await detectEncoding(file, forced);
  if (text === null) {
    throw unreadable(
      'The file is not text: it holds zero bytes. Save the table as CSV (UTF-8) and try again.',
    );
  }
  const { encoding, bad } = text;
  const delimiter = detectDelimiter(await readStart(file, encoding));
  const records = readRecords(file, encoding, delimiter);
  const first = await records.next();
  if (first.done) throw unreadable('The file is empty. The first line must name the columns.');
  const header = checkHeader(first.value.cells);
  return { encoding, bad, delimiter, header, rows: { [Symbol.asyncIterator]: () => records } };
}

async function checkReadable(file: string): Promise<void> {
  try {
    if ((await stat(file)).isDirectory()) throw unreadable('It is a folder. Name one CSV file in it.');
    await access(file, constants.R_OK);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw unreadable('There is no such file, or its rights keep you out. Check the path.');
  }
}

/** The delimiter that stands most often in the first line outside quotes; a semicolon when there is only one column. */
function detectDelimiter(start: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((each) => [each, 0]));
  let quoted = false;
  for (const character of start) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '\n' || character === '\r') break;
    const count = counts.get(character);
    if (count !== undefined) counts.set(character, count + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? ';';
}

async function readStart(file: string, encoding: Encoding): Promise<string> {
  const decoder = new TextDecoder(encoding);
  let start = '';
  for await (const chunk of createReadStream(file, { end: HEADER_SAMPLE - 1 })) {
    start += decoder.decode(chunk as Buffer, { stream: true });
  }
  return start;
}

async function* readRecords(file: string, encoding: Encoding, delimiter: string): AsyncGenerator<CsvRow> {
  const text = Readable.toWeb(createReadStream(file)).pipeThrough(new TextDecoderStream(encoding));
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    max_record_size: ROW_LIMIT,
  });
  // The parser carries the pipeline's failure to the loop below; the callback only keeps it from being unhandled.
  pipeline(Readable.fromWeb(text), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.length > 1 || cells[0]?.trim()) yield { row, cells: cells.map(unguardCell) };
    }
  } catch (error) {
    throw error instanceof CsvError ? explainCsvError(error) : error;
  } finally {
    parser.destroy();
  }
}

function checkHeader(cells: readonly string[]): readonly string[] {
  const header = cells.map((cell) => cell.normalize('NFC').trim());
  if (header.length > COLUMN_LIMIT) {
    throw unreadable(
      `The file has ${header.length} columns; at most ${COLUMN_LIMIT} can be read. Is the delimiter right?`,
    );
  }
  const empty = header.indexOf('');
  if (empty >= 0)
    throw unreadable(`Column ${empty + 1} has no name. Every column needs one on the first line.`);
  const spoilt = header.findIndex((name) => name.includes(UNREADABLE));
  if (spoilt >= 0) {
    throw unreadable(
      `The name of column ${spoilt + 1} holds a byte that is no UTF-8. Save the table as CSV (UTF-8), or say --encoding windows-1252.`,
    );
  }
  const unprintable = header.findIndex(hasControlCharacter);
  if (unprintable >= 0) {
    throw unreadable(
      `The name of column ${unprintable + 1} holds a line break or another control character. Write it on one line.`,
    );
  }
  const seen = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined) {
      throw unreadable(
        `Columns ${before + 1} and ${index + 1} have the same name. Give each column its own.`,
      );
    }
    seen.set(name.toLowerCase(), index);
  }
  return header;
}

/** The library's messages may hold a piece of the file, which is personal data; ours hold its place only. */
function explainCsvError(error: CsvError): ProblemError {
  // The parser reads ahead of us, so the place is its own count of whole records before the fault.
  const row = Number(error.records ?? 0) + 1;
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return unreadable(
      `Row ${row} is longer than ${ROW_LIMIT} characters. A quotation mark opened there may be missing its end.`,
    );
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return unreadable(`A quotation mark opened on or after row ${row} is never closed.`);
  }
  return unreadable(
    `Row ${row} is not CSV: a quotation mark stands in the middle of a cell. Double it, or quote the whole cell.`,
  );
}

const unreadable = (detail: string) => new ProblemError('import-file-unreadable', detail);
