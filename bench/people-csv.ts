// A CSV file of invented people, as a customer's old system would give it: names, e-mail, phone, address, language, day of birth.
import { writeFile } from 'node:fs/promises';
import { times } from './sides.ts';

const FAMILIES = ['Virtanen', 'Korhonen', 'Mäkinen', 'Nieminen', 'Äijälä', 'Öhman', 'Ångström', 'Hämäläinen'];
const GIVEN = ['Aino', 'Väinö', 'Helmi', 'Onni', 'Åke', 'Eeva', 'Lempi'];
const LANGUAGES = ['fi', 'sv', 'en'];

const HEADER = 'Sukunimi;Etunimi;Email;Puhelin;Katuosoite;Postinumero;Postitoimipaikka;Kieli;Syntymäaika';

/** People number `from` … `from + count − 1`. */
export async function writePeople(file: string, from: number, count: number): Promise<void> {
  const rows = times(count, (index) => line(from + index));
  await writeFile(file, `${HEADER}\n${rows.join('\n')}\n`);
}

function line(k: number): string {
  const pick = (list: readonly string[]) => list[k % list.length] ?? '';
  const day = `${1940 + (k % 60)}-${two(1 + (k % 12))}-${two(1 + (k % 28))}`;
  return [
    `${pick(FAMILIES)}${Math.floor(k / 50)}`,
    pick(GIVEN),
    `imported${k}@example.test`,
    `+35844${String(k % 10_000_000).padStart(7, '0')}`,
    `Esimerkkitie ${k % 300}`,
    String(k % 90_000).padStart(5, '0'),
    'Espoo',
    pick(LANGUAGES),
    day,
  ].join(';');
}

const two = (value: number) => String(value).padStart(2, '0');
