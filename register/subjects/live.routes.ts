// Server-sent events: the window that shows a person learns that somebody changed them. Ids of people the purpose sees, and no data.
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';
import { mayUse, registerOf, signedInOf } from '../api/access.ts';
import { type ApiContext, apiOf } from '../api/api.ts';
import { keySchema, registerIdParams, registerParams } from '../api/values.ts';
import { type LiveChanges, openLiveChanges } from './live.ts';
import { noSuchPerson } from './person.queries.ts';

type Context = ApiContext & { readonly database: { readonly directUrl: string } };

interface Stream {
  readonly context: Context;
  readonly live: LiveChanges;
  readonly open: Set<ServerResponse>;
}

const tags = ['people'];
const STREAMS_LIMIT = 1_000;
const PULSE_MS = 25_000;
/** A browser's event source sends no headers of its own choice, so the purpose stands in the address: it is a word of the notice. */
const query = z.object({ purpose: keySchema });
const summary = 'Server-sent events: `person` with the id of somebody who changed';

export function mountLive(server: FastifyInstance, context: Context): void {
  const api = apiOf(server);
  const live = openLiveChanges({ directUrl: context.database.directUrl, log: context.log });
  const stream: Stream = { context, live, open: new Set() };
  // Before the server waits for its connections to end, which these never do by themselves.
  server.addHook('preClose', async () => {
    for (const raw of stream.open) raw.end();
    await live.close();
  });
  const config = { access: 'user-or-key' } as const;
  api.get(
    '/api/registers/:register/people/events',
    { config, schema: { params: registerParams, querystring: query, summary, tags } },
    async (request, reply) => openStream(stream, request, reply, { purpose: request.query.purpose }),
  );
  api.get(
    '/api/registers/:register/people/:id/events',
    { config, schema: { params: registerIdParams, querystring: query, summary, tags } },
    async (request, reply) =>
      openStream(stream, request, reply, { purpose: request.query.purpose, only: request.params.id }),
  );
}

interface Wish {
  readonly purpose: string;
  readonly only?: string;
}

async function openStream(
  stream: Stream,
  request: FastifyRequest,
  reply: FastifyReply,
  wish: Wish,
): Promise<FastifyReply> {
  const { context, live, open } = stream;
  const register = registerOf(request);
  if (!mayUse(register, 'read', wish.purpose)) {
    throw new ProblemError(
      'not-allowed',
      'None of your tasks in this register includes this under the purpose.',
    );
  }
  const pass = await signedInOf(request).passFor(register.key);
  const seen = (ids: readonly string[]) => seenOf(context, { pass, purpose: wish.purpose }, ids);
  if (wish.only !== undefined && (await seen([wish.only])).length === 0) throw noSuchPerson();
  if (open.size >= STREAMS_LIMIT)
    throw new ProblemError('too-many-requests', 'Too many windows are open at once.');
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write(': open\n\n');
  open.add(raw);
  const tell = async (ids: readonly string[]) => {
    const shown = await seen(ids).catch(() => null);
    // The session has ended, or the task was taken away: whoever listens asks again and is told why.
    if (shown === null) raw.end();
    else
      for (const id of shown)
        if (wish.only === undefined || id === wish.only) raw.write(`event: person\ndata: {"id":"${id}"}\n\n`);
  };
  const stop = live.listen(register.id, (ids) => void tell(ids));
  const pulse = setInterval(() => {
    raw.write(': pulse\n\n');
    void tell([]);
  }, PULSE_MS);
  raw.on('close', () => {
    clearInterval(pulse);
    stop();
    open.delete(raw);
  });
  return reply;
}

async function seenOf(
  { door }: Context,
  session: { pass: string; purpose: string },
  ids: readonly string[],
): Promise<readonly string[]> {
  const [row] = await door.glance(session, (entered) =>
    entered.call<{ seen: string[] }>({ text: 'select gate.seen_of($1::uuid[]) as seen', values: [ids] }),
  );
  return row?.seen ?? [];
}
