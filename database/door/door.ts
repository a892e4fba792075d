// The door: the only way in to personal data. One transaction under one purpose for one session; rows leave it after the commit,
// and if the work fails after a look, the look is still put on record, since the process has seen the rows.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { explainDatabaseError } from './errors.ts';
import { openPool } from './pool.ts';
import {
  type Look,
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
    enter: (context, work) => enter({ pool, pipelined: true }, context, (entered) => work(entered)),
    enterStreaming: (context, work) => enter({ pool: streams, pipelined: false }, context, work),
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

async function enter<Result>(
  { pool, pipelined }: { pool: pg.Pool; pipelined: boolean },
  context: Context,
  work: (entered: Entered, client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw explainDatabaseError(error);
  });
  const looks: Looked[] = [];
  let failed = false;
  try {
    // Queued, not awaited, where the connection is pipelined: the first statement of the work travels with them. Their failure
    // shows at the commit.
    const opening = begin(client, context, pipelined);
    if (!pipelined) await opening;
    const result = await work(enteredBy(client, looks), client);
    const { wantsPreparing } = await opening;
    await commit(client);
    if (wantsPreparing) await prepare(client, context);
    return result;
  } catch (error) {
    failed = true;
    const known = explainDatabaseError(error);
    failed = !(await rollBack(client));
    if (looks.length > 0 && !failed) failed = !(await recordAfterwards(client, context, looks));
    throw known;
  } finally {
    // A connection whose state is not known is never used for another person's session.
    client.release(failed);
  }
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
async function prepare(client: pg.ClientBase, { pass, purpose }: Context): Promise<void> {
  await client.query({ text: 'select session.prepare($1, $2)', values: [pass, purpose] });
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

function enteredBy(client: pg.ClientBase, looks: Looked[]): Entered {
  const run = async <Row>(sql: Sql): Promise<{ rows: Row[]; rowCount: number }> => {
    const answer = await client.query({ text: sql.text, values: [...sql.values] });
    return { rows: answer.rows as Row[], rowCount: answer.rowCount ?? 0 };
  };
  const recordNothing = (verb: Looked['verb'], { what, criteria }: Look, answered = 0) =>
    run({
      text: `select session.record_access('${verb}', $1, $2::jsonb, '{}', $3)`,
      values: [what, criteria ? JSON.stringify(criteria) : null, answered],
    });
  const look = async <Row>(
    verb: 'read' | 'set',
    given: Look | string,
    statement: Statement<Row>,
    column: 'subject_id' | 'subject_ids',
  ): Promise<Row[]> => {
    const named = typeof given === 'string' ? { what: given } : given;
    const { rows } = await run<Row>(withRecord(verb, named, toSql(statement), column));
    const subjects = (rows as readonly Partial<SubjectRow & RecordRow>[]).flatMap(
      (row) => row.subject_ids ?? row.subject_id ?? [],
    );
    // PostgreSQL does not run the recording part of the statement when there is nothing to join it to.
    if (rows.length === 0) await recordNothing(verb, named);
    looks.push({ verb, look: named, subjects: [...new Set(subjects)], answered: rows.length });
    return rows;
  };
  return {
    read: (given, statement) => look('read', given, statement, 'subject_id'),
    readRecords: (given, statement) => look('read', given, statement, 'subject_ids'),
    set: (given, statement) => look('set', given, statement, 'subject_id'),
    count: async (given, statement) => {
      const { rows } = await run<{ n: string }>(toSql(statement));
      refuseSmallGroups(rows);
      looks.push({ verb: 'count', look: given, subjects: [], answered: rows.length });
      await recordNothing('count', given, rows.length);
      return rows as never;
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
