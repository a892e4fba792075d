import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { makeProgram } from './seloste.ts';

const shim = fileURLToPath(new URL('./seloste.js', import.meta.url));

type Outcome = { code: number; out: string; err: string };

function seloste(parameters: string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, ...environment };
    const child = execFile(
      process.execPath,
      [shim, ...parameters],
      { env, cwd: os.tmpdir() },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)];

describe('the command line', () => {
  it('runs from any folder through its shim and explains itself', async () => {
    const { code, out } = await seloste(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage: seloste');
  }, 20_000);

  it('describes every command and offers --json and --help on each', () => {
    for (const command of everyCommand(makeProgram())) {
      expect(command.description(), command.name()).not.toBe('');
      expect(command.helpInformation(), command.name()).toContain('--json');
      expect(command.helpInformation(), command.name()).toContain('--help');
    }
  });

  it('answers an unknown command with exit code 64 and how to go on', async () => {
    const { code, err } = await seloste(['nonsense']);
    expect(code).toBe(64);
    expect(err).toContain('--help');
  }, 20_000);

  it('answers a wrong setting with one sentence, exit code 78 and no stack trace', async () => {
    const { code, err } = await seloste(['doctor'], { PORT: 'wrong' });
    expect(code).toBe(78);
    expect(err).toBe('A setting is wrong (configuration-invalid): PORT must be a number.\n');
  }, 20_000);

  it('answers a problem as JSON when asked to', async () => {
    const { err } = await seloste(['doctor', '--json'], { PORT: 'wrong' });
    expect(JSON.parse(err)).toMatchObject({ code: 'configuration-invalid' });
  }, 20_000);

  it('passes a signal on and ends when the program has ended', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-shim-'));
    const env = { PATH: process.env.PATH, SELOSTE_DATA: folder, PORT: '0' };
    const child = execFile(process.execPath, [shim, 'start'], { env });
    const ended = Promise.withResolvers<number | null>();
    child.on('exit', (code) => ended.resolve(code));
    child.stdout?.once('data', () => child.kill('SIGTERM'));
    expect(await ended.promise).toBe(0);
    await rm(folder, { recursive: true });
  }, 60_000);

  it.runIf(process.platform === 'linux').each(['SIGTERM', 'SIGKILL'] as const)(
    'stops the server that npm started when npm is ended by %s',
    async (signal) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-npm-'));
      const env = { ...process.env, SELOSTE_DATA: folder, PORT: '0', LOG_LEVEL: 'info' };
      const npm = spawn('npm', ['start'], {
        env,
        cwd: path.join(shim, '../..'),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const logged = Promise.withResolvers<void>();
      let log = '';
      npm.stdout.on('data', (chunk: Buffer) => {
        if (chunk.includes('answers at')) npm.kill(signal);
      });
      npm.stderr.on('data', (chunk: Buffer) => {
        log += chunk.toString('utf8');
        if (log.includes('"stopped"')) logged.resolve();
      });
      await logged.promise;
      await rm(folder, { recursive: true });
    },
    60_000,
  );
});
