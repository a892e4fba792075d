// Recording and changing people over HTTP. What is refused says why, in the notice's words where they are the reason; what somebody
// else changed meanwhile is shown and never overwritten.
import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Api, type ApiContext, apiOf } from '../api/api.ts';
import { idSchema, registerIdParams, registerParams } from '../api/values.ts';
import { type KeyStore, openKeyStore } from '../keys/key-store.ts';
import { recordAnswer } from '../permissions/permission.commands.ts';
import { endRelationship } from '../relationships/relationship.commands.ts';
import {
  addFact,
  changeFact,
  removeFact,
  requirePerson,
  undoChange,
  type Writing,
  type WrittenFact,
} from './fact.commands.ts';
import { factAnswer } from './people.schemas.ts';
import {
  addFactBody,
  changeFactBody,
  factChanged,
  idAnswer,
  newPersonBody,
  parseBody,
  parsedAnswer,
  permissionBody,
  relationshipBody,
  removedAnswer,
  removeFactBody,
  similarAnswer,
  similarBody,
} from './people-writing.schemas.ts';
import { addPerson, addRelationship } from './person.commands.ts';
import { toFact } from './person.ts';
import { propose } from './propose.ts';
import { findSimilar } from './similar.queries.ts';
import { namesOf } from './staff-names.ts';
import { askingOf } from './words.ts';

const tags = ['people'];
const ADD = { access: { verb: 'add' } } as const;
const CHANGE = { access: { verb: 'change' } } as const;
const REMOVE = { access: { verb: 'remove' } } as const;
const PEOPLE = '/api/registers/:register/people';
const PERSON = `${PEOPLE}/:id`;
const nothing = z.object({});

type Context = ApiContext & { readonly keys: () => Promise<KeyStore> };

export function mountWriting(server: FastifyInstance, context: ApiContext): void {
  const api = apiOf(server);
  const whole = { ...context, keys: keysOnce(server, context.configuration.dataFolder) };
  mountPeopleWriting(api, whole);
  mountParsing(api, whole);
  mountFacts(api, whole);
  mountChanges(api, whole);
  mountPermissions(api, whole);
  mountRelationships(api, whole);
}

/** Opened when first needed, closed with the server. */
function keysOnce(server: FastifyInstance, dataFolder: string): () => Promise<KeyStore> {
  let opened: Promise<KeyStore> | undefined;
  server.addHook('onClose', async () => {
    await (await opened)?.close();
  });
  return () => {
    opened ??= openKeyStore({
      folder: path.join(dataFolder, 'keys'),
      mirrorFolder: path.join(dataFolder, 'keys-mirror'),
    });
    return opened;
  };
}

async function writingOf(context: Context, request: FastifyRequest): Promise<Writing> {
  return {
    door: context.door,
    keys: context.keys,
    asking: await askingOf(context, request),
    now: context.clock(),
  };
}

function mountPeopleWriting(api: Api, context: Context): void {
  api.post(
    PEOPLE,
    {
      config: ADD,
      schema: {
        params: registerParams,
        body: newPersonBody,
        response: { 200: idAnswer },
        summary: 'Record a new person with what is known of them and their part in something',
        tags,
      },
    },
    async (request) => ({ id: await addPerson(await writingOf(context, request), request.body) }),
  );
  api.post(
    `${PEOPLE}/similar`,
    {
      config: { access: { verb: 'read' } },
      schema: {
        params: registerParams,
        body: similarBody,
        response: { 200: similarAnswer },
        summary: 'People of the purpose who may be the same; asked before a new one is recorded',
        tags,
      },
    },
    async (request) =>
      findSimilar(context.door, await askingOf(context, request), request.body, context.clock()),
  );
}

function mountParsing(api: Api, context: Context): void {
  api.post(
    `${PEOPLE}/parse`,
    {
      config: ADD,
      schema: {
        params: registerParams,
        body: parseBody,
        response: { 200: parsedAnswer },
        summary: 'Read a business card, a signature or a vCard into proposed facts; nothing of it is kept',
        tags,
      },
    },
    async (request) => propose(await askingOf(context, request), request.body.text, context.clock()),
  );
}

async function shown(context: Context, writing: Writing, { row, ends }: WrittenFact) {
  return toFact(row, {
    asking: writing.asking,
    ends,
    names: await namesOf(context.accounts, [row.recorded_by]),
  });
}

/** The name of who recorded it is looked up for a fact that is answered, not for one that is shown in a conflict. */
const conflictOf = (writing: Writing) => (theirs: WrittenFact) => ({
  fact: toFact(theirs.row, { asking: writing.asking, ends: theirs.ends, names: new Map() }),
});

const factParams = registerIdParams.extend({ fact: idSchema });

function mountFacts(api: Api, context: Context): void {
  api.post(
    `${PERSON}/facts`,
    {
      config: ADD,
      schema: {
        params: registerIdParams,
        body: addFactBody,
        response: { 200: factAnswer },
        summary: 'Record a fact of a person',
        tags,
      },
    },
    async (request) => {
      const writing = await writingOf(context, request);
      return shown(context, writing, await addFact(writing, request.params.id, request.body));
    },
  );
  api.patch(
    `${PERSON}/facts/:fact`,
    {
      config: CHANGE,
      schema: {
        params: factParams,
        body: changeFactBody,
        response: { 200: factChanged },
        summary: 'Change a fact; one that somebody changed meanwhile is answered with 409 and what stands',
        tags,
      },
    },
    async (request) => {
      const writing = await writingOf(context, request);
      const place = { subjectId: request.params.id, factId: request.params.fact };
      const written = await changeFact(writing, place, request.body, conflictOf(writing));
      return { fact: await shown(context, writing, written), changeId: written.changeId };
    },
  );
  api.delete(
    `${PERSON}/facts/:fact`,
    {
      config: REMOVE,
      schema: {
        params: factParams,
        body: removeFactBody,
        response: { 200: removedAnswer },
        summary:
          'Erase a fact for good, with its old values; while another purpose must keep it, close it for this one',
        tags,
      },
    },
    async (request) => {
      const place = { subjectId: request.params.id, factId: request.params.fact };
      return { outcome: await removeFact(await writingOf(context, request), place, request.body.ground) };
    },
  );
}

function mountChanges(api: Api, context: Context): void {
  api.post(
    `${PERSON}/changes/:change/undo`,
    {
      config: CHANGE,
      schema: {
        params: registerIdParams.extend({ change: idSchema }),
        response: { 200: factChanged },
        summary: 'Put back what a change replaced',
        tags,
      },
    },
    async (request) => {
      const writing = await writingOf(context, request);
      const place = { subjectId: request.params.id, changeId: request.params.change };
      const written = await undoChange(writing, place, conflictOf(writing));
      return { fact: await shown(context, writing, written), changeId: written.changeId };
    },
  );
}

/** Whoever is not part of the purpose is not there, whatever is asked for next. */
async function requireSeen({ door, asking }: Writing, subjectId: string): Promise<void> {
  await door.enter({ pass: asking.pass, purpose: asking.purpose.key }, (entered) =>
    requirePerson(entered, subjectId),
  );
}

function mountPermissions(api: Api, context: Context): void {
  api.post(
    `${PERSON}/permissions`,
    {
      config: ADD,
      schema: {
        params: registerIdParams,
        body: permissionBody,
        response: { 200: idAnswer },
        summary: 'Record what a person answered; it is in effect at once, everywhere',
        tags,
      },
    },
    async (request) => {
      const writing = await writingOf(context, request);
      const { pass, words } = writing.asking;
      const { factId, ...answer } = request.body;
      await requireSeen(writing, request.params.id);
      const id = await recordAnswer(
        { door: context.door, pass, registerId: words.registerId },
        { ...withoutAbsent(answer), subjectId: request.params.id, ...(factId && { rowId: factId }) },
      );
      return { id };
    },
  );
}

type Given<Body> = { [Key in keyof Body]: Exclude<Body[Key], undefined> };

/** Absent and undefined are one thing over HTTP and two in types. */
function withoutAbsent<Body extends object>(body: Body): Given<Body> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<Body>;
}

function mountRelationships(api: Api, context: Context): void {
  api.post(
    `${PERSON}/relationships`,
    {
      config: ADD,
      schema: {
        params: registerIdParams,
        body: relationshipBody,
        response: { 200: idAnswer },
        summary: 'Begin a part in something; what its kind opens is open from its first day',
        tags,
      },
    },
    async (request) => ({
      id: await addRelationship(await writingOf(context, request), request.params.id, request.body),
    }),
  );
  api.post(
    `${PERSON}/relationships/:relationship/end`,
    {
      config: CHANGE,
      schema: {
        params: registerIdParams.extend({ relationship: idSchema }),
        body: z.strictObject({
          on: z.iso.date().optional().describe('The first day it no longer is; today.'),
        }),
        response: { 200: nothing },
        summary: 'End a part in something; what only it opened closes, and its periods begin to run',
        tags,
      },
    },
    async (request) => {
      const writing = await writingOf(context, request);
      const { pass, words, purpose } = writing.asking;
      await requireSeen(writing, request.params.id);
      await endRelationship(
        { door: context.door, pass, registerId: words.registerId },
        {
          subjectId: request.params.id,
          relationshipId: request.params.relationship,
          purpose: purpose.key,
          ...(request.body.on !== undefined && { on: request.body.on }),
        },
      );
      return {};
    },
  );
}
