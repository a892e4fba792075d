// Reads a sheet of an .xlsx workbook as a stream of rows, of which one piece is in memory at a time beside the workbook's shared texts.
// Cells come as a person sees them where that matters: days as 2026-11-21, postal codes with their leading zeros.
import { checkHeader, type PeopleTable, type TableRow, unreadable } from './table.ts';
import { readSharedTexts, readStyles, readWorkbook } from './xlsx-parts.ts';
import { rowReader, type SheetContext } from './xlsx-rows.ts';
import { readXml } from './xml.ts';
import { type Archive, openArchive } from './zip.ts';

const SHEET_BYTES = 4_000_000_000;

export async function openXlsx(file: string, sheet: string | undefined): Promise<PeopleTable> {
  const archive = await openArchive(file);
  try {
    const workbook = await readWorkbook(archive, sheet);
    const context = {
      texts: await readSharedTexts(archive),
      styles: await readStyles(archive),
      since1904: workbook.since1904,
    };
    const records = readRows(archive, workbook.sheet, context);
    const first = await records.next();
    if (first.done) throw unreadable('The sheet is empty. Its first row must name the columns.');
    const header = checkHeader(first.value.cells);
    const rows = { [Symbol.asyncIterator]: () => widened(records, header.length) };
    return { format: 'xlsx', encoding: 'utf-8', bad: null, delimiter: ';', header, rows };
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** Empty cells at the end of a row are not in the file. */
async function* widened(records: AsyncGenerator<TableRow>, width: number): AsyncGenerator<TableRow> {
  for await (const { row, cells } of records) {
    yield { row, cells: cells.length >= width ? cells : [...cells, ...Array(width - cells.length).fill('')] };
  }
}

async function* readRows(archive: Archive, part: string, context: SheetContext): AsyncGenerator<TableRow> {
  const stream = await archive.read(part, SHEET_BYTES);
  if (!stream)
    throw unreadable('Its sheet is missing. Open it in a spreadsheet, save it again and try once more.');
  const take = rowReader(context);
  try {
    for await (const events of readXml(stream)) {
      for (const event of events) {
        const row = take(event);
        if (row?.cells.some((cell) => cell.trim() !== '')) yield row;
      }
    }
  } finally {
    stream.destroy();
    archive.close();
  }
}
