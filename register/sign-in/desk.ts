// What the routes of signing in share: the cookie, whose session it is, and the answer that every step gives, the session's state.
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type pg from 'pg';
import type { Configuration } from '../../platform/configuration.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { PublishedNotices, StoredNotice } from '../notices/published.queries.ts';
import { getUndertakingText } from '../users/undertaking.ts';
import { type BrowserSession, endBrowserSessions, findBrowserSession } from './browser-session.queries.ts';
import type { SignInContext } from './context.ts';
import { deviceOf } from './device.ts';
import { type CredentialChange, changedMail } from './invitation-mail.ts';
import { SESSION_COOKIE } from './signed-in.ts';
import { type State, signedOut, stateOf } from './state.ts';

export interface Desk {
  readonly context: SignInContext;
  readonly publicUrl: Configuration['publicUrl'];
  readonly accounts: pg.Pool;
  readonly listNotices: () => Promise<readonly StoredNotice[]>;
}

const NOTICES_MS = 5_000;

/** Texts in force, a few seconds old at most: the state only names what the database decides anew each time. */
export function rememberNotices(notices: PublishedNotices, clock: () => Date): Desk['listNotices'] {
  let known: { readonly until: number; readonly list: Promise<readonly StoredNotice[]> } | undefined;
  return () => {
    const now = clock().getTime();
    if (known && now < known.until) return known.list;
    const list = notices.listInForce();
    known = { until: now + NOTICES_MS, list };
    list.catch(() => {
      known = undefined;
    });
    return list;
  };
}

export function isOverTls({ publicUrl }: Desk): boolean {
  return publicUrl?.startsWith('https:') === true;
}

/** Where the page is that asks: ours from the configuration, or the Origin, which was checked to be ours. */
export const originOf = (desk: Desk, request: FastifyRequest): string =>
  desk.publicUrl === undefined
    ? (request.headers.origin ?? desk.context.address)
    : new URL(desk.publicUrl).origin;

export const browserOf = (request: FastifyRequest) => ({
  address: request.ip,
  device: deviceOf(request.headers['user-agent']),
});

export async function findSession(desk: Desk, request: FastifyRequest): Promise<BrowserSession | undefined> {
  const cookie = request.cookies[SESSION_COOKIE];
  return cookie ? findBrowserSession(desk.context, cookie) : undefined;
}

export async function getSession(desk: Desk, request: FastifyRequest): Promise<BrowserSession> {
  const session = await findSession(desk, request);
  if (session) return session;
  throw new ProblemError('not-signed-in', 'Sign in first.');
}

export async function answerState(desk: Desk, session: BrowserSession | undefined): Promise<State> {
  if (!session) return signedOut(desk.context);
  return stateOf(session, {
    notices: await desk.listNotices(),
    undertaking: () => getUndertakingText(desk.accounts),
  });
}

/** The browser's new cookie, and the state it stands for. */
export async function answerCookie(
  desk: Desk,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  token: string,
): Promise<State> {
  setCookie(desk, reply, token);
  await endFormer(desk, request);
  return answerState(desk, await findBrowserSession(desk.context, token));
}

/** Ends the session the browser came with; one whose cookie has just been exchanged is not found by the old one any more. */
export async function endFormer(desk: Desk, request: FastifyRequest): Promise<void> {
  const before = await findSession(desk, request);
  if (!before) return;
  const { accountId, id } = before;
  await endBrowserSessions(desk.context, { accountId, id, because: 'signed in again' });
}

export function setCookie(desk: Desk, reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isOverTls(desk),
    maxAge: desk.context.settings.hours * 3600,
  });
}

/** Tells the person by mail; what they did stands, whether the mail goes or not. */
export async function tell(desk: Desk, request: FastifyRequest, change: CredentialChange): Promise<void> {
  const account = request.signedIn?.by === 'browser' ? request.signedIn.account : undefined;
  if (!account) return;
  await desk.context.mail.send(changedMail(account, change)).catch(() => {
    request.log.warn('a notice of changed credentials was not sent');
  });
}
