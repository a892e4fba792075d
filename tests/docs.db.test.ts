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
const PAGES = ['importing', 'permissions', 'administration'];
const PREFIX = 'npx seloste ';

interface Example {
  readonly line: string;
  readonly parameters: readonly string[];
  /** 0 unless the page says `# exit N`. */
  readonly code: number;
}

async function examplesOf(page: string): Promise<readonly Example[]> {
  const text = await readFile(path.join(root, `docs/${page}.md`), 'utf8');
  const lines = text.split('\n').filter((line) => line.startsWith(PREFIX));
  return lines.map((line) => {
    const [command = '', code = '0'] = line.slice(PREFIX.length).split(' # exit ');
    return { line, parameters: command.split(' '), code: Number(code) };
  });
}

describe('the pages for users', () => {
  let folder: string;
  let running: Running;
  let id = 'ID';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-docs-'));
    running = runServer({ ...readConfiguration({ SELOSTE_DATA: folder }), port: 0 }, makeLog('silent'));
    await running.ready;
  });
  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true });
  });

  const seloste = (parameters: readonly string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const env = { PATH: process.env.PATH, SELOSTE_DATA: folder };
      const child = execFile(
        process.execPath,
        ['cli/seloste.ts', ...parameters],
        { cwd: root, env },
        (_error, out) => resolve({ code: child.exitCode ?? -1, out }),
      );
    });

  it.each(PAGES)(
    'do what docs/%s.md says, command by command',
    async (page) => {
      const examples = await examplesOf(page);
      expect(examples.length).toBeGreaterThan(3);
      const codes: string[] = [];
      for (const { line, parameters } of examples) {
        const result = await seloste(parameters.map((parameter) => (parameter === 'ID' ? id : parameter)));
        if (parameters[1] === 'find') id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(result.out)?.[0] ?? id;
        codes.push(`${result.code} ${line}`);
      }
      expect(codes).toEqual(examples.map(({ line, code }) => `${code} ${line}`));
    },
    180_000,
  );
});
