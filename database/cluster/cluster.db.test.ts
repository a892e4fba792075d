import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '../client.ts';
import { isOpenToOthers } from './binaries.ts';
import { type Cluster, type ClusterOptions, startCluster } from './cluster.ts';
import { checkIdentity } from './identity.ts';

const isRoot = process.getuid?.() === 0;
const isCheckoutOpen = await isOpenToOthers(import.meta.dirname);

describe('the embedded cluster', () => {
  let folder: string;
  let started: Cluster[];

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'seloste-cluster-')), 'database');
    started = [];
  });
  afterEach(async () => {
    for (const cluster of started) await cluster.stop();
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  const start = async (options: Partial<ClusterOptions> = {}) => {
    const cluster = await startCluster({ folder, throwaway: true, ...options });
    started.push(cluster);
    return cluster;
  };
  const ask = (cluster: Cluster, sql: string) =>
    withClient(cluster.superuserUrl, async (client) => (await client.query(sql)).rows);

  it('keeps its data from one start to the next', async () => {
    const first = await start({ throwaway: false });
    await ask(first, 'create table kept as select 7 as number');
    await first.stop();
    const second = await start({ throwaway: false });
    expect(second.port).toBe(first.port);
    expect(await ask(second, 'select number from kept')).toEqual([{ number: 7 }]);
  });

  it('listens on loopback only, takes no login without its password and keeps passwords to its owner', async () => {
    const cluster = await start();
    const rows = await ask(
      cluster,
      `select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories')`,
    );
    expect(rows).toEqual([
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'unix_socket_directories', setting: '' },
    ]);
    const wrong = cluster.urlFor('postgres', 'guessed', 'postgres');
    await expect(withClient(wrong, (client) => client.query('select 1'))).rejects.toMatchObject({
      code: '28P01',
    });
    expect((await stat(path.join(folder, 'logins.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it.runIf(isRoot)(
    'runs as an unprivileged account when root starts it, below a folder closed to that account',
    async () => {
      const cluster = await start();
      const status = await readFile(`/proc/${cluster.pid}/status`, 'utf8');
      expect(status).not.toMatch(/^Uid:\s+0\b/m);
      expect((await stat(path.dirname(folder))).mode & 0o077).toBe(0);
    },
  );

  // An account we change to must be able to read our programs at all, which it is not below a folder closed to others.
  it.runIf(!isRoot || isCheckoutOpen)('starts for an ordinary user', async () => {
    if (!isRoot) return void (await start());
    await chmod(path.dirname(folder), 0o755);
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, 65534, 65534);
    const result = await startInChild({ folder, uid: 65534 });
    expect(result).toEqual({ code: 0, said: expect.stringMatching(/^started \d+$/) });
  });

  it('says in a sentence that the folder belongs to somebody else', async () => {
    await writeFile(folder, 'a file where the folder should be');
    await expect(start()).rejects.toMatchObject({ code: 'data-folder-closed' });
  });

  it('is one for two processes that start at once, and runs until the last one leaves', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.pid).toBe(first.pid);
    await first.stop();
    expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    await expect(ask(second, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is not kept running by a process that was killed', async () => {
    const { said } = await startInChild({ folder, die: true });
    const cluster = await start();
    expect(`started ${cluster.pid}`).toBe(said);
    await cluster.stop();
    await expect(ask(cluster, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('starts again at once after kill -9 with everything that was committed', async () => {
    const first = await start({ throwaway: false });
    await ask(first, 'create table survives as select 1 as number');
    process.kill(first.pid, 'SIGKILL');
    const second = await start({ throwaway: false });
    expect(second.pid).not.toBe(first.pid);
    expect(await ask(second, 'select number from survives')).toEqual([{ number: 1 }]);
  });

  it('is started again on the same port by the process that watches it', async () => {
    const outcome = Promise.withResolvers<string>();
    const cluster = await start({ watch: true, onRestart: outcome.resolve });
    process.kill(cluster.pid, 'SIGKILL');
    expect(await outcome.promise).toBe('restarted');
    expect(await ask(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('takes another port when the one it had is taken', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    const second = await start();
    expect(second.port).not.toBe(first.port);
    squatter.close();
  });

  it('starts when its left-over process number belongs to another process by now', async () => {
    await (await start()).stop();
    const pidFile = [process.pid, '/elsewhere', 1, 5432, '', '127.0.0.1', '', 'ready'].join('\n');
    await writeFile(path.join(folder, 'postgresql-18', 'postmaster.pid'), pidFile);
    const cluster = await start();
    expect(cluster.pid).not.toBe(process.pid);
  });

  it('clears away a set-up that was killed half-way', async () => {
    await mkdir(path.join(folder, 'new-half', 'pgdata'), { recursive: true });
    await start();
    expect(await readdir(folder)).not.toContain('new-half');
  });

  it('notices that another server answers on the port', async () => {
    const ours = await start();
    const theirs = await start({ folder: path.join(path.dirname(folder), 'other') });
    const pgdata = path.join(folder, 'postgresql-18');
    await expect(checkIdentity(pgdata, ours.superuserUrl)).resolves.toBeUndefined();
    await expect(checkIdentity(pgdata, theirs.superuserUrl)).rejects.toMatchObject({
      code: 'cluster-foreign',
    });
  });

  it('writes no value of a failing statement into its log', async () => {
    const cluster = await start();
    await ask(cluster, 'create table unique_name (name text primary key)');
    const insert = `insert into unique_name values ('Maija Marker')`;
    await ask(cluster, insert);
    await expect(ask(cluster, insert)).rejects.toMatchObject({ code: '23505' });
    await expect(ask(cluster, `select 'Maija Marker'::int`)).rejects.toMatchObject({ code: '22P02' });
    await pause(100);
    expect(await readFile(path.join(folder, 'postgresql.log'), 'utf8')).not.toContain('Marker');
  });

  it('runs on the oldest supported PostgreSQL as well', async () => {
    await chmod(path.dirname(folder), 0o755);
    const cluster = await start({ version: 15 });
    expect(await ask(cluster, 'show server_version_num')).toEqual([
      { server_version_num: expect.stringMatching(/^15/) },
    ]);
  });
});

type Child = { folder: string; uid?: number; die?: boolean };

/** Starts a cluster in a process of its own, which stops it at its end, or is killed and leaves it running. */
function startInChild({ folder, uid, die = false }: Child): Promise<{ code: number | null; said: string }> {
  const module = new URL('./cluster.ts', import.meta.url).href;
  const script = `
    const { startCluster } = await import('${module}');
    const cluster = await startCluster({ folder: '${folder}', throwaway: true });
    process.stdout.write('started ' + cluster.pid, async () => {
      if (${die}) process.kill(process.pid, 'SIGKILL');
      await cluster.stop();
    });`;
  const identity = uid === undefined ? {} : { uid, gid: uid };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: new URL('../..', import.meta.url),
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
      ...identity,
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}
