// One row of a table becomes the facts it holds, each in the columns of its item's table, or the reasons why it can't. A row with
// any problem is rejected whole: half a person is worse than a line in the rejects file.

import type { Temporal } from 'temporal-polyfill';
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import type { Key } from '../../compiler/model/text.ts';
import { normaliseDate } from '../identifiers/date.ts';
import { normaliseEmail } from '../identifiers/email.ts';
import { type IdentifierProblem, type Normalised, normaliseText } from '../identifiers/identifier.ts';
import { normaliseIdentityCode } from '../identifiers/identity-code.ts';
import { normalisePhone } from '../identifiers/phone.ts';
import {
  LONG_TEXT_LIMIT,
  normaliseFlag,
  normaliseLanguage,
  normaliseNumber,
  normalisePostalCode,
  normaliseTime,
  TEXT_LIMIT,
} from '../identifiers/value.ts';
import { type RowAnswer, readAnswers } from './answers.ts';
import { type Choices, normaliseChoice } from './choices.ts';
import type { Column } from './columns.ts';
import { type RowTies, readTies } from './organisations.ts';
import type { RowFact, RowProblem } from './row-parts.ts';
import type { Part } from './targets.ts';
import { UNREADABLE } from './text-encoding.ts';

export interface RowResult {
  readonly facts: readonly RowFact[];
  readonly answers: readonly RowAnswer[];
  readonly ties: RowTies | null;
  readonly problems: readonly RowProblem[];
}

export interface RowContext {
  readonly columns: readonly Column[];
  readonly items: ReadonlyMap<Key, CompiledItem>;
  readonly timeZone: string;
  /** No answer of the table may lie after it. */
  readonly now: Temporal.Instant;
  /** What may hold the name of somebody's own organisation under the purpose; null: nothing may. */
  readonly nameItem?: CompiledItem | null;
  /** Items the notice requires of the kind of person; a row without one is rejected. */
  readonly required: readonly Key[];
  /** Groups of items of which a person of the kind has one: the later only where the earlier is missing. */
  readonly oneOf?: readonly (readonly Key[])[];
  /** What the notice lists for its choice items; without it any word is taken. */
  readonly choices?: Choices;
}

interface Cell {
  readonly column: string;
  readonly part: Part;
  readonly text: string;
}

const NAME_LIMIT = 200;

export function readRow(cells: readonly string[], context: RowContext): RowResult {
  if (cells.length !== context.columns.length) return rejected(null, 'columns-unequal');
  const byItem = new Map<Key, Cell[]>();
  for (const { index, name, target } of context.columns) {
    const text = cells[index]?.trim() ?? '';
    if (target?.is !== 'item' || text === '') continue;
    const cell = { column: name, part: target.part, text };
    byItem.set(target.item, [...(byItem.get(target.item) ?? []), cell]);
  }
  if (byItem.size === 0) return rejected(null, 'row-empty');
  const facts: RowFact[] = [];
  const problems = unreadableCells(cells, context.columns);
  for (const [key, itemCells] of byItem) {
    const item = context.items.get(key);
    if (!item) throw new Error('a column is mapped to an item that is not compiled');
    const values = readItem(item, itemCells, context, problems);
    if (values) facts.push({ item: key, table: item.table, values });
  }
  for (const key of context.required)
    if (!byItem.has(key))
      problems.push({ column: columnOf(context.columns, key), problem: 'required-missing' });
  for (const group of context.oneOf ?? [])
    for (const key of group.filter((each) => byItem.has(each)).slice(1))
      problems.push({ column: columnOf(context.columns, key), problem: 'beside-another' });
  const answers = readAnswers(cells, context, problems);
  const ties = readTies(cells, { columns: context.columns, facts }, problems);
  const named = ties?.personalName ? factOfName(ties.personalName, context, problems) : [];
  return { facts: [...facts, ...named], answers, ties, problems };
}

/** A letter lost is not guessed, and a name without it is not the person's. */
function unreadableCells(cells: readonly string[], columns: readonly Column[]): RowProblem[] {
  return columns.flatMap(({ index, name, target }) =>
    target && cells[index]?.includes(UNREADABLE)
      ? [{ column: name, problem: 'character-unreadable' as const }]
      : [],
  );
}

/** Where an organisation is somebody's own, its name is a fact of the person or it is not kept. */
function factOfName(name: string, { nameItem }: RowContext, problems: RowProblem[]): readonly RowFact[] {
  if (nameItem) return [{ item: nameItem.key, table: nameItem.table, values: { value: name } }];
  problems.push({ column: null, problem: 'organisation-personal' });
  return [];
}

/** The name of the column that holds the item. */
export function columnOf(columns: readonly Column[], item: Key | undefined): string | null {
  return columns.find(({ target }) => target?.is === 'item' && target.item === item)?.name ?? null;
}

const rejected = (column: string | null, problem: IdentifierProblem): RowResult => ({
  facts: [],
  answers: [],
  ties: null,
  problems: [{ column, problem }],
});

type Values = Record<string, string>;

function readItem(
  item: CompiledItem,
  cells: readonly Cell[],
  context: RowContext,
  problems: RowProblem[],
): Values | null {
  const before = problems.length;
  const take = (cell: Cell | undefined, normalise: (text: string) => Normalised): string => {
    if (!cell) return '';
    const result = normalise(cell.text);
    if (result.ok) return result.value;
    problems.push({ column: cell.column, problem: result.problem });
    return '';
  };
  const values = readValues(item, cells, context, take);
  return problems.length > before ? null : values;
}

type Take = (cell: Cell | undefined, normalise: (text: string) => Normalised) => string;

function readValues(item: CompiledItem, cells: readonly Cell[], context: RowContext, take: Take): Values {
  const [only] = cells;
  switch (item.table) {
    case 'person_name':
      return readName(cells, take);
    case 'postal_address':
      return readAddress(cells, take);
    case 'email':
      return { address: take(only, normaliseEmail) };
    case 'phone':
      return { number: take(only, normalisePhone) };
    case 'birth_date':
      return { day: take(only, normaliseDate) };
    case 'identity_code':
      return { code: take(only, normaliseIdentityCode) };
    case 'attribute_number':
      return { value: take(only, normaliseNumber) };
    case 'attribute_date':
      return { value: take(only, normaliseDate) };
    case 'attribute_time':
      return { value: take(only, (text) => normaliseTime(text, context.timeZone)) };
    case 'attribute_flag':
      return { value: take(only, normaliseFlag) };
    default:
      return { value: take(only, textNormaliser(item, context.choices?.get(item.key))) };
  }
}

function textNormaliser(
  item: CompiledItem,
  choices: ReadonlyMap<string, Key> | undefined,
): (text: string) => Normalised {
  if (choices) return (text) => normaliseChoice(text, choices);
  if (item.key === 'language') return normaliseLanguage;
  const limit = item.type === 'long-text' ? LONG_TEXT_LIMIT : TEXT_LIMIT;
  return (text) => normaliseText(text, limit);
}

const nameText = (text: string) => normaliseText(text, NAME_LIMIT);

/** “Sukunimi, Etunimi” or “Etunimi Sukunimi”; a single word is a family name. Names are kept in parts. */
function readName(cells: readonly Cell[], take: Take): Values {
  const full = cells.find((cell) => cell.part === 'full');
  if (full) return splitName(take(full, nameText));
  return {
    family_name: take(find(cells, 'family'), nameText),
    given_name: take(find(cells, 'given'), nameText),
  };
}

function splitName(full: string): Values {
  const comma = full.indexOf(',');
  if (comma >= 0)
    return { family_name: full.slice(0, comma).trim(), given_name: full.slice(comma + 1).trim() };
  const space = full.lastIndexOf(' ');
  return { family_name: full.slice(space + 1), given_name: space < 0 ? '' : full.slice(0, space) };
}

function readAddress(cells: readonly Cell[], take: Take): Values {
  const country = take(find(cells, 'country'), (text) => normaliseText(text, 60));
  const code = country === '' || /^(fi|suomi|finland)$/i.test(country) ? 'FI' : country;
  return {
    street: take(find(cells, 'street'), nameText),
    postal_code: take(find(cells, 'postal-code'), (text) => normalisePostalCode(text, code)),
    locality: take(find(cells, 'town'), nameText),
    country: code,
  };
}

const find = (cells: readonly Cell[], part: Part) => cells.find((cell) => cell.part === part);
