import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../platform/configuration.ts';
import { makeLog } from '../platform/log.ts';
import { type Running, runServer } from '../server/run.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The commands of the README's tour, word for word, without `npx seloste`. */
const tour = (await readFile(path.join(root, 'README.md'), 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('npx seloste '))
  .map((line) => line.replace('npx seloste ', '').split(' '));

describe('the tour of the README', () => {
  let folder: string;
  let running: Running;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-readme-'));
    running = runServer({ ...readConfiguration({ SELOSTE_DATA: folder }), port: 0 }, makeLog('silent'));
    await running.ready;
  });
  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true });
  });

  const seloste = (parameters: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const env = { PATH: process.env.PATH, SELOSTE_DATA: folder };
      const child = execFile(
        process.execPath,
        ['cli/seloste.ts', ...parameters],
        { cwd: root, env },
        (_error, out) => resolve({ code: child.exitCode ?? -1, out }),
      );
    });

  it('shows what it promises, command by command', async () => {
    const said: { command: string; code: number; out: string }[] = [];
    let id = 'ID';
    for (const parameters of tour) {
      const result = await seloste(parameters.map((parameter) => (parameter === 'ID' ? id : parameter)));
      // The import tells an id too: its own, to take it back by.
      if (parameters[1] === 'find') id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(result.out)?.[0] ?? id;
      said.push({ command: parameters.slice(0, 2).join(' '), ...result });
    }
    expect(said.map(({ command, code }) => `${command} ${code}`)).toEqual([
      'import notices/examples/media.csv 0',
      'subject find 0',
      'subject show 0',
      // Not found: nobody has agreed to it.
      'subject show 66',
      'permission give 0',
      'subject show 0',
      'permission withdraw 0',
      'notice explain 0',
      'notice check 0',
      'doctor 0',
    ]);
    expect(said[2]?.out).toMatch(/@.*\+358/s);
    expect(said[5]?.out).toContain('@');
    expect(said[5]?.out).not.toContain('+358');
  }, 120_000);
});
