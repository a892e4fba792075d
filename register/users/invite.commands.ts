// Making an account for somebody and giving it its roles. One person, one user id (CG.40, RE.18): who has an account in another
// register gets roles on it, and who comes back gets the old one with nothing that proved who they were.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { isPlainEmail, normaliseLogin } from '../sign-in/login.ts';
import { note } from './actor.ts';
import { type Change, giveRoleIn } from './grant.commands.ts';
import { changeAccess } from './transaction.ts';

export interface Invitation extends Change {
  /** Their e-mail address. */
  readonly login: string;
  readonly name: string;
  readonly language: 'fi' | 'sv' | 'en';
  readonly roles: readonly string[];
}

export interface Invited {
  readonly accountId: string;
  readonly granted: readonly string[];
  /** Roles that wait for another manager. */
  readonly waiting: readonly string[];
  /** False for who signs in already, in another register: a link would have them set a new password for nothing. */
  readonly needsLink: boolean;
}

/** Sends nothing: the link is mailed once this is committed. Throws `request-invalid` for who has access to the register already. */
export async function inviteUser(accounts: pg.Pool, invitation: Invitation): Promise<Invited> {
  const login = normaliseLogin(invitation.login);
  if (!isPlainEmail(login)) throw wrongLogin('malformed', 'This is not an e-mail address.');
  return changeAccess(accounts, invitation.register.id, async (client) => {
    const accountId = await ensureAccount(client, { ...invitation, login });
    await refuseKnown(client, invitation.register.id, accountId);
    const granted: string[] = [];
    const waiting: string[] = [];
    for (const role of invitation.roles) {
      const given = await giveRoleIn(client, { ...invitation, accountId, role });
      (given.granted ? granted : waiting).push(role);
    }
    const { register, actor } = invitation;
    await note(client, { register, actor, kind: 'user-invited', what: accountId });
    return { accountId, granted, waiting, needsLink: !(await canSignIn(client, accountId)) };
  });
}

async function ensureAccount(
  client: pg.ClientBase,
  { login, name, language, actor }: Invitation,
): Promise<string> {
  const { rows } = await client.query<{ id: string; removed: boolean }>(
    'select id, access_removed_at is not null as removed from auth.account where login = $1 for update',
    [login],
  );
  const existing = rows[0];
  if (existing) {
    if (existing.removed) await reopen(client, existing.id);
    return existing.id;
  }
  const id = randomUUID();
  await client.query(
    'insert into auth.account (id, login, display_name, language, recorded_by) values ($1, $2, $3, $4, $5)',
    [id, login, name, language, actor.accountId],
  );
  return id;
}

const CREDENTIALS = ['password', 'totp', 'recovery_code', 'passkey', 'external_identity'];

/** Only the new link lets them in, and the undertaking is signed anew. */
async function reopen(client: pg.ClientBase, id: string): Promise<void> {
  for (const table of CREDENTIALS)
    await client.query(`delete from signin.${table} where account_id = $1`, [id]);
  await client.query(
    'update auth.undertaking set expires_on = current_date where account_id = $1 and (expires_on is null or expires_on > current_date)',
    [id],
  );
  await client.query('update auth.account set access_removed_at = null where id = $1', [id]);
}

async function canSignIn(client: pg.ClientBase, accountId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from auth.account a where a.id = $1
        and (exists (select from signin.password w where w.account_id = a.id) or exists (select from signin.passkey k where k.account_id = a.id)
          or exists (select from signin.external_identity e where e.account_id = a.id))`,
    [accountId],
  );
  return (rowCount ?? 0) > 0;
}

async function refuseKnown(client: pg.ClientBase, registerId: number, accountId: string): Promise<void> {
  const { rowCount } = await client.query(
    `select from auth.account_role g join auth.role r on r.id = g.role_id
      where g.account_id = $1 and r.register_id = $2 and g.ended_at is null limit 1`,
    [accountId, registerId],
  );
  if (rowCount)
    throw wrongLogin('taken', 'This person is a user of the register already: give them roles there.');
}

function wrongLogin(code: string, message: string): ProblemError {
  return new ProblemError('request-invalid', message, { fields: [{ path: 'login', code, message }] });
}
