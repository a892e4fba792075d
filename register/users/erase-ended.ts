// The end of user administration's data (CG.37): six calendar years after access was removed, who somebody was is erased. What they did
// stays in the audit under an id that leads to nobody.
import type pg from 'pg';
import { administrationKeptUntil } from './kept-until.ts';

export interface EndedUser {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly keptUntil: string;
}

const ERASED = '(erased)';
const USERS_LIMIT = 1_000;

interface EndedRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly removed_at: Date;
  readonly time_zone: string;
}

/** Those whose last day has passed, the earliest first; a thousand at most, so run it again while it finds any. */
export async function findEnded(accounts: pg.Pool, now: Date): Promise<EndedUser[]> {
  const { rows } = await accounts.query<EndedRow>(
    `select a.id, a.login, a.display_name as name, a.access_removed_at as removed_at,
            coalesce((select f.time_zone from auth.account_role g join auth.role r on r.id = g.role_id
                        join notice.in_force f on f.register_id = r.register_id
                       where g.account_id = a.id order by g.ended_at desc limit 1), 'Europe/Helsinki') as time_zone
       from auth.account a where a.access_removed_at < $1::timestamptz - interval '6 years' and a.display_name <> $2
      order by a.access_removed_at limit $3`,
    [now, ERASED, USERS_LIMIT],
  );
  return rows.flatMap(({ id, login, name, removed_at, time_zone }) => {
    const keptUntil = administrationKeptUntil(removed_at, time_zone);
    const today = new Intl.DateTimeFormat('sv', { timeZone: time_zone }).format(now);
    return keptUntil < today ? [{ id, login, name, keptUntil }] : [];
  });
}

/** Names of theirs in what they granted, reviewed and made; then the account itself, its signatures and its credentials. */
const ERASING: readonly string[] = [
  `update auth.account_role set granted_by = $2 where granted_by_id = $1`,
  `update auth.account_role g set ended_by = $2 from auth.account a where a.id = $1 and g.ended_by = a.display_name`,
  `update auth.account_role set reason = $2, ended_because = case when ended_because is not null then $2 end where account_id = $1`,
  `update auth.access_request set reason = $2, decision_reason = case when decision_reason is not null then $2 end where account_id = $1`,
  `update auth.access_review set reviewed_by_name = $2 where reviewed_by = $1`,
  `update auth.api_key set recorded_by_name = $2 where recorded_by = $1`,
  `update auth.api_key k set ended_by = $2 from auth.account a where a.id = $1 and k.ended_by = a.display_name`,
  `update auth.undertaking_text set recorded_by_name = $2 where recorded_by = $1`,
  `update auth.undertaking set name = $2, document = $2 where account_id = $1`,
  ...[
    'password',
    'totp',
    'recovery_code',
    'passkey',
    'external_identity',
    'browser_session',
    'invitation',
  ].map((table) => `delete from signin.${table} where account_id = $1 and $2 <> ''`),
  `update auth.account set login = 'erased-' || id, display_name = $2, team_id = null, subject_id = null where id = $1`,
];

/** One transaction for each, so that it may be stopped at any time. */
export async function eraseEnded(accounts: pg.Pool, users: readonly EndedUser[]): Promise<void> {
  for (const { id } of users) {
    const client = await accounts.connect();
    let broken = true;
    try {
      await client.query('begin');
      for (const statement of ERASING) await client.query(statement, [id, ERASED]);
      await client.query('select session.note_administration(null, null, $1, $2)', ['user-erased', id]);
      await client.query('commit');
      broken = false;
    } finally {
      client.release(broken);
    }
  }
}
