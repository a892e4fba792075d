// Reads a CSV file as a stream of rows with their numbers, whatever its delimiter and encoding. What breaks the file as a whole
// (binary, double or empty headers, an endless line) stops it before anything is written; a row with too many or too few
// cells is one rejected row.
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { TextDecoderStream } from 'node:stream/web';
import { CsvError, parse } from 'csv-parse';
import type { ProblemError } from '../../platform/problems.ts';
import { unguardCell } from './formula.ts';
import { checkHeader, type PeopleTable, ROW_LIMIT, type TableRow, unreadable } from './table.ts';
import type { Encoding, TextFile } from './text-encoding.ts';

const DELIMITERS = [';', ',', '\t', '|'] as const;
const HEADER_SAMPLE = 65_536;

/** Throws ProblemError `import-file-unreadable` with what is wrong and where. */
export async function openCsv(file: string, { encoding, bad }: TextFile): Promise<PeopleTable> {
  const delimiter = detectDelimiter(await readStart(file, encoding));
  const records = readRecords(file, encoding, delimiter);
  const first = await records.next();
  if (first.done) throw unreadable('The file is empty. The first line must name the columns.');
  const header = checkHeader(first.value.cells);
  return { format: 'csv', encoding, bad, delimiter, header, rows: { [Symbol.asyncIterator]: () => records } };
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

async function* readRecords(file: string, encoding: Encoding, delimiter: string): AsyncGenerator<TableRow> {
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
