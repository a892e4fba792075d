// Users over HTTP: the list, one, inviting, roles given and taken, sessions ended, access removed.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';
import { type Api, type ApiContext, apiOf } from '../api/api.ts';
import { makePage, pageOf, pageQuery, readCursor } from '../api/page.ts';
import {
  idSchema,
  keySchema,
  languageSchema,
  lineOf,
  reasonSchema,
  registerIdParams,
  registerParams,
} from '../api/values.ts';
import type { SignIn } from '../sign-in/signed-in.ts';
import { endRole, giveRole, removeAccess } from './grant.commands.ts';
import { inviteUser } from './invite.commands.ts';
import { givenAnswer, keysSchema, MANAGE, managingOf, nothing, titleAnswer } from './managing.ts';
import { putInTeam } from './team.commands.ts';
import {
  endUserSessions,
  getUser,
  listGrants,
  listUndertakings,
  listUsers,
  previewRemoval,
} from './user.queries.ts';

type Context = ApiContext & { readonly signIn: SignIn };

const userAnswer = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  language: z.string(),
  state: z.enum(['invited', 'active', 'ended']),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  roles: z.array(z.object({ key: z.string(), title: titleAnswer })),
  waitingRoles: z.array(z.string()).describe('Roles that wait for another manager.'),
  hasSecondFactor: z.boolean(),
  lastSignInAt: z.string().nullable(),
  undertakingSignedOn: z.string().nullable(),
  endedAt: z.string().nullable(),
  keptUntil: z.string().nullable().describe('The last day the data of an ended user is kept.'),
});

const grantAnswer = z.object({
  id: z.string(),
  role: z.string(),
  title: titleAnswer,
  grantedAt: z.string(),
  grantedBy: z.string(),
  reason: z.string(),
  reviewedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedBecause: z.string().nullable(),
});

const undertakingAnswer = z.object({
  signedOn: z.string(),
  version: z.number().nullable().describe('Null: signed on paper.'),
  document: z.string(),
  expiresOn: z.string().nullable(),
});

const tags = ['users'];
const roleParams = registerIdParams.extend({ role: keySchema });

export function mountUsers(server: FastifyInstance, context: Context): void {
  const api = apiOf(server);
  mountLooking(api, context);
  mountInviting(api, context);
  mountRolesOfUser(api, context);
  mountEnding(api, context);
}

function mountLooking(api: Api, { accounts }: Context): void {
  const query = pageQuery.extend({
    state: z.enum(['current', 'ended', 'all']).default('current'),
    search: lineOf(100).optional().describe('Part of a name or user id.'),
  });
  api.get(
    '/api/registers/:register/users',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        querystring: query,
        response: { 200: pageOf(userAnswer) },
        summary: 'The users of a register',
        tags,
      },
    },
    async (request) => {
      const { limit, state, search } = request.query;
      const [after = null] = readCursor(request.query.after, 1);
      const users = await listUsers(accounts, managingOf(request).register.id, {
        after,
        limit,
        state,
        search,
      });
      return makePage(users, limit, (user) => [user.login]);
    },
  );
  const whole = userAnswer.extend({ grants: z.array(grantAnswer), undertakings: z.array(undertakingAnswer) });
  api.get(
    '/api/registers/:register/users/:id',
    {
      config: MANAGE,
      schema: {
        params: registerIdParams,
        response: { 200: whole },
        summary: 'A user with every grant',
        tags,
      },
    },
    async (request) => {
      const { id } = request.params;
      const { register } = managingOf(request);
      const user = await getUser(accounts, register.id, id);
      const [grants, undertakings] = await Promise.all([
        listGrants(accounts, register.id, id),
        listUndertakings(accounts, id),
      ]);
      return { ...user, grants, undertakings };
    },
  );
}

function mountInviting(api: Api, { accounts, signIn }: Context): void {
  const body = z.strictObject({
    login: lineOf(254).describe('Their e-mail address.'),
    name: lineOf(200),
    language: languageSchema,
    roles: keysSchema.min(1),
    reason: reasonSchema,
  });
  const answer = z.object({
    id: z.string(),
    granted: z.array(z.string()),
    waiting: z.array(z.string()),
    expiresAt: z.string().nullable().describe('Until when the link is good; null: they sign in already.'),
  });
  api.post(
    '/api/registers/:register/users/invite',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        body,
        response: { 200: answer },
        summary: 'Invite somebody by e-mail',
        tags,
      },
    },
    async (request) => {
      const managing = managingOf(request);
      const invited = await inviteUser(accounts, { ...managing, ...request.body });
      const { accountId, granted, waiting, needsLink } = invited;
      const link = needsLink
        ? await signIn.invite({ accountId, invitedBy: managing.actor.accountId })
        : undefined;
      return {
        id: accountId,
        granted: [...granted],
        waiting: [...waiting],
        expiresAt: link?.expiresAt.toISOString() ?? null,
      };
    },
  );
  api.post(
    '/api/registers/:register/users/:id/invite',
    {
      config: MANAGE,
      schema: {
        params: registerIdParams,
        response: { 200: z.object({ expiresAt: z.string() }) },
        summary: 'Send the invitation again',
        tags,
      },
    },
    async (request) => {
      const { register, actor } = managingOf(request);
      const user = await getUser(accounts, register.id, request.params.id);
      refuseUnlessInvited(user.state);
      const { expiresAt } = await signIn.invite({ accountId: user.id, invitedBy: actor.accountId });
      return { expiresAt: expiresAt.toISOString() };
    },
  );
}

/** A link to somebody who has signed in would set their password anew; who lost it asks for that themselves. */
function refuseUnlessInvited(state: string): void {
  if (state === 'invited') return;
  throw new ProblemError('not-allowed', 'This user has signed in already, or has no access any more.');
}

function mountRolesOfUser(api: Api, { accounts }: Context): void {
  api.post(
    '/api/registers/:register/users/:id/roles',
    {
      config: MANAGE,
      schema: {
        params: registerIdParams,
        body: z.strictObject({ role: keySchema, reason: reasonSchema }),
        response: { 200: givenAnswer },
        summary: 'Give a role; what gives more than one has waits for another manager',
        tags,
      },
    },
    async (request) => {
      const managing = managingOf(request);
      await getUser(accounts, managing.register.id, request.params.id);
      return giveRole(accounts, { ...managing, accountId: request.params.id, ...request.body });
    },
  );
  api.delete(
    '/api/registers/:register/users/:id/roles/:role',
    {
      config: MANAGE,
      schema: {
        params: roleParams,
        body: z.strictObject({ reason: reasonSchema }),
        response: { 200: z.object({ accountEnded: z.boolean() }) },
        summary: 'Take a role',
        tags,
      },
    },
    async (request) => {
      const { id: accountId, role } = request.params;
      return endRole(accounts, { ...managingOf(request), accountId, role, reason: request.body.reason });
    },
  );
  api.patch(
    '/api/registers/:register/users/:id',
    {
      config: MANAGE,
      schema: {
        params: registerIdParams,
        body: z.strictObject({ team: idSchema.nullable() }),
        response: { 200: nothing },
        summary: 'Put a user in a team',
        tags,
      },
    },
    async (request) => {
      await putInTeam(accounts, managingOf(request), {
        accountId: request.params.id,
        teamId: request.body.team,
      });
      return {};
    },
  );
}

function mountEnding(api: Api, { accounts }: Context): void {
  const removal = z.object({
    roles: z.array(z.string()),
    sessions: z.number(),
    keys: z.array(z.string()),
    accountEnds: z.boolean(),
  });
  api.get(
    '/api/registers/:register/users/:id/remove-access',
    {
      config: MANAGE,
      schema: {
        params: registerIdParams,
        response: { 200: removal },
        summary: 'What removing access would end',
        tags,
      },
    },
    async (request) => {
      const { register } = managingOf(request);
      await getUser(accounts, register.id, request.params.id);
      const { roles, sessions, keys, accountEnds } = await previewRemoval(
        accounts,
        register.id,
        request.params.id,
      );
      return { roles: [...roles], sessions, keys: [...keys], accountEnds };
    },
  );
  const removed = z.object({
    endedRoles: z.number(),
    accountEnded: z.boolean(),
    keptUntil: z.string().nullable(),
  });
  api.post(
    '/api/registers/:register/users/:id/remove-access',
    {
      config: MANAGE,
      schema: {
        params: registerIdParams,
        body: z.strictObject({ reason: reasonSchema }),
        response: { 200: removed },
        summary: 'End every role in the register, and the sessions and keys that rest on them, at once',
        tags,
      },
    },
    async (request) => {
      const managing = managingOf(request);
      const accountId = request.params.id;
      const ended = await removeAccess(accounts, { ...managing, accountId, reason: request.body.reason });
      const { keptUntil } = await getUser(accounts, managing.register.id, accountId);
      return { ...ended, keptUntil };
    },
  );
  api.delete(
    '/api/registers/:register/users/:id/sessions',
    {
      config: MANAGE,
      schema: {
        params: registerIdParams,
        response: { 200: z.object({ ended: z.number() }) },
        summary: 'Sign a user out everywhere',
        tags,
      },
    },
    async (request) => {
      const { register } = managingOf(request);
      const { state } = await getUser(accounts, register.id, request.params.id);
      if (state === 'ended')
        throw new ProblemError('not-allowed', 'This user has no access to this register any more.');
      return { ended: await endUserSessions(accounts, request.params.id) };
    },
  );
}
