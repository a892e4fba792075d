import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable } from './open-table.ts';
import type { TableRow } from './table.ts';
import { RELATIONS, SHEET, TEXTS, textRow, WORKBOOK, writeSheet, writeZip } from './xlsx.testing.ts';

let file: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seloste-xlsx-'));
  file = path.join(folder, 'people.xlsx');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(sheet?: string) {
  const table = await openTable(file, sheet === undefined ? {} : { sheet });
  const rows: TableRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows };
}

describe('opening a spreadsheet', () => {
  it('reads shared, formatted and inline texts, flags, numbers and days as a person sees them', async () => {
    const head = textRow(1, 'Nimi', 'Postinumero', 'Syntynyt', 'Nähty', 'Jäsen', 'Luku');
    const row =
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" s="2"><v>100</v></c><c r="C3" s="1"><v>32905</v></c>' +
      '<c r="D3" s="3"><v>46347.5</v></c><c r="E3" t="b"><v>1</v></c><c r="F3"><v>1.2E3</v></c></row>';
    const texts = TEXTS('<r><t>Äi</t></r><r><t>jälä</t></r><rPh><t>x</t></rPh>');
    await writeSheet(file, head + row, { 'xl/sharedStrings.xml': texts });
    const table = await read();
    expect(table).toMatchObject({
      format: 'xlsx',
      header: ['Nimi', 'Postinumero', 'Syntynyt', 'Nähty', 'Jäsen', 'Luku'],
    });
    expect(table.rows).toEqual([
      { row: 3, cells: ['Äijälä', '00100', '1990-02-01', '2026-11-21T12:00:00', 'true', '1200'] },
    ]);
  });

  it('fills gaps, passes over empty rows and keeps the numbers a spreadsheet shows', async () => {
    const gap = '<row r="5"><c r="C5" t="inlineStr"><is><t>c</t></is></c></row><row r="6"/>';
    await writeSheet(file, textRow(2, 'a', 'b', 'c', 'd') + gap + textRow(9, '1', '2', '3', '4', '5'));
    expect((await read()).rows).toEqual([
      { row: 5, cells: ['', '', 'c', ''] },
      { row: 9, cells: ['1', '2', '3', '4', '5'] },
    ]);
  });

  it('reads the first sheet that is not hidden, or the one that is named', async () => {
    const parts = {
      'xl/workbook.xml': WORKBOOK(
        '<sheet name="Piilo" r:id="a" state="hidden"/><sheet name="Ihmiset" r:id="b"/>',
      ),
      'xl/_rels/workbook.xml.rels': RELATIONS,
      'xl/worksheets/sheet1.xml': SHEET(textRow(1, 'piilossa')),
      'xl/worksheets/sheet2.xml': SHEET(textRow(1, 'näkyvissä')),
    };
    await writeZip(file, parts);
    expect((await read()).header).toEqual(['näkyvissä']);
    expect((await read('Piilo')).header).toEqual(['piilossa']);
    await expect(read('Muu')).rejects.toMatchObject({ detail: expect.stringMatching(/Piilo, Ihmiset/) });
  });

  it('refuses a part that unpacks to a thousand times its size before reading it', async () => {
    await writeSheet(file, '', { 'xl/sharedStrings.xml': Buffer.alloc(30_000_000, ' ') });
    await expect(read()).rejects.toMatchObject({
      code: 'import-file-unreadable',
      detail: expect.stringMatching(/unpacks to 30000000 bytes/),
    });
  });

  it.each([
    [
      'a document type',
      { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>' },
      /document type/,
    ],
    ['XML that breaks off', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1">' }, /damaged/],
    ['an empty sheet', { 'xl/worksheets/sheet1.xml': SHEET('') }, /sheet is empty/],
    [
      'a cell outside the sheet',
      { 'xl/worksheets/sheet1.xml': SHEET('<row r="1"><c r="ZZZ1"><v>1</v></c></row>') },
      /outside/,
    ],
    ['no sheets', { 'xl/workbook.xml': WORKBOOK('') }, /without a sheet/],
  ])('refuses %s with what is wrong', async (_what, parts, detail) => {
    await writeSheet(file, textRow(1, 'a'), parts);
    await expect(read()).rejects.toMatchObject({
      code: 'import-file-unreadable',
      detail: expect.stringMatching(detail),
    });
  });

  it('refuses what only begins as a spreadsheet, an old workbook, and a sheet of a file without sheets', async () => {
    await writeFile(file, Buffer.from('PK\u0003\u0004 and then nothing'));
    await expect(read()).rejects.toMatchObject({ detail: expect.stringMatching(/cannot be unpacked/) });
    await writeFile(file, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]));
    await expect(read()).rejects.toMatchObject({ detail: expect.stringMatching(/old or a protected/) });
    await writeFile(file, 'Nimi\nAino\n');
    await expect(read('Ihmiset')).rejects.toMatchObject({ detail: expect.stringMatching(/no sheets/) });
  });
});
