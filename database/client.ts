/** One short-lived connection for administration: no pool, no session, every wait limited. */
import pg from 'pg';

const TIMEOUT_MS = 10_000;

export async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
  { query_timeout_ms = TIMEOUT_MS }: { query_timeout_ms?: number } = {},
): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: query_timeout_ms,
    // The server gives up too: otherwise the query works on for nobody.
    statement_timeout: query_timeout_ms,
    application_name: 'seloste administration',
  });
  // A connection lost between two queries is an event, not a rejection; the next query rejects by itself.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
