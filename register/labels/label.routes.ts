// Labels of many people over HTTP: the plan in numbers first, then the doing.
import type { FastifyInstance } from 'fastify';
import { type ApiContext, apiOf } from '../api/api.ts';
import { registerParams } from '../api/values.ts';
import { askingOf } from '../subjects/words.ts';
import { addLabel, planLabel, removeLabel } from './label.commands.ts';
import { addLabelBody, labelBody, labelDone, labelPlan } from './label.schemas.ts';

const tags = ['labels'];
const LABELS = '/api/registers/:register/people/labels';

export function mountLabels(server: FastifyInstance, { door, clock }: ApiContext): void {
  const api = apiOf(server);
  const context = { door, clock };
  api.post(
    `${LABELS}/preview`,
    {
      config: { access: { verb: 'read' } },
      schema: {
        params: registerParams,
        body: labelBody,
        response: { 200: labelPlan },
        summary: 'What labelling would do, in numbers',
        tags,
      },
    },
    async (request) => planLabel({ door, asking: await askingOf(context, request) }, request.body),
  );
  api.post(
    LABELS,
    {
      config: { access: { verb: 'add' } },
      schema: {
        params: registerParams,
        body: addLabelBody,
        response: { 200: labelDone },
        summary: 'Label people; all of them or none',
        tags,
      },
    },
    async (request) => ({
      people: await addLabel({ door, asking: await askingOf(context, request) }, request.body),
    }),
  );
  api.post(
    `${LABELS}/remove`,
    {
      config: { access: { verb: 'remove' } },
      schema: {
        params: registerParams,
        body: labelBody,
        response: { 200: labelDone },
        summary: 'Take a label off people',
        tags,
      },
    },
    async (request) => ({
      people: await removeLabel({ door, asking: await askingOf(context, request) }, request.body),
    }),
  );
}
