/**
 * Serves the built staff app under /staff/: files whose names change with their content may be kept for good; every other address
 * there is the app's one page, with a nonce of its own for the style elements its components make.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../platform/problems.ts';
import { securityHeaders } from './headers.ts';

const BUILT = fileURLToPath(new URL('../web/dist/staff/', import.meta.url));
const NONCE_PLACE = /NONCE-OF-THE-ANSWER/g;
const NONCE_BYTES = 18;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** In the order of preference. */
const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

export function mountStaffApp(server: FastifyInstance): void {
  server.get<{ Params: { file: string } }>('/staff/assets/:file', (request, reply) =>
    sendAsset(request.params.file, request, reply),
  );
  const page = rememberPage();
  const answer = (_request: FastifyRequest, reply: FastifyReply) => sendPage(page(), reply);
  server.get('/staff', answer);
  server.get('/staff/*', answer);
}

/** The page changes only with a build, which starts the server's life or comes before it; a failed look is not remembered. */
function rememberPage(): () => string {
  let page: string | undefined;
  return () => {
    page ??= readPage();
    return page;
  };
}

function readPage(): string {
  try {
    return readFileSync(path.join(BUILT, 'index.html'), 'utf8');
  } catch (cause) {
    throw new ProblemError('not-found', 'The staff app has not been built: run node web/build.ts.', {
      cause,
    });
  }
}

function sendPage(page: string, reply: FastifyReply): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const policy = securityHeaders['content-security-policy'] ?? '';
  return reply
    .header(
      'content-security-policy',
      policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`),
    )
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_PLACE, nonce));
}

async function sendAsset(file: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const type = MEDIA_TYPES[path.extname(file)];
  const missing = new ProblemError('not-found', 'There is nothing at this address.');
  if (type === undefined || !/^[\w.-]+$/.test(file)) throw missing;
  const whole = path.join(BUILT, 'assets', file);
  const accepted = String(request.headers['accept-encoding'] ?? '');
  for (const { name, ending } of ENCODINGS) {
    if (!accepted.includes(name) || !(await exists(whole + ending))) continue;
    return sendForGood(reply.header('content-encoding', name), type, await readFile(whole + ending));
  }
  if (!(await exists(whole))) throw missing;
  return sendForGood(reply, type, await readFile(whole));
}

const sendForGood = (reply: FastifyReply, type: string, bytes: Buffer): FastifyReply =>
  reply
    .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
    .type(type)
    .send(bytes);

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
