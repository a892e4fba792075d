import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Configuration, readConfiguration } from '../platform/configuration.ts';
import { makeLog } from '../platform/log.ts';
import { openTestDatabase } from '../tests/database.ts';
import { openSocket } from './listen.ts';
import { runServer } from './run.ts';

const log = makeLog('silent');

describe('the run of a server', () => {
  let configuration: Configuration;

  beforeEach(async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-run-'));
    configuration = { ...readConfiguration({ SELOSTE_DATA: folder }), port: 0 };
  });
  afterEach(() => rm(configuration.dataFolder, { recursive: true }));

  it('serves with nothing configured, stops when told, and a second word changes nothing', async () => {
    const running = runServer(configuration, log);
    const address = await running.ready;
    expect((await fetch(`${address}/health`)).status).toBe(200);
    const list = await (await fetch(`${address}/notices?language=en`)).text();
    expect(list.match(/<li class="notice">/g)).toHaveLength(5);
    await Promise.all([running.stop(), running.stop(), running.stopped]);
    await expect(fetch(`${address}/health`)).rejects.toThrow();
  });

  it('may be two on one data folder from the first moment, and one outlives the other', async () => {
    const [first, second] = [runServer(configuration, log), runServer(configuration, log)];
    const [one, other] = await Promise.all([first.ready, second.ready]);
    expect(one).not.toBe(other);
    await first.stop();
    expect((await fetch(`${other}/health`)).status).toBe(200);
    const list = await (await fetch(`${other}/notices?language=en`)).text();
    expect(list.match(/<li class="notice">/g)).toHaveLength(5);
    await second.stop();
  });

  it('outlives kill -9 of its database and serves again', async () => {
    const running = runServer(configuration, log);
    const address = await running.ready;
    expect((await fetch(`${address}/notices`)).status).toBe(200);
    const pidFile = path.join(configuration.dataFolder, 'database', 'postgresql-18', 'postmaster.pid');
    process.kill(Number((await readFile(pidFile, 'utf8')).split('\n')[0]), 'SIGKILL');
    const status = async (page: string) => (await fetch(address + page)).status;
    await expect.poll(() => status('/health'), { timeout: 10_000 }).toBe(503);
    await expect.poll(() => status('/health'), { timeout: 30_000 }).toBe(200);
    expect(await status('/notices')).toBe(200);
    await running.stop();
  });

  it('stops cleanly when told so while it is still starting', async () => {
    const running = runServer(configuration, log);
    await running.stop();
    await expect(fetch(`${await running.ready}/health`)).rejects.toThrow();
  });

  it('shows the notices and lets nobody sign in where there is no login for accounts', async () => {
    const own = await openTestDatabase();
    const { appUrl, ownerUrl } = own;
    const database = { appUrl, ownerUrl, directUrl: appUrl, portalUrl: undefined, accountsUrl: undefined };
    const running = runServer({ ...configuration, database }, log);
    const address = await running.ready;
    expect(await running.makeOwnerLink()).toBeUndefined();
    expect((await fetch(`${address}/notices`)).status).toBe(200);
    expect((await fetch(`${address}/api/session`)).status).toBe(404);
    expect((await fetch(`${address}/api/registers/any/users`)).status).toBe(401);
    await running.stop();
    await own.drop();
  });

  it('gives its socket and database back when it cannot start', async () => {
    const database = { appUrl: 'postgresql://a:b@127.0.0.1:1/x', ownerUrl: 'postgresql://c:d@127.0.0.1:1/x' };
    const wrong = {
      ...configuration,
      database: { ...database, directUrl: database.appUrl, portalUrl: undefined, accountsUrl: undefined },
    };
    await expect(runServer(wrong, log).ready).rejects.toMatchObject({ code: 'database-unreachable' });
  });
});

describe('the socket', () => {
  it('says 503 and to come back until there is something to serve', async () => {
    const socket = await openSocket({ host: '127.0.0.1', port: 0 });
    const answer = await fetch(`${socket.address}/health`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    await socket.close();
  });

  it('finishes the request under way before it closes', async () => {
    const socket = await openSocket({ host: '127.0.0.1', port: 0 });
    const entered = Promise.withResolvers<() => void>();
    socket.serve((_request, response) => entered.resolve(() => response.end('whole')));
    const answer = fetch(socket.address).then((response) => response.text());
    const finish = await entered.promise;
    const closed = socket.close();
    await expect(fetch(socket.address)).rejects.toThrow();
    finish();
    expect(await answer).toBe('whole');
    await closed;
  });

  it('refuses a port that was asked for and is taken, naming it', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const address = squatter.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(openSocket({ host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'port-taken',
      detail: expect.stringContaining(`Port ${port} is taken`),
    });
    squatter.close();
  });

  it('takes the next free port when none was asked for', async () => {
    const squatter = createServer().listen(3000, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve).once('error', resolve));
    const socket = await openSocket({ host: '127.0.0.1', port: undefined });
    const port = Number(new URL(socket.address).port);
    expect(port).toBeGreaterThan(3000);
    expect(port).toBeLessThan(3020);
    await socket.close();
    squatter.close();
  });

  it('closes on time although a client keeps its connection open', async () => {
    const socket = await openSocket({ host: '127.0.0.1', port: 0 });
    const idle = request(socket.address, { agent: false, headers: { connection: 'keep-alive' } }).end();
    await new Promise((resolve) =>
      idle.once('response', (response) => response.resume().once('end', resolve)),
    );
    await expect(socket.close()).resolves.toBeUndefined();
  });
});
