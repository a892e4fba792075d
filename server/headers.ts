/**
 * The security headers of every answer. Nothing is loaded from other hosts, nothing inline runs, nobody frames us, and
 * no address of ours travels in a Referer.
 */
import type { FastifyInstance } from 'fastify';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: Record<string, string> = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Browsers must come back over TLS for a year once they have seen us over it. */
const TRANSPORT = { 'strict-transport-security': 'max-age=31536000' };

export function addSecurityHeaders(server: FastifyInstance, publicUrl: string | undefined): void {
  const overTls = publicUrl?.startsWith('https:') === true;
  const headers = overTls ? { ...securityHeaders, ...TRANSPORT } : securityHeaders;
  server.addHook('onRequest', async (_request, reply) => {
    // Most answers hold personal data; a route that does not says so with a header of its own.
    reply.headers({ ...headers, 'cache-control': 'no-store' });
  });
}
