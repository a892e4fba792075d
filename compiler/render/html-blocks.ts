// The blocks of a document as HTML. Headings nest by depth, ids come from keys, tables carry their labels so that a phone can stack them.
import type { Block, Fact, Inline, Line, Section } from './document.ts';
import { escapeHtml, isSafeLink } from './escape.ts';

export function sectionHtml(section: Section, depth = 2): string {
  const level = Math.min(depth, 6);
  const blocks = section.blocks.map(blockHtml).join('');
  const inner = section.sections.map((inside) => sectionHtml(inside, depth + 1)).join('');
  const heading = `<h${level}>${escapeHtml(section.title)}</h${level}>`;
  return `<section id="${escapeHtml(section.id)}" class="level-${level}">${heading}${blocks}${inner}</section>\n`;
}

function blockHtml(block: Block): string {
  switch (block.is) {
    case 'text':
      return `<p${block.tone === undefined ? '' : ` class="${block.tone}"`}>${lineHtml(block.line)}</p>`;
    case 'list':
      return `<ul>${block.lines.map((line) => `<li>${lineHtml(line)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.rows.map(factHtml).join('')}</dl>`;
    case 'table':
      return tableHtml(block);
    case 'details': {
      const blocks = block.blocks.map(blockHtml).join('');
      const id = escapeHtml(block.id);
      return `<details id="${id}"><summary>${escapeHtml(block.title)}</summary>${blocks}</details>`;
    }
    default:
      return block satisfies never;
  }
}

function factHtml(row: Fact): string {
  const values = row.beside
    ? `<dd><ul class="beside">${row.lines.map((line) => `<li>${lineHtml(line)}</li>`).join('')}</ul></dd>`
    : row.lines.map((line) => `<dd>${lineHtml(line)}</dd>`).join('');
  const id = row.id === undefined ? '' : ` id="${escapeHtml(row.id)}"`;
  return `<div${id}><dt>${escapeHtml(row.label)}</dt>${values}</div>`;
}

/** Roles are written out: styled as stacked cards on a phone, a table would lose the ones it is born with. */
function tableHtml(table: Extract<Block, { is: 'table' }>): string {
  const head = table.head
    .map((label) => `<th role="columnheader" scope="col">${escapeHtml(label)}</th>`)
    .join('');
  const rows = table.rows.map((row) => {
    const cells = row.map((cell, index) => {
      const label = escapeHtml(table.head[index] ?? '');
      return index === 0
        ? `<th role="rowheader" scope="row">${lineHtml(cell)}</th>`
        : `<td role="cell" data-label="${label}">${lineHtml(cell)}</td>`;
    });
    return `<tr role="row">${cells.join('')}</tr>`;
  });
  const caption = table.caption === '' ? '' : `<caption>${escapeHtml(table.caption)}</caption>`;
  const header = `<thead role="rowgroup"><tr role="row">${head}</tr></thead>`;
  return `<table role="table">${caption}${header}<tbody role="rowgroup">${rows.join('')}</tbody></table>`;
}

function lineHtml(line: Line): string {
  return line.map(inlineHtml).join('');
}

function inlineHtml(inline: Inline): string {
  if (typeof inline === 'string') return escapeHtml(inline);
  if (!isSafeLink(inline.to)) return escapeHtml(inline.text);
  return `<a href="${escapeHtml(inline.to)}">${escapeHtml(inline.text)}</a>`;
}
