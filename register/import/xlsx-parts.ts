// What a workbook says about its sheets: where they lie, which texts they share, and which numbers are days.
import { unreadable } from './table.ts';
import { readXml, type XmlEvent } from './xml.ts';
import type { Archive } from './zip.ts';

export interface Workbook {
  /** Part of the chosen sheet. */
  readonly sheet: string;
  /** Days count from 1904-01-01 instead of 1899-12-30. */
  readonly since1904: boolean;
}

/** How a cell's number is shown: as a day, or with this many digits at least. */
export type NumberStyle = 'day' | number | null;

const SMALL_PART = 32_000_000;
/** Texts are kept while the sheet is read; a million people with ten texts each fit. */
const TEXTS_BYTES = 1_000_000_000;
const TEXTS_CHARACTERS = 300_000_000;

async function* eventsOf(archive: Archive, part: string, limit: number): AsyncGenerator<XmlEvent> {
  const stream = await archive.read(part, limit);
  if (!stream) return;
  for await (const events of readXml(stream)) yield* events;
}

/** The sheet of that name, else the first that is not hidden. */
export async function readWorkbook(archive: Archive, wanted: string | undefined): Promise<Workbook> {
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  let since1904 = false;
  for await (const event of eventsOf(archive, 'xl/workbook.xml', SMALL_PART)) {
    if (event.is !== 'open') continue;
    const { attributes } = event;
    if (event.name === 'workbookPr') since1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
    if (event.name === 'sheet') {
      const id = Object.entries(attributes).find(([name]) => /:id$/.test(name))?.[1] ?? '';
      sheets.push({ name: attributes.name ?? '', id, hidden: (attributes.state ?? 'visible') !== 'visible' });
    }
  }
  const chosen =
    wanted === undefined ? sheets.find(({ hidden }) => !hidden) : sheets.find(({ name }) => name === wanted);
  if (!chosen) {
    throw unreadable(
      wanted === undefined
        ? 'It is a ZIP file without a sheet. Name a spreadsheet saved as .xlsx.'
        : `It has no sheet “${wanted}”. Its sheets: ${sheets.map(({ name }) => name).join(', ')}.`,
    );
  }
  return { sheet: await partOf(archive, chosen.id), since1904 };
}

async function partOf(archive: Archive, id: string): Promise<string> {
  for await (const event of eventsOf(archive, 'xl/_rels/workbook.xml.rels', SMALL_PART)) {
    if (event.is === 'open' && event.name === 'Relationship' && event.attributes.Id === id) {
      const target = event.attributes.Target ?? '';
      return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    }
  }
  throw unreadable('Its sheet is missing. Open it in a spreadsheet, save it again and try once more.');
}

export async function readSharedTexts(archive: Archive): Promise<readonly string[]> {
  const texts: string[] = [];
  let text = '';
  let inside = false;
  let phonetic = false;
  let characters = 0;
  for await (const event of eventsOf(archive, 'xl/sharedStrings.xml', TEXTS_BYTES)) {
    if (event.is === 'text') {
      if (inside && !phonetic) text += event.text;
      continue;
    }
    const opens = event.is === 'open';
    if (event.name === 't') inside = opens;
    if (event.name === 'rPh') phonetic = opens;
    if (event.name !== 'si') continue;
    if (opens) text = '';
    else texts.push(text);
    characters += opens ? 0 : text.length;
    if (characters > TEXTS_CHARACTERS)
      throw unreadable('It holds more text than can be read at once. Split it.');
  }
  return texts;
}

// Formats every spreadsheet knows without being told (ECMA-376 18.8.30): days and times.
const DAY_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 57]);

export async function readStyles(archive: Archive): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  for await (const event of eventsOf(archive, 'xl/styles.xml', SMALL_PART)) {
    if (event.is === 'text') continue;
    if (event.name === 'cellXfs') inCells = event.is === 'open';
    if (event.is === 'close') continue;
    const { numFmtId = '0', formatCode = '' } = event.attributes;
    if (event.name === 'numFmt') codes.set(Number(numFmtId), formatCode);
    if (inCells && event.name === 'xf') styles.push(styleOf(Number(numFmtId), codes.get(Number(numFmtId))));
  }
  return styles;
}

function styleOf(format: number, code: string | undefined): NumberStyle {
  if (code === undefined) return DAY_FORMATS.has(format) ? 'day' : null;
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  if (/^0+$/.test(bare)) return bare.length;
  return /[ymdh]/i.test(bare) ? 'day' : null;
}
