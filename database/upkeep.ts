/**
 * What the clock asks of the database: opening again what stays open after a closing came by the second, forgetting sign-ups nobody
 * confirmed, and going on with the rewriting of a publishing that a crash interrupted. Closing never waits for it: that is in the policies.
 */
import pg from 'pg';

export interface UpkeepOptions {
  readonly url: string;
  readonly every_ms?: number;
  /** Told of a round that failed; the next one tries again. */
  readonly onError: (error: unknown) => void;
}

export interface Upkeep {
  /** Waits for the round that is under way. */
  readonly stop: () => Promise<void>;
}

const EVERY_MS = 60_000;
const PEOPLE_A_BATCH = 500;
/** A round ends after this many batches, so that stopping never waits long; the next round goes on. */
const BATCHES_A_ROUND = 200;
const TIMEOUT_MS = 60_000;

export function startUpkeep({ url, every_ms = EVERY_MS, onError }: UpkeepOptions): Upkeep {
  const state = { stopping: false };
  let round: Promise<void> = Promise.resolve();
  const run = () => {
    round = round.then(() => keepUp(url, () => state.stopping)).catch(onError);
  };
  run();
  const timer = setInterval(run, every_ms);
  timer.unref();
  return {
    stop: async () => {
      state.stopping = true;
      clearInterval(timer);
      await round;
    },
  };
}

/** One round over a connection of its own: it needs no session, because it tells nothing and opens nothing by itself. */
export async function keepUp(url: string, isStopping: () => boolean = () => false): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    application_name: 'seloste upkeep',
  });
  // A database that dies meanwhile shows in the statement that fails; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await untilDone(client, 'select gate.refresh_clocks($1) > 0 as more', isStopping);
    await client.query('select gate.forget_requests()');
    await client.query('select session.forget_prepared()');
    await untilDone(client, 'select gate.rewrite_batch($1) as more', isStopping);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilDone(client: pg.Client, sql: string, isStopping: () => boolean): Promise<void> {
  for (let batch = 0; batch < BATCHES_A_ROUND && !isStopping(); batch += 1) {
    const { rows } = await client.query<{ more: boolean }>(sql, [PEOPLE_A_BATCH]);
    if (!rows[0]?.more) return;
  }
}
