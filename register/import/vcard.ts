// Reads vCard files (version 3 and 4) as a table: a row for each card, a column for each kind of value the cards hold. What an address
// book keeps for itself is passed over; everything else is a column, so that nothing a notice does not list goes in unseen.
import { type PeopleTable, type TableRow, unreadable } from './table.ts';
import type { Encoding, TextFile } from './text-encoding.ts';
import { type Card, type Property, readCards } from './vcard-lines.ts';

/** Identifiers and bookkeeping of the address book. */
const TECHNICAL = new Set([
  'VERSION',
  'PRODID',
  'UID',
  'REV',
  'KIND',
  'SOURCE',
  'XML',
  'CLIENTPIDMAP',
  'PROFILE',
  'SORT-STRING',
  'MEMBER',
]);
/** Pictures and sounds are named as columns, but their bytes are not carried along. */
const BINARY = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

/** Two passes: the columns are known when all cards have been read once, and no card is kept. */
export async function openVcard(file: string, { encoding, bad }: TextFile): Promise<PeopleTable> {
  const seen = new Map<string, true>();
  for await (const card of readCards(file, encoding))
    for (const name of cellsOf(card).keys()) seen.set(name, true);
  const header = [...seen.keys()];
  if (header.length === 0) throw unreadable('The file has no card that holds anything.');
  return { format: 'vcard', encoding, bad, delimiter: ';', header, rows: rowsOf(file, encoding, header) };
}

async function* rowsOf(
  file: string,
  encoding: Encoding,
  header: readonly string[],
): AsyncGenerator<TableRow> {
  for await (const card of readCards(file, encoding)) {
    const cells = cellsOf(card);
    yield { row: card.number, cells: header.map((name) => cells.get(name) ?? '') };
  }
}

/** Column names are those the import recognises; a second value of a kind has a number of its own. */
function cellsOf({ properties }: Card): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  const hasName = properties.some(({ name, parts }) => name === 'N' && parts.some((part) => part !== ''));
  for (const property of properties) {
    if (TECHNICAL.has(property.name) || property.name.startsWith('X-')) continue;
    if (property.name === 'FN' && hasName) continue;
    for (const [name, value] of columnsOf(property)) {
      if (!value) continue;
      let column = name;
      for (let number = 2; cells.has(column); number += 1) column = `${name} ${number}`;
      cells.set(column, value);
    }
  }
  return cells;
}

type Named = readonly (readonly [column: string, value: string | undefined])[];

function columnsOf({ name, types, parts }: Property): Named {
  const whole = parts.join(';');
  const isWork = types.includes('work');
  switch (name) {
    case 'N':
      return nameColumns(parts);
    case 'FN':
      return [['Full name', whole]];
    case 'NICKNAME':
      return [['Nickname', whole]];
    case 'EMAIL':
      return [[isWork ? 'Work e-mail' : 'E-mail', whole]];
    case 'TEL':
      return [[isWork ? 'Work phone' : 'Phone', whole.replace(/^tel:/i, '')]];
    case 'ADR':
      return addressColumns(parts, isWork ? 'Work ' : '');
    case 'ORG':
      return [
        ['Organisation', parts[0]],
        ['Department', joined(parts.slice(1))],
      ];
    case 'TITLE':
      return [['Title', whole]];
    case 'BDAY':
      return [['Date of birth', dayOf(whole)]];
    case 'LANG':
      return [['Language', whole]];
    default:
      return [[name, BINARY.has(name) ? 'binary' : whole]];
  }
}

const nameColumns = (parts: readonly string[]): Named => [
  ['Family name', parts[0]],
  ['Given name', joined(parts.slice(1, 3))],
  ['Honorific prefix', parts[3]],
  ['Honorific suffix', parts[4]],
];

const addressColumns = (parts: readonly string[], work: string): Named => [
  [`${work}Street`, joined(parts.slice(0, 3))],
  [`${work}Town`, parts[3]],
  [`${work}Region`, parts[4]],
  [`${work}Postal code`, parts[5]],
  [`${work}Country`, parts[6]],
];

const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');

/** Version 4 writes 19900201; a time of birth is not kept. */
const dayOf = (text: string) => text.replace(/T.*$/, '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
