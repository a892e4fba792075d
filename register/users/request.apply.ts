// What an approved request does. Everything is looked at again: roles may have changed while it waited.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { type Actor, note, type RegisterName } from './actor.ts';
import { isCovered, type Reach } from './coverage.ts';
import { keepManaged } from './managed.ts';
import { getRole, getTasks } from './role.queries.ts';
import { type RoleWish, storeRole, storeTask, type TaskWish } from './role.store.ts';

export interface Approved {
  readonly register: RegisterName;
  readonly actor: Actor;
  readonly kind: 'grant' | 'role' | 'task';
  readonly accountId: string | null;
  readonly target: string;
  readonly wish: Record<string, unknown>;
  readonly reason: string;
}

export const applyRequest = (client: pg.ClientBase, approved: Approved): Promise<void> =>
  keepManaged(client, approved.register.id, () => apply(client, approved));

async function apply(client: pg.ClientBase, approved: Approved): Promise<void> {
  if (approved.kind === 'grant') return applyGrant(client, approved);
  if (approved.kind === 'task') return storeTask(client, approved, approved.wish as unknown as TaskWish);
  const wish = approved.wish as unknown as RoleWish & { reach: Reach[] };
  const tasks = await getTasks(client, approved.register.id, wish.tasks);
  refuseGrown(tasks, wish.reach);
  return storeRole(client, approved, wish);
}

async function applyGrant(client: pg.ClientBase, approved: Approved): Promise<void> {
  const { register, actor, accountId, target, reason } = approved;
  const role = await getRole(client, register.id, target);
  refuseGrown(role.reach, (approved.wish as { reach: Reach[] }).reach);
  await client.query(
    `insert into auth.account_role (account_id, role_id, granted_at, granted_by, granted_by_id, reason)
     select a.id, $2, clock_timestamp(), $3, $4, $5 from auth.account a where a.id = $1 and a.access_removed_at is null
     on conflict (account_id, role_id) where ended_at is null do nothing`,
    [accountId, role.id, actor.name, actor.accountId, reason],
  );
  await note(client, { register, actor, kind: 'role-granted', what: `${target} to ${accountId}` });
}

/** Approved is what was shown: a role that was widened meanwhile has to be asked for anew. */
function refuseGrown(now: readonly Reach[], then: readonly Reach[]): void {
  if (isCovered(now, then)) return;
  throw new ProblemError(
    'not-allowed',
    'What is asked for gives more now than when it was asked: it must be asked anew.',
  );
}
