// Puts the rows of a sheet together from its XML: which cell stands where, and what its number means.
import { Temporal } from 'temporal-polyfill';
import { ROW_LIMIT, type TableRow, unreadable } from './table.ts';
import type { NumberStyle } from './xlsx-parts.ts';
import type { XmlEvent } from './xml.ts';

export interface SheetContext {
  readonly texts: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly since1904: boolean;
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: NumberStyle;
  text: string;
}

interface Reading {
  row: number;
  cells: string[];
  length: number;
  cell: Cell | null;
  /** Within v or t, whose text is the cell's; a formula and a reading aid are not. */
  inValue: boolean;
}

/** Excel's own limit of columns; a reference beyond it is no reference. */
const COLUMN_LIMIT = 16_384;

/** Takes the events of a sheet in order; answers a row when it ends. */
export function rowReader(context: SheetContext): (event: XmlEvent) => TableRow | null {
  const now: Reading = { row: 0, cells: [], length: 0, cell: null, inValue: false };
  return (event) => {
    if (event.is === 'text') {
      if (now.cell && now.inValue) now.cell.text += event.text;
    } else if (event.is === 'open') open(event, now, context);
    else return close(event.name, now, context);
    return null;
  };
}

function open({ name, attributes }: XmlEvent & { is: 'open' }, now: Reading, { styles }: SheetContext): void {
  if (name === 'row') {
    now.row = Number(attributes.r ?? now.row + 1);
    now.cells = [];
    now.length = 0;
  } else if (name === 'c') {
    const column = attributes.r === undefined ? now.cells.length : columnOf(attributes.r);
    now.cell = {
      column,
      type: attributes.t ?? 'n',
      style: styles[Number(attributes.s ?? 0)] ?? null,
      text: '',
    };
  } else if (name === 'v' || name === 't') now.inValue = true;
}

function close(name: string, now: Reading, context: SheetContext): TableRow | null {
  if (name === 'v' || name === 't') now.inValue = false;
  if (name === 'c' && now.cell) {
    const text = textOf(now.cell, context);
    now.length += text.length;
    if (now.length > ROW_LIMIT) throw unreadable(`Row ${now.row} is longer than ${ROW_LIMIT} characters.`);
    while (now.cells.length < now.cell.column) now.cells.push('');
    now.cells[now.cell.column] = text;
    now.cell = null;
  }
  if (name !== 'row') return null;
  while (now.cells.at(-1) === '') now.cells.pop();
  return { row: now.row, cells: now.cells };
}

/** B7 is column 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  if (column < 1 || column > COLUMN_LIMIT)
    throw unreadable('A cell stands outside the sheet. Save it again and try once more.');
  return column - 1;
}

function textOf({ type, text, style }: Cell, { texts, since1904 }: SheetContext): string {
  switch (type) {
    case 's':
      return texts[Number(text)] ?? '';
    case 'b':
      return text === '1' ? 'true' : 'false';
    case 'n':
      return text === '' ? '' : numberOf(text, style, since1904);
    default:
      return text;
  }
}

function numberOf(text: string, style: NumberStyle, since1904: boolean): string {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  if (style === 'day') return dayOf(number, since1904);
  const plain = Number.isInteger(number) && Math.abs(number) < 1e15 ? number.toFixed(0) : text;
  return typeof style === 'number' ? plain.padStart(style, '0') : plain;
}

/** Days since 1899-12-30, or 1904-01-01; a part of a day is a time. */
function dayOf(serial: number, since1904: boolean): string {
  const seconds = Math.round(serial * 86_400);
  if (serial < 0 || serial > 2_958_466) return String(serial);
  const start = Temporal.PlainDateTime.from(since1904 ? '1904-01-01T00:00' : '1899-12-30T00:00');
  const moment = start.add({ seconds });
  return seconds % 86_400 === 0 ? moment.toPlainDate().toString() : moment.toString();
}
