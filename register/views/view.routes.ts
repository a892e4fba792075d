// Saved and shared views of the list of people: everybody's who may read under the purpose.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { registerOf, userOf } from '../api/access.ts';
import { type ApiContext, apiOf } from '../api/api.ts';
import { registerIdParams, registerParams } from '../api/values.ts';
import { askingOf } from '../subjects/words.ts';
import { addView, changeView, listViews, removeView, type Whose } from './view.queries.ts';
import { viewAnswer, viewBody, viewChange } from './view.schemas.ts';
import { missingOf, refusePersonal } from './view.ts';

const tags = ['views'];
const READ = { access: { verb: 'read' } } as const;
const VIEWS = '/api/registers/:register/views';
const nothing = z.object({});

export function mountViews(server: FastifyInstance, context: ApiContext): void {
  const api = apiOf(server);
  const whose = (request: FastifyRequest): Whose => ({
    accounts: context.accounts,
    registerId: registerOf(request).id,
    accountId: userOf(request).account.id,
  });
  api.get(
    VIEWS,
    {
      config: READ,
      schema: {
        params: registerParams,
        response: { 200: z.object({ rows: z.array(viewAnswer), next: z.null() }) },
        summary: 'One’s own views and those shared in the register',
        tags,
      },
    },
    async (request) => {
      const asking = await askingOf(context, request);
      const views = await listViews(whose(request));
      return {
        rows: views.map((view) => ({ ...view, missing: missingOf(asking, view.columns, view.filter) })),
        next: null,
      };
    },
  );
  api.post(
    VIEWS,
    {
      config: READ,
      schema: {
        params: registerParams,
        body: viewBody,
        response: { 200: z.object({ id: z.string() }) },
        summary: 'Keep a view: columns, order and a filter that names nobody',
        tags,
      },
    },
    async (request) => {
      refusePersonal(await askingOf(context, request), request.body.filter);
      return { id: await addView(whose(request), request.body) };
    },
  );
  api.patch(
    `${VIEWS}/:id`,
    {
      config: READ,
      schema: {
        params: registerIdParams,
        body: viewChange,
        response: { 200: nothing },
        summary: 'Change a view of one’s own, or share it',
        tags,
      },
    },
    async (request) => {
      refusePersonal(await askingOf(context, request), request.body.filter);
      await changeView(whose(request), request.params.id, request.body);
      return {};
    },
  );
  api.delete(
    `${VIEWS}/:id`,
    {
      config: READ,
      schema: {
        params: registerIdParams,
        response: { 200: nothing },
        summary: 'Remove a view of one’s own',
        tags,
      },
    },
    async (request) => {
      await removeView(whose(request), request.params.id);
      return {};
    },
  );
}
