// A register keeps somebody who administers it.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';

/** A register nobody administers any more could be opened again only by whoever holds the server. */
export async function keepManaged<Result>(
  client: pg.ClientBase,
  registerId: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = await isManaged(client, registerId);
  const result = await work();
  if (!before || (await isManaged(client, registerId))) return result;
  const detail = 'Nobody would be left who administers this register: give the task to somebody else first.';
  throw new ProblemError('not-allowed', detail);
}

async function isManaged(client: pg.ClientBase, registerId: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from auth.account_role g join auth.account a on a.id = g.account_id and a.access_removed_at is null
       join auth.role r on r.id = g.role_id and r.register_id = $1 join auth.role_task rt on rt.role_id = r.id
       join auth.task t on t.id = rt.task_id and 'manage' = any (t.verbs)
      where g.ended_at is null limit 1`,
    [registerId],
  );
  return (rowCount ?? 0) > 0;
}
