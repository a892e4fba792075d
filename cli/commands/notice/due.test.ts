import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINIMAL } from '../../../compiler/read/fixtures.testing.ts';

const ENTRY = path.join(import.meta.dirname, '../../seloste.ts');
let folder = '';

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function due(...words: readonly string[]): Promise<Answer> {
  const file = path.join(folder, 'notice.yaml');
  return new Promise((resolve) => {
    execFile(process.execPath, [ENTRY, 'notice', 'due', file, ...words], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-due-'));
  await writeFile(path.join(folder, 'notice.yaml'), MINIMAL);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('seloste notice due', { timeout: 60_000 }, () => {
  it('says both ends, what happens and why', async () => {
    const { code, stdout } = await due(
      '--rule',
      'relationship',
      '--event',
      'relationship-ended=2016-02-29',
      '--at',
      '2026-03-01',
      '--language',
      'en',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('kept through  2026-02-28\n');
    expect(stdout).toContain('due           yes\n');
    expect(stdout).toContain('because       Kept until 28\u00a0Feb\u00a02026 because');
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await due(
      '--rule',
      'relationship',
      '--event',
      'relationship-ended=2016-02-29',
      '--at',
      '2026-02-28',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      rule: 'relationship',
      stages: [{ keptThrough: '2026-02-28', erasableFrom: '2026-03-01', goneBy: 'never', due: false }],
    });
  });

  it('refuses a rule, an event or a date it does not know, and says what is near', async () => {
    expect((await due('--rule', 'relationshop')).stderr).toContain('Did you mean relationship?');
    expect((await due('--rule', 'relationship', '--event', 'relationship-end=2026-01-01')).stderr).toContain(
      'Did you mean relationship-ended?',
    );
    const wrong = await due('--rule', 'relationship', '--event', 'relationship-ended=2026-02-30');
    expect(wrong.code).not.toBe(0);
    expect(wrong.stderr).toContain('A date is written');
  });
});
