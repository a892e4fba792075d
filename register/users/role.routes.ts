// Roles and tasks over HTTP, and what waits for another manager.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Api, type ApiContext, apiOf } from '../api/api.ts';
import { makePage, pageOf, pageQuery, readCursor } from '../api/page.ts';
import {
  keySchema,
  lineOf,
  reasonSchema,
  registerIdParams,
  registerParams,
  titleSchema,
} from '../api/values.ts';
import {
  givenAnswer,
  keysSchema,
  MANAGE,
  managingOf,
  nothing,
  originAnswer,
  titleAnswer,
  verbsSchema,
} from './managing.ts';
import { decideRequest } from './request.commands.ts';
import { listRequests } from './request.queries.ts';
import { changeRole, changeTask, makeRole, makeTask, removeRole } from './role.commands.ts';
import { listRoles, listTasks } from './role.queries.ts';

const roleAnswer = z.object({
  key: z.string(),
  title: titleAnswer,
  origin: originAnswer,
  tasks: z.array(z.string()),
  users: z.number(),
});
const taskAnswer = z.object({
  key: z.string(),
  title: titleAnswer,
  origin: originAnswer,
  purposes: z.array(z.string()),
  verbs: z.array(z.string()),
  items: z.array(z.number()).nullable().describe('Null: every item of the purposes.'),
});

export function mountRoles(server: FastifyInstance, context: ApiContext): void {
  const api = apiOf(server);
  mountRoleRoutes(api, context);
  mountTaskRoutes(api, context);
  mountRequestRoutes(api, context);
}

function mountRoleRoutes(api: Api, { accounts }: ApiContext): void {
  const tags = ['roles'];
  const params = z.object({ register: keySchema, role: keySchema });
  api.get(
    '/api/registers/:register/roles',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        response: { 200: pageOf(roleAnswer) },
        summary: 'Roles with their tasks',
        tags,
      },
    },
    async (request) => {
      const roles = await listRoles(accounts, managingOf(request).register.id);
      return { rows: roles.map((role) => ({ ...role, tasks: [...role.tasks] })), next: null };
    },
  );
  const body = z.strictObject({
    key: keySchema,
    title: titleSchema,
    tasks: keysSchema,
    reason: reasonSchema,
  });
  api.post(
    '/api/registers/:register/roles',
    {
      config: MANAGE,
      schema: { params: registerParams, body, response: { 200: givenAnswer }, summary: 'Make a role', tags },
    },
    async (request) => {
      const { reason, ...wish } = request.body;
      return makeRole(accounts, { ...managingOf(request), reason }, wish);
    },
  );
  const edit = body.omit({ key: true }).partial({ title: true, tasks: true });
  api.patch(
    '/api/registers/:register/roles/:role',
    {
      config: MANAGE,
      schema: { params, body: edit, response: { 200: givenAnswer }, summary: 'Change a role', tags },
    },
    async (request) => {
      const { reason, ...changed } = request.body;
      return changeRole(
        accounts,
        { ...managingOf(request), reason },
        { key: request.params.role, edit: changed },
      );
    },
  );
  api.delete(
    '/api/registers/:register/roles/:role',
    {
      config: MANAGE,
      schema: {
        params,
        body: z.strictObject({ reason: reasonSchema }),
        response: { 200: nothing },
        summary: 'Remove a role nobody ever had',
        tags,
      },
    },
    async (request) => {
      await removeRole(
        accounts,
        { ...managingOf(request), reason: request.body.reason },
        request.params.role,
      );
      return {};
    },
  );
}

function mountTaskRoutes(api: Api, { accounts }: ApiContext): void {
  const tags = ['roles'];
  const params = z.object({ register: keySchema, task: keySchema });
  api.get(
    '/api/registers/:register/tasks',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        response: { 200: pageOf(taskAnswer) },
        summary: 'Tasks: verbs under purposes',
        tags,
      },
    },
    async (request) => {
      const tasks = await listTasks(accounts, managingOf(request).register.id);
      const rows = tasks.map((task) => ({
        ...task,
        purposes: [...task.purposes],
        verbs: [...task.verbs],
        items: task.items && [...task.items],
      }));
      return { rows, next: null };
    },
  );
  const body = z.strictObject({
    key: keySchema,
    title: titleSchema,
    purposes: keysSchema,
    verbs: verbsSchema.min(1),
    reason: reasonSchema,
  });
  api.post(
    '/api/registers/:register/tasks',
    {
      config: MANAGE,
      schema: { params: registerParams, body, response: { 200: givenAnswer }, summary: 'Make a task', tags },
    },
    async (request) => {
      const { reason, ...wish } = request.body;
      return makeTask(accounts, { ...managingOf(request), reason }, wish);
    },
  );
  const edit = body.omit({ key: true }).partial({ title: true, purposes: true, verbs: true });
  api.patch(
    '/api/registers/:register/tasks/:task',
    {
      config: MANAGE,
      schema: { params, body: edit, response: { 200: givenAnswer }, summary: 'Change a task', tags },
    },
    async (request) => {
      const { reason, ...changed } = request.body;
      return changeTask(
        accounts,
        { ...managingOf(request), reason },
        { key: request.params.task, edit: changed },
      );
    },
  );
}

const requestAnswer = z.object({
  id: z.string(),
  kind: z.enum(['grant', 'role', 'task']),
  account: z.object({ id: z.string(), login: z.string(), name: z.string() }).nullable(),
  target: z.string(),
  gives: z.array(z.object({ purposes: z.array(z.string()), verbs: z.array(z.string()) })),
  reason: z.string(),
  askedAt: z.string(),
  askedBy: z.object({ id: z.string(), name: z.string() }),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decision: z.enum(['approved', 'refused', 'withdrawn']).nullable(),
  decisionReason: z.string().nullable(),
  mayApprove: z.boolean(),
});

function mountRequestRoutes(api: Api, { accounts }: ApiContext): void {
  const tags = ['grant-requests'];
  const query = pageQuery.extend({ state: z.enum(['waiting', 'decided']).default('waiting') });
  api.get(
    '/api/registers/:register/grant-requests',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        querystring: query,
        response: { 200: pageOf(requestAnswer) },
        summary: 'Access that waits for another manager',
        tags,
      },
    },
    async (request) => {
      const { register, actor } = managingOf(request);
      const { limit, state } = request.query;
      const wish = {
        after: readCursor(request.query.after, 2),
        limit,
        waiting: state === 'waiting',
        accountId: actor.accountId,
      };
      const rows = await listRequests(accounts, register.id, wish);
      const page = makePage(rows, limit, (row) => [row.askedAt, row.id]);
      return {
        ...page,
        rows: page.rows.map((row) => ({
          ...row,
          gives: row.gives.map(({ purposes, verbs }) => ({ purposes: [...purposes], verbs: [...verbs] })),
        })),
      };
    },
  );
  const decisions = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const;
  for (const [verb, decision] of Object.entries(decisions)) {
    const reason = decision === 'refused' ? reasonSchema : lineOf(500).nullable().default(null);
    api.post(
      `/api/registers/:register/grant-requests/:id/${verb}`,
      {
        config: MANAGE,
        schema: {
          params: registerIdParams,
          body: z.strictObject({ reason }),
          response: { 200: nothing },
          summary: `${decision} by another manager`,
          tags,
        },
      },
      async (request) => {
        const { id } = request.params;
        await decideRequest(accounts, { ...managingOf(request), id, decision, reason: request.body.reason });
        return {};
      },
    );
  }
}
