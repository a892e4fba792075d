// Reads the words of a PDF back for the tests: the glyphs each page shows, through each font's own table to Unicode (PDF 32000-1,
// 9.10). Enough for what our renderer writes, not for PDFs of others.
import { inflateSync } from 'node:zlib';

type Glyphs = ReadonlyMap<string, string>;

export function wordsOfPdf(bytes: Uint8Array): string {
  const pdf = Buffer.from(bytes);
  const objects = objectsOf(pdf);
  const fonts = fontsOf(pdf.toString('latin1'), objects);
  const pages = [...objects.values()].filter((stream) => / TJ$/m.test(stream));
  return pages.map((page) => shownText(page, fonts)).join('\n');
}

/** Every object's inflated stream by its number. */
function objectsOf(pdf: Buffer): Map<string, string> {
  const objects = new Map<string, string>();
  const source = pdf.toString('latin1');
  for (const found of source.matchAll(/(\d+) 0 obj\n(?:(?!endobj)[\s\S])*?stream\n/g)) {
    const start = found.index + found[0].length;
    try {
      const end = source.indexOf('endstream', start);
      objects.set(found[1] ?? '', inflateSync(pdf.subarray(start, end)).toString('latin1'));
    } catch {
      // A stream that is not compressed is no page of ours.
    }
  }
  return objects;
}

/** Resource name of each font, `F1`, with the characters behind its glyph numbers. */
function fontsOf(source: string, objects: ReadonlyMap<string, string>): Map<string, Glyphs> {
  const fonts = new Map<string, Glyphs>();
  for (const [, name = '', object = ''] of source.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = source.split(`\n${object} 0 obj`)[1]?.split('endobj')[0] ?? '';
    const table = font.match(/\/ToUnicode (\d+) 0 R/)?.[1] ?? '';
    fonts.set(name, glyphsOf(objects.get(table) ?? ''));
  }
  return fonts;
}

function glyphsOf(table: string): Glyphs {
  const glyphs = new Map<string, string>();
  for (const [, first = '', list = ''] of table.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    const texts = [...list.matchAll(/<([\w ]*)>/g)].map(([, hex = '']) => fromUtf16(hex));
    for (const [offset, text] of texts.entries()) {
      glyphs.set((Number.parseInt(first, 16) + offset).toString(16).padStart(4, '0'), text);
    }
  }
  return glyphs;
}

function fromUtf16(hex: string): string {
  const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
  return units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}

function shownText(page: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let font: Glyphs = new Map();
  let text = '';
  for (const [, name, shown] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    const codes = (shown?.match(/<\w+>/g) ?? []).flatMap((run) => run.slice(1, -1).match(/.{4}/g) ?? []);
    text += codes.map((code) => font.get(code) ?? '').join('');
  }
  return text;
}
