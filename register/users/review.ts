// Access reviews (CO.28): every grant of a role is looked over now and then by a manager, who confirms that it is still needed or ends
// it. What was decided, by whom and when, stays on record.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { type Actor, note, type RegisterName } from './actor.ts';
import { endRoleIn } from './grant.commands.ts';
import { changeAccess } from './transaction.ts';

export interface DueReview {
  /** Of the grant. */
  readonly id: string;
  readonly account: { readonly id: string; readonly login: string; readonly name: string };
  readonly role: { readonly key: string; readonly title: Record<string, string> };
  readonly grantedAt: string;
  readonly grantedBy: string;
  readonly reason: string;
  readonly reviewedAt: string | null;
  readonly reviewedBy: string | null;
  readonly dueOn: string;
  readonly overdue: boolean;
}

export interface ReviewsWish {
  readonly after: readonly (string | null)[];
  readonly limit: number;
  /** Grants that fall due within so many days too. */
  readonly within: number;
}

/** The earliest due first; days are those of the register. */
export async function listReviews(
  accounts: pg.Pool,
  registerId: number,
  wish: ReviewsWish,
): Promise<DueReview[]> {
  const { rows } = await accounts.query<DueReview>(
    `select * from (
       select g.id, jsonb_build_object('id', a.id, 'login', a.login, 'name', a.display_name) as account,
              jsonb_build_object('key', r.key, 'title', r.title) as role, to_json(g.granted_at)#>>'{}' as "grantedAt", g.granted_by as "grantedBy", g.reason,
              to_json(v.reviewed_at)#>>'{}' as "reviewedAt", v.reviewed_by_name as "reviewedBy",
              to_char(due.on_day, 'YYYY-MM-DD') as "dueOn", due.on_day <= due.today as overdue, due.today + $5::int as horizon, due.on_day
         from auth.account_role g
         join auth.account a on a.id = g.account_id
         join auth.role r on r.id = g.role_id and r.register_id = $1
         join notice.in_force f on f.register_id = $1
         left join auth.register_setting s on s.register_id = $1
         left join lateral (select w.reviewed_at, w.reviewed_by_name from auth.access_review w
                             where w.grant_id = g.id order by w.reviewed_at desc limit 1) v on true
        cross join lateral (select ((coalesce(v.reviewed_at, g.granted_at) at time zone f.time_zone)
                                    + make_interval(months => coalesce(s.review_months, 6)))::date as on_day,
                                   (now() at time zone f.time_zone)::date as today) due
        where g.ended_at is null) reviews
      where on_day <= horizon and ($2::date is null or (on_day, id) > ($2::date, $3::uuid))
      order by on_day, id limit $4`,
    [registerId, wish.after[0] ?? null, wish.after[1] ?? null, wish.limit + 1, wish.within],
  );
  return rows;
}

export interface Review {
  readonly register: RegisterName;
  readonly actor: Actor;
  readonly grantId: string;
  readonly decision: 'confirmed' | 'removed';
  readonly reason: string | null;
}

interface Reviewed {
  readonly account_id: string;
  readonly role: string;
}

/** Throws `not-found` for a grant that is not there or has ended, `not-allowed` for one's own. */
export function reviewGrant(accounts: pg.Pool, review: Review): Promise<void> {
  const { register, actor, grantId, decision, reason } = review;
  return changeAccess(accounts, register.id, async (client) => {
    const { rows } = await client.query<Reviewed>(
      `select g.account_id, r.key as role from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = $2
        where g.id = $1 and g.ended_at is null for update of g`,
      [grantId, register.id],
    );
    const grant = rows[0];
    if (!grant) throw new ProblemError('not-found', 'There is no such grant to review in this register.');
    if (grant.account_id === actor.accountId) {
      throw new ProblemError('not-allowed', 'Another manager must review your own access.');
    }
    await client.query(
      `insert into auth.access_review (id, grant_id, reviewed_at, reviewed_by, reviewed_by_name, decision, reason)
       values ($1, $2, clock_timestamp(), $3, $4, $5, $6)`,
      [randomUUID(), grantId, actor.accountId, actor.name, decision, reason],
    );
    await note(client, { register, actor, kind: `access-review-${decision}`, what: grantId });
    if (decision === 'confirmed') return;
    const ended = {
      register,
      actor,
      reason: reason ?? 'access review',
      accountId: grant.account_id,
      role: grant.role,
    };
    await endRoleIn(client, ended);
  });
}
