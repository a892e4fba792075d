// Making and changing roles and tasks. Widening a role is giving access to everybody who has it, so it takes four eyes like a grant.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { note, reachOf } from './actor.ts';
import { isCovered, type Reach } from './coverage.ts';
import type { Change, Given } from './grant.commands.ts';
import { keepManaged } from './managed.ts';
import { askForAccess } from './request.commands.ts';
import { getRole, getTasks, listRoles, listTasks, type Role, type Task } from './role.queries.ts';
import { type RoleWish, storeRole, storeTask, type TaskWish } from './role.store.ts';
import { changeAccess } from './transaction.ts';

const DONE: Given = { granted: true, requestId: null };

/** Throws `request-invalid` when there is a role of the key, or a task is not there. */
export function makeRole(accounts: pg.Pool, change: Change, wish: RoleWish): Promise<Given> {
  return changeAccess(accounts, change.register.id, async (client) => {
    const roles = await listRoles(client, change.register.id);
    refuseTaken(roles, wish.key);
    return saveRole(client, change, wish);
  });
}

export interface RoleEdit {
  readonly title?: Record<string, string> | undefined;
  readonly tasks?: readonly string[] | undefined;
}

export function changeRole(
  accounts: pg.Pool,
  change: Change,
  { key, edit }: { key: string; edit: RoleEdit },
): Promise<Given> {
  return changeAccess(accounts, change.register.id, async (client) => {
    const role = await getRole(client, change.register.id, key);
    refuseNotices(role);
    return saveRole(client, change, {
      key,
      title: edit.title ?? role.title,
      tasks: edit.tasks ?? role.tasks,
    });
  });
}

async function saveRole(client: pg.ClientBase, change: Change, wish: RoleWish): Promise<Given> {
  const reach = await getTasks(client, change.register.id, wish.tasks);
  const requestId = await askUnlessCovered(client, change, { kind: 'role', target: wish.key, wish, reach });
  if (requestId !== null) return { granted: false, requestId };
  await keepManaged(client, change.register.id, () => storeRole(client, change, wish));
  return DONE;
}

/** Throws `not-allowed` for a role that somebody has or had: who had what stays on record. */
export function removeRole(accounts: pg.Pool, change: Change, key: string): Promise<void> {
  return changeAccess(accounts, change.register.id, async (client) => {
    const role = await getRole(client, change.register.id, key);
    refuseNotices(role);
    const { rowCount } = await client.query(
      `delete from auth.role r where r.id = $1 and not exists (select from auth.account_role g where g.role_id = r.id)
          and not exists (select from auth.api_key k where k.role_id = r.id)`,
      [role.id],
    );
    const detail =
      'Somebody has or had this role, or a key of a program is of it, so it stays on record. Take its tasks away instead.';
    if (!rowCount) throw new ProblemError('not-allowed', detail);
    await note(client, { ...change, kind: 'role-removed', what: key });
  });
}

/** Throws `request-invalid` when there is a task of the key, `purpose-not-in-notice` for a purpose that is not there. */
export function makeTask(accounts: pg.Pool, change: Change, wish: TaskWish): Promise<Given> {
  return changeAccess(accounts, change.register.id, async (client) => {
    refuseTaken(await listTasks(client, change.register.id), wish.key);
    return saveTask(client, change, wish);
  });
}

export interface TaskEdit {
  readonly title?: Record<string, string> | undefined;
  readonly purposes?: readonly string[] | undefined;
  readonly verbs?: readonly string[] | undefined;
}

export function changeTask(
  accounts: pg.Pool,
  change: Change,
  { key, edit }: { key: string; edit: TaskEdit },
): Promise<Given> {
  return changeAccess(accounts, change.register.id, async (client) => {
    const task = (await listTasks(client, change.register.id)).find((one) => one.key === key);
    if (!task) throw new ProblemError('not-found', 'There is no such task in this register.');
    refuseNotices(task);
    const { title = task.title, purposes = task.purposes, verbs = task.verbs } = edit;
    return saveTask(client, change, { key, title, purposes, verbs });
  });
}

async function saveTask(client: pg.ClientBase, change: Change, wish: TaskWish): Promise<Given> {
  await refuseUnknownPurposes(client, change.register.id, wish.purposes);
  const reach = [{ ...wish, items: null }];
  const requestId = await askUnlessCovered(client, change, { kind: 'task', target: wish.key, wish, reach });
  if (requestId !== null) return { granted: false, requestId };
  await keepManaged(client, change.register.id, () => storeTask(client, change, wish));
  return DONE;
}

interface Wished {
  readonly kind: 'role' | 'task';
  readonly target: string;
  readonly wish: object;
  readonly reach: readonly Reach[];
}

async function askUnlessCovered(
  client: pg.ClientBase,
  change: Change,
  wished: Wished,
): Promise<string | null> {
  const { accountId } = change.actor;
  if (accountId === null) return null;
  if (isCovered(wished.reach, await reachOf(client, accountId, change.register.id))) return null;
  const reach = wished.reach.map(({ purposes, verbs, items }) => ({ purposes, verbs, items }));
  const { kind, target } = wished;
  return askForAccess(client, { ...change, kind, target, wish: { ...wished.wish, reach } });
}

function refuseTaken(existing: readonly { key: string }[], key: string): void {
  if (!existing.some((one) => one.key === key)) return;
  const fields = [{ path: 'key', code: 'taken', message: 'There is one of this key already.' }];
  throw new ProblemError('request-invalid', 'There is one of this key already.', { fields });
}

function refuseNotices({ origin }: Pick<Role | Task, 'origin'>): void {
  if (origin !== 'notice') return;
  throw new ProblemError(
    'not-allowed',
    'The notice says what this gives: change it there and publish a new version.',
  );
}

async function refuseUnknownPurposes(
  client: pg.ClientBase,
  registerId: number,
  purposes: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ key: string }>(
    'select key from notice.purpose where register_id = $1 and live',
    [registerId],
  );
  const known = new Set(rows.map((row) => row.key));
  if (purposes.every((purpose) => known.has(purpose))) return;
  const fields = [
    { path: 'purposes', code: 'not-in-list', message: 'The notice in force has no such purpose.' },
  ];
  throw new ProblemError(
    'purpose-not-in-notice',
    'The notice in force does not have all of these purposes.',
    { fields },
  );
}
