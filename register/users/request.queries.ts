// Access that waits for another manager, and what was decided.
import type pg from 'pg';

export interface AccessRequest {
  readonly id: string;
  readonly kind: 'grant' | 'role' | 'task';
  /** Who would get the role; null when a role or task itself would change. */
  readonly account: { readonly id: string; readonly login: string; readonly name: string } | null;
  readonly target: string;
  /** What it gives, as it was when it was asked. */
  readonly gives: readonly { readonly purposes: readonly string[]; readonly verbs: readonly string[] }[];
  readonly reason: string;
  readonly askedAt: string;
  readonly askedBy: { readonly id: string; readonly name: string };
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly decision: 'approved' | 'refused' | 'withdrawn' | null;
  readonly decisionReason: string | null;
  /** Whether the asking account may approve it: not its own, and not for itself. */
  readonly mayApprove: boolean;
}

export interface RequestsWish {
  readonly after: readonly (string | null)[];
  readonly limit: number;
  readonly waiting: boolean;
  readonly accountId: string;
}

/** The newest first. */
export async function listRequests(
  accounts: pg.Pool,
  registerId: number,
  wish: RequestsWish,
): Promise<AccessRequest[]> {
  const { rows } = await accounts.query<AccessRequest>(
    `select q.id, q.kind, case when a.id is not null then jsonb_build_object('id', a.id, 'login', a.login, 'name', a.display_name) end as account, q.target,
            coalesce((select jsonb_agg(jsonb_build_object('purposes', w.purposes, 'verbs', w.verbs))
                        from jsonb_to_recordset(q.wish->'reach') w (purposes jsonb, verbs jsonb)), '[]') as gives,
            q.reason, to_json(q.asked_at)#>>'{}' as "askedAt", jsonb_build_object('id', b.id, 'name', b.display_name) as "askedBy",
            to_json(q.decided_at)#>>'{}' as "decidedAt", d.display_name as "decidedBy", q.decision, q.decision_reason as "decisionReason",
            q.decided_at is null and q.asked_by <> $6 and q.account_id is distinct from $6 as "mayApprove"
       from auth.access_request q join auth.account b on b.id = q.asked_by
       left join auth.account a on a.id = q.account_id left join auth.account d on d.id = q.decided_by
      where q.register_id = $1 and (q.decided_at is null) = $5 and ($2::timestamptz is null or (q.asked_at, q.id) < ($2::timestamptz, $3::uuid))
      order by q.asked_at desc, q.id desc limit $4`,
    [registerId, wish.after[0] ?? null, wish.after[1] ?? null, wish.limit + 1, wish.waiting, wish.accountId],
  );
  return rows;
}
