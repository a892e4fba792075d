// Keys of programs and teams over HTTP.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VERBS } from '../api/access.ts';
import { type Api, type ApiContext, apiOf } from '../api/api.ts';
import { makePage, pageOf, pageQuery, readCursor } from '../api/page.ts';
import { keySchema, lineOf, registerIdParams, registerParams } from '../api/values.ts';
import { endKey, listKeys, makeKey } from './api-key.commands.ts';
import { keysSchema, MANAGE, managingOf, nothing, titleAnswer } from './managing.ts';
import { listTeams, makeTeam, removeTeam, renameTeam } from './team.commands.ts';

const keyAnswer = z.object({
  id: z.string(),
  name: z.string(),
  role: z.object({ key: z.string(), title: titleAnswer }),
  purposes: z.array(z.string()),
  verbs: z.array(z.string()),
  recordedAt: z.string(),
  recordedBy: z.string(),
  expiresAt: z.string(),
  usedOn: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  live: z.boolean(),
});

const LONGEST_DAYS = 365;

export function mountKeysAndTeams(server: FastifyInstance, context: ApiContext): void {
  const api = apiOf(server);
  mountKeys(api, context);
  mountTeams(api, context);
}

function mountKeys(api: Api, { accounts }: ApiContext): void {
  const tags = ['api-keys'];
  api.get(
    '/api/registers/:register/api-keys',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        querystring: pageQuery,
        response: { 200: pageOf(keyAnswer) },
        summary: 'Keys of programs',
        tags,
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const keys = await listKeys(accounts, managingOf(request).register.id, {
        after: readCursor(after, 2),
        limit,
      });
      const rows = keys.map((key) => ({ ...key, purposes: [...key.purposes], verbs: [...key.verbs] }));
      return makePage(rows, limit, (key) => [key.recordedAt, key.id]);
    },
  );
  const body = z.strictObject({
    name: lineOf(100),
    role: keySchema,
    purposes: keysSchema.min(1),
    verbs: z
      .array(z.enum(VERBS).exclude(['manage']))
      .min(1)
      .max(VERBS.length),
    days: z.int().min(1).max(LONGEST_DAYS).describe('How long it lasts.'),
  });
  const answer = z.object({
    id: z.string(),
    key: z.string().describe('Shown now and never again.'),
    expiresAt: z.string(),
  });
  api.post(
    '/api/registers/:register/api-keys',
    {
      config: { ...MANAGE, answersOnce: true },
      schema: { params: registerParams, body, response: { 200: answer }, summary: 'Make a key', tags },
    },
    async (request) => makeKey(accounts, { ...managingOf(request), ...request.body }),
  );
  api.delete(
    '/api/registers/:register/api-keys/:id',
    {
      config: MANAGE,
      schema: { params: registerIdParams, response: { 200: nothing }, summary: 'End a key at once', tags },
    },
    async (request) => {
      await endKey(accounts, { ...managingOf(request), id: request.params.id });
      return {};
    },
  );
}

function mountTeams(api: Api, { accounts }: ApiContext): void {
  const tags = ['teams'];
  const teamAnswer = z.object({ id: z.string(), name: z.string(), users: z.number() });
  const body = z.strictObject({ name: lineOf(100) });
  api.get(
    '/api/registers/:register/teams',
    {
      config: MANAGE,
      schema: { params: registerParams, response: { 200: pageOf(teamAnswer) }, summary: 'Teams', tags },
    },
    async (request) => ({ rows: await listTeams(accounts, managingOf(request).register.id), next: null }),
  );
  api.post(
    '/api/registers/:register/teams',
    {
      config: MANAGE,
      schema: {
        params: registerParams,
        body,
        response: { 200: z.object({ id: z.string() }) },
        summary: 'Make a team',
        tags,
      },
    },
    async (request) => ({ id: await makeTeam(accounts, managingOf(request), request.body.name) }),
  );
  api.patch(
    '/api/registers/:register/teams/:id',
    {
      config: MANAGE,
      schema: { params: registerIdParams, body, response: { 200: nothing }, summary: 'Rename a team', tags },
    },
    async (request) => {
      await renameTeam(accounts, managingOf(request), { id: request.params.id, name: request.body.name });
      return {};
    },
  );
  api.delete(
    '/api/registers/:register/teams/:id',
    {
      config: MANAGE,
      schema: { params: registerIdParams, response: { 200: nothing }, summary: 'Remove a team', tags },
    },
    async (request) => {
      await removeTeam(accounts, managingOf(request), request.params.id);
      return {};
    },
  );
}
