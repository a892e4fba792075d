// Writing roles and tasks once it is decided that it may be done.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type Actor, note, type RegisterName } from './actor.ts';

export interface RoleWish {
  readonly key: string;
  readonly title: Record<string, string>;
  readonly tasks: readonly string[];
}

export interface TaskWish {
  readonly key: string;
  readonly title: Record<string, string>;
  readonly purposes: readonly string[];
  readonly verbs: readonly string[];
}

interface Storing {
  readonly register: RegisterName;
  readonly actor: Actor;
}

/** A default role that people change becomes theirs in content; only the notice's roles follow the notice. */
export async function storeRole(
  client: pg.ClientBase,
  { register, actor }: Storing,
  wish: RoleWish,
): Promise<void> {
  await client.query(
    `insert into auth.role (id, register_id, key, title, origin) values ($1, $2, $3, $4, 'own')
     on conflict on constraint role_key_unique do update set title = excluded.title`,
    [randomUUID(), register.id, wish.key, JSON.stringify(wish.title)],
  );
  const values = [register.id, wish.key, wish.tasks];
  await client.query(
    `delete from auth.role_task rt using auth.role r, auth.task t
      where r.register_id = $1 and r.key = $2 and rt.role_id = r.id and t.id = rt.task_id and t.key <> all ($3::text[])`,
    values,
  );
  await client.query(
    `insert into auth.role_task (role_id, task_id)
     select r.id, t.id from auth.role r join auth.task t on t.register_id = r.register_id and t.key = any ($3::text[])
      where r.register_id = $1 and r.key = $2 on conflict on constraint role_task_pk do nothing`,
    values,
  );
  await note(client, { register, actor, kind: 'role-changed', what: wish.key });
}

export async function storeTask(
  client: pg.ClientBase,
  { register, actor }: Storing,
  wish: TaskWish,
): Promise<void> {
  await client.query(
    `insert into auth.task (id, register_id, key, title, purposes, verbs, origin) values ($1, $2, $3, $4, $5, $6, 'own')
     on conflict on constraint task_key_unique do update set title = excluded.title, purposes = excluded.purposes, verbs = excluded.verbs`,
    [randomUUID(), register.id, wish.key, JSON.stringify(wish.title), wish.purposes, wish.verbs],
  );
  await note(client, { register, actor, kind: 'task-changed', what: wish.key });
}
