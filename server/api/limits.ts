/**
 * How much one caller may ask in a minute, counted across processes. The count is kept in the database; a process takes a few
 * requests' worth at a time, so that most requests ask nobody.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Log } from '../../platform/log.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { SignedIn } from '../../register/sign-in/signed-in.ts';
import { networkOf } from '../../register/sign-in/throttle.ts';
import { isOfApi } from './origin.ts';

const WINDOW_SECONDS = 60;
/** A page of the app asks about five; nobody reads twenty a second for a minute. */
const SIGNED_IN_REQUESTS = 1_200;
/** Signing in, reading notices, being lost; one address may be a whole office. */
const ADDRESS_REQUESTS = 300;
const TAKEN_AT_ONCE = 20;
/** Callers remembered by a process; the oldest is asked about again. */
const CALLERS_LIMIT = 10_000;

interface Allowance {
  left: number;
  readonly until_ms: number;
}

/** Requests in a minute; undefined: the product's own. */
export interface Limits {
  readonly signedIn?: number;
  readonly address?: number;
}

export function limitRequests(
  server: FastifyInstance,
  { accounts, log, limits }: { accounts: pg.Pool; log: Log; limits: Limits },
): void {
  const make = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: accounts,
      storeType: 'pool',
      schemaName: 'auth',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: keyPrefix === 'user',
      keyPrefix,
      points,
      duration: WINDOW_SECONDS,
    });
  const bySession = make('user', limits.signedIn ?? SIGNED_IN_REQUESTS);
  const byAddress = make('address', limits.address ?? ADDRESS_REQUESTS);
  const allowances = new Map<string, Allowance>();
  server.addHook('onRequest', async (request) => {
    if (!isOfApi(request)) return;
    const [limiter, caller] = request.signedIn
      ? [bySession, callerOf(request.signedIn)]
      : [byAddress, addressOf(request)];
    await take(allowances, limiter, caller).catch((error: unknown) => {
      if (error instanceof ProblemError) throw error;
      // A count that cannot be kept stops nobody: the work itself will say that there is no database.
      log.warn('requests were not counted');
    });
  });
}

const callerOf = (signedIn: SignedIn) => (signedIn.by === 'browser' ? signedIn.account.id : signedIn.keyId);

/** Hashed, since an address is personal data; of IPv6 the network, since one home has 2^64 addresses (threat case A20). */
function addressOf(request: FastifyRequest): string {
  return createHash('sha256').update(networkOf(request.ip)).digest('base64url').slice(0, 22);
}

async function take(
  allowances: Map<string, Allowance>,
  limiter: RateLimiterPostgres,
  caller: string,
): Promise<void> {
  const key = `${limiter.keyPrefix}:${caller}`;
  const allowance = allowances.get(key);
  if (allowance && allowance.left > 0 && allowance.until_ms > Date.now()) {
    allowance.left -= 1;
    return;
  }
  const taken = Math.max(1, Math.min(TAKEN_AT_ONCE, Math.floor(limiter.points / 10)));
  const answer = await limiter.consume(caller, taken).catch((refusal: unknown) => {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAt = new Date(Date.now() + refusal.msBeforeNext);
    throw new ProblemError('too-many-requests', 'Too much was asked in a short time. Wait a little.', {
      retryAt,
    });
  });
  if (allowances.size >= CALLERS_LIMIT) allowances.delete(allowances.keys().next().value ?? '');
  allowances.set(key, { left: taken - 1, until_ms: Date.now() + answer.msBeforeNext });
}
