// A document as Markdown (CommonMark with tables), for a repository or a mail: everything is open, ids are kept as anchors.
import type { Block, Fact, Inline, Line, NoticeDocument, Section } from './document.ts';
import { escapeHtml, isSafeLink } from './escape.ts';

export function documentMarkdown(document: NoticeDocument): string {
  const head = [
    `# ${words(document.title)}`,
    words(document.kicker),
    document.dates.map((date) => `- ${words(date)}`).join('\n'),
  ];
  const sections = document.sections.map((section) => sectionMarkdown(section, 2));
  return `${[...head, ...sections].join('\n\n')}\n`;
}

function sectionMarkdown(section: Section, depth: number): string {
  const heading = `<a id="${escapeHtml(section.id)}"></a>\n\n${'#'.repeat(Math.min(depth, 6))} ${words(section.title)}`;
  const blocks = section.blocks.map((block) => blockMarkdown(block, depth + 1));
  const inner = section.sections.map((inside) => sectionMarkdown(inside, depth + 1));
  return [heading, ...blocks, ...inner].join('\n\n');
}

function blockMarkdown(block: Block, depth: number): string {
  switch (block.is) {
    case 'text':
      return line(block.line);
    case 'list':
      return block.lines.map((one) => `- ${line(one)}`).join('\n');
    case 'facts':
      return block.rows.map(factMarkdown).join('\n');
    case 'table':
      return tableMarkdown(block);
    case 'details':
      return [
        `**${words(block.title)}**`,
        ...block.blocks.map((inside) => blockMarkdown(inside, depth)),
      ].join('\n\n');
    default:
      return block satisfies never;
  }
}

function factMarkdown({ label, lines, beside, id }: Fact): string {
  const anchor = id === undefined ? '' : `<a id="${escapeHtml(id)}"></a>`;
  const name = `- ${anchor}**${words(label)}:**`;
  const [first, ...others] = lines;
  if (beside || others.length === 0) return `${name} ${lines.map(line).join(', ')}`;
  return [name, ...[first ?? [], ...others].map((one) => `  - ${line(one)}`)].join('\n');
}

function tableMarkdown(table: Extract<Block, { is: 'table' }>): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    ...(table.caption === '' ? [] : [words(table.caption), '']),
    row(table.head.map(words)),
    row(table.head.map(() => '---')),
    ...table.rows.map((cells) => row(cells.map(line))),
  ].join('\n');
}

function line(parts: Line): string {
  return parts.map(inline).join('');
}

function inline(part: Inline): string {
  if (typeof part === 'string') return words(part);
  return isSafeLink(part.to) ? `[${words(part.text)}](${address(part.to)})` : words(part.text);
}

/** Percent-encoded where Markdown would end the address; `encodeURIComponent` would leave the brackets. */
function address(to: string): string {
  const encode = (character: string) =>
    `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  return to.replace(/[()[\]\s<>"\\]/g, encode);
}

/** A notice's texts are words, not markup: what Markdown or HTML would read as such is escaped. */
function words(text: string): string {
  return text
    .replace(/\s+/g, (space) => (space.includes('\n') ? ' ' : space))
    .replace(/[\\`*_[\]<>#|&]/g, '\\$&');
}
