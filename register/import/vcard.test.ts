import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable } from './open-table.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seloste-vcard-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const file = path.join(folder, 'people.vcf');
  await writeFile(file, text);
  const table = await openTable(file);
  const people: Record<string, string>[] = [];
  for await (const { cells } of table.rows) {
    const named = table.header.map((name, index) => [name, cells[index] ?? ''] as const);
    people.push(Object.fromEntries(named.filter(([, value]) => value !== '')));
  }
  return { format: table.format, people };
}

const card = (...lines: string[]) =>
  `${['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD'].join('\r\n')}\r\n`;

describe('opening a vCard file', () => {
  it('reads names, ways of contact, organisation, address and day of birth of version 4', async () => {
    const text = card(
      'FN:Aino Esimerkki',
      'N:Esimerkki;Aino;Maria;;',
      'EMAIL;TYPE=work:aino@example.test',
      'TEL;VALUE=uri;TYPE="cell,home":tel:+358-40-123-4567',
      'ORG:Esimerkki Oy;Myynti',
      'TITLE:Johtaja\\, myynti',
      'ADR;TYPE=home:;;Testikatu 1;Helsinki;;00100;Suomi',
      'BDAY:19900201',
      'UID:urn:uuid:1',
      'X-SOMETHING:x',
    );
    expect(await read(text)).toEqual({
      format: 'vcard',
      people: [
        {
          'Family name': 'Esimerkki',
          'Given name': 'Aino Maria',
          'Work e-mail': 'aino@example.test',
          Phone: '+358-40-123-4567',
          Organisation: 'Esimerkki Oy',
          Department: 'Myynti',
          Title: 'Johtaja, myynti',
          Street: 'Testikatu 1',
          Town: 'Helsinki',
          'Postal code': '00100',
          Country: 'Suomi',
          'Date of birth': '1990-02-01',
        },
      ],
    });
  });

  it('reads version 3 with folded lines, groups and bare types, and numbers second values', async () => {
    const text = card(
      'item1.EMAIL;INTERNET;WORK:a@exam',
      ' ple.test',
      'EMAIL;WORK:b@example.test',
      'FN:Väinö Äi',
      '\tjälä',
    );
    expect((await read(text.replace('4.0', '3.0'))).people).toEqual([
      { 'Work e-mail': 'a@example.test', 'Work e-mail 2': 'b@example.test', 'Full name': 'Väinö Äijälä' },
    ]);
  });

  it('makes a column of what an import does not know, so that it is refused or left out by name', async () => {
    const { people } = await read(
      card('FN:A B', 'NOTE:muistiinpano', `PHOTO:data:image/png;base64,${'A'.repeat(90)}`),
    );
    expect(people).toEqual([{ 'Full name': 'A B', NOTE: 'muistiinpano', PHOTO: 'binary' }]);
  });

  it.each([
    ['a card without an end', 'BEGIN:VCARD\nVERSION:4.0\nFN:A\n', /breaks off/],
    ['a card within a card', card('FN:A').replace('END:VCARD', 'BEGIN:VCARD'), /no END:VCARD/],
    ['version 2.1', card('FN:A').replace('4.0', '2.1'), /version 2.1; save the cards as version 3 or 4/],
    ['cards that hold nothing', card('UID:1'), /no card that holds anything/],
  ])('refuses %s', async (_what, text, detail) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'import-file-unreadable',
      detail: expect.stringMatching(detail),
    });
  });
});
