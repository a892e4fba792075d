// I1: importing a CSV file end to end (reading, checking, matching, source, gate, search, audit) against COPY of every row that came
// of it into the same tables with their indices and keys.
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { ITEM_FACTS } from '../database/tables.ts';
import type { Bench, Prepared, Size } from './bench.ts';
import { openPlace, type Place, rowsOf, run } from './cluster.ts';
import { openImporter } from './importing.ts';
import { writePeople } from './people-csv.ts';
import { makeRegister } from './world.ts';

const ROWS = { ci: 5_000, full: 100_000 } as const;

interface Contents {
  readonly table: string;
  readonly rows: readonly Buffer[];
}

/** Parents before children. The audit has a line for each batch and cannot be emptied; those few rows are left out. */
const TABLES = [
  'register.subject',
  'register.relationship',
  ...ITEM_FACTS.map((table) => `register.${table.name}`),
  'register.search',
  'register.match_key',
  'register.due',
  'register.event',
  'register.anchor',
];

async function withClient<Result>(
  place: Place,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: place.superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function takeContents(place: Place): Promise<readonly Contents[]> {
  return withClient(place, async (client) => {
    const contents: Contents[] = [];
    for (const table of TABLES) {
      const rows: Buffer[] = [];
      const keep = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          rows.push(chunk);
          done();
        },
      });
      await pipeline(client.query(copyTo(`copy ${table} to stdout`)), keep);
      if (rows.length > 0) contents.push({ table, rows });
    }
    return contents;
  });
}

async function copyAll(place: Place, contents: readonly Contents[]): Promise<void> {
  await withClient(place, async (client) => {
    await client.query('begin');
    for (const { table, rows } of contents)
      await pipeline(Readable.from(rows), client.query(copyFrom(`copy ${table} from stdin`)));
    await client.query('commit');
  });
}

const empty = (place: Place) =>
  run(place.superuserUrl, 'truncate register.subject, register.due, register.anchor, register.event cascade');

async function countRows(place: Place): Promise<string> {
  const counts = TABLES.map((table) => `select '${table}' as name, count(*)::text as n from ${table}`).join(
    ' union all ',
  );
  const rows = await rowsOf<{ name: string; n: string }>(place.superuserUrl, counts);
  return rows
    .map(({ name, n }) => `${name} ${n}`)
    .sort()
    .join(', ');
}

async function prepare(size: Size): Promise<Prepared> {
  const place = await openPlace('i1');
  const register = await makeRegister(place, {
    register: 'i1',
    people: 10,
    purposes: 10,
    recipients: 5,
    tables: [],
  });
  // The guards of single rows skip the gatekeeper's set-wise inserts, and the limit shall not pay for them either.
  await run(
    place.superuserUrl,
    ITEM_FACTS.map((table) => `alter table register.${table.name} disable trigger guard_insert;`).join('\n'),
  );
  const importer = await openImporter(register);
  const file = path.join(importer.folder, 'people.csv');
  await writePeople(file, 0, ROWS[size]);
  await empty(place);
  await importer.load(file);
  const contents = await takeContents(place);
  const imported = await countRows(place);
  await empty(place);
  return {
    variants: [
      {
        label: 'import of a CSV file, nine columns',
        data: `${ROWS[size]} rows`,
        product: async () => {
          const { added } = await importer.load(file);
          if (added !== ROWS[size]) throw new Error(`${added} people were added`);
        },
        limit: () => copyAll(place, contents),
        verify: async () => {
          await copyAll(place, contents);
          const copied = await countRows(place);
          if (copied !== imported) throw new Error(`import left ${imported}; COPY ${copied}`);
          await run(place.superuserUrl, 'analyze');
          const wrong = await rowsOf(place.superuserUrl, 'select 1 from gate.check_gates() limit 1');
          if (wrong.length > 0) throw new Error('an imported gate is wrong');
          await empty(place);
        },
        reset: () => empty(place),
        floor: 0.2,
        goal: 0.35,
        pairs: 7,
      },
    ],
    close: async () => {
      await importer.close();
      await place.close();
    },
  };
}

export const i1Import: Bench = { id: 'I1', what: 'importing a CSV file', figure: 'rate', prepare };
