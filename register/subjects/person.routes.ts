// A person over HTTP: the page, what changed, what happened, and who has looked.
import type { FastifyInstance } from 'fastify';
import { mayUse, registerOf } from '../api/access.ts';
import { type ApiContext, apiOf } from '../api/api.ts';
import { registerIdParams } from '../api/values.ts';
import { personAnswer } from './people.schemas.ts';
import { lookAtPerson } from './person.queries.ts';
import { makePerson } from './person.ts';
import { namesOf } from './staff-names.ts';
import { askingOf } from './words.ts';

const tags = ['people'];
const READ = { access: { verb: 'read' } } as const;
const PERSON = '/api/registers/:register/people/:id';

export function mountPerson(server: FastifyInstance, context: ApiContext): void {
  const api = apiOf(server);
  api.get(
    PERSON,
    {
      config: READ,
      schema: {
        params: registerIdParams,
        response: { 200: personAnswer },
        summary: 'A person with everything the purpose sees',
        tags,
      },
    },
    async (request) => {
      const asking = await askingOf(context, request);
      const look = await lookAtPerson(context.door, asking, request.params.id);
      const names = await namesOf(context.accounts, [
        ...look.facts.map((fact) => fact.recorded_by),
        ...look.answers.map((answer) => answer.recorded_by),
      ]);
      const register = registerOf(request);
      const may = (verb: 'add' | 'change' | 'remove') => mayUse(register, verb, asking.purpose.key);
      const allowed = { add: may('add'), change: may('change'), remove: may('remove') };
      return makePerson({ asking, look, names, now: context.clock(), allowed });
    },
  );
}
