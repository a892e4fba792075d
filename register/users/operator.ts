// The command line's named operator: a personal account per operating-system user, with a role of the register's own, so that
// what a command looks at or changes is on record under a name before there is a sign-in page (CG.40: personal user ids).
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { withClient } from '../../database/client.ts';
import { ProblemError } from '../../platform/problems.ts';

export interface OperatorSession {
  readonly registerId: number;
  readonly pass: string;
  readonly accountId: string;
  /** Ends the session at once; a command that is killed leaves one that expires by itself. */
  readonly end: () => Promise<void>;
}

export interface OperatorOptions {
  readonly ownerUrl: string;
  readonly register: string;
  /** Login of the operating system's user: one account each, never a shared one. */
  readonly login: string;
}

const SESSION_MINUTES = 60;
const VERBS = ['read', 'add', 'change', 'remove', 'count', 'export'];

/** Throws `not-found` when no such register is published, `not-allowed` when the account's access has been removed. */
export function openOperatorSession(options: OperatorOptions): Promise<OperatorSession> {
  return withClient(options.ownerUrl, async (client) => {
    await client.query('begin');
    const registerId = await getRegister(client, options.register);
    const accountId = await ensureAccount(client, options.login);
    await ensureRole(client, registerId, accountId);
    const pass = randomBytes(32).toString('base64url');
    const sessionId = await insertSession(client, { registerId, accountId, pass });
    await client.query('commit');
    return { registerId, pass, accountId, end: () => endSession(options.ownerUrl, sessionId) };
  });
}

async function getRegister(client: pg.Client, key: string): Promise<number> {
  const { rows } = await client.query<{ id: number }>('select id from notice.register where key = $1', [key]);
  if (rows[0]) return rows[0].id;
  const known = await client.query<{ key: string }>('select key from notice.register order by key limit 50');
  const names = known.rows.map((row) => row.key).join(', ') || 'none yet; publish a notice first';
  throw new ProblemError('not-found', `There is no register “${key}”. Registers: ${names}.`);
}

async function ensureAccount(client: pg.Client, login: string): Promise<string> {
  await client.query(
    `insert into auth.account (id, login, display_name, source) values ($1, $2, $2, 'command line')
     on conflict on constraint account_login_unique do nothing`,
    [randomUUID(), login],
  );
  const { rows } = await client.query<{ id: string; access_removed_at: Date | null }>(
    'select id, access_removed_at from auth.account where login = $1',
    [login],
  );
  const account = rows[0];
  if (!account || account.access_removed_at) {
    throw new ProblemError('not-allowed', `The access of the account “${login}” has been removed.`);
  }
  return account.id;
}

/** One task with every purpose the notice in force names; the implicit ones stay behind their cases. */
async function ensureRole(client: pg.Client, registerId: number, accountId: string): Promise<void> {
  await client.query(
    `insert into auth.role (id, register_id, key, title) values ($1, $2, 'operator', '{"en": "Operator of the command line"}')
     on conflict on constraint role_key_unique do nothing`,
    [randomUUID(), registerId],
  );
  await client.query(
    `insert into auth.task (id, register_id, key, purposes, verbs)
     select $1, $2, 'operate', coalesce(array_agg(p.key order by p.bit), '{}'), $3
       from notice.purpose p where p.register_id = $2 and p.live
     on conflict on constraint task_key_unique do update set purposes = excluded.purposes, verbs = excluded.verbs`,
    [randomUUID(), registerId, VERBS],
  );
  await client.query(
    `insert into auth.role_task (role_id, task_id)
     select r.id, t.id from auth.role r join auth.task t using (register_id)
      where r.register_id = $1 and r.key = 'operator' and t.key = 'operate'
     on conflict on constraint role_task_pk do nothing`,
    [registerId],
  );
  await client.query(
    `insert into auth.account_role (account_id, role_id, granted_by, reason)
     select $1, r.id, 'seloste', 'operator of the command line on this server'
       from auth.role r
      where r.register_id = $2 and r.key = 'operator'
        and not exists (select from auth.account_role g where g.account_id = $1 and g.role_id = r.id)`,
    [accountId, registerId],
  );
}

async function insertSession(
  client: pg.Client,
  session: { registerId: number; accountId: string; pass: string },
): Promise<string> {
  const id = randomUUID();
  await client.query(
    `insert into session.session (id, pass_hash, register_id, kind, account_id, expires_at)
     values ($1, $2, $3, 'cli', $4, now() + make_interval(mins => $5))`,
    [
      id,
      createHash('sha256').update(session.pass).digest(),
      session.registerId,
      session.accountId,
      SESSION_MINUTES,
    ],
  );
  return id;
}

async function endSession(ownerUrl: string, sessionId: string): Promise<void> {
  await withClient(ownerUrl, (client) =>
    client.query('update session.session set ended_at = now() where id = $1 and ended_at is null', [
      sessionId,
    ]),
  );
}
