// The users of a register: who has or had a role in it, or is waiting for one. Nobody else's account is to be seen from here.
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { administrationKeptUntil } from './kept-until.ts';

export interface User {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly language: string;
  /** invited: has never signed in; ended: has no role in this register any more. */
  readonly state: 'invited' | 'active' | 'ended';
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly roles: { readonly key: string; readonly title: Record<string, string> }[];
  readonly waitingRoles: string[];
  readonly hasSecondFactor: boolean;
  readonly lastSignInAt: string | null;
  readonly undertakingSignedOn: string | null;
  readonly endedAt: string | null;
  /** CG.37: the last day the user's administration data is kept; null while the access lasts. */
  readonly keptUntil: string | null;
}

interface UserRow extends Omit<User, 'state' | 'keptUntil' | 'endedAt' | 'lastSignInAt'> {
  readonly signed_in_at: Date | null;
  readonly has_credential: boolean;
  readonly ended_at: Date | null;
  readonly removed_at: Date | null;
  readonly time_zone: string;
}

const USERS = `
  select a.id, a.login, a.display_name as name, a.language, a.access_removed_at as removed_at,
         (select jsonb_build_object('id', m.id, 'name', m.name) from auth.team m where m.id = a.team_id and m.register_id = $1) as team,
         coalesce((select jsonb_agg(jsonb_build_object('key', r.key, 'title', r.title) order by r.key) from auth.account_role g
                     join auth.role r on r.id = g.role_id and r.register_id = $1
                    where g.account_id = a.id and g.ended_at is null), '[]') as roles,
         coalesce((select array_agg(q.target order by q.target) from auth.access_request q
                    where q.account_id = a.id and q.register_id = $1 and q.kind = 'grant' and q.decided_at is null), '{}') as "waitingRoles",
         exists (select from signin.totp t where t.account_id = a.id and t.confirmed_at is not null)
           or exists (select from signin.passkey k where k.account_id = a.id) as "hasSecondFactor",
         (select max(b.opened_at) from signin.browser_session b where b.account_id = a.id) as signed_in_at,
         exists (select from signin.password w where w.account_id = a.id) or exists (select from signin.passkey k where k.account_id = a.id)
           or exists (select from signin.external_identity e where e.account_id = a.id) as has_credential,
         (select max(u.signed_on)::text from auth.undertaking u where u.account_id = a.id) as "undertakingSignedOn",
         (select max(g.ended_at) from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = $1
           where g.account_id = a.id) as ended_at,
         (select f.time_zone from notice.in_force f where f.register_id = $1) as time_zone
    from auth.account a
   where (exists (select from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = $1 where g.account_id = a.id)
       or exists (select from auth.access_request q where q.account_id = a.id and q.register_id = $1 and q.kind = 'grant'))`;

export interface UsersWish {
  readonly after: string | null;
  readonly limit: number;
  readonly state: 'current' | 'ended' | 'all';
  /** Part of the name or user id. */
  readonly search?: string | undefined;
}

const CURRENT = `(exists (select from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = $1
    where g.account_id = a.id and g.ended_at is null)
  or exists (select from auth.access_request q where q.account_id = a.id and q.register_id = $1 and q.kind = 'grant' and q.decided_at is null))`;

/** By user id, which is unique; one more than asked for tells whether there is a next page. */
export async function listUsers(accounts: pg.Pool, registerId: number, wish: UsersWish): Promise<User[]> {
  const { rows } = await accounts.query<UserRow>(
    `${USERS} and ($2::text is null or a.login > $2) and ($4 = 'all' or ${CURRENT} = ($4 = 'current'))
       and ($5::text is null or position(lower($5) in lower(a.display_name)) > 0 or position(lower($5) in lower(a.login)) > 0)
     order by a.login limit $3`,
    [registerId, wish.after, wish.limit + 1, wish.state, wish.search ?? null],
  );
  return rows.map(toUser);
}

/** Throws `not-found`, also for a user of another register. */
export async function getUser(
  accounts: pg.Pool | pg.ClientBase,
  registerId: number,
  id: string,
): Promise<User> {
  const { rows } = await accounts.query<UserRow>(`${USERS} and a.id = $2`, [registerId, id]);
  if (rows[0]) return toUser(rows[0]);
  throw new ProblemError('not-found', 'There is no such user in this register.');
}

/** By user id in small letters; without a register, whoever has an account. Throws `not-found`. */
export async function getUserByLogin(
  accounts: pg.Pool,
  registerId: number | null,
  login: string,
): Promise<{ id: string }> {
  const { rows } = await accounts.query<{ id: string }>(
    `select a.id from auth.account a
      where a.login = $2 and ($1::int is null or exists (
        select from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = $1 where g.account_id = a.id))`,
    [registerId, login],
  );
  if (rows[0]) return rows[0];
  throw new ProblemError(
    'not-found',
    'There is no such user. “user list” shows who there is, “user invite” makes one.',
  );
}

function toUser({ signed_in_at, has_credential, ended_at, removed_at, time_zone, ...user }: UserRow): User {
  const ended = user.roles.length === 0 && user.waitingRoles.length === 0;
  const endedAt = ended ? (ended_at ?? removed_at) : null;
  return {
    ...user,
    state: ended ? 'ended' : has_credential || signed_in_at !== null ? 'active' : 'invited',
    lastSignInAt: signed_in_at?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    keptUntil: endedAt && administrationKeptUntil(endedAt, time_zone),
  };
}

export interface UserGrant {
  readonly id: string;
  readonly role: string;
  readonly title: Record<string, string>;
  readonly grantedAt: string;
  readonly grantedBy: string;
  readonly reason: string;
  readonly reviewedAt: string | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly endedBecause: string | null;
}

const GRANTS_LIMIT = 500;

/** Every grant there was, newest first: who gave it, why, and how it ended (CG.40). */
export async function listGrants(
  accounts: pg.Pool,
  registerId: number,
  accountId: string,
): Promise<UserGrant[]> {
  const { rows } = await accounts.query<UserGrant>(
    `select g.id, r.key as role, r.title, to_json(g.granted_at)#>>'{}' as "grantedAt", g.granted_by as "grantedBy", g.reason,
            (select to_json(max(v.reviewed_at))#>>'{}' from auth.access_review v where v.grant_id = g.id) as "reviewedAt",
            to_json(g.ended_at)#>>'{}' as "endedAt", g.ended_by as "endedBy", g.ended_because as "endedBecause"
       from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = $1
      where g.account_id = $2 order by g.granted_at desc limit $3`,
    [registerId, accountId, GRANTS_LIMIT],
  );
  return rows;
}

export interface SignedUndertaking {
  readonly signedOn: string;
  readonly version: number | null;
  readonly document: string;
  readonly expiresOn: string | null;
}

export async function listUndertakings(accounts: pg.Pool, accountId: string): Promise<SignedUndertaking[]> {
  const { rows } = await accounts.query<SignedUndertaking>(
    `select u.signed_on::text as "signedOn", u.version, u.document, u.expires_on::text as "expiresOn"
       from auth.undertaking u where u.account_id = $1 order by u.signed_on desc limit $2`,
    [accountId, GRANTS_LIMIT],
  );
  return rows;
}

export interface Removal {
  readonly roles: readonly string[];
  readonly sessions: number;
  readonly keys: readonly string[];
  readonly accountEnds: boolean;
}

/** What removing access would end now, for showing it before it is done. */
export async function previewRemoval(
  accounts: pg.Pool,
  registerId: number,
  accountId: string,
): Promise<Removal> {
  const { rows } = await accounts.query<Removal>(
    `select coalesce((select array_agg(r.key order by r.key) from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id = $1
                       where g.account_id = $2 and g.ended_at is null), '{}') as roles,
            (select count(*)::int from signin.browser_session b where b.account_id = $2 and b.ended_at is null
                and least(b.expires_at, b.idle_expires_at) > now()) as sessions,
            coalesce((select array_agg(k.name order by k.name) from auth.api_key k
                       where k.register_id = $1 and k.recorded_by = $2 and k.ended_at is null and k.expires_at > now()), '{}') as keys,
            not exists (select from auth.account_role g join auth.role r on r.id = g.role_id and r.register_id <> $1
                         where g.account_id = $2 and g.ended_at is null) as "accountEnds"`,
    [registerId, accountId],
  );
  return rows[0] ?? { roles: [], sessions: 0, keys: [], accountEnds: false };
}

/** Signs the user out of every browser; what they have at hand ends with their next request. */
export async function endUserSessions(accounts: pg.Pool, accountId: string): Promise<number> {
  const { rowCount } = await accounts.query(
    `update signin.browser_session set ended_at = now(), ended_because = 'ended by a manager' where account_id = $1 and ended_at is null`,
    [accountId],
  );
  return rowCount ?? 0;
}
