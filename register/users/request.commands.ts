// Four eyes: access that gives more than its giver has waits until another manager approves or refuses it. Both, and why, stay on
// record.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { type Actor, note, type RegisterName } from './actor.ts';
import { refuseDependent, refuseOwnGain } from './four-eyes.ts';
import { applyRequest } from './request.apply.ts';
import { changeAccess } from './transaction.ts';

export type RequestKind = 'grant' | 'role' | 'task';

export interface Asked {
  readonly register: RegisterName;
  readonly actor: Actor;
  readonly reason: string;
  readonly kind: RequestKind;
  /** The key of the role or task. */
  readonly target: string;
  readonly accountId?: string;
  readonly wish: object;
}

/** Throws `request-invalid` when the same waits already. */
export async function askForAccess(client: pg.ClientBase, asked: Asked): Promise<string> {
  const id = randomUUID();
  const { rowCount } = await client.query(
    `insert into auth.access_request (id, register_id, kind, account_id, target, wish, reason, asked_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      id,
      asked.register.id,
      asked.kind,
      asked.kind === 'grant' ? asked.accountId : null,
      asked.target,
      JSON.stringify(asked.wish),
      asked.reason,
      asked.actor.accountId,
    ],
  );
  if (!rowCount) throw new ProblemError('request-invalid', 'This waits for another manager already.');
  await note(client, { ...asked, kind: 'access-asked', what: `${asked.kind} ${asked.target}` });
  return id;
}

export interface Decision {
  readonly register: RegisterName;
  readonly actor: Actor & { readonly accountId: string };
  readonly id: string;
  readonly decision: 'approved' | 'refused' | 'withdrawn';
  readonly reason: string | null;
}

interface Waiting {
  readonly id: string;
  readonly kind: RequestKind;
  readonly account_id: string | null;
  readonly target: string;
  readonly wish: Record<string, unknown>;
  readonly reason: string;
  readonly asked_by: string;
  readonly asked_by_name: string;
}

/** Throws `not-found` when none waits under the id, `not-allowed` for those who may not decide it. */
export function decideRequest(accounts: pg.Pool, decision: Decision): Promise<void> {
  return changeAccess(accounts, decision.register.id, async (client) => {
    const waiting = await lockWaiting(client, decision);
    refuseOwn(waiting, decision);
    await client.query(
      `update auth.access_request set decided_at = clock_timestamp(), decided_by = $2, decision = $3, decision_reason = $4 where id = $1`,
      [waiting.id, decision.actor.accountId, decision.decision, decision.reason],
    );
    const { register, actor } = decision;
    await note(client, {
      register,
      actor,
      kind: `access-${decision.decision}`,
      what: `${waiting.kind} ${waiting.target}`,
    });
    if (decision.decision !== 'approved') return;
    const asker: Actor = {
      accountId: waiting.asked_by,
      name: `${waiting.asked_by_name}, approved by ${actor.name}`,
    };
    const approving = { register, approver: actor.accountId };
    const concerned = [waiting.asked_by, waiting.account_id].filter((id) => id !== null);
    await refuseDependent(client, { ...approving, concerned });
    await refuseOwnGain(client, approving, () =>
      applyRequest(client, { ...waiting, accountId: waiting.account_id, register, actor: asker }),
    );
  });
}

async function lockWaiting(client: pg.ClientBase, { id, register }: Decision): Promise<Waiting> {
  const { rows } = await client.query<Waiting>(
    `select q.id, q.kind, q.account_id, q.target, q.wish, q.reason, q.asked_by, a.display_name as asked_by_name
       from auth.access_request q join auth.account a on a.id = q.asked_by
      where q.id = $1 and q.register_id = $2 and q.decided_at is null for update of q`,
    [id, register.id],
  );
  if (rows[0]) return rows[0];
  throw new ProblemError('not-found', 'No such request waits in this register.');
}

function refuseOwn(waiting: Waiting, { actor, decision }: Decision): void {
  const mine = waiting.asked_by === actor.accountId;
  if (decision === 'withdrawn' && !mine) {
    throw new ProblemError('not-allowed', 'Only who asked may withdraw it; refuse it instead.');
  }
  if (decision === 'approved' && (mine || waiting.account_id === actor.accountId)) {
    throw new ProblemError(
      'not-allowed',
      'Another manager must approve this: neither who asked nor who gets it.',
    );
  }
}
