/** What holds for every route of the API: who asks, from where, how much, in what form, and how it is described. */
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { MountContext } from '../context.ts';
import { checkAccess, type Resolvers, resolveWhoAsks } from './access.ts';
import { validateWithZod } from './fields.ts';
import { rememberAnswers } from './idempotency.ts';
import { limitRequests } from './limits.ts';
import { describeRoutes } from './openapi.ts';
import { checkOrigin } from './origin.ts';

/** Before any route is mounted: hooks hold for the routes that come after them. */
export async function prepareApi(
  server: FastifyInstance,
  context: MountContext,
  { resolveKey }: Pick<Resolvers, 'resolveKey'>,
): Promise<void> {
  server.setValidatorCompiler(validateWithZod);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(cookie);
  await describeRoutes(server);
  checkOrigin(server, context.configuration.publicUrl);
  resolveWhoAsks(server, { signIn: context.signIn, resolveKey });
  const { accounts, log, limits = {} } = context;
  limitRequests(server, { accounts, log, limits });
  checkAccess(server);
  rememberAnswers(server, accounts);
}
