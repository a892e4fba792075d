// Signing in and out over HTTP: each step answers the session's state, and sets a new cookie when the session may do more.
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';
import type { Api } from '../api/api.ts';
import { languageSchema, lineOf } from '../api/values.ts';
import { signUndertaking } from '../users/undertaking.ts';
import { endBrowserSessions, rotateBrowserSession, startBrowserSession } from './browser-session.queries.ts';
import { noteSecurity } from './context.ts';
import {
  answerCookie,
  answerState,
  browserOf,
  type Desk,
  endFormer,
  findSession,
  getSession,
  isOverTls,
  originOf,
  setCookie,
} from './desk.ts';
import { beginOidc, finishOidc, OIDC_COOKIE, OIDC_COOKIE_SECONDS } from './oidc.ts';
import { passkeyRequest, takePasskey } from './passkey.ts';
import { signInWithPassword } from './password.commands.ts';
import { LONGEST_PASSWORD } from './password-strength.ts';
import { giveCode } from './second-factor.commands.ts';
import { SESSION_COOKIE } from './signed-in.ts';
import { stateSchema } from './state.ts';

const tags = ['sign-in'];
const answersState = { response: { 200: stateSchema }, tags };

export function mountSession(api: Api, desk: Desk): void {
  mountState(api, desk);
  mountPassword(api, desk);
  mountPasskey(api, desk);
  mountOidc(api, desk);
  mountUndertaking(api, desk);
}

function mountState(api: Api, desk: Desk): void {
  api.get(
    '/api/session',
    {
      config: { access: 'public' },
      schema: { ...answersState, summary: 'Who is signed in, and what they may do' },
    },
    async (request) => answerState(desk, await findSession(desk, request)),
  );
  api.post(
    '/api/session/keep',
    { config: { access: 'half-signed-in' }, schema: { ...answersState, summary: 'Stay signed in' } },
    async (request) => answerState(desk, await getSession(desk, request)),
  );
  api.delete(
    '/api/session',
    { config: { access: 'public' }, schema: { ...answersState, summary: 'Sign out' } },
    async (request, reply) => {
      const session = await findSession(desk, request);
      if (session) {
        const { accountId, id } = session;
        await endBrowserSessions(desk.context, { accountId, id, because: 'signed out' });
        await noteSecurity(desk.context, 'signed-out', 'by the user', accountId);
      }
      reply.clearCookie(SESSION_COOKIE, { path: '/' });
      return answerState(desk, undefined);
    },
  );
}

const codeBody = z.union([
  z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^[\d ]{6,8}$/),
  }),
  z.strictObject({ recoveryCode: lineOf(40) }),
]);

function mountPassword(api: Api, desk: Desk): void {
  const body = z.strictObject({ login: lineOf(254), password: z.string().min(1).max(LONGEST_PASSWORD) });
  api.post(
    '/api/session/password',
    { config: { access: 'public' }, schema: { body, ...answersState, summary: 'Sign in with a password' } },
    async (request, reply) => {
      const token = await signInWithPassword(desk.context, { ...request.body, ...browserOf(request) });
      return answerCookie(desk, { request, reply }, token);
    },
  );
  api.post(
    '/api/session/code',
    {
      config: { access: 'half-signed-in' },
      schema: { body: codeBody, ...answersState, summary: 'Give the second factor' },
    },
    async (request, reply) => {
      const session = await getSession(desk, request);
      if (session.step !== 'second-factor') return answerState(desk, session);
      const token = await giveCode(desk.context, session, request.body);
      return answerCookie(desk, { request, reply }, token);
    },
  );
}

/** Checked in substance by the library; here only that it is no book. */
export const webAuthnAnswer = z.looseObject({
  id: z.string().max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}),
  response: z.looseObject({ clientDataJSON: z.string().max(10_000) }),
});

function mountPasskey(api: Api, desk: Desk): void {
  /** Half-way in, the passkey is the second factor; else it is the whole sign-in. */
  const halfWay = async (request: Parameters<typeof findSession>[1]) => {
    const session = await findSession(desk, request);
    return session?.step === 'second-factor' ? session : undefined;
  };
  api.post(
    '/api/session/passkey/options',
    { config: { access: 'public' }, schema: { tags, summary: 'Begin signing in with a passkey' } },
    async (request) => passkeyRequest(desk.context, await halfWay(request), originOf(desk, request)),
  );
  const body = z.strictObject({ response: webAuthnAnswer });
  api.post(
    '/api/session/passkey',
    { config: { access: 'public' }, schema: { body, ...answersState, summary: 'Sign in with a passkey' } },
    async (request, reply) => {
      const session = await halfWay(request);
      const response = request.body.response as unknown as AuthenticationResponseJSON;
      const taken = await takePasskey(desk.context, session, {
        response,
        origin: originOf(desk, request),
      }).catch(async (error: unknown) => {
        await noteSecurity(desk.context, 'sign-in-failed', 'passkey', session?.accountId);
        throw error;
      });
      await noteSecurity(
        desk.context,
        session ? 'second-factor-given' : 'signed-in',
        'passkey',
        taken.accountId,
      );
      const token = session
        ? await rotateBrowserSession(desk.context, session.id, { gaveSecondFactor: true })
        : await startBrowserSession(desk.context, {
            accountId: taken.accountId,
            way: 'passkey',
            gaveSecondFactor: true,
            device: browserOf(request).device,
          });
      return answerCookie(desk, { request, reply }, token);
    },
  );
}

const OIDC_PATH = '/api/session/oidc';
const oidcParams = z.object({ key: z.string().max(60) });

/** A person came here, not a program: what went wrong is said by the sign-in page, in their language. */
async function redirecting(reply: FastifyReply, work: () => Promise<string>): Promise<FastifyReply> {
  try {
    return reply.redirect(await work());
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'sign-in-failed') throw error;
    return reply.redirect('/staff/sign-in#problem=sign-in-failed');
  }
}

function mountOidc(api: Api, desk: Desk): void {
  const schema = { params: oidcParams, tags };
  api.get(
    `${OIDC_PATH}/:key`,
    { config: { access: 'public' }, schema: { ...schema, summary: 'Go to the organisation’s sign-in' } },
    (request, reply) =>
      redirecting(reply, async () => {
        const { url, cookie } = await beginOidc(desk.context, request.params.key);
        reply.setCookie(OIDC_COOKIE, cookie, {
          path: OIDC_PATH,
          httpOnly: true,
          sameSite: 'lax',
          secure: isOverTls(desk),
          maxAge: OIDC_COOKIE_SECONDS,
        });
        return url;
      }),
  );
  api.get(
    `${OIDC_PATH}/:key/callback`,
    {
      config: { access: 'public' },
      schema: { ...schema, summary: 'Come back from the organisation’s sign-in' },
    },
    (request, reply) =>
      redirecting(reply, async () => {
        reply.clearCookie(OIDC_COOKIE, { path: OIDC_PATH });
        const token = await finishOidc(desk.context, {
          key: request.params.key,
          cookie: request.cookies[OIDC_COOKIE],
          url: request.url,
          device: browserOf(request).device,
        });
        await endFormer(desk, request);
        setCookie(desk, reply, token);
        return '/staff/';
      }),
  );
}

function mountUndertaking(api: Api, desk: Desk): void {
  const body = z.strictObject({
    version: z.int().min(1),
    name: lineOf(200).describe('Typed by the person, as a signature.'),
    language: languageSchema.optional().describe('The one it was read in.'),
  });
  api.post(
    '/api/session/undertaking',
    {
      config: { access: 'half-signed-in' },
      schema: { body, ...answersState, summary: 'Sign the confidentiality undertaking' },
    },
    async (request, reply) => {
      const session = await getSession(desk, request);
      if (session.step !== 'undertaking') {
        if (session.step === 'ready') return answerState(desk, session);
        throw new ProblemError('sign-in-unfinished', 'A step before the undertaking is missing.');
      }
      const { version, name, language = session.language } = request.body;
      await signUndertaking(desk.accounts, {
        accountId: session.accountId,
        version,
        name,
        language: languageSchema.parse(language),
      });
      return answerCookie(desk, { request, reply }, await rotateBrowserSession(desk.context, session.id));
    },
  );
}
