// A file of people as a table, whatever its format: a header and a stream of rows. CSV, XLSX and vCard feed the same import.
import { ProblemError } from '../../platform/problems.ts';
import { hasControlCharacter } from '../identifiers/identifier.ts';
import { type BadBytes, type Encoding, UNREADABLE } from './text-encoding.ts';

export type Format = 'csv' | 'xlsx' | 'vcard';

export interface PeopleTable {
  readonly format: Format;
  readonly encoding: Encoding;
  /** What could not be read of a file that is UTF-8 otherwise: such cells hold U+FFFD. */
  readonly bad: BadBytes | null;
  /** Of a CSV file; a rejects file is written with it. */
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Rows after the header; `row` is the number a spreadsheet shows, blank lines counted, or the number of the card. Readable once. */
  readonly rows: AsyncIterable<TableRow>;
}

export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** One row may hold this many characters; a longer one is an unclosed quote or no CSV. */
export const ROW_LIMIT = 1_000_000;
const COLUMN_LIMIT = 500;

export const unreadable = (detail: string) => new ProblemError('import-file-unreadable', detail);

export function checkHeader(cells: readonly string[]): readonly string[] {
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
