/**
 * Writes must come from our own pages: a page of somebody else's can make a browser send our cookie along. So a write with a cookie
 * needs an Origin of ours, and a body must be JSON, which a form of another page cannot send (CSRF, threat case A22).
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../../platform/problems.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/**
 * By the route that will answer, not by the address as it was written: `/%61pi/…` and `http://any.example/api/…` lead to the same
 * route (threat case A82). What leads to no route is told by its address.
 */
export const isOfApi = ({ routeOptions, url }: FastifyRequest): boolean =>
  (routeOptions.url ?? url).startsWith('/api/');

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export function checkOrigin(server: FastifyInstance, publicUrl: string | undefined): void {
  const ours = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  server.addHook('onRequest', async (request) => {
    if (READS.has(request.method) || !isOfApi(request)) return;
    const { origin, authorization } = request.headers;
    if (origin === undefined && authorization !== undefined) return;
    if (origin === undefined || !isOurs(origin, ours, request)) {
      throw new ProblemError(
        'cross-site',
        'Only pages of this server may send this; programs send an API key.',
      );
    }
  });
  server.addHook('preParsing', async (request) => {
    if (READS.has(request.method) || !isOfApi(request)) return;
    const type = request.headers['content-type'];
    if (type === undefined || type.split(';')[0]?.trim().toLowerCase() === 'application/json') return;
    throw new ProblemError('request-malformed', 'Send the body as application/json.');
  });
}

/**
 * Without PUBLIC_URL only the machine's own names count: a name of somebody else's that leads here (DNS rebinding) would match the
 * Host header just as well.
 */
function isOurs(origin: string, ours: string | undefined, request: FastifyRequest): boolean {
  if (ours !== undefined) return origin === ours;
  const url = URL.parse(origin);
  return url !== null && LOOPBACK.has(url.hostname) && url.host === request.headers.host;
}
