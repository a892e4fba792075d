/** Looks whether a database is in order: the files in `checks/` are queries that must return no rows. */
import { readdir, readFile } from 'node:fs/promises';
import { withClient } from './client.ts';

export type Check = {
  name: string;
  ok: boolean;
  rows: number /** The first few, for whoever has to mend it. */;
  examples: object[];
};

const checksFolder = new URL('./checks/', import.meta.url);
const EXAMPLES = 5;
const ROWS_LIMIT = 1_000;
/** Some checks read every row there is. */
const TIMEOUT_MS = 3_600_000;

export async function runChecks(ownerUrl: string, folder = checksFolder): Promise<Check[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return withClient(
    ownerUrl,
    async (client) => {
      const checks: Check[] = [];
      for (const name of names) {
        const sql = (await readFile(new URL(name, folder), 'utf8')).trim().replace(/;$/, '');
        const { rows } = await client.query<object>(`select * from (${sql}) as found limit ${ROWS_LIMIT}`);
        const examples = rows.slice(0, EXAMPLES);
        checks.push({ name: name.replace(/\.sql$/, ''), ok: rows.length === 0, rows: rows.length, examples });
      }
      return checks;
    },
    { query_timeout_ms: TIMEOUT_MS },
  );
}

export async function serverVersion(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'unknown';
  });
}
