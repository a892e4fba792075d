import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { behind } from '../../database/fixture.testing.ts';
import { makeLog } from '../../platform/log.ts';
import { ProblemError } from '../../platform/problems.ts';
import { apiOf } from '../../register/api/api.ts';
import { lineOf } from '../../register/api/values.ts';
import type { SignedInUser } from '../../register/sign-in/signed-in.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { openSocket, type Socket } from '../listen.ts';
import { makeServer } from '../server.ts';
import type { Limits } from './limits.ts';

/** Cookies of this test and who they are. */
const users: Record<string, SignedInUser> = {};
const user = (step: SignedInUser['step'], verbs: string[]): SignedInUser => ({
  by: 'browser',
  step,
  sessionId: randomUUID(),
  account: { id: randomUUID(), login: 'aino@user.example', name: 'Aino', language: 'fi' },
  registers: [{ id: 1, key: 'mine', tasks: [{ key: 'work', purposes: ['care'], verbs }] }],
  passFor: async () => 'none',
});

/** As written: fetch would tidy the address up first. */
function askRaw(
  address: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; code: string | undefined }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; code: string | undefined }>();
  const { hostname, port } = new URL(address);
  const asking = request({ hostname, port, method, path, headers }, async (answer) => {
    const { code } = JSON.parse((await readText(answer)) || '{}') as { code?: string };
    resolve({ status: answer.statusCode ?? 0, code });
  });
  asking.on('error', reject);
  asking.end(method === 'POST' ? '{}' : undefined);
  return promise;
}

describe('the framework of the API', () => {
  let database: TestDatabase;
  let socket: Socket;
  let server: FastifyInstance;
  let done = 0;

  beforeAll(async () => {
    Object.assign(users, {
      ready: user('ready', ['read', 'add']),
      half: user('second-factor', ['read']),
      manager: user('ready', ['manage']),
    });
    database = await openTestDatabase();
    socket = await openSocket({ host: '127.0.0.1', port: 0 });
    server = await makeServer(contextOf(), socket.serve, [mountTestRoutes]);
  });
  afterAll(async () => {
    await socket.close();
    await server.close();
    await database.drop();
  });

  const contextOf = (limits: Limits = {}) => ({
    configuration: { dataFolder: '/nowhere', publicUrl: undefined },
    database: { appUrl: database.appUrl, directUrl: database.appUrl, accountsUrl: database.accountsUrl },
    log: makeLog('silent'),
    isStopping: () => false,
    limits,
    openSignIn: () => ({
      resolve: async (cookie: string) => users[cookie],
      invite: async () => ({ expiresAt: new Date() }),
    }),
  });

  function mountTestRoutes(app: FastifyInstance) {
    const api = apiOf(app);
    const body = z.strictObject({ name: lineOf(10), age: z.int().max(99).optional() });
    const answer = z.object({ name: z.string(), done: z.number() });
    api.post(
      '/api/registers/:register/notes',
      { config: { access: { verb: 'add' } }, schema: { body, response: { 200: answer }, tags: ['notes'] } },
      async (request) => {
        done += 1;
        if (request.body.name === 'breaks') throw new Error('after the commit');
        if (request.body.name === 'fails') throw new ProblemError('request-invalid', 'No.');
        return { name: request.body.name, done };
      },
    );
    api.get(
      '/api/registers/:register/rules',
      { config: { access: { verb: 'manage' } } },
      async () => 'rules',
    );
    api.get('/api/half', { config: { access: 'half-signed-in' } }, async () => 'half');
    api.get('/api/whole', { config: { access: 'signed-in' } }, async () => 'whole');
    api.post('/api/open', { config: { access: 'public' } }, async () => ({}));
  }

  const ask = (path: string, headers: Record<string, string> = {}, body?: unknown) =>
    fetch(socket.address + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json', origin: socket.address }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const as = (cookie: string, more: Record<string, string> = {}) => ({
    cookie: `seloste_session=${cookie}`,
    ...more,
  });
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const note = (body: unknown, more: Record<string, string> = {}) =>
    ask('/api/registers/mine/notes', as('ready', { 'seloste-purpose': 'care', ...more }), body);

  it('refuses to start with a route that does not say who may call it', async () => {
    const other = await openSocket({ host: '127.0.0.1', port: 0 });
    const starting = makeServer(contextOf(), other.serve, [
      (app) => void app.get('/api/forgotten', () => 'all'),
    ]);
    await expect(starting).rejects.toThrow(/does not say who may call it/);
    await other.close();
  });

  it.each([
    ['nobody', {}, '/api/whole', 401, 'not-signed-in'],
    ['an unknown cookie', as('forged'), '/api/whole', 401, 'not-signed-in'],
    ['an unknown key', { authorization: 'Bearer nothing' }, '/api/whole', 401, 'not-signed-in'],
    [
      'an unknown key beside a good cookie',
      { authorization: 'Bearer x', ...as('ready') },
      '/api/whole',
      401,
      'not-signed-in',
    ],
    ['somebody half signed in', as('half'), '/api/whole', 403, 'sign-in-unfinished'],
    ['a user of another register', as('manager'), '/api/registers/other/rules', 404, 'not-found'],
    ['a user without the task', as('ready'), '/api/registers/mine/rules', 403, 'not-allowed'],
  ])('refuses %s', async (_who, headers, path, status, code) => {
    const answer = await ask(path, headers as Record<string, string>);
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
  });

  it('lets in whom the route lets in', async () => {
    expect((await ask('/api/half', as('half'))).status).toBe(200);
    expect((await ask('/api/whole', as('ready'))).status).toBe(200);
    expect((await ask('/api/registers/mine/rules', as('manager'))).status).toBe(200);
    expect((await note({ name: 'Aino' })).status).toBe(200);
  });

  it('asks for the purpose, and refuses one the tasks do not give', async () => {
    const path = '/api/registers/mine/notes';
    expect(await codeOf(await ask(path, as('ready'), { name: 'A' }))).toBe('purpose-missing');
    const other = await ask(path, as('ready', { 'seloste-purpose': 'sales' }), { name: 'A' });
    expect(await codeOf(other)).toBe('not-allowed');
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a name that was made to lead here', { origin: 'http://evil.example:3000', host: 'evil.example:3000' }],
    ['another port of this machine', { origin: 'http://localhost:1' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('refuses a write from %s', async (_from, headers) => {
    expect(await codeOf(await ask('/api/open', headers, {}))).toBe('cross-site');
  });

  it.each([
    ['an escaped letter', '/%61pi/open'],
    ['a whole address before it', 'http://evil.example/api/open'],
  ])('refuses it by the route, also with %s in the address (A82)', async (_with, path) => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'content-type': 'text/plain' }]) {
      const answer = await askRaw(socket.address, 'POST', path, {
        origin: socket.address,
        'content-type': 'application/json',
        ...headers,
      });
      expect(['cross-site', 'request-malformed']).toContain(answer.code);
    }
  });

  it('refuses a write that says nothing of where it comes from', async () => {
    const answer = await fetch(`${socket.address}/api/open`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await codeOf(answer)).toBe('cross-site');
  });

  it.each([
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/json2',
  ])('refuses a body of the type %s, which a form of another page could send', async (type) => {
    const answer = await fetch(`${socket.address}/api/open`, {
      method: 'POST',
      headers: { 'content-type': type, origin: socket.address },
      body: '{}',
    });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'request-malformed']);
  });

  it('says field by field what is wrong and repeats nothing of it', async () => {
    const answer = await note({ name: 'marker-marker-marker', age: 'marker', marker: 1 });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).not.toContain('marker');
    const { fields } = JSON.parse(text) as { fields: { path: string; code: string }[] };
    expect(fields.map(({ path, code }) => [path, code])).toEqual([
      ['name', 'too-long'],
      ['age', 'wrong-type'],
      ['', 'unknown-field'],
    ]);
    const missing = (await (await note({})).json()) as { fields: unknown[] };
    expect(missing.fields).toMatchObject([{ path: 'name', code: 'missing' }]);
  });

  it.each(['a\u202Eb', 'a\u0000b', 'a\nb', '\uFEFFa\u200Bb', 'a\uD800'])(
    'refuses unsafe characters in a line (%j)',
    async (name) => {
      const answer = (await (await note({ name })).json()) as { fields: unknown[] };
      expect(answer.fields).toMatchObject([{ path: 'name', code: 'unsafe-characters' }]);
    },
  );

  describe('with an idempotency key', () => {
    it('does a write once and answers alike', async () => {
      const key = { 'idempotency-key': randomUUID() };
      const first = await (await note({ name: 'once' }, key)).text();
      const before = done;
      const again = await note({ name: 'once' }, key);
      expect(await again.text()).toBe(first);
      expect([again.status, again.headers.get('idempotency-replayed'), done]).toEqual([200, 'true', before]);
    });

    it('refuses another request under the same key, and takes another caller’s as another key', async () => {
      const key = { 'idempotency-key': randomUUID() };
      await note({ name: 'one' }, key);
      expect(await codeOf(await note({ name: 'two' }, key))).toBe('idempotency-conflict');
      users.colleague = user('ready', ['add']);
      const colleague = { ...as('colleague'), 'seloste-purpose': 'care', ...key };
      const other = await ask('/api/registers/mine/notes', colleague, { name: 'two' });
      expect(other.headers.get('idempotency-replayed')).toBeNull();
      expect(other.status).toBe(200);
    });

    it('may be tried again when it failed', async () => {
      const key = { 'idempotency-key': randomUUID() };
      expect((await note({ name: 'fails' }, key)).status).toBe(422);
      const before = done;
      expect((await note({ name: 'fails' }, key)).status).toBe(422);
      expect(done).toBe(before + 1);
    });

    it('is not done a second time when it broke off, since it may have been done', async () => {
      const key = { 'idempotency-key': randomUUID() };
      expect((await note({ name: 'breaks' }, key)).status).toBe(500);
      const before = done;
      const again = await note({ name: 'breaks' }, key);
      expect([again.status, await codeOf(again), done]).toEqual([409, 'request-unfinished', before]);
    });

    it('keeps neither the key nor the answer in readable form', async () => {
      const key = randomUUID();
      await note({ name: 'Äijälä' }, { 'idempotency-key': key });
      const rows = await behind<{ kept: string }>(
        database.superuserUrl,
        `select encode(coalesce(answer, ''), 'escape') || encode(key_hash, 'hex') as kept from auth.idempotency`,
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { kept } of rows) {
        expect(kept).not.toContain('done');
        expect(kept).not.toContain(key.replaceAll('-', ''));
      }
    });

    it('does simultaneous repeats once', async () => {
      const key = { 'idempotency-key': randomUUID() };
      const before = done;
      const answers = await Promise.all(Array.from({ length: 8 }, () => note({ name: 'race' }, key)));
      expect(done).toBe(before + 1);
      for (const answer of answers) expect([200, 409]).toContain(answer.status);
    });
  });

  it('describes its routes with who may call them, to those who work here only', async () => {
    expect((await ask('/api/openapi.json')).status).toBe(401);
    const text = await (await ask('/api/openapi.json', as('ready'))).text();
    const document = JSON.parse(text) as { openapi: string; paths: Record<string, Record<string, object>> };
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.paths['/api/registers/{register}/notes']?.post).toMatchObject({
      'x-access': { verb: 'add' },
      security: [{ session: [] }, { key: [] }],
    });
    expect(Object.keys(document.paths)).not.toContain('/health');
  });

  it('shows its reference as a page that needs no script', async () => {
    const answer = await ask('/docs', as('ready'));
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page).toContain('/api/registers/{register}/notes');
    expect(page).not.toMatch(/<script|<style|style="| on\w+="/);
  });

  it('counts requests by the route, however their address is written (A82)', async () => {
    const other = await openSocket({ host: '127.0.0.1', port: 0 });
    const small = await makeServer(contextOf({ address: 5 }), other.serve, [mountTestRoutes]);
    await behind(database.superuserUrl, 'delete from auth.rate_limit');
    const codes: (string | undefined)[] = [];
    for (let round = 0; round < 12; round += 1) {
      const path = round % 2 === 0 ? '/%61pi/whole' : 'http://evil.example/api/whole';
      codes.push((await askRaw(other.address, 'GET', path)).code);
    }
    expect(codes).toContain('too-many-requests');
    await behind(database.superuserUrl, 'delete from auth.rate_limit');
    await other.close();
    await small.close();
  });

  it('counts by X-Forwarded-For only behind a proxy it is told to trust (A81)', async () => {
    const statusesOf = async (trustedProxies: string[], header: (round: number) => string) => {
      const other = await openSocket({ host: '127.0.0.1', port: 0 });
      const context = contextOf({ address: 5 });
      const configuration = { ...context.configuration, trustedProxies };
      const small = await makeServer({ ...context, configuration }, other.serve, [mountTestRoutes]);
      await behind(database.superuserUrl, 'delete from auth.rate_limit');
      const statuses = new Set<number>();
      for (let round = 0; round < 12; round += 1) {
        const headers = { 'x-forwarded-for': header(round) };
        statuses.add((await askRaw(other.address, 'GET', '/api/whole', headers)).status);
      }
      await other.close();
      await small.close();
      return [...statuses].toSorted();
    };
    const visitor = (round: number) => `198.51.100.${round}`;
    expect(await statusesOf([], visitor)).toEqual([401, 429]);
    expect(await statusesOf(['192.0.2.0/24'], visitor)).toEqual([401, 429]);
    expect(await statusesOf(['127.0.0.1'], visitor)).toEqual([401]);
    const forged = (round: number) => `${visitor(round)}, 203.0.113.7`;
    expect(await statusesOf(['127.0.0.1'], forged)).toEqual([401, 429]);
    await behind(database.superuserUrl, 'delete from auth.rate_limit');
  });

  it('tells a caller who asks too much to wait, and for how long, whichever process they ask', async () => {
    Object.assign(users, { eager: user('ready', []), calm: user('ready', []) });
    const second = await openSocket({ host: '127.0.0.1', port: 0 });
    const other = await makeServer(contextOf({ signedIn: 60 }), second.serve, [mountTestRoutes]);
    const third = await openSocket({ host: '127.0.0.1', port: 0 });
    const another = await makeServer(contextOf({ signedIn: 60 }), third.serve, [mountTestRoutes]);
    const askAt = (address: string, cookie: string) => fetch(`${address}/api/whole`, { headers: as(cookie) });
    const answers: Response[] = [];
    for (let round = 0; round < 50; round += 1) {
      answers.push(await askAt(second.address, 'eager'), await askAt(third.address, 'eager'));
    }
    const refused = answers.filter((answer) => answer.status === 429);
    expect(answers.length - refused.length).toBeLessThanOrEqual(60);
    expect(answers.length - refused.length).toBeGreaterThan(40);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await askAt(second.address, 'calm')).status).toBe(200);
    for (const [one, at] of [
      [other, second],
      [another, third],
    ] as const) {
      await at.close();
      await one.close();
    }
  });
});
