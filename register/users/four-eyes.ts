// Whether whoever approves is a second pair of eyes: somebody whose own administration does not come from who asks or who gets it,
// and who gains nothing by approving. Else one person with two addresses approves for themselves.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { type RegisterName, reachOf } from './actor.ts';
import { isCovered } from './coverage.ts';

interface Approving {
  readonly register: RegisterName;
  readonly approver: string;
  /** Who asked, and who would get it. */
  readonly concerned: readonly string[];
}

/** From those whom the server made managers along who made whom, round the concerned; ended grants still tell where others come from. */
const INDEPENDENT = `
with recursive managing as (
  select distinct g.account_id, g.granted_by_id
    from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = $1
    join auth.role_task rt on rt.role_id = r.id join auth.task t on t.id = rt.task_id and 'manage' = any (t.verbs)
   where g.account_id <> all ($3::uuid[])
), independent as (
  select m.account_id from managing m where m.granted_by_id is null
  union
  select m.account_id from independent i join managing m on m.granted_by_id = i.account_id
)
select from independent i where i.account_id = $2`;

/** Throws `not-allowed` for a manager whose administration was given by one of the concerned, or by somebody they gave it to. */
export async function refuseDependent(client: pg.ClientBase, approving: Approving): Promise<void> {
  const { register, approver, concerned } = approving;
  const { rowCount } = await client.query(INDEPENDENT, [register.id, approver, concerned]);
  if (rowCount) return;
  const detail =
    'Another manager must approve this: your own administration was given by who asked or who gets it.';
  throw new ProblemError('not-allowed', detail);
}

/** Throws `not-allowed` when the work gives the approver more than they had: they are who gets it, by way of a role or task. */
export async function refuseOwnGain<Result>(
  client: pg.ClientBase,
  { register, approver }: Omit<Approving, 'concerned'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = await reachOf(client, approver, register.id);
  const result = await work();
  if (isCovered(await reachOf(client, approver, register.id), before)) return result;
  const detail = 'Another manager must approve this: it would give you more than you have.';
  throw new ProblemError('not-allowed', detail);
}
