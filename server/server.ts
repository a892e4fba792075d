/** The HTTP server: composition only. It sets what holds for every answer and mounts what the register offers. */
import { randomUUID } from 'node:crypto';
import type { RequestListener, Server } from 'node:http';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { openDoor } from '../database/door/door.ts';
import { openPool } from '../database/door/pool.ts';
import { ProblemError } from '../platform/problems.ts';
import type { SignIn } from '../register/sign-in/signed-in.ts';
import { openKeys } from '../register/users/api-key.resolve.ts';
import { prepareApi } from './api/framework.ts';
import { mountDescription } from './api/openapi.ts';
import { mountReference } from './api/reference.ts';
import type { MountContext, ServerContext } from './context.ts';
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
  const { trustedProxies = [] } = context.configuration;
  const loggerInstance: FastifyBaseLogger = context.log;
  const server: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_LIMIT_BYTES,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    genReqId: () => randomUUID(),
    serverFactory: serve,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
  });
  addSecurityHeaders(server, context.configuration.publicUrl);
  answerProblems(server);
  logRequests(server);
  mountHealth(server, context);
  const mounted = await openParts(server, context);
  await prepareApi(server, mounted, { resolveKey: openKeys(mounted.accounts, mounted.clock) });
  for (const mount of mounts) await mount(server, mounted);
  mountDescription(server);
  mountReference(server);
  await server.ready();
  return server;
}

const ACCOUNT_CONNECTIONS = 4;
const nobody: SignIn = {
  resolve: async () => undefined,
  invite: async () => {
    throw new ProblemError('not-allowed', 'Nobody can sign in to this server, so nobody can be invited.');
  },
};

/** The two ways to the database, shared by the routes and closed with the server. */
async function openParts(server: FastifyInstance, context: ServerContext): Promise<MountContext> {
  const { appUrl, directUrl, accountsUrl } = context.database;
  const door = openDoor({ url: appUrl, directUrl });
  const accounts = openPool({ url: accountsUrl, connections: ACCOUNT_CONNECTIONS, pipelined: false });
  server.addHook('onClose', async () => {
    await Promise.all([door.close(), accounts.end()]);
  });
  const parts = { ...context, door, accounts, clock: context.clock ?? (() => new Date()) };
  return { ...parts, signIn: (await context.openSignIn?.(parts)) ?? nobody };
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
