import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINIMAL } from '../../../compiler/read/fixtures.testing.ts';

const ENTRY = path.join(import.meta.dirname, '../../seloste.ts');

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line itself, since the exit code is what scripts go by. */
function compare(...words: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(process.execPath, [ENTRY, 'notice', 'compare', ...words], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

let folder = '';
const file = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-compare-'));
  await writeFile(file('old.yaml'), MINIMAL);
  await writeFile(file('less.yaml'), MINIMAL.replace('items: [name, email]', 'items: [name]'));
  await writeFile(
    file('basis.yaml'),
    MINIMAL.replace('basis: contract', 'basis: { legal-obligation: { all: Act } }'),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('seloste notice compare', { timeout: 60_000 }, () => {
  it('ends with 0 and says so when the content is the same', async () => {
    const { code, stdout } = await compare(file('old.yaml'), file('old.yaml'), '--language', 'sv');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Innehållet är detsamma.\n' });
  });

  it('ends with 0 and tells what closes', async () => {
    const { code, stdout } = await compare(file('old.yaml'), file('less.yaml'));
    expect(code).toBe(0);
    expect(stdout).toContain('Closes:\n  An item goes: E-mail address.');
  });

  it('ends with 1 and names the article when publishing would be refused', async () => {
    const { code, stdout } = await compare(file('old.yaml'), file('basis.yaml'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ code: 'basis-changed', severity: 'refuse', article: '5(1)(b), 6' }),
    ]);
  });

  it('ends with 2 when a file cannot be read', async () => {
    const { code, stderr } = await compare(file('old.yaml'), file('none.yaml'));
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be read (ENOENT)');
  });
});
