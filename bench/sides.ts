// The two sides of a comparison over the same tables: the application's login under its policies, and a role that bypasses them and
// writes the predicate by hand. Both use the door's own kind of connection.
import type pg from 'pg';
import { openPool } from '../database/door/pool.ts';
import type { Place } from './cluster.ts';

export interface Sides {
  readonly app: pg.Pool;
  readonly bare: pg.Pool;
  readonly close: () => Promise<void>;
}

export function openSides(place: Place): Sides {
  const [app, bare] = [place.appUrl, place.bareUrl].map((url) =>
    openPool({ url, connections: 2, pipelined: true }),
  ) as [pg.Pool, pg.Pool];
  return {
    app,
    bare,
    close: async () => {
      await Promise.all([app.end(), bare.end()]);
    },
  };
}

export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Runs queries one after another in one transaction, under a session and purpose or under none, and answers the rows of the last. */
export async function runAll(
  pool: pg.Pool,
  queries: readonly Query[],
  context?: { readonly pass: string; readonly purpose: string },
): Promise<readonly Record<string, unknown>[]> {
  const client = await pool.connect();
  try {
    const begun = client.query('begin');
    const set = context
      ? client.query(`select set_config('seloste.pass', $1, true), set_config('seloste.purpose', $2, true)`, [
          context.pass,
          context.purpose,
        ])
      : undefined;
    await begun;
    await set;
    let rows: Record<string, unknown>[] = [];
    for (const { text, values } of queries) rows = (await client.query({ text, values: [...values] })).rows;
    await client.query('commit');
    return rows;
  } finally {
    client.release();
  }
}

/** Throws unless both sides answered the same, and at least one row. */
export function assertSame(what: string, ours: readonly unknown[], theirs: readonly unknown[]): void {
  if (ours.length === 0) throw new Error(`${what}: nothing was read`);
  if (JSON.stringify(ours) !== JSON.stringify(theirs))
    throw new Error(`${what}: the two sides read different rows`);
}

export const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));
