// Who administers: a manager who has signed in, or the administrator of the server at its command line.
import type pg from 'pg';
import type { Reach } from './coverage.ts';

export interface Actor {
  /** Null: the administrator of the server, whom nothing here could hold; what they do is on record like the rest. */
  readonly accountId: string | null;
  readonly name: string;
}

export interface RegisterName {
  readonly id: number;
  readonly key: string;
}

/** What the account's roles in the register give, with items, for comparing. */
export async function reachOf(
  client: pg.ClientBase,
  accountId: string,
  registerId: number,
): Promise<Reach[]> {
  const { rows } = await client.query<Reach>(
    `select t.purposes, t.verbs, t.items from auth.account_role g
       join auth.account a on a.id = g.account_id and a.access_removed_at is null
       join auth.role r on r.id = g.role_id and r.register_id = $2
       join auth.role_task rt on rt.role_id = r.id join auth.task t on t.id = rt.task_id
      where g.account_id = $1 and g.ended_at is null limit 5000`,
    [accountId, registerId],
  );
  return rows;
}

export interface Noted {
  readonly kind: string;
  /** Keys and ids only. */
  readonly what: string;
}

export async function note(
  client: pg.ClientBase,
  { register, actor, kind, what }: Noted & { register: RegisterName; actor: Actor },
): Promise<void> {
  await client.query('select session.note_administration($1, $2, $3, $4)', [
    register.id,
    actor.accountId,
    kind,
    what,
  ]);
}
