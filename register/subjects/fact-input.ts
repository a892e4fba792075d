// What a form sends for an item becomes the value columns of its table, or says what is wrong with which field; the same normalisers as
// an import's, so that a value is one value however it came in.
import { Temporal } from 'temporal-polyfill';
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import { type FieldProblem, ProblemError } from '../../platform/problems.ts';
import { choicesOf } from '../import/choices.ts';
import { readRow } from '../import/row.ts';
import type { Part } from '../import/targets.ts';
import type { FactValue } from './people-writing.schemas.ts';
import { type Asking, itemsOf } from './words.ts';

/** Value columns of the item's table; an encrypted value stands in clear under `code` or `value` until it is sealed. */
export type Columns = Readonly<Record<string, string | null>>;

const PART_OF: Readonly<Record<string, Part>> = {
  given_name: 'given',
  family_name: 'family',
  street: 'street',
  postal_code: 'postal-code',
  locality: 'town',
  country: 'country',
};

/** Throws `request-invalid` with the field for a value that is none of its item's. */
export function readValue(
  asking: Asking,
  item: CompiledItem,
  value: FactValue,
  { path, now }: { path: string; now: Date },
): Columns {
  // The request's schema has bounded it and found nothing unsafe in it; lines are part of a long text.
  if (item.type === 'long-text' && typeof value === 'string') return { value: value.normalize('NFC') };
  const cells = cellsOf(item, value);
  const { facts, problems } = readRow(
    cells.map(({ text }) => text),
    {
      columns: cells.map(({ name, part }, index) => ({
        index,
        name,
        target: { is: 'item', item: item.key, part },
      })),
      items: new Map([[item.key, item]]),
      timeZone: asking.words.notice.timeZone,
      now: Temporal.Instant.fromEpochMilliseconds(now.getTime()),
      required: [],
      choices: choicesOf(asking.words.terms),
    },
  );
  const [fact] = facts;
  if (problems.length === 0 && fact)
    return Object.fromEntries(
      Object.entries(fact.values).map(([name, text]) => [name, text === '' ? null : text]),
    );
  const fields = problems.map(({ column, problem }) => field(column ? `${path}.${column}` : path, problem));
  throw new ProblemError('request-invalid', DETAIL, {
    fields: fields.length > 0 ? fields : [field(path, 'empty')],
  });
}

const DETAIL = 'The value does not have the form of its item; “fields” says which part and why.';

const field = (path: string, problem: string): FieldProblem => ({
  path,
  code: problem === 'row-empty' ? 'empty' : problem,
  message: DETAIL,
});

interface Cell {
  readonly name: string;
  readonly part: Part;
  readonly text: string;
}

function cellsOf(item: CompiledItem, value: FactValue): readonly Cell[] {
  if (typeof value === 'string') return [{ name: 'value', part: wholePart(item), text: value }];
  return Object.entries(value).flatMap(([name, text]) => {
    const part = PART_OF[name];
    return part && text !== undefined && text !== null && text !== '' ? [{ name, part, text }] : [];
  });
}

function wholePart(item: CompiledItem): Part {
  if (item.table === 'person_name') return 'full';
  return item.table === 'postal_address' ? 'street' : 'value';
}

/** Throws for what the purpose may not record. The database asks the same of the notice in force. */
export function itemToWrite(asking: Asking, key: string, path: string): CompiledItem {
  const item = itemsOf(asking).find((each) => each.key === key);
  if (item) return item;
  const detail = 'The notice in force does not let this item be kept under the purpose.';
  throw new ProblemError('item-not-in-notice', detail, {
    fields: [{ path, code: 'not-in-list', message: detail }],
  });
}

/** The source's number, where the notice accepts it for the item. */
export function sourceToWrite({ words }: Asking, item: CompiledItem, key: string, path: string): number {
  const source = words.notice.sources.find((each) => each.key === key);
  if (source && item.sources.some(({ no }) => no === source.no)) return source.no;
  const detail = 'The notice in force does not accept this source for the item.';
  throw new ProblemError('source-not-in-notice', detail, {
    fields: [{ path, code: 'not-in-list', message: detail }],
  });
}
