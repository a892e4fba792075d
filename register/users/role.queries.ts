// Roles and tasks of a register, as they are.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import type { Reach } from './coverage.ts';

export interface Task extends Reach {
  readonly key: string;
  readonly title: Record<string, string>;
  readonly origin: 'notice' | 'default' | 'own';
}

export interface Role {
  readonly id: string;
  readonly key: string;
  readonly title: Record<string, string>;
  readonly origin: 'notice' | 'default' | 'own';
  readonly tasks: readonly string[];
  /** How many people have it now. */
  readonly users: number;
}

/** Far more than a register has; lists here are whole, since a role is chosen among all. */
const ROWS_LIMIT = 1_000;

export async function listRoles(client: pg.ClientBase | pg.Pool, registerId: number): Promise<Role[]> {
  const { rows } = await client.query<Role>(
    `select r.id, r.key, r.title, r.origin,
            coalesce((select array_agg(t.key order by t.key) from auth.role_task rt join auth.task t on t.id = rt.task_id where rt.role_id = r.id), '{}') as tasks,
            (select count(*)::int from auth.account_role g where g.role_id = r.id and g.ended_at is null) as users
       from auth.role r where r.register_id = $1 order by array_position(array['owner', 'manager', 'member', 'reader'], r.key), r.key limit $2`,
    [registerId, ROWS_LIMIT],
  );
  return rows;
}

export async function listTasks(client: pg.ClientBase | pg.Pool, registerId: number): Promise<Task[]> {
  const { rows } = await client.query<Task>(
    'select t.key, t.title, t.origin, t.purposes, t.verbs, t.items from auth.task t where t.register_id = $1 order by t.key limit $2',
    [registerId, ROWS_LIMIT],
  );
  return rows;
}

/** Throws `not-found`. */
export async function getRole(
  client: pg.ClientBase,
  registerId: number,
  key: string,
): Promise<Role & { reach: Reach[] }> {
  const { rows } = await client.query<Role & { reach: Reach[] }>(
    `select r.id, r.key, r.title, r.origin, coalesce(array_agg(t.key order by t.key) filter (where t.id is not null), '{}') as tasks,
            (select count(*)::int from auth.account_role g where g.role_id = r.id and g.ended_at is null) as users,
            coalesce(jsonb_agg(jsonb_build_object('purposes', t.purposes, 'verbs', t.verbs, 'items', t.items)) filter (where t.id is not null), '[]') as reach
       from auth.role r left join auth.role_task rt on rt.role_id = r.id left join auth.task t on t.id = rt.task_id
      where r.register_id = $1 and r.key = $2 group by r.id`,
    [registerId, key],
  );
  if (rows[0]) return rows[0];
  throw new ProblemError('not-found', 'There is no such role in this register.');
}

/** Throws `request-invalid` naming the field when one of the keys is no task of the register. */
export async function getTasks(
  client: pg.ClientBase,
  registerId: number,
  keys: readonly string[],
): Promise<Task[]> {
  const tasks = await listTasks(client, registerId);
  const found = tasks.filter((task) => keys.includes(task.key));
  if (found.length === new Set(keys).size) return found;
  const fields = [
    { path: 'tasks', code: 'not-in-list', message: 'One of these is no task of the register.' },
  ];
  throw new ProblemError('request-invalid', 'One of the tasks is not there.', { fields });
}
