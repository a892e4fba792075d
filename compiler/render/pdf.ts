// A document as PDF (A4), with everything open. The fonts come inside pdfmake, so nothing is read from disk or network, and the date
// in the file is the notice's own: the same notice gives the same bytes.
import pdfmake, { type Content } from 'pdfmake';
import fonts from 'pdfmake/build/vfs_fonts.js';
import type { Block, Fact, Inline, Line, NoticeDocument, Section } from './document.ts';
import { isSafeLink } from './escape.ts';

const FAMILY = {
  normal: 'Roboto-Regular.ttf',
  bold: 'Roboto-Medium.ttf',
  italics: 'Roboto-Italic.ttf',
  bolditalics: 'Roboto-MediumItalic.ttf',
};

/** In points; headings as on the page, one step smaller. */
const STYLES = {
  kicker: { fontSize: 10, color: '#54595c' },
  h1: { fontSize: 20, bold: true, margin: [0, 2, 0, 4] },
  h2: { fontSize: 14, bold: true, margin: [0, 18, 0, 4] },
  h3: { fontSize: 11.5, bold: true, margin: [0, 12, 0, 2] },
  h4: { fontSize: 10.5, bold: true, margin: [0, 8, 0, 2] },
  label: { color: '#54595c' },
  link: { color: '#036f90' },
};

export async function documentPdf(document: NoticeDocument): Promise<Uint8Array> {
  prepareFonts();
  const [author = ''] = document.dates;
  const pdf = pdfmake.createPdf({
    content: contentOf(document),
    language: document.language,
    displayTitle: true,
    version: '1.7',
    info: { title: `${document.title} – ${document.kicker}`, author, creationDate: dayOf(document.updated) },
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.25 },
    styles: STYLES,
    pageSize: 'A4',
    pageMargins: [56, 56, 56, 56],
    footer: (page, pages) => ({
      text: `${document.title} – ${page}/${pages}`,
      style: 'kicker',
      fontSize: 8,
      margin: [56, 16, 56, 0],
    }),
  });
  return pdf.getBuffer();
}

/** pdfmake keeps one state for the process; preparing it twice changes nothing. */
function prepareFonts(): void {
  const { virtualfs } = pdfmake;
  for (const [name, bytes] of Object.entries(fonts)) {
    if (!virtualfs.existsSync(name)) virtualfs.writeFileSync(name, Buffer.from(bytes, 'base64'));
  }
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  pdfmake.setFonts({ Roboto: { ...FAMILY } });
}

const dayOf = (day: string) => new Date(`${day}T00:00:00Z`);

function contentOf(document: NoticeDocument): Content {
  return [
    { text: document.kicker, style: 'kicker' },
    { text: document.title, style: 'h1' },
    ...document.dates.map((date) => ({ text: date, style: 'kicker' })),
    { toc: { title: { text: document.contents, style: 'h2' }, outlines: true } },
    ...withoutLoneHeadings(document.sections.flatMap((section) => sectionNodes(section, 2))),
  ];
}

interface Node {
  readonly content: Content;
  readonly isHeading: boolean;
}

function sectionNodes(section: Section, depth: number): readonly Node[] {
  const heading = {
    text: section.title,
    style: `h${Math.min(depth, 4)}`,
    id: section.id,
    ...(depth === 2 ? { tocItem: true } : {}),
  };
  return [
    { content: heading, isHeading: true },
    ...section.blocks.flatMap((block) =>
      blockContent(block).map((content) => ({ content, isHeading: false })),
    ),
    ...section.sections.flatMap((inside) => sectionNodes(inside, depth + 1)),
  ];
}

/** A heading stays on the page of what it heads: it is set in one piece with everything up to the first words under it. */
function withoutLoneHeadings(nodes: readonly Node[]): readonly Content[] {
  const set: Content[] = [];
  let headings: Content[] = [];
  for (const { content, isHeading } of nodes) {
    if (isHeading) headings.push(content);
    else if (headings.length === 0) set.push(content);
    else {
      set.push({ stack: [...headings, content], unbreakable: true });
      headings = [];
    }
  }
  return [...set, ...headings];
}

function blockContent(block: Block): readonly Content[] {
  switch (block.is) {
    case 'text':
      return [{ text: runs(block.line), margin: [0, 3, 0, 0] }];
    case 'list':
      return [{ ul: block.lines.map((line) => ({ text: runs(line) })), margin: [0, 3, 0, 0] }];
    case 'facts':
      return block.rows.map(factContent);
    case 'table':
      return tableContent(block);
    case 'details':
      return [
        { text: block.title, bold: true, id: block.id, margin: [0, 6, 0, 0] },
        ...block.blocks.flatMap(blockContent),
      ];
    default:
      return block satisfies never;
  }
}

function factContent({ label, lines, beside, id }: Fact): Content {
  const title = { text: label, style: 'label', width: '30%', ...(id === undefined ? {} : { id }) };
  const values = beside
    ? { text: lines.flatMap((line, index) => (index === 0 ? runs(line) : [' · ', ...runs(line)])) }
    : { stack: lines.map((line) => ({ text: runs(line) })) };
  return { columns: [title, { ...values, width: '*' }], columnGap: 12, margin: [0, 3, 0, 0] };
}

function tableContent(table: Extract<Block, { is: 'table' }>): readonly Content[] {
  const head = table.head.map((label) => ({ text: label, style: 'label' }));
  const rows = table.rows.map((row) => row.map((cell) => ({ text: runs(cell) })));
  return [
    ...(table.caption === '' ? [] : [{ text: table.caption, style: 'label', margin: [0, 6, 0, 2] }]),
    {
      table: { headerRows: 1, dontBreakRows: true, widths: table.head.map(() => '*'), body: [head, ...rows] },
      layout: 'lightHorizontalLines',
      fontSize: 9,
    },
  ];
}

const runs = (line: Line): Content[] => line.map(run);

function run(inline: Inline): Content {
  if (typeof inline === 'string') return inline;
  const { text, to } = inline;
  if (!isSafeLink(to)) return text;
  if (to.startsWith('#')) return { text, style: 'link', linkToDestination: to.slice(1) };
  return /^(mailto|tel|https?):/i.test(to) ? { text, style: 'link', link: to } : text;
}
