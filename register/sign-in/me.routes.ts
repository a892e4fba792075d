// A member of staff's own account: sessions, password, second factors, passkeys, name and language.
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';
import { userOf } from '../api/access.ts';
import type { Api } from '../api/api.ts';
import { idSchema, languageSchema, lineOf } from '../api/values.ts';
import { renameAccount } from './account.queries.ts';
import {
  type BrowserSession,
  endBrowserSessions,
  listBrowserSessions,
  rotateBrowserSession,
} from './browser-session.queries.ts';
import { noteSecurity } from './context.ts';
import { answerState, type Desk, findSession, getSession, originOf, setCookie, tell } from './desk.ts';
import { addPasskey, listPasskeys, passkeyCreation, removePasskey } from './passkey.ts';
import { changePassword, checkPassword } from './password.commands.ts';
import { LONGEST_PASSWORD } from './password-strength.ts';
import { confirmNewTotp, refuseBeforeSecondFactor, refuseStale } from './second-factor.commands.ts';
import { beginTotp, countRecoveryCodes, makeRecoveryCodes, removeTotp } from './second-factor.ts';
import { webAuthnAnswer } from './session.routes.ts';
import { stateSchema } from './state.ts';

const tags = ['me'];
const done = z.object({ done: z.literal(true) });
const DONE = { done: true } as const;
const byId = z.object({ id: idSchema });
const password = z.string().min(1).max(LONGEST_PASSWORD);

export function mountMe(api: Api, desk: Desk): void {
  mountSessions(api, desk);
  mountAccount(api, desk);
  mountTotp(api, desk);
  mountPasskeys(api, desk);
}

const sessionSchema = z.object({
  id: z.uuid(),
  device: z.string(),
  way: z.enum(['password', 'passkey', 'oidc', 'invitation']),
  openedAt: z.string(),
  seenAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
});

function mountSessions(api: Api, desk: Desk): void {
  api.get(
    '/api/me/sessions',
    {
      config: { access: 'signed-in' },
      schema: {
        response: { 200: z.object({ rows: z.array(sessionSchema) }) },
        tags,
        summary: 'Where I am signed in',
      },
    },
    async (request) => {
      const { account, sessionId } = userOf(request);
      const listed = await listBrowserSessions(desk.context, account.id);
      const rows = listed.map(({ id, device, way, opened_at, seen_at, expires_at }) => ({
        id,
        device,
        way,
        openedAt: opened_at.toISOString(),
        seenAt: seen_at.toISOString(),
        expiresAt: expires_at.toISOString(),
        current: id === sessionId,
      }));
      return { rows };
    },
  );
  api.delete(
    '/api/me/sessions/:id',
    {
      config: { access: 'signed-in' },
      schema: { params: byId, response: { 200: done }, tags, summary: 'Sign out one of my sessions' },
    },
    async (request) => {
      const { account } = userOf(request);
      const { id } = request.params;
      const ended = await endBrowserSessions(desk.context, { accountId: account.id, id, because: 'revoked' });
      if (ended === 0) throw new ProblemError('not-found', 'There is no such session.');
      await noteSecurity(desk.context, 'session-revoked', id, account.id);
      return DONE;
    },
  );
  api.delete(
    '/api/me/sessions',
    {
      config: { access: 'signed-in' },
      schema: { response: { 200: done }, tags, summary: 'Sign out everywhere else' },
    },
    async (request) => {
      const { account, sessionId } = userOf(request);
      const which = { accountId: account.id, but: sessionId, because: 'revoked' };
      const ended = await endBrowserSessions(desk.context, which);
      await noteSecurity(desk.context, 'session-revoked', `${ended} others`, account.id);
      return DONE;
    },
  );
}

function mountAccount(api: Api, desk: Desk): void {
  const names = z.strictObject({ name: lineOf(200).optional(), language: languageSchema.optional() });
  api.patch(
    '/api/me',
    {
      config: { access: 'signed-in' },
      schema: { body: names, response: { 200: stateSchema }, tags, summary: 'Change my name or language' },
    },
    async (request) => {
      await renameAccount(desk.context, userOf(request).account.id, request.body);
      return answerState(desk, await findSession(desk, request));
    },
  );
  const body = z.strictObject({ current: password, password });
  api.post(
    '/api/me/password',
    {
      config: { access: 'signed-in' },
      schema: { body, response: { 200: done }, tags, summary: 'Change my password' },
    },
    async (request, reply) => {
      const { account, sessionId } = userOf(request);
      await changePassword(desk.context, { ...request.body, account, sessionId });
      setCookie(desk, reply, await rotateBrowserSession(desk.context, sessionId));
      await tell(desk, request, 'password');
      return DONE;
    },
  );
}

/** Also half-way in, where a second factor is asked and there is none yet; never for who still has one to give (A12). */
async function enrolling(desk: Desk, request: FastifyRequest): Promise<BrowserSession> {
  const session = await getSession(desk, request);
  refuseBeforeSecondFactor(session);
  return session;
}

/** Before the first step of adding one, and before one is taken away. */
async function freshly(desk: Desk, request: FastifyRequest): Promise<BrowserSession> {
  const session = await enrolling(desk, request);
  refuseStale(desk.context, session);
  return session;
}

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

function mountTotp(api: Api, desk: Desk): void {
  const begun = z.object({ secret: z.string(), uri: z.string() });
  const half = { access: 'half-signed-in', answersOnce: true } as const;
  api.post(
    '/api/me/totp',
    { config: half, schema: { response: { 200: begun }, tags, summary: 'Add an authenticator app' } },
    async (request) => {
      const { accountId: id, login } = await freshly(desk, request);
      return beginTotp(desk.context, { id, login });
    },
  );
  api.post(
    '/api/me/totp/confirm',
    {
      config: half,
      schema: {
        body: z.strictObject({
          code: z
            .string()
            .trim()
            .regex(/^[\d ]{6,8}$/),
        }),
        response: { 200: recoveryCodes },
        tags,
        summary: 'Confirm it with its first code; answers recovery codes, once',
      },
    },
    async (request, reply) => {
      const session = await enrolling(desk, request);
      const { token, recoveryCodes: codes } = await confirmNewTotp(desk.context, session, request.body.code);
      setCookie(desk, reply, token);
      await tell(desk, request, 'authenticator');
      return { recoveryCodes: codes };
    },
  );
  api.delete(
    '/api/me/totp',
    {
      config: { access: 'signed-in' },
      schema: {
        body: z.strictObject({ password }),
        response: { 200: done },
        tags,
        summary: 'Remove the authenticator app',
      },
    },
    async (request, reply) => {
      const { account, sessionId } = userOf(request);
      const given = request.body.password;
      await checkPassword(desk.context, { accountId: account.id, password: given, path: 'password' });
      await removeTotp(desk.context, account.id);
      setCookie(desk, reply, await rotateBrowserSession(desk.context, sessionId));
      await tell(desk, request, 'authenticator');
      return DONE;
    },
  );
  mountRecoveryCodes(api, desk);
}

function mountRecoveryCodes(api: Api, desk: Desk): void {
  api.get(
    '/api/me/recovery-codes',
    {
      config: { access: 'signed-in' },
      schema: {
        response: { 200: z.object({ left: z.int() }) },
        tags,
        summary: 'How many recovery codes are left',
      },
    },
    async (request) => ({ left: await countRecoveryCodes(desk.context, userOf(request).account.id) }),
  );
  api.post(
    '/api/me/recovery-codes',
    {
      config: { access: 'signed-in', answersOnce: true },
      schema: {
        response: { 200: recoveryCodes },
        tags,
        summary: 'Make new recovery codes; the old ones end',
      },
    },
    async (request) => {
      const { accountId } = await freshly(desk, request);
      const codes = await makeRecoveryCodes(desk.context, accountId);
      await tell(desk, request, 'recovery-codes');
      return { recoveryCodes: codes };
    },
  );
}

const passkeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  recordedAt: z.string(),
  usedAt: z.string().nullable(),
});

function mountPasskeys(api: Api, desk: Desk): void {
  api.get(
    '/api/me/passkeys',
    {
      config: { access: 'signed-in' },
      schema: { response: { 200: z.object({ rows: z.array(passkeySchema) }) }, tags, summary: 'My passkeys' },
    },
    async (request) => {
      const listed = await listPasskeys(desk.context, userOf(request).account.id);
      const rows = listed.map(({ id, name, recorded_at, used_at }) => ({
        id,
        name,
        recordedAt: recorded_at.toISOString(),
        usedAt: used_at?.toISOString() ?? null,
      }));
      return { rows };
    },
  );
  api.post(
    '/api/me/passkeys/options',
    { config: { access: 'half-signed-in' }, schema: { tags, summary: 'Begin adding a passkey' } },
    async (request) => {
      const session = await freshly(desk, request);
      return passkeyCreation(desk.context, session, originOf(desk, request));
    },
  );
  const body = z.strictObject({ response: webAuthnAnswer, name: lineOf(80) });
  api.post(
    '/api/me/passkeys',
    {
      config: { access: 'half-signed-in' },
      schema: { body, response: { 200: z.object({ id: z.uuid() }) }, tags, summary: 'Add a passkey' },
    },
    async (request, reply) => {
      const session = await enrolling(desk, request);
      const response = request.body.response as unknown as RegistrationResponseJSON;
      const answer = { response, name: request.body.name, origin: originOf(desk, request) };
      const id = await addPasskey(desk.context, session, answer);
      setCookie(
        desk,
        reply,
        await rotateBrowserSession(desk.context, session.id, { gaveSecondFactor: true }),
      );
      await tell(desk, request, 'passkey');
      return { id };
    },
  );
  api.delete(
    '/api/me/passkeys/:id',
    {
      config: { access: 'signed-in' },
      schema: { params: byId, response: { 200: done }, tags, summary: 'Remove a passkey' },
    },
    async (request) => {
      const { accountId } = await freshly(desk, request);
      await removePasskey(desk.context, accountId, request.params.id);
      await tell(desk, request, 'passkey');
      return DONE;
    },
  );
}
