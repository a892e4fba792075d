import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable } from './open-table.ts';
import { ROW_LIMIT, type TableRow } from './table.ts';
import type { Encoding } from './text-encoding.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seloste-csv-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, forced?: Encoding) {
  const file = path.join(folder, 'people.csv');
  await writeFile(file, content);
  const csv = await openTable(file, forced ? { encoding: forced } : {});
  const rows: TableRow[] = [];
  for await (const row of csv.rows) rows.push(row);
  return { ...csv, rows };
}

const TABLE = 'Sukunimi;Sähköposti\nÄijälä;aija@example.fi\n';

describe('opening a CSV file', () => {
  it.each([
    ['UTF-8', Buffer.from(TABLE), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TABLE}`), 'utf-8'],
    ['Latin-1', Buffer.from(TABLE, 'latin1'), 'windows-1252'],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${TABLE}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', Buffer.from(TABLE, 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16', Buffer.from(`\ufeff${TABLE}`, 'utf16le').swap16(), 'utf-16be'],
  ])('reads %s', async (_name, bytes, encoding) => {
    const csv = await read(bytes);
    expect(csv).toMatchObject({ encoding, delimiter: ';', header: ['Sukunimi', 'Sähköposti'] });
    expect(csv.rows).toEqual([{ row: 2, cells: ['Äijälä', 'aija@example.fi'] }]);
  });

  it.each([',', ';', '\t', '|'])(
    'finds the delimiter %j, also when another stands in quotes',
    async (delimiter) => {
      const csv = await read(
        `${`"Nimi;x,y";B`.replaceAll('";', `"${delimiter}`)}\r\n"Mäki; Oy"${delimiter}"a""b"\r\n`,
      );
      expect(csv.delimiter).toBe(delimiter);
      expect(csv.rows[0]?.cells).toEqual(['Mäki; Oy', 'a"b']);
    },
  );

  it('reads a Latin-1 letter that comes only at the end of a large file', async () => {
    const csv = await read(Buffer.from(`Nimi\n${'Virtanen\n'.repeat(20_000)}Mäki\n`, 'latin1'));
    expect(csv.rows.at(-1)?.cells).toEqual(['Mäki']);
  });

  it('lets one bad byte spoil its own cell only, and says where it stands', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Nimi;Ort\nÄijälä;Åbo\nM'),
      Buffer.from([0xe4]),
      Buffer.from('ki;Oulu\n'),
    ]);
    const csv = await read(bytes);
    expect(csv).toMatchObject({ encoding: 'utf-8', bad: { count: 1, line: 3, column: 2 } });
    expect(csv.rows.map(({ cells }) => cells[0])).toEqual(['Äijälä', 'M\ufffdki']);
  });

  it('takes a file for Windows-1252 when more of its letters are no UTF-8 than are', async () => {
    const csv = await read(
      Buffer.concat([Buffer.from('Nimi\n'), Buffer.from('Mäki\nÖhman\n', 'latin1'), Buffer.from('é\n')]),
    );
    expect(csv).toMatchObject({ encoding: 'windows-1252', bad: null });
    expect(csv.rows[0]?.cells).toEqual(['Mäki']);
  });

  it('believes a byte order mark, and an encoding that is forced more than that', async () => {
    const latin = Buffer.from('Nimi\nMäki\n', 'latin1');
    const marked = Buffer.concat([Buffer.from('\ufeff'), latin]);
    expect(await read(marked)).toMatchObject({ encoding: 'utf-8', bad: { count: 1, line: 2, column: 2 } });
    expect((await read(latin, 'windows-1252')).rows[0]?.cells).toEqual(['Mäki']);
    expect(await read(latin, 'utf-8')).toMatchObject({ encoding: 'utf-8', bad: { count: 1 } });
    expect((await read(Buffer.from('Nimi\nMäki\n'), 'windows-1252')).rows[0]?.cells).toEqual(['MÃ¤ki']);
  });

  it('hands on rows with too few or too many cells for the caller to reject', async () => {
    const csv = await read('a;b\n1\n1;2;3\n');
    expect(csv.rows.map((each) => each.cells.length)).toEqual([1, 3]);
  });

  it.each([
    ['an empty file', '', /empty/],
    ['a double header, whatever its case', 'Nimi;nimi\n', /Columns 1 and 2 have the same name/],
    ['a name that would move a terminal', 'Nimi;em\u001bail\n', /name of column 2 holds/],
    ['a column without a name', 'Nimi;;x\n', /Column 2 has no name/],
    [
      'too many columns',
      `${Array.from({ length: 501 }, (_, index) => `c${index}`).join(';')}\n`,
      /501 columns/,
    ],
    [
      'a bad byte in a header',
      Buffer.concat([Buffer.from('Äiti;N'), Buffer.from([0xe4]), Buffer.from('ki\n')]),
      /column 2 holds a byte that is no UTF-8/,
    ],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 0, 5]), /not text/],
    ['an unclosed quotation mark', 'a;b\n1;"2\n3;4\n', /never closed/],
    ['a quotation mark inside a cell', 'a;b\n1;x"y\n', /not CSV/],
    ['an endless line', `a;b\n"${'x'.repeat(ROW_LIMIT + 10)}`, /longer than/],
  ])('refuses %s with what is wrong and how to mend it', async (_name, content, detail) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'import-file-unreadable',
      detail: expect.stringMatching(detail),
    });
  });

  it('counts rows as a spreadsheet does: blank lines too, and a cell of two lines once', async () => {
    const csv = await read('\na;b\n\n1;2\n  \n"3\n4";5\n6;7\n\n');
    expect(csv.header).toEqual(['a', 'b']);
    expect(csv.rows.map(({ row }) => row)).toEqual([4, 6, 7]);
  });

  it('names the row at fault, however far the parser has read ahead', async () => {
    await expect(read(`a;b\n${'1;2\n'.repeat(500)}1;x"y\n`)).rejects.toMatchObject({
      detail: expect.stringMatching(/^Row 502 is not CSV/),
    });
  });

  it('says what is wrong with a path that is no file', async () => {
    await expect(openTable(folder)).rejects.toMatchObject({ detail: expect.stringMatching(/folder/) });
    await expect(openTable(path.join(folder, 'none.csv'))).rejects.toMatchObject({
      code: 'import-file-unreadable',
      detail: expect.stringMatching(/no such file/),
    });
  });

  it('says nothing of what stands in a broken row', async () => {
    await expect(read('a;b\nsalainen@example.fi;x"y\n')).rejects.toSatisfy(
      (error) => !String(error).includes('salainen'),
    );
  });
});
