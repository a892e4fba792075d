// Keys of programs: named, of a role, for some of its purposes and verbs, expiring. The key is shown once; we keep its hash. A program
// manages nothing, and a key gives no more than its maker has.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import { type Actor, note, type RegisterName, reachOf } from './actor.ts';
import { isCovered } from './coverage.ts';
import { getRole } from './role.queries.ts';
import { changeAccess } from './transaction.ts';

/** Recognisable in a log or a repository by whoever looks for secrets that got away. */
const KEY_PREFIX = 'seloste_';
const KEY_BYTES = 32;

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: { readonly key: string; readonly title: Record<string, string> };
  readonly purposes: readonly string[];
  readonly verbs: readonly string[];
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly expiresAt: string;
  readonly usedOn: string | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly live: boolean;
}

/** The newest first. */
export async function listKeys(
  accounts: pg.Pool,
  registerId: number,
  { after, limit }: { after: readonly (string | null)[]; limit: number },
): Promise<ApiKey[]> {
  const { rows } = await accounts.query<ApiKey>(
    `select k.id, k.name, jsonb_build_object('key', r.key, 'title', r.title) as role, k.purposes, k.verbs, to_json(k.recorded_at)#>>'{}' as "recordedAt",
            k.recorded_by_name as "recordedBy", to_json(k.expires_at)#>>'{}' as "expiresAt", k.used_on::text as "usedOn",
            to_json(k.ended_at)#>>'{}' as "endedAt", k.ended_by as "endedBy", k.ended_at is null and k.expires_at > now() as live
       from auth.api_key k join auth.role r on r.id = k.role_id
      where k.register_id = $1 and ($2::timestamptz is null or (k.recorded_at, k.id) < ($2::timestamptz, $3::uuid))
      order by k.recorded_at desc, k.id desc limit $4`,
    [registerId, after[0] ?? null, after[1] ?? null, limit + 1],
  );
  return rows;
}

export interface NewKey {
  readonly register: RegisterName;
  readonly actor: Actor;
  readonly name: string;
  readonly role: string;
  readonly purposes: readonly string[];
  readonly verbs: readonly string[];
  readonly days: number;
}

/** Throws `request-invalid` when the role does not give all of it, `not-allowed` when its maker does not have all of it. */
export function makeKey(
  accounts: pg.Pool,
  wish: NewKey,
): Promise<{ id: string; key: string; expiresAt: string }> {
  return changeAccess(accounts, wish.register.id, async (client) => {
    const role = await getRole(client, wish.register.id, wish.role);
    await refuseTooMuch(client, wish, role.reach);
    const id = randomUUID();
    const key = KEY_PREFIX + randomBytes(KEY_BYTES).toString('base64url');
    const { rows } = await client.query<{ expires_at: Date }>(
      `insert into auth.api_key (id, register_id, name, role_id, purposes, verbs, key_hash, recorded_at, recorded_by, recorded_by_name, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, now(), $8, $9, now() + make_interval(days => $10)) returning expires_at`,
      [
        id,
        wish.register.id,
        wish.name,
        role.id,
        wish.purposes,
        wish.verbs,
        hashKey(key),
        wish.actor.accountId,
        wish.actor.name,
        wish.days,
      ],
    );
    await note(client, { ...wish, kind: 'key-made', what: id });
    return { id, key, expiresAt: rows[0]?.expires_at.toISOString() ?? '' };
  });
}

type RoleReach = Awaited<ReturnType<typeof getRole>>['reach'];

async function refuseTooMuch(client: pg.ClientBase, wish: NewKey, reach: RoleReach): Promise<void> {
  const wanted = [{ purposes: wish.purposes, verbs: wish.verbs, items: null }];
  if (!isCovered(wanted, reach)) {
    const detail =
      'The role does not give all of these verbs under all of these purposes, for all their data.';
    const fields = [{ path: 'purposes', code: 'not-in-list', message: detail }];
    throw new ProblemError('request-invalid', detail, { fields });
  }
  const { accountId } = wish.actor;
  if (accountId !== null && !isCovered(wanted, await reachOf(client, accountId, wish.register.id))) {
    throw new ProblemError(
      'not-allowed',
      'A key gives no more than its maker has: somebody with these tasks must make it.',
    );
  }
}

/** 256 random bits need no slow hash. */
export const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Throws `not-found` for a key that is not there or has ended. */
export function endKey(
  accounts: pg.Pool,
  { register, actor, id }: { register: RegisterName; actor: Actor; id: string },
): Promise<void> {
  return changeAccess(accounts, register.id, async (client) => {
    const { rowCount } = await client.query(
      'update auth.api_key set ended_at = clock_timestamp(), ended_by = $3 where id = $1 and register_id = $2 and ended_at is null',
      [id, register.id, actor.name],
    );
    if (!rowCount) throw new ProblemError('not-found', 'There is no such key in this register.');
    await note(client, { register, actor, kind: 'key-ended', what: id });
  });
}
