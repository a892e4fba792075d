/** `GET /health`: 200 while requests can be served, 503 while starting, stopping, or without a database. */
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import type { ServerContext } from './context.ts';

/** A load balancer that waits longer has already given up. */
const TIMEOUT_MS = 2_000;

export function mountHealth(server: FastifyInstance, context: ServerContext): void {
  const pool = new pg.Pool({
    connectionString: context.database.appUrl,
    max: 1,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    application_name: 'seloste health',
  });
  // The pool reports a lost idle connection here; the next request finds out by itself.
  pool.on('error', () => context.log.warn('health connection lost'));
  server.addHook('onClose', () => pool.end());
  server.get('/health', async (_request, reply) => {
    if (context.isStopping()) return reply.status(503).send({ status: 'stopping' });
    const reached = await pool.query('select 1').then(
      () => true,
      () => false,
    );
    return reply.status(reached ? 200 : 503).send({ status: reached ? 'ready' : 'no database' });
  });
}
