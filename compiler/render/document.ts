// The shape every rendering shares: sections of plain blocks, no markup. HTML, Markdown, PDF and JSON are all made from this one
// document, so that no format can say more or less than another.
import type { Day, Key, Language } from '../model/text.ts';

/** A piece of running text: words, or words that lead somewhere (`#id` of this document, `mailto:`, `tel:`, `https:`). */
export type Inline = string | { readonly text: string; readonly to: string };

export type Line = readonly Inline[];

export type Block =
  | { readonly is: 'text'; readonly line: Line; readonly tone?: 'lead' | 'muted' }
  | { readonly is: 'list'; readonly lines: readonly Line[] }
  /** Label and its values; several values stand under one another. */
  | { readonly is: 'facts'; readonly rows: readonly Fact[] }
  | {
      readonly is: 'table';
      /** Empty where the details around the table name it already. */
      readonly caption: string;
      readonly head: readonly string[];
      /** The first cell of a row names the row. */
      readonly rows: readonly (readonly Line[])[];
    }
  /** Closed on the screen until asked for, open in print, Markdown and PDF. */
  | {
      readonly is: 'details';
      readonly id: string;
      readonly title: string;
      readonly blocks: readonly Block[];
    };

export interface Fact {
  readonly label: string;
  readonly lines: readonly Line[];
  /** Short words that stand beside one another instead of below: titles of data, purposes, sources. */
  readonly beside?: boolean;
  /** Where a row is an entry of its own that other parts lead to. */
  readonly id?: string;
}

export interface Section {
  /** Made of keys, the same in every language, so that a link to a line of the notice outlives a change of language. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

export interface NoticeDocument {
  readonly kind: 'notice' | 'record';
  readonly register: Key;
  readonly language: Language;
  /** Every language the same document exists in, for the switch. */
  readonly languages: readonly Language[];
  readonly title: string;
  /** What kind of document this is, e.g. "Tietosuojaseloste". */
  readonly kicker: string;
  /** Organisation, dates: one short line each, before anything else (TS.31). */
  readonly dates: readonly string[];
  readonly updated: Day;
  readonly contents: string;
  readonly sections: readonly Section[];
}

/** An earlier or later version of the same notice, as the public page lists them. */
export interface VersionLink {
  readonly version: number;
  readonly updated: Day;
  readonly published?: Day;
  readonly to: string;
  readonly current: boolean;
}

export const text = (...line: Inline[]): Block => ({ is: 'text', line });

/** A label with its values; values of nothing are left out, and with them the label (see `facts`). */
export function fact(label: string, ...lines: (Line | string | undefined)[]): Fact {
  const said = lines.filter((line) => line !== undefined && line !== '' && line.length > 0);
  return { label, lines: said.map((line) => (typeof line === 'string' ? [line] : (line as Line))) };
}

export function factBeside(label: string, words: readonly Inline[]): Fact {
  return { label, lines: words.map((word) => [word]), beside: true };
}

/** A section without what is empty; undefined when nothing is left, so that callers can drop it. */
export function section(
  id: string,
  title: string,
  blocks: readonly (Block | undefined)[],
  sections: readonly (Section | undefined)[] = [],
): Section | undefined {
  const kept = blocks.filter((block) => block !== undefined && !isEmpty(block)) as Block[];
  const inner = sections.filter((inside) => inside !== undefined);
  return kept.length + inner.length === 0 ? undefined : { id, title, blocks: kept, sections: inner };
}

export function facts(rows: readonly (Fact | undefined)[]): Block {
  return { is: 'facts', rows: rows.filter((row) => row !== undefined && row.lines.length > 0) as Fact[] };
}

export function details(id: string, title: string, blocks: readonly (Block | undefined)[]): Block {
  const kept = blocks.filter((block) => block !== undefined && !isEmpty(block)) as Block[];
  return { is: 'details', id, title, blocks: kept };
}

function isEmpty(block: Block): boolean {
  switch (block.is) {
    case 'text':
      return block.line.every((inline) => inline === '');
    case 'list':
      return block.lines.length === 0;
    case 'facts':
    case 'table':
      return block.rows.length === 0;
    case 'details':
      return block.blocks.length === 0;
    default:
      return block satisfies never;
  }
}
