// The limit: one table, one statement for each operation, the driver's own transaction.
import type pg from 'pg';
import { ATTRIBUTES, type Attribute, makeRecord } from './generators.ts';
import type { Operation } from './workloads.ts';

const FIELDS = [...ATTRIBUTES.map((attribute) => attribute.toLowerCase()), 'data'];
const column = (attribute: Attribute) => attribute.toLowerCase();
const ends = (parameter: string, epoch: number) => `to_timestamp(${epoch} + ${parameter}::text::int)`;

/** What an operation touched: rows read, rows written. */
export interface Touched {
  readonly rows: number;
}

export function plainSide(pool: pg.Pool, epoch: number): (operation: Operation) => Promise<Touched> {
  const all = ['key', ...FIELDS].join(', ');
  const ask = async (text: string, values: readonly unknown[]) => ({
    rows: (await pool.query({ text, values: [...values] })).rowCount ?? 0,
  });
  const setting = (field: Attribute) =>
    field === 'TTL' ? `ttl = $2, expires = ${ends('$2', epoch)}` : `${column(field)} = $2`;
  return (operation) => {
    switch (operation.do) {
      case 'read-by-key':
        return ask(`select ${all} from plain.usertable where key = $1`, [`key${operation.k}`]);
      case 'read-meta-by-key':
        return ask(`select key, ${FIELDS.slice(0, -1).join(', ')} from plain.usertable where key = $1`, [
          `key${operation.k}`,
        ]);
      case 'read-by':
        return ask(`select ${all} from plain.usertable where ${column(operation.by)} = $1`, [
          operation.value,
        ]);
      case 'delete-by-key':
        return ask('delete from plain.usertable where key = $1', [`key${operation.k}`]);
      case 'delete-by':
        return ask(`delete from plain.usertable where ${column(operation.by)} = $1`, [operation.value]);
      case 'insert': {
        const { key, meta, data } = makeRecord(operation.k);
        const values = [key, ...ATTRIBUTES.map((attribute) => meta[attribute]), data];
        return ask(
          `insert into plain.usertable values (${values.map((_, at) => `$${at + 1}`).join(', ')}, ${ends('$3', epoch)})`,
          values,
        );
      }
      case 'update-all': {
        const { key, meta, data } = makeRecord(operation.k);
        const set = FIELDS.map((field, at) => `${field} = $${at + 2}`).join(', ');
        return ask(`update plain.usertable set ${set}, expires = ${ends('$3', epoch)} where key = $1`, [
          key,
          ...ATTRIBUTES.map((attribute) => meta[attribute]),
          data,
        ]);
      }
      case 'update-meta-by-key':
        return ask(`update plain.usertable set ${setting(operation.field)} where key = $1`, [
          `key${operation.k}`,
          operation.to,
        ]);
      case 'update-meta-by':
        return ask(
          `update plain.usertable set ${setting(operation.field)} where ${column(operation.by)} = $1`,
          [operation.value, operation.to],
        );
      default:
        return operation satisfies never;
    }
  };
}
