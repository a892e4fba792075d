// Giving and taking roles. A grant says who gave it and why, and lasts until it is ended; what gives more than its giver has waits
// for another manager (CG.40, CO.25).
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { type Actor, note, type RegisterName, reachOf } from './actor.ts';
import { isCovered } from './coverage.ts';
import { keepManaged } from './managed.ts';
import { askForAccess } from './request.commands.ts';
import { getRole } from './role.queries.ts';
import { changeAccess } from './transaction.ts';

export interface Change {
  readonly register: RegisterName;
  readonly actor: Actor;
  readonly reason: string;
}

export interface Given {
  /** False: it waits for another manager. */
  readonly granted: boolean;
  readonly requestId: string | null;
}

export interface Grant extends Change {
  readonly accountId: string;
  readonly role: string;
}

export const giveRole = (accounts: pg.Pool, grant: Grant): Promise<Given> =>
  changeAccess(accounts, grant.register.id, (client) => giveRoleIn(client, grant));

/** Throws `not-found` for an account that is not there or whose access was removed, `request-invalid` when it has the role. */
export async function giveRoleIn(client: pg.ClientBase, grant: Grant): Promise<Given> {
  const role = await getRole(client, grant.register.id, grant.role);
  await getLiveAccount(client, grant.accountId);
  await refuseDouble(client, grant.accountId, role.id);
  const { accountId } = grant.actor;
  if (accountId !== null && !isCovered(role.reach, await reachOf(client, accountId, grant.register.id))) {
    const requestId = await askForAccess(client, {
      ...grant,
      kind: 'grant',
      target: role.key,
      wish: { reach: role.reach },
    });
    return { granted: false, requestId };
  }
  await insertGrant(client, { ...grant, roleId: role.id });
  return { granted: true, requestId: null };
}

async function getLiveAccount(client: pg.ClientBase, id: string): Promise<void> {
  const { rowCount } = await client.query(
    'select from auth.account where id = $1 and access_removed_at is null for update',
    [id],
  );
  if (!rowCount) throw new ProblemError('not-found', 'There is no such user in this register.');
}

async function refuseDouble(client: pg.ClientBase, accountId: string, roleId: string): Promise<void> {
  const { rowCount } = await client.query(
    'select from auth.account_role where account_id = $1 and role_id = $2 and ended_at is null',
    [accountId, roleId],
  );
  if (rowCount) throw new ProblemError('request-invalid', 'The user has this role already.');
}

async function insertGrant(
  client: pg.ClientBase,
  { register, actor, reason, accountId, role, roleId }: Grant & { roleId: string },
): Promise<void> {
  await client.query(
    'insert into auth.account_role (account_id, role_id, granted_at, granted_by, granted_by_id, reason) values ($1, $2, clock_timestamp(), $3, $4, $5)',
    [accountId, roleId, actor.name, actor.accountId, reason],
  );
  await note(client, { register, actor, kind: 'role-granted', what: `${role} to ${accountId}` });
}

/** Throws `not-found` when the user does not have the role, `not-allowed` when nobody would be left to administer the register. */
export const endRole = (accounts: pg.Pool, grant: Grant): Promise<{ accountEnded: boolean }> =>
  changeAccess(accounts, grant.register.id, (client) => endRoleIn(client, grant));

export async function endRoleIn(client: pg.ClientBase, grant: Grant): Promise<{ accountEnded: boolean }> {
  const role = await getRole(client, grant.register.id, grant.role);
  const ended = await endGrants(client, grant, [role.id]);
  if (ended === 0) throw new ProblemError('not-found', 'The user does not have this role.');
  return { accountEnded: await endWithoutRoles(client, grant) };
}

export interface Removed {
  readonly endedRoles: number;
  /** True when the user had roles in no other register: the user id itself is closed. */
  readonly accountEnded: boolean;
}

/** Every role in the register at once, with the sessions and the keys that rest on them. */
export async function removeAccess(accounts: pg.Pool, removal: Omit<Grant, 'role'>): Promise<Removed> {
  return changeAccess(accounts, removal.register.id, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from auth.role where register_id = $1', [
      removal.register.id,
    ]);
    const roles = rows.map((row) => row.id);
    const endedRoles = await endGrants(client, removal, roles);
    // Somebody whose first role still waits has no grant to end, but an account.
    const withdrawn = await withdrawRequests(client, removal);
    if (endedRoles === 0 && withdrawn === 0) {
      throw new ProblemError('not-found', 'There is no such user with access to this register.');
    }
    return { endedRoles, accountEnded: await endWithoutRoles(client, removal) };
  });
}

async function endGrants(
  client: pg.ClientBase,
  { register, actor, reason, accountId }: Omit<Grant, 'role'>,
  roles: readonly string[],
): Promise<number> {
  const { rowCount } = await keepManaged(client, register.id, () =>
    client.query(
      `update auth.account_role set ended_at = clock_timestamp(), ended_by = $3, ended_because = $4
        where account_id = $1 and role_id = any ($2) and ended_at is null`,
      [accountId, roles, actor.name, reason],
    ),
  );
  if (!rowCount) return 0;
  await note(client, { register, actor, kind: 'role-ended', what: `${rowCount} of ${accountId}` });
  return rowCount;
}

async function withdrawRequests(
  client: pg.ClientBase,
  { register, actor, accountId }: Omit<Grant, 'role'>,
): Promise<number> {
  const { rowCount } = await client.query(
    `update auth.access_request set decided_at = clock_timestamp(), decided_by = coalesce($3, asked_by), decision = 'withdrawn', decision_reason = 'access removed'
      where register_id = $1 and account_id = $2 and decided_at is null`,
    [register.id, accountId, actor.accountId],
  );
  return rowCount ?? 0;
}

/** CG.37 counts from here: the moment nothing is left that the user id gives access to. */
async function endWithoutRoles(
  client: pg.ClientBase,
  { register, actor, accountId }: Omit<Grant, 'role'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update auth.account a set access_removed_at = clock_timestamp()
      where a.id = $1 and a.access_removed_at is null and not exists (select from auth.account_role g where g.account_id = a.id and g.ended_at is null)
        and not exists (select from auth.access_request q where q.account_id = a.id and q.decided_at is null)`,
    [accountId],
  );
  if (!rowCount) return false;
  await note(client, { register, actor, kind: 'access-removed', what: accountId });
  return true;
}
