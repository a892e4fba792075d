// Connections of the door. Every wait has an end: a client without time-outs hung for good when the network went away. Pipelined
// connections send begin, context and query in one round trip; COPY and cursors can't, so they have a pool of their own.
import pg from 'pg';

export interface PoolOptions {
  readonly url: string;
  readonly connections: number;
  readonly pipelined: boolean;
}

const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;
const LOCK_MS = 10_000;
const IDLE_TRANSACTION_MS = 30_000;

const DATE = 1082;

/** A day stays the text it is: as a JavaScript date it would move with the time zone of the process. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === DATE ? (value: string) => value : pg.types.getTypeParser(oid, format),
};

export function openPool(options: PoolOptions): pg.Pool {
  const config = {
    connectionString: options.url,
    max: options.connections,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    query_timeout: STATEMENT_MS + 5_000,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    application_name: 'seloste',
    pipeline: options.pipelined,
    types,
    // Compiling a short query to machine code costs more than running it.
    options: '-c jit=off',
  };
  const pool = new pg.Pool(config);
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same of one that breaks in use: its statement fails, the door gives it up, and the process goes on.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
