/** The HTTP server: composition only. It sets what holds for every answer and mounts what the register offers. */
import { randomUUID } from 'node:crypto';
import type { RequestListener, Server } from 'node:http';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { ServerContext } from './context.ts';
import { addSecurityHeaders } from './headers.ts';
import { mountHealth } from './health.ts';
import { answerProblems } from './problem-answer.ts';
import { type Mount, offered } from './routes.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
const HANDLER_TIMEOUT_MS = 30_000;

/** `serve` takes the request handler; the socket is already open, so that health can say "not yet" while we start. */
export async function makeServer(
  context: ServerContext,
  serve: (handler: RequestListener) => Server,
  mounts: Mount[] = offered,
): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = context.log;
  const server: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_LIMIT_BYTES,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    genReqId: () => randomUUID(),
    serverFactory: serve,
  });
  addSecurityHeaders(server, context.configuration.publicUrl);
  answerProblems(server);
  logRequests(server);
  mountHealth(server, context);
  for (const mount of mounts) await mount(server, context);
  await server.ready();
  return server;
}

/** The route's pattern, never its address: an address may hold a name, a token or a search. */
function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const { method, url: route } = request.routeOptions;
    const took_ms = Math.round(reply.elapsedTime);
    request.log.info({ method, route, status: reply.statusCode, took_ms }, 'request answered');
  });
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
}
