/**
 * Puts a notice in force: one transaction stores the version and switches the look-ups, so the next statement obeys it. What the new
 * version narrows stays closed to everybody until every row is rewritten; what it opens, opens as the rewriting comes by.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { NO_ASSIGNMENTS } from '../../compiler/compile/assign.ts';
import { compile } from '../../compiler/compile/compile.ts';
import { fromJson, toJson } from '../../compiler/compile/json.ts';
import { emitIndexes } from '../../compiler/enforce/indexes.ts';
import { emitRegister, emitRegisterChange } from '../../compiler/enforce/register.ts';
import type { Assignments, CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import { ProblemError } from '../../platform/problems.ts';
import { TABLES } from '../tables.ts';
import { publishDefaultRoles } from './default-roles.ts';
import { publishRoles } from './roles.ts';
import { refuseSuccession } from './succession.ts';
import { readSettings, type Settings, whatChanged } from './what-changed.ts';

export interface Publishing {
  readonly notice: Notice;
  /** The file, word for word. */
  readonly text: string;
  /** Who publishes: a personal login. */
  readonly publisher: string;
}

export interface Published {
  readonly registerId: number;
  readonly version: number;
  /** False when this very text is in force already. */
  readonly changed: boolean;
  /** Whether `rewriteAll` has something to do. */
  readonly rewrites: boolean;
  readonly compiled: CompiledNotice;
}

interface InForce {
  readonly register_id: number;
  readonly version_no: number;
  readonly generation: number;
  readonly pending: string;
  readonly assignments: Assignments;
  readonly hash: string;
  readonly compiled: string;
}

const TIMEOUT_MS = 600_000;
const TURN_PAUSE_MS = 100;

export async function publishNotice(ownerUrl: string, publishing: Publishing): Promise<Published> {
  const client = new pg.Client({ connectionString: ownerUrl, query_timeout: TIMEOUT_MS });
  await client.connect();
  try {
    await client.query('begin');
    const published = await publishIn(client, publishing);
    await client.query('commit');
    if (published.changed) await buildIndexes(client, published);
    return published;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

async function publishIn(client: pg.Client, { notice, text, publisher }: Publishing): Promise<Published> {
  const registerId = await lockRegister(client, notice.register);
  const earlier = await findInForce(client, registerId);
  const hash = createHash('sha256').update(text).digest('hex');
  const compiled = compile(notice, hash, earlier?.assignments ?? NO_ASSIGNMENTS);
  if (earlier?.hash === hash) {
    return { registerId, version: earlier.version_no, changed: false, rewrites: false, compiled };
  }
  const before = await readSettings(client, registerId);
  await refuseSuccession(client, registerId, notice);
  refuseChangedBasis(before, compiled);
  const version = (earlier?.version_no ?? 0) + 1;
  await client.query(
    `insert into notice.version (register_id, no, text, hash, publisher, compiled) values ($1, $2, $3, $4, $5, $6)`,
    [registerId, version, text, hash, publisher, toJson(compiled)],
  );
  await client.query(
    earlier ? emitRegisterChange(fromJson(earlier.compiled), compiled) : emitRegister('postgresql', compiled),
  );
  await publishRoles(client, registerId, compiled);
  await publishDefaultRoles(client, { registerId, compiled, isFirst: !earlier });
  const after = await readSettings(client, registerId);
  const { rewrite, close } = earlier ? whatChanged(before, after) : { rewrite: 0n, close: 0n };
  const stillPending = BigInt(earlier?.pending ?? '0');
  const unfinished = await findUnfinished(client, registerId);
  const { multiFactor } = notice.access;
  await switchTo(client, { registerId, version, compiled, multiFactor, pending: close | stillPending });
  const bits = rewrite | stillPending | unfinished;
  if (bits !== 0n) await scheduleRewrite(client, registerId, bits);
  return { registerId, version, changed: true, rewrites: bits !== 0n, compiled };
}

/** Waits for running imports and for another publishing of the register; nobody computes a gate meanwhile. */
async function lockRegister(client: pg.Client, key: string): Promise<number> {
  await client.query(
    'insert into notice.register (key) values ($1) on conflict on constraint register_key_unique do nothing',
    [key],
  );
  const { rows } = await client.query<{ id: number }>('select id from notice.register where key = $1', [key]);
  const id = rows[0]?.id ?? 0;
  await client.query(`select pg_advisory_xact_lock(hashtextextended('notice', $1))`, [id]);
  return id;
}

async function findInForce(client: pg.Client, registerId: number): Promise<InForce | undefined> {
  const { rows } = await client.query<InForce>(
    `select f.register_id, f.version_no, f.generation, f.pending::text, f.assignments, v.hash, v.compiled::text
       from notice.in_force f join notice.version v on v.register_id = f.register_id and v.no = f.version_no
      where f.register_id = $1`,
    [registerId],
  );
  return rows[0];
}

/** From consent to legitimate interest, everyone who never said yes would be open: a new purpose has to succeed the old one. */
function refuseChangedBasis(before: Settings, compiled: CompiledNotice): void {
  for (const purpose of compiled.purposes) {
    const was = before.purposes.get(purpose.key);
    if (!was || was.basis === purpose.basis) continue;
    const detail = `The purpose “${purpose.key}” had the basis ${was.basis} and now has ${purpose.basis}: a basis never changes. Name a new purpose that succeeds it.`;
    throw new ProblemError('basis-changed', detail);
  }
}

interface Switch {
  readonly registerId: number;
  readonly version: number;
  readonly compiled: CompiledNotice;
  /** Signing in takes a second factor (CO.26). */
  readonly multiFactor: boolean;
  readonly pending: bigint;
}

async function switchTo(
  client: pg.Client,
  { registerId, version, compiled, multiFactor, pending }: Switch,
): Promise<void> {
  await client.query(
    `insert into notice.in_force (register_id, version_no, flip, pending, time_zone, assignments, multi_factor)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (register_id) do update set version_no = excluded.version_no, flip = excluded.flip, pending = excluded.pending,
       time_zone = excluded.time_zone, assignments = excluded.assignments, multi_factor = excluded.multi_factor,
       generation = notice.in_force.generation + 1`,
    [
      registerId,
      version,
      compiled.flip,
      pending,
      compiled.timeZone,
      JSON.stringify(compiled.assignments),
      multiFactor,
    ],
  );
  await client.query(
    `insert into audit.security (id, register_id, kind, what) values ($1, $2, 'notice-published', $3)`,
    [randomUUID(), registerId, `version ${version}`],
  );
}

async function findUnfinished(client: pg.Client, registerId: number): Promise<bigint> {
  const { rows } = await client.query<{ purposes: string }>(
    'select coalesce(bit_or(purposes), 0)::text as purposes from notice.rewrite where register_id = $1 and finished_at is null',
    [registerId],
  );
  return BigInt(rows[0]?.purposes ?? '0');
}

/** A rewrite that was still running is taken over: its purposes are part of the new one, which starts from the beginning. */
async function scheduleRewrite(client: pg.Client, registerId: number, purposes: bigint): Promise<void> {
  await client.query(
    'update notice.rewrite set finished_at = now() where register_id = $1 and finished_at is null',
    [registerId],
  );
  await client.query(
    `insert into notice.rewrite (register_id, generation, purposes)
     select $1, f.generation, $2 from notice.in_force f where f.register_id = $1`,
    [registerId, purposes],
  );
}

/**
 * Outside the transaction and concurrently: reading and writing go on while an index for an opt-in purpose is built. Two such builds
 * on one table wait for each other for ever, so they take turns; the turn is tried for, since whoever waits inside a statement is
 * waited for by the build itself.
 */
async function buildIndexes(client: pg.Client, { registerId, compiled }: Published): Promise<void> {
  const indexes = emitIndexes(registerId, compiled, TABLES);
  if (indexes.length === 0) return;
  for (let waited_ms = 0; !(await tryTurn(client)) && waited_ms < TIMEOUT_MS; waited_ms += TURN_PAUSE_MS) {
    await pause(TURN_PAUSE_MS);
  }
  for (const index of indexes) await client.query(index.statement);
}

/** Held until the connection ends. */
async function tryTurn(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('notice indexes', 0)) as mine`,
  );
  return rows[0]?.mine === true;
}

const BATCH = 500;
/** Far more than any register has; a loop without an end would be a defect. */
const BATCHES_LIMIT = 1_000_000;

/** Rewrites until nothing is left. Each batch is a transaction of its own, so it may be stopped at any time. */
export async function rewriteAll(appUrl: string, batch = BATCH): Promise<number> {
  const client = new pg.Client({ connectionString: appUrl, query_timeout: TIMEOUT_MS });
  await client.connect();
  try {
    for (let done = 0; done < BATCHES_LIMIT; done += 1) {
      const { rows } = await client.query<{ more: boolean }>('select gate.rewrite_batch($1) as more', [
        batch,
      ]);
      if (!rows[0]?.more) return done;
    }
    return BATCHES_LIMIT;
  } finally {
    await client.end();
  }
}
