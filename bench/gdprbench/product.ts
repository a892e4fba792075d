// The product's side: every operation through the door under one purpose, on the product's own table. A record is one row: its purpose is
// the item, its subject, source and end are the row's, and what a notice says for all rows (who gets it, what decides, who has access,
// which category) is part of the text here, as the objection is. docs/decisions says why.
import type { Door, Entered } from '../../database/door/door.ts';
import type { Statement } from '../../database/door/statement.ts';
import { type Attribute, attributeValue } from './generators.ts';
import { ALL, sourceKey } from './notice.ts';
import { indexOf, numberOf, rowId, SEPARATOR, subjectId, TEXT_FIELDS, textOf, type World } from './place.ts';
import type { Touched } from './plain.ts';
import type { Operation } from './workloads.ts';

export interface FactRow {
  readonly subject_id: string;
  readonly id: string;
  readonly item_no: number;
  readonly source_no: number;
  readonly ttl: string;
  readonly value: string;
}

const TABLE = 'register.attribute_long_text';
const NAME = 'attribute_long_text';

export interface GdprRow {
  readonly key: string;
  readonly pur: string;
  readonly ttl: string;
  readonly usr: string;
  readonly obj: string;
  readonly dec: string;
  readonly acl: string;
  readonly shr: string;
  readonly src: string;
  readonly cat: string;
  readonly data: string;
}

/** The record as GDPRbench writes it: key, nine attributes, data. The text's parts are those of TEXT_FIELDS. */
export function toRecord(world: World, row: FactRow): GdprRow {
  const [obj = '', data = '', dec = '', acl = '', shr = '', cat = ''] = row.value.split(SEPARATOR);
  return {
    key: `key${numberOf(row.id)}`,
    pur: `purpose${world.items.indexOf(row.item_no)}`,
    ttl: row.ttl,
    usr: `user${numberOf(row.subject_id)}`,
    obj,
    dec,
    acl,
    shr,
    src: `src${world.sources.indexOf(row.source_no)}`,
    cat,
    data,
  };
}

type Where = { readonly item: number } | { readonly subject: string } | { readonly id: string };

export function productSide(world: World, door: Door): (operation: Operation) => Promise<Touched> {
  const context = { pass: world.pass, purpose: ALL };
  const itemOf = (value: string) => world.items[indexOf('PUR', value)] ?? 0;
  const whereOf = (by: Attribute, value: string): Where => {
    if (by === 'PUR') return { item: itemOf(value) };
    if (by === 'USR') return { subject: subjectId(indexOf('USR', value)) };
    throw new Error(`no operation names its rows by ${by}`);
  };
  const enter = async (work: (entered: Entered) => Promise<number>): Promise<Touched> => ({
    rows: await door.enter(context, work),
  });
  const read = (verb: 'read' | 'set', statement: Statement<FactRow>) =>
    enter(async (entered) => {
      const rows = await entered[verb]({ what: 'gdprbench: read' }, statement);
      return rows.map((row) => toRecord(world, row)).length;
    });
  return (operation) => {
    switch (operation.do) {
      case 'read-by-key':
      case 'read-meta-by-key':
        return read('read', reading(world, 'id = $1', [rowId(operation.k)]));
      case 'read-by':
        return operation.by === 'USR'
          ? read('read', reading(world, 'subject_id = $1', [subjectId(indexOf('USR', operation.value))]))
          : read('set', readingBy(world, operation.by, operation.value));
      case 'delete-by-key':
        return enter((entered) => erase(entered, { id: rowId(operation.k) }));
      case 'delete-by':
        return enter((entered) => erase(entered, whereOf(operation.by, operation.value)));
      case 'insert':
        return enter((entered) => entered.write(inserting(world, operation.k)));
      case 'update-all':
        return enter((entered) => rewrite(world, entered, operation.k));
      case 'update-meta-by-key':
        return enter((entered) => setField(world, entered, { id: rowId(operation.k) }, operation));
      case 'update-meta-by':
        return enter((entered) =>
          setField(world, entered, whereOf(operation.by, operation.value), operation),
        );
      default:
        return operation satisfies never;
    }
  };
}

export function reading(world: World, where: string, values: readonly unknown[]): Statement<FactRow> {
  const row = `subject_id, id, item_no, source_no, (extract(epoch from ends_at)::int8 - ${world.epoch})::text as ttl, value`;
  return { text: `select ${row} from ${TABLE} where ${where}`, values };
}

/** By an attribute that lies in the text: the objection is what texts begin with. */
function readingBy(world: World, by: Attribute, value: string): Statement<FactRow> {
  if (by === 'PUR') return reading(world, 'item_no = $1', [world.items[indexOf('PUR', value)]]);
  if (by !== 'OBJ') throw new Error(`no text begins with ${by}`);
  const next = String.fromCharCode(SEPARATOR.charCodeAt(0) + 1);
  return reading(world, 'item_no = any ($1::smallint[]) and head >= $2 and head < $3', [
    world.items,
    `${value}${SEPARATOR}`,
    `${value}${next}`,
  ]);
}

async function erase(entered: Entered, where: Where): Promise<number> {
  const [named, value] = namedBy(where);
  const [answer] = await entered.call<{ erased: number }>({
    text: `select erased from gate.erase_facts('${NAME}', 'the person asked', ${named} => $1)`,
    values: [value],
  });
  return answer?.erased ?? 0;
}

function namedBy(where: Where): readonly [string, unknown] {
  if ('item' in where) return ['p_item', where.item];
  return 'subject' in where ? ['p_subject', where.subject] : ['p_id', where.id];
}

function inserting({ items, sources, epoch }: World, k: number): Statement<unknown> {
  return {
    text: `insert into ${TABLE} (subject_id, id, item_no, source_no, ends_at, value) values ($1, $2, $3, $4, to_timestamp($5), $6)`,
    values: [
      subjectId(indexOf('USR', attributeValue('USR', k))),
      rowId(k),
      items[k % items.length],
      sources[k % sources.length],
      epoch + Number(attributeValue('TTL', k)),
      textOf(k),
    ],
  };
}

interface Change {
  readonly field: Attribute;
  readonly to: string;
}

/** Whose, where from and until when are the gatekeeper's to correct; the text is the application's to write. */
function setField(world: World, entered: Entered, where: Where, { field, to }: Change): Promise<number> {
  if (field === 'USR') return correct(entered, where, 'p_to_subject', subjectId(indexOf('USR', to)));
  if (field === 'SRC') return correct(entered, where, 'p_source', sourceKey(indexOf('SRC', to)));
  if (field === 'TTL')
    return correct(entered, where, 'p_ends_at', new Date((world.epoch + Number(to)) * 1000).toISOString());
  const [named, value] = namedBy(where);
  const column = { p_item: 'item_no', p_subject: 'subject_id', p_id: 'id' }[named];
  const parts = TEXT_FIELDS.map((part, at) =>
    part === field ? '$1::text' : `split_part(value, '${SEPARATOR}', ${at + 1})`,
  );
  return entered.write({
    text: `update ${TABLE} set value = concat_ws('${SEPARATOR}', ${parts.join(', ')}) where ${column} = $2`,
    values: [to, value],
  });
}

async function correct(entered: Entered, where: Where, what: string, to: string): Promise<number> {
  const [named, value] = namedBy(where);
  const [answer] = await entered.call<{ matched: number }>({
    text: `select matched from gate.correct_facts('${NAME}', ${named} => $1, ${what} => $2)`,
    values: [value, to],
  });
  return answer?.matched ?? 0;
}

/** All ten fields at once: the text by the application, and in the same transaction what it may not write. */
async function rewrite(world: World, entered: Entered, k: number): Promise<number> {
  const user = subjectId(indexOf('USR', attributeValue('USR', k)));
  const ends = new Date((world.epoch + Number(attributeValue('TTL', k))) * 1000).toISOString();
  const [rows] = await Promise.all([
    entered.write({ text: `update ${TABLE} set value = $1 where id = $2`, values: [textOf(k), rowId(k)] }),
    entered.call({
      text: `select matched from gate.correct_facts('${NAME}', p_id => $1, p_to_subject => $2, p_source => $3, p_ends_at => $4)`,
      values: [rowId(k), user, sourceKey(indexOf('SRC', attributeValue('SRC', k))), ends],
    }),
  ]);
  return rows;
}

/** For comparing with the plain table. */
export const RECORD_COLUMNS = [
  'key',
  'pur',
  'ttl',
  'usr',
  'obj',
  'dec',
  'acl',
  'shr',
  'src',
  'cat',
  'data',
] as const satisfies readonly (keyof GdprRow)[];
