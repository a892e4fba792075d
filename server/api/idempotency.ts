/**
 * A write that is repeated with the same `idempotency-key` is done once and answered alike: a client that lost the answer may ask
 * again. Answers may be about people, so they lie sealed with a key derived from the caller's own, of which we keep a hash only.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { ProblemError } from '../../platform/problems.ts';
import type { SignedIn } from '../../register/sign-in/signed-in.ts';

export const IDEMPOTENCY_HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{16,200}$/;
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const KEPT_HOURS = 24;
const ANSWER_LIMIT_BYTES = 256 * 1024;
const SWEEP_MS = 10 * 60 * 1000;

interface Remembered {
  readonly body_hash: Buffer;
  readonly status: number | null;
  readonly answer: Buffer | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    idempotency: { readonly key: string; readonly hash: Buffer } | undefined;
  }
}

export function rememberAnswers(server: FastifyInstance, accounts: pg.Pool): void {
  server.decorateRequest('idempotency', undefined);
  server.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request);
    if (key === undefined || !request.signedIn) return;
    const hash = sha256(`${callerOf(request.signedIn)}\n${key}`);
    const before = await begin(accounts, hash, bodyHashOf(request));
    if (before) return replay(reply, before, { request, key });
    request.idempotency = { key, hash };
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const { idempotency } = request;
    if (!idempotency) return payload;
    await finish(accounts, { ...idempotency, status: reply.statusCode, payload, request });
    return payload;
  });
  const sweep = setInterval(() => void forgetExpired(accounts), SWEEP_MS).unref();
  server.addHook('onClose', async () => clearInterval(sweep));
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers[IDEMPOTENCY_HEADER];
  // Of a register's routes only: what signing in answers (secrets, cookies) is never kept.
  if (
    key === undefined ||
    !WRITES.has(request.method) ||
    typeof request.routeOptions.config.access !== 'object'
  ) {
    return undefined;
  }
  if (typeof key === 'string' && KEY.test(key)) return key;
  const detail = 'An idempotency key has 16 to 200 visible characters, such as a UUID.';
  throw new ProblemError('request-malformed', detail);
}

/** Somebody else's key is another key (threat case A91). */
const callerOf = (signedIn: SignedIn) =>
  signedIn.by === 'browser' ? `user ${signedIn.account.id}` : `key ${signedIn.keyId}`;

const sha256 = (text: string) => createHash('sha256').update(text).digest();

const bodyHashOf = (request: FastifyRequest) =>
  sha256(
    JSON.stringify([
      request.method,
      request.url,
      request.headers['seloste-purpose'] ?? null,
      request.body ?? null,
    ]),
  );

/** Undefined when this request is the first and is now under way. */
async function begin(accounts: pg.Pool, hash: Buffer, bodyHash: Buffer): Promise<Remembered | undefined> {
  const begun = await accounts.query(
    `insert into auth.idempotency as i (key_hash, body_hash, expires_at) values ($1, $2, now() + make_interval(hours => $3))
     on conflict on constraint idempotency_pk do update
       set body_hash = excluded.body_hash, status = null, answer = null, begun_at = now(), expires_at = excluded.expires_at
       where i.expires_at <= now()`,
    [hash, bodyHash, KEPT_HOURS],
  );
  if (begun.rowCount) return undefined;
  const { rows } = await accounts.query<Remembered>(
    'select body_hash, status, answer from auth.idempotency where key_hash = $1',
    [hash],
  );
  const before = rows[0];
  if (before && !before.body_hash.equals(bodyHash)) {
    const detail = 'This idempotency key was used with another request: make a new key for each.';
    throw new ProblemError('idempotency-conflict', detail);
  }
  if (before?.status != null) return before;
  const detail =
    'This very request is under way, or was broken off: look whether it was done before you send it with a new key.';
  throw new ProblemError('request-unfinished', detail);
}

function replay(
  reply: FastifyReply,
  { status, answer }: Remembered,
  { request, key }: { request: FastifyRequest; key: string },
): FastifyReply {
  if (request.routeOptions.config.answersOnce === true || status === null) {
    throw new ProblemError('request-unfinished', 'This was done already, and its answer is shown only once.');
  }
  reply.status(status).header('idempotency-replayed', 'true');
  if (answer === null) return reply.send();
  return reply
    .type('application/json; charset=utf-8')
    .serializer((text: string) => text)
    .send(unseal(key, answer));
}

interface Finished {
  readonly key: string;
  readonly hash: Buffer;
  readonly status: number;
  readonly payload: unknown;
  readonly request: FastifyRequest;
}

/**
 * What was refused changed nothing, so it may be tried again; what succeeded is remembered. What broke off (a fault of ours, the
 * handler's time) may have been done all the same: it stays under way, and nobody does it twice by trying again.
 */
async function finish(accounts: pg.Pool, { key, hash, status, payload, request }: Finished): Promise<void> {
  if (status >= 500 && status !== 503) return;
  if (status >= 300) {
    await accounts.query('delete from auth.idempotency where key_hash = $1 and status is null', [hash]);
    return;
  }
  const isKept = typeof payload === 'string' && request.routeOptions.config.answersOnce !== true;
  const tooLong = isKept && Buffer.byteLength(payload) > ANSWER_LIMIT_BYTES;
  const answer = isKept && !tooLong ? seal(key, payload) : null;
  await accounts.query('update auth.idempotency set status = $2, answer = $3 where key_hash = $1', [
    hash,
    status,
    answer,
  ]);
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const sealingKey = (key: string) =>
  Buffer.from(hkdfSync('sha256', key, '', 'seloste idempotency answer', 32));

function seal(key: string, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), nonce, { authTagLength: TAG_BYTES });
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function unseal(key: string, sealed: Buffer): string {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const body = sealed.subarray(NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/** Failing to tidy up is no reason to fail; the next turn tries again. */
async function forgetExpired(accounts: pg.Pool): Promise<void> {
  await accounts.query('delete from auth.idempotency where expires_at <= now()').catch(() => undefined);
}
