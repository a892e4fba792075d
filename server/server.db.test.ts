import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeLog } from '../platform/log.ts';
import { ProblemError } from '../platform/problems.ts';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { openSocket, type Socket } from './listen.ts';
import { makeServer } from './server.ts';

describe('the server', () => {
  let database: TestDatabase;
  let socket: Socket;
  let server: FastifyInstance;
  let stopping = false;
  const logged = new PassThrough();
  let log = '';
  logged.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });

  beforeAll(async () => {
    database = await openTestDatabase();
    socket = await openSocket({ host: '127.0.0.1', port: 0 });
    const context = {
      configuration: { dataFolder: '/nowhere', publicUrl: undefined },
      database: { appUrl: database.appUrl, directUrl: database.appUrl, accountsUrl: database.ownerUrl },
      log: makeLog('info', logged),
      isStopping: () => stopping,
    };
    server = await makeServer(context, socket.serve, [
      (app) => {
        app.get('/broken', () => {
          throw new Error('maija@marker.example broke it');
        });
        app.get('/known', () => {
          throw new ProblemError('port-taken', 'Port 1 is taken.');
        });
        app.post('/echo', { schema: { body: z.object({ name: z.string() }) } }, (request) => request.body);
      },
    ]);
  });
  afterAll(async () => {
    await socket.close();
    await server.close();
    await database.drop();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(socket.address + path, { headers });

  it('is healthy while it reaches its database, and not while stopping', async () => {
    expect((await get('/health')).status).toBe(200);
    stopping = true;
    const answer = await get('/health');
    stopping = false;
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'stopping' });
  });

  it.each(['/health', '/missing', '/broken', '/known'])(
    'sends its security headers with %s',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('answers a problem of the catalogue as problem+json with its code', async () => {
    const answer = await get('/known');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'port-taken',
      status: 503,
      detail: 'Port 1 is taken.',
    });
  });

  it('answers a defect with the request id and nothing else, and logs no text of it', async () => {
    const answer = await get('/broken');
    const body = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(body)).toMatchObject({
      code: 'internal-error',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(body).not.toContain('marker');
    expect(log).toContain('request failed');
    expect(log).not.toContain('marker');
  });

  it('answers a person with a page in their language', async () => {
    const answer = await get('/missing', { accept: 'text/html', 'accept-language': 'fi-FI,en;q=0.5' });
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('<html lang="fi">');
    expect(page).toContain(answer.headers.get('x-request-id'));
    expect(page).not.toContain('<script');
  });

  it('does not repeat a malformed or unfit body', async () => {
    const post = (body: string) =>
      fetch(`${socket.address}/echo`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    for (const [body, status] of [
      ['{"marker', 400],
      ['{"other":"marker"}', 422],
    ] as const) {
      const answer = await post(body);
      expect(answer.status).toBe(status);
      expect(await answer.text()).not.toContain('marker');
    }
    expect((await post(`{"name":"${'x'.repeat(1024 * 1024)}"}`)).status).toBe(413);
  });

  it('logs the pattern of a route and never the address that was asked for', async () => {
    await get('/health?email=maija@marker.example');
    await get('/maija@marker.example');
    await expect.poll(() => log).toContain('"route":"/health"');
    expect(log).not.toContain('marker');
  });
});
