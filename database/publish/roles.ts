/** The notice's roles as roles and tasks: what a role may do is what the published notice says it may (CG.40, CO.25). */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { CompiledNotice } from '../../compiler/model/compiled.ts';

export async function publishRoles(
  client: pg.Client,
  registerId: number,
  compiled: CompiledNotice,
): Promise<void> {
  for (const role of compiled.roles) {
    const purposes = compiled.purposes
      .filter((purpose) => (role.purposes & (1n << BigInt(purpose.bit))) !== 0n)
      .map((purpose) => purpose.key);
    await client.query(
      `insert into auth.role (id, register_id, key, title, origin) values ($1, $2, $3, $4, 'notice')
       on conflict on constraint role_key_unique do update set title = excluded.title, origin = excluded.origin`,
      [randomUUID(), registerId, role.key, JSON.stringify(role.title)],
    );
    await client.query(
      `insert into auth.task (id, register_id, key, title, purposes, verbs, items, origin) values ($1, $2, $3, $4, $5, $6, $7, 'notice')
       on conflict on constraint task_key_unique do update set title = excluded.title, purposes = excluded.purposes, verbs = excluded.verbs,
         items = excluded.items, origin = excluded.origin`,
      [randomUUID(), registerId, role.key, JSON.stringify(role.title), purposes, role.verbs, role.items],
    );
    await client.query(
      `insert into auth.role_task (role_id, task_id)
       select r.id, t.id from auth.role r join auth.task t on t.register_id = r.register_id and t.key = r.key
        where r.register_id = $1 and r.key = $2
       on conflict on constraint role_task_pk do nothing`,
      [registerId, role.key],
    );
  }
}
