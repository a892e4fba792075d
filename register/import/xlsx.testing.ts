/** Makes small workbooks for tests, part by part, as spreadsheets write them. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export const WORKBOOK = (sheets: string) =>
  `${XML}<workbook xmlns:r="r"><workbookPr/><sheets>${sheets}</sheets></workbook>`;
export const SHEET = (rows: string) => `${XML}<worksheet><sheetData>${rows}</sheetData></worksheet>`;
export const RELATIONS = `${XML}<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/><Relationship Id="b" Target="/xl/worksheets/sheet2.xml"/></Relationships>`;
export const TEXTS = (...texts: string[]) =>
  `${XML}<sst>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`;
/** Style 1 is a day, 2 five digits, 3 a day of its own format. */
export const STYLES = `${XML}<styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

export async function writeZip(
  file: string,
  parts: Readonly<Record<string, string | Buffer>>,
): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/** One visible sheet of the rows, as XML. */
export const writeSheet = (
  file: string,
  rows: string,
  more: Readonly<Record<string, string | Buffer>> = {},
) =>
  writeZip(file, {
    'xl/workbook.xml': WORKBOOK('<sheet name="Ihmiset" r:id="a"/>'),
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': SHEET(rows),
    ...more,
  });

/** A row of inline texts. */
export const textRow = (row: number, ...cells: string[]) =>
  `<row r="${row}">${cells.map((cell, index) => `<c r="${String.fromCharCode(65 + index)}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
