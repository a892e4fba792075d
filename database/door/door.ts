// The door: the only way in to personal data. One transaction under one purpose for one session; rows leave it after the commit,
// and if the work fails after a look, the look is still put on record, since the process has seen the rows.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { explainDatabaseError } from './errors.ts';
import { openPool } from './pool.ts';
import {
  type Look,
  type RecordedColumn,
  refusePersonal,
  refuseReturning,
  type Sql,
  type Statement,
  toSql,
  withRecord,
} from './statement.ts';

export interface Context {
  /** The session's key to the database: random, kept hashed there, never sent to a browser. */
  readonly pass: string;
  readonly purpose: string;
  /** Opens an implicit purpose (rights, retention, security). */
  readonly caseId?: string;
}

export interface Entered {
  /** At most 500 people; recorded in the same statement, a row per person. */
  readonly read: <Row extends SubjectRow>(look: Look | string, statement: Statement<Row>) => Promise<Row[]>;
  readonly readRecords: <Row extends RecordRow>(
    look: Look | string,
    statement: Statement<Row>,
  ) => Promise<Row[]>;
  /** Any number of people: one header with its criteria, and a row per person. */
  readonly set: <Row extends SubjectRow>(look: Look, statement: Statement<Row>) => Promise<Row[]>;
  /** Groups with their `n`; a group of one to four people is refused (it would single them out). */
  readonly count: <Row extends { n: string }>(look: Look, statement: Statement<Row>) => Promise<Row[]>;
  /** Tables about nobody. */
  readonly plain: <Row>(statement: Statement<Row>) => Promise<Row[]>;
  /** Insert or update of value columns; answers how many rows. */
  readonly write: (statement: Statement<unknown>) => Promise<number>;
  /** A function of the gatekeeper or the session, `select … from gate.…(…)`. */
  readonly call: <Row>(statement: Statement<Row>) => Promise<Row[]>;
}

export interface SubjectRow {
  readonly subject_id: string;
}
export interface RecordRow {
  readonly subject_ids: readonly string[];
}

export interface Door {
  readonly enter: <Result>(context: Context, work: (entered: Entered) => Promise<Result>) => Promise<Result>;
  /**
   * The same for work that is one look: its commit travels with it, so that the whole transaction is one trip to the database. A second
   * statement is refused.
   */
  readonly glance: <Result>(context: Context, work: (entered: Entered) => Promise<Result>) => Promise<Result>;
  /** The same on a connection that allows COPY and cursors; the client is the caller's until the work ends. */
  readonly enterStreaming: <Result>(
    context: Context,
    work: (entered: Entered, client: pg.ClientBase) => Promise<Result>,
  ) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export interface DoorOptions {
  readonly url: string;
  /** Without a pooler in between; the same as url unless one is. */
  readonly directUrl?: string;
  readonly connections?: number;
}

const CONNECTIONS = 8;
const STREAMING_CONNECTIONS = 4;
const SMALLEST_GROUP = 5n;

export function openDoor(options: DoorOptions): Door {
  const pool = openPool({
    url: options.url,
    connections: options.connections ?? CONNECTIONS,
    pipelined: true,
  });
  const streams = openPool({
    url: options.directUrl ?? options.url,
    connections: STREAMING_CONNECTIONS,
    pipelined: false,
  });
  return {
    enter: (context, work) => enter({ pool, way: 'pipelined' }, context, (entered) => work(entered)),
    glance: (context, work) => enter({ pool, way: 'glance' }, context, (entered) => work(entered)),
    enterStreaming: (context, work) => enter({ pool: streams, way: 'awaited' }, context, work),
    close: async () => {
      await Promise.all([pool.end(), streams.end()]);
    },
  };
}

/** A look that happened, kept so that it can be recorded again should its transaction roll back. */
interface Looked {
  readonly verb: 'read' | 'set' | 'count';
  readonly look: Look;
  readonly subjects: readonly string[];
  readonly answered: number;
}

interface Entering {
  readonly pool: pg.Pool;
  readonly way: 'pipelined' | 'glance' | 'awaited';
}

async function enter<Result>(
  { pool, way }: Entering,
  context: Context,
  work: (entered: Entered, client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw explainDatabaseError(error);
  });
  const transaction = makeTransaction(client, way === 'glance');
  let failed = false;
  try {
    // Queued, not awaited, where the connection is pipelined: the first statement of the work travels with them. Their failure
    // shows at the commit.
    const opening = begin(client, context, way !== 'awaited');
    if (way === 'awaited') await opening;
    const result = await work(enteredBy(transaction), client);
    const { wantsPreparing } = await opening;
    await transaction.commit();
    // Only quicker: what was done is done and answered, whether this succeeds or not.
    if (wantsPreparing) failed = !(await prepare(client, context));
    return result;
  } catch (error) {
    const known = explainDatabaseError(error);
    // A glance may be refused after its commit: then its look is on record already.
    if (await transaction.isCommitted()) throw known;
    failed = !(await rollBack(client));
    if (transaction.looks.length > 0 && !failed)
      failed = !(await recordAfterwards(client, context, transaction.looks));
    throw known;
  } finally {
    // A connection whose state is not known is never used for another person's session.
    client.release(failed);
  }
}

/** What runs within one entering: its statements, its looks, and its end. */
interface Transaction {
  readonly looks: Looked[];
  readonly run: <Row>(sql: Sql) => Promise<{ rows: Row[]; rowCount: number }>;
  readonly commit: () => Promise<void>;
  readonly isCommitted: () => Promise<boolean>;
}

function makeTransaction(client: pg.ClientBase, isGlance: boolean): Transaction {
  let committed: Promise<void> | undefined;
  const end = () => {
    committed ??= commit(client);
    committed.catch(() => undefined);
    return committed;
  };
  return {
    looks: [],
    run: async <Row>({ text, values }: Sql) => {
      if (committed) throw new Error('A glance is one statement; use enter for more.');
      const answering = client.query({ text, values: [...values] });
      if (isGlance) void end();
      const { rows, rowCount } = await answering;
      return { rows: rows as Row[], rowCount: rowCount ?? 0 };
    },
    commit: end,
    isCommitted: async () =>
      committed?.then(
        () => true,
        () => false,
      ) ?? false,
  };
}

function begin(
  client: pg.ClientBase,
  context: Context,
  pipelined: boolean,
): Promise<{ wantsPreparing: boolean }> {
  const setContext = () =>
    // Bound, so that the pass shows neither in a statement log nor in pg_stat_activity. The settings are made left to right.
    client.query<{ wants: boolean }>({
      text: `select set_config('seloste.pass', $1, true), set_config('seloste.purpose', $2, true), set_config('seloste.case', $3, true),
        session.wants_preparing() as wants`,
      values: [context.pass, context.purpose, context.caseId ?? ''],
    });
  const begun = client.query('begin');
  const set = pipelined
    ? Promise.all([begun, setContext()]).then(([, made]) => made)
    : begun.then(setContext);
  const opening = set.then(({ rows }) => ({ wantsPreparing: rows[0]?.wants === true }));
  opening.catch(() => undefined);
  return opening;
}

/** What the session may do under the purpose is worked out once, after its first transaction; the next ones read it by key. */
async function prepare(client: pg.ClientBase, { pass, purpose }: Context): Promise<boolean> {
  const preparing = client.query({ text: 'select session.prepare($1, $2)', values: [pass, purpose] });
  return preparing.then(
    () => true,
    () => false,
  );
}

async function commit(client: pg.ClientBase): Promise<void> {
  const answer = await client.query('commit');
  // A commit after a failed statement succeeds with the tag ROLLBACK.
  if (answer.command !== 'COMMIT') throw new Error('The transaction was rolled back by an earlier failure.');
}

async function rollBack(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}

/** No record, no data: what the work saw before it failed is recorded in a transaction of its own. */
async function recordAfterwards(
  client: pg.ClientBase,
  context: Context,
  looks: readonly Looked[],
): Promise<boolean> {
  try {
    await begin(client, context, false);
    for (const { verb, look, subjects, answered } of looks) {
      await client.query({
        text: 'select session.record_access($1, $2, $3::jsonb, $4::uuid[], $5)',
        values: [verb, look.what, look.criteria ? JSON.stringify(look.criteria) : null, subjects, answered],
      });
    }
    await commit(client);
    return true;
  } catch {
    return false;
  }
}

function enteredBy({ run, looks }: Transaction): Entered {
  const look = async <Row>(
    verb: Looked['verb'],
    given: Look | string,
    statement: Statement<Row>,
    column: RecordedColumn,
  ): Promise<Row[]> => {
    const named = typeof given === 'string' ? { what: given } : given;
    const { rows } = await run<Row>(withRecord(verb, named, toSql(statement), column));
    // The record is made for an empty answer too, which is then a row of nothing.
    const seen = rows.filter((row) => (row as Partial<Record<RecordedColumn, unknown>>)[column] !== null);
    const subjects = (seen as readonly Partial<SubjectRow & RecordRow>[]).flatMap(
      (row) => row.subject_ids ?? row.subject_id ?? [],
    );
    looks.push({ verb, look: named, subjects: [...new Set(subjects)], answered: seen.length });
    return seen;
  };
  return {
    read: (given, statement) => look('read', given, statement, 'subject_id'),
    readRecords: (given, statement) => look('read', given, statement, 'subject_ids'),
    set: (given, statement) => look('set', given, statement, 'subject_id'),
    count: async (given, statement) => {
      const rows = await look('count', given, statement, 'n');
      refuseSmallGroups(rows);
      return rows;
    },
    plain: async (statement) => (await run(refusePersonal(toSql(statement)))).rows as never,
    write: async (statement) => (await run(refuseReturning(toSql(statement)))).rowCount,
    call: async (statement) => (await run(refusePersonal(toSql(statement)))).rows as never,
  };
}

function refuseSmallGroups(rows: readonly { n: string }[]): void {
  if (rows.every((row) => BigInt(row.n) === 0n || BigInt(row.n) >= SMALLEST_GROUP)) return;
  const detail = 'A group of fewer than five people is not counted: the number would tell who they are.';
  throw new ProblemError('group-too-small', detail);
}
