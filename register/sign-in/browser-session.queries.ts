// Browser sessions: one row each, found by the hash of the cookie. The database's triggers end and prolong the database sessions that
// hang on them, so no code path can forget to.
import { randomUUID } from 'node:crypto';
import { ProblemError } from '../../platform/problems.ts';
import { query, type SignInContext } from './context.ts';
import { hashToken, makeToken } from './secrets.ts';
import type { EntitledRegister, SignInStep } from './signed-in.ts';
import { stepOf } from './step.ts';

export type Way = 'password' | 'passkey' | 'oidc' | 'invitation';

export interface BrowserSession {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly language: string;
  readonly step: SignInStep;
  readonly expiresAt: Date;
  readonly idleExpiresAt: Date;
  /** When the person last proved who they are. */
  readonly provenAt: Date;
  readonly tasks: readonly TaskRow[];
}

export interface TaskRow {
  readonly register_id: number;
  readonly register_key: string;
  readonly role_key: string;
  readonly role_title: Readonly<Record<string, string>>;
  /** Null: a role without tasks. */
  readonly task_key: string | null;
  readonly purposes: readonly string[] | null;
  readonly verbs: readonly string[] | null;
}

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly login: string;
  readonly display_name: string;
  readonly language: string;
  readonly gave_second_factor: boolean;
  readonly has_second_factor: boolean;
  readonly asks_second_factor: boolean;
  readonly has_undertaking: boolean;
  readonly seen_at: Date;
  readonly proven_at: Date;
  readonly expires_at: Date;
  readonly idle_expires_at: Date;
  readonly tasks: TaskRow[] | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Idle time is prolonged at most this often, so that a page of ten requests writes once. */
const TOUCH_MS = MINUTE_MS;

const HAS_SECOND_FACTOR = `(
  exists (select from signin.totp t where t.account_id = b.account_id and t.confirmed_at is not null)
  or exists (select from signin.passkey p where p.account_id = b.account_id))`;

const FIND = `
select b.id, b.account_id, f.login, f.display_name, f.language, b.second_factor_at is not null as gave_second_factor,
       ${HAS_SECOND_FACTOR} as has_second_factor, b.asks_second_factor or f.asks_second_factor as asks_second_factor,
       f.has_undertaking, b.seen_at, greatest(b.opened_at, b.second_factor_at) as proven_at, b.expires_at, b.idle_expires_at,
       (select jsonb_agg(to_jsonb(t)) from session.account_tasks(b.account_id) t) as tasks
  from signin.browser_session b cross join lateral session.account_facts(b.account_id) f
 where b.token_hash = $1 and b.ended_at is null and b.expires_at > $2 and b.idle_expires_at > $2`;

/** Undefined for a cookie that is worth nothing: unknown, ended, idle too long, access removed. */
export async function findBrowserSession(
  context: SignInContext,
  token: string,
): Promise<BrowserSession | undefined> {
  const now = context.clock();
  const [row] = await query<Row>(context, FIND, [hashToken(token), now]);
  if (!row) return undefined;
  const idleExpiresAt =
    now.getTime() - row.seen_at.getTime() > TOUCH_MS ? await touch(context, row.id) : row.idle_expires_at;
  const step = stepOf({
    gaveSecondFactor: row.gave_second_factor,
    hasSecondFactor: row.has_second_factor,
    asksSecondFactor: row.asks_second_factor || context.settings.multiFactor,
    hasUndertaking: row.has_undertaking,
  });
  const { id, account_id: accountId, login, display_name: name, language, expires_at: expiresAt } = row;
  const [provenAt, tasks] = [row.proven_at, row.tasks ?? []];
  return { id, accountId, login, name, language, step, expiresAt, idleExpiresAt, provenAt, tasks };
}

async function touch(context: SignInContext, id: string): Promise<Date> {
  const now = context.clock();
  const idle = new Date(now.getTime() + context.settings.idleMinutes * MINUTE_MS);
  const [row] = await query<{ idle_expires_at: Date }>(
    context,
    `update signin.browser_session set seen_at = $2, idle_expires_at = least(expires_at, $3)
      where id = $1 returning idle_expires_at`,
    [id, now, idle],
  );
  return row?.idle_expires_at ?? idle;
}

export interface Starting {
  readonly accountId: string;
  readonly way: Way;
  /** A passkey that knows its user is both factors; so is an organisation's sign-in that says so. */
  readonly gaveSecondFactor: boolean;
  readonly device: string;
}

/** A new session with a new cookie, whatever cookie the browser came with (session fixation, A18). */
export async function startBrowserSession(context: SignInContext, starting: Starting): Promise<string> {
  const token = makeToken();
  const now = context.clock();
  const expires = now.getTime() + context.settings.hours * HOUR_MS;
  const idle = Math.min(expires, now.getTime() + context.settings.idleMinutes * MINUTE_MS);
  await query(
    context,
    `insert into signin.browser_session as b
       (id, token_hash, account_id, way, device, second_factor_at, opened_at, seen_at, idle_expires_at, expires_at, asks_second_factor)
     select $1, $2, b.account_id, $4, $5, $6, $7, $7, $8, $9, $10 or ${HAS_SECOND_FACTOR}
       from (select $3::uuid as account_id) b`,
    [
      randomUUID(),
      hashToken(token),
      starting.accountId,
      starting.way,
      starting.device,
      starting.gaveSecondFactor ? now : null,
      now,
      new Date(idle),
      new Date(expires),
      context.settings.multiFactor,
    ],
  );
  return token;
}

/** A new cookie for the same session, when it may do more from now on; what was opened with the old one ends. */
export async function rotateBrowserSession(
  context: SignInContext,
  id: string,
  { gaveSecondFactor = false }: { gaveSecondFactor?: boolean } = {},
): Promise<string> {
  const token = makeToken();
  const changed = await query(
    context,
    `update signin.browser_session set token_hash = $2, second_factor_at = case when $3 then $4 else second_factor_at end
      where id = $1 and ended_at is null returning id`,
    [id, hashToken(token), gaveSecondFactor, context.clock()],
  );
  if (changed.length === 0) throw new ProblemError('not-signed-in', 'The session has ended: sign in again.');
  return token;
}

/** Ends sessions of an account: one, all but one, or all. Answers how many. */
export async function endBrowserSessions(
  context: Pick<SignInContext, 'pool' | 'clock'>,
  which: { accountId: string; id?: string; but?: string; because: string },
): Promise<number> {
  const ended = await query(
    context,
    `update signin.browser_session set ended_at = $2, ended_because = $3
      where account_id = $1 and ended_at is null and ($4::uuid is null or id = $4) and ($5::uuid is null or id <> $5) returning id`,
    [which.accountId, context.clock(), which.because, which.id ?? null, which.but ?? null],
  );
  return ended.length;
}

export interface ListedSession {
  readonly id: string;
  readonly device: string;
  readonly way: Way;
  readonly opened_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
}

const SESSIONS_LIMIT = 100;

export function listBrowserSessions(
  context: Pick<SignInContext, 'pool' | 'clock'>,
  accountId: string,
): Promise<ListedSession[]> {
  return query<ListedSession>(
    context,
    `select id, device, way, opened_at, seen_at, expires_at from signin.browser_session
      where account_id = $1 and ended_at is null and expires_at > $2 and idle_expires_at > $2
      order by seen_at desc limit $3`,
    [accountId, context.clock(), SESSIONS_LIMIT],
  );
}

/** Opens the database session of a register the first time; throws `not-found` for a register that is not theirs. */
export async function openPass(
  context: SignInContext,
  { id, token, register }: { id: string; token: string; register: string },
): Promise<string> {
  const pass = context.secrets.passOf(token, register);
  try {
    await query(context, 'select session.open_staff($1, $2, $3)', [id, register, hashToken(pass)]);
    return pass;
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'SE040':
      return new ProblemError('not-signed-in', 'The session has ended: sign in again.', { cause: error });
    case 'SE041':
    case 'SE042':
      return new ProblemError('sign-in-unfinished', 'A step of signing in is missing.', { cause: error });
    case 'SE043':
      return new ProblemError('not-found', 'There is nothing at this address.', { cause: error });
    default:
      return error;
  }
}

/** The tasks by register, as the access check reads them (CG.40). */
export function registersOf(tasks: readonly TaskRow[]): EntitledRegister[] {
  const registers = Map.groupBy(tasks, (task) => task.register_key);
  return [...registers].map(([key, rows]) => ({
    id: rows[0]?.register_id ?? 0,
    key,
    tasks: rows.flatMap((row) =>
      row.task_key === null
        ? []
        : [{ key: row.task_key, purposes: row.purposes ?? [], verbs: row.verbs ?? [] }],
    ),
  }));
}
