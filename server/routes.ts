/** What the register offers over HTTP: one line per feature. */
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from './context.ts';

type Mount = (server: FastifyInstance, context: ServerContext) => void | Promise<void>;

const mounts: Mount[] = [];

export async function mountRoutes(server: FastifyInstance, context: ServerContext): Promise<void> {
  for (const mount of mounts) await mount(server, context);
}
