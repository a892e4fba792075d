// Guessing is slowed down: failures are counted in the database, so the limits hold across processes and restarts. An attempt counts
// before it is tried, so a hundred at once are a hundred. Who failed is kept as a keyed hash only.
import { isIPv6 } from 'node:net';
import { ProblemError } from '../../platform/problems.ts';
import { query, type SignInContext } from './context.ts';

interface Limit {
  /** Free attempts; each one after it waits twice as long as the one before. */
  readonly free: number;
  readonly window_s: number;
  readonly first_lock_s: number;
  readonly longest_lock_s: number;
}

const HOUR_S = 3600;

/** A person's own login from their own address is locked soon; everybody's attempts at one login, or from one address, later. */
const LIMITS = {
  'login-here': { free: 5, window_s: HOUR_S, first_lock_s: 30, longest_lock_s: 900 },
  login: { free: 60, window_s: HOUR_S, first_lock_s: 60, longest_lock_s: 900 },
  address: { free: 200, window_s: HOUR_S, first_lock_s: 60, longest_lock_s: 900 },
  code: { free: 5, window_s: 24 * HOUR_S, first_lock_s: 30, longest_lock_s: HOUR_S },
  link: { free: 30, window_s: HOUR_S, first_lock_s: 60, longest_lock_s: 900 },
} as const satisfies Record<string, Limit>;

export interface Counted {
  readonly kind: keyof typeof LIMITS;
  readonly of: string;
}

const COUNT = `
insert into signin.attempt as a (key, failures, last_at, locked_until, refused)
values ($1, 1, $2, case when 1 >= $3 then $2::timestamptz + make_interval(secs => $5) end, false)
on conflict on constraint attempt_pk do update set
  refused = coalesce(a.locked_until > $2, false),
  failures = case when a.locked_until > $2 then a.failures
                  when a.last_at < $2::timestamptz - make_interval(secs => $4) then 1 else a.failures + 1 end,
  last_at = case when a.locked_until > $2 then a.last_at else $2 end,
  locked_until = case when a.locked_until > $2 then a.locked_until
                      when a.last_at < $2::timestamptz - make_interval(secs => $4) then null
                      when a.failures + 1 >= $3
                        then $2::timestamptz + make_interval(secs => least($6, $5 * 2 ^ least(a.failures + 1 - $3, 20))) end
returning refused, locked_until`;

/**
 * Counts an attempt under each key in turn; throws `sign-in-locked` with the time until when at the first that is locked. What is not
 * tried is not counted under the keys after it: else whoever is locked out here could lock everybody else out of the login.
 */
export async function countAttempt(context: SignInContext, keys: readonly Counted[]): Promise<void> {
  const now = context.clock();
  for (const key of keys) {
    const limit = LIMITS[key.kind];
    const [row] = await query<{ refused: boolean; locked_until: Date | null }>(context, COUNT, [
      hashOf(context, key),
      now,
      limit.free,
      limit.window_s,
      limit.first_lock_s,
      limit.longest_lock_s,
    ]);
    if (!row?.refused || !row.locked_until) continue;
    const detail = 'There were too many attempts. Wait until the time given, then try again.';
    throw new ProblemError('sign-in-locked', detail, { retryAt: row.locked_until });
  }
}

/** It was the person after all: the login's own count starts anew, and the shared ones take this attempt back. */
export async function forgiveAttempt(context: SignInContext, keys: readonly Counted[]): Promise<void> {
  for (const key of keys) {
    const isShared = key.kind === 'login' || key.kind === 'address';
    const text = isShared
      ? 'update signin.attempt set failures = greatest(failures - 1, 0) where key = $1 and locked_until is null'
      : 'delete from signin.attempt where key = $1';
    await query(context, text, [hashOf(context, key)]);
  }
}

const hashOf = ({ secrets }: SignInContext, { kind, of }: Counted) =>
  secrets.keyedHash(`attempt ${kind}`, of);

/** Whoever has one IPv6 address has the whole network of 64 bits. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [
    ...left,
    ...new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'),
    ...right,
  ];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
