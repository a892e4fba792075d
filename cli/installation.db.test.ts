import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./seloste.ts', import.meta.url));

describe('an installation', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-installation-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const start = (
    parameters: string[],
    done: (code: number, out: string, err: string) => void,
  ): ChildProcess => {
    const env = { PATH: process.env.PATH, SELOSTE_DATA: folder, PORT: '0' };
    const child = execFile(process.execPath, [program, ...parameters], { env }, (_error, out, err) =>
      done(child.exitCode ?? -1, out, err),
    );
    return child;
  };
  const seloste = (...parameters: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) =>
      start(parameters, (code, out, err) => resolve({ code, out, err })),
    );

  it('is migrated once', async () => {
    const first = await seloste('migrate', '--json');
    expect(JSON.parse(first.out).applied.length).toBeGreaterThan(5);
    expect(await seloste('migrate')).toMatchObject({ code: 0, out: expect.stringContaining('already') });
  });

  it('is in order, and says so without a secret', async () => {
    const { code, out } = await seloste('doctor', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report.checks.length).toBeGreaterThan(5);
    for (const check of report.checks) expect(check).toMatchObject({ ok: true, rows: 0 });
    const logins: Record<string, string> = JSON.parse(
      await readFile(path.join(folder, 'database', 'logins.json'), 'utf8'),
    );
    for (const password of Object.values(logins)) expect(out).not.toContain(password);
  });

  it('shares its database between a server, which offers the first user a link, and the commands beside it', async () => {
    const ended = Promise.withResolvers<number>();
    const server = start(['start'], ended.resolve);
    let said = '';
    const address = await new Promise<string>((resolve) =>
      server.stdout?.on('data', (chunk: string) => {
        said += String(chunk);
        const named = /answers at (\S+)/.exec(said)?.[1];
        if (named) resolve(named);
      }),
    );
    expect((await seloste('doctor')).code).toBe(0);
    await expect.poll(() => said).toMatch(/staff\/welcome#[\w-]{43}\n/);
    const { out } = await seloste('user', 'owner-link');
    expect(out).toMatch(/^http:\/\/localhost:\d+\/staff\/welcome#[\w-]{43}\n$/);
    expect(said).not.toContain(out.split('#')[1]);
    expect((await seloste('user', 'sign-in-link', 'nobody@owner.example')).code).toBe(66);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    server.kill('SIGTERM');
    expect(await ended.promise).toBe(0);
  });
});
