import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINIMAL } from '../../../compiler/read/fixtures.testing.ts';
import { describeFindings } from './findings.ts';

const ENTRY = path.join(import.meta.dirname, '../../seloste.ts');

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line itself, since the exit code is what scripts go by. */
function check(...words: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(process.execPath, [ENTRY, 'notice', 'check', ...words], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

let folder = '';
const file = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-check-'));
  await writeFile(file('clean.yaml'), MINIMAL);
  await writeFile(file('wrong.yaml'), MINIMAL.replace('items: [name, email]', 'items: [name, emial]'));
  await writeFile(file('warned.yaml'), `${MINIMAL}systems: { crm: { title: { all: CRM } } }\n`);
  await writeFile(
    file('changed.yaml'),
    MINIMAL.replace('basis: contract', 'basis: { legal-obligation: { all: Act } }'),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('seloste notice check', { timeout: 60_000 }, () => {
  it('ends with 0 and says so when nothing is wrong', async () => {
    const { code, stdout } = await check(file('clean.yaml'));
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1 notice checked: 0 errors, 0 warnings.\n' });
  });

  it('ends with 0 when there are warnings only', async () => {
    const { code, stdout } = await check(file('warned.yaml'));
    expect(code).toBe(0);
    expect(stdout).toContain('warning unused-definition');
  });

  it('ends with 1 and shows the line with a caret, why and how to mend it', async () => {
    const { code, stdout } = await check(file('clean.yaml'), file('wrong.yaml'));
    expect(code).toBe(1);
    expect(stdout).toContain(`${file('wrong.yaml')}:`);
    expect(stdout).toMatch(/items: \[name, emial\]\n +\| {19}\^\n/u);
    expect(stdout).toContain('Did you mean “email”?');
    expect(stdout).toContain('2 notices checked: 1 error, 0 warnings.');
  });

  it('ends with 2 when a file cannot be read, and still checks the others', async () => {
    const { code, stdout, stderr } = await check(file('missing.yaml'), file('wrong.yaml'));
    expect(code).toBe(2);
    expect(stderr).toContain('missing.yaml cannot be read: ENOENT');
    expect(stdout).toContain('unknown-item');
  });

  it('ends with 2 for a folder and for text that is not UTF-8', async () => {
    await writeFile(file('latin.yaml'), Buffer.from('title: K\xe4sittely\n', 'latin1'));
    const { code, stderr } = await check(folder, file('latin.yaml'));
    expect(code).toBe(2);
    expect(stderr).toContain('EISDIR');
    expect(stderr).toContain('latin.yaml cannot be read: it is not UTF-8 text');
  });

  it('tells that a very large file is too large', async () => {
    await writeFile(file('large.yaml'), `seloste: 1\n${'# ä\n'.repeat(1_000_000)}`);
    const { code, stdout } = await check(file('large.yaml'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'file-too-large', line: 1, column: 1 }]);
  });

  it('prints an array of findings with --json, empty when nothing is wrong', async () => {
    expect(JSON.parse((await check(file('clean.yaml'), '--json')).stdout)).toEqual([]);
    const { code, stdout } = await check(file('wrong.yaml'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      {
        code: 'unknown-item',
        severity: 'error',
        file: file('wrong.yaml'),
        line: expect.any(Number),
        column: 19,
        message: '“emial” is not a known item.',
        hint: 'Did you mean “email”?',
      },
    ]);
  });

  it('tells what may not change from the version before with --after', async () => {
    expect((await check(file('changed.yaml'))).stdout).not.toContain('basis-changed');
    const { code, stdout } = await check(file('changed.yaml'), '--after', file('clean.yaml'));
    expect(code).toBe(1);
    expect(stdout).toContain('error basis-changed');
  });
});

describe('a finding for people', () => {
  it('cuts a long line around the caret', () => {
    const text = `${'x'.repeat(300)}wrong`;
    const shown = describeFindings({ file: 'a.yaml', text }, [
      { code: 'c', severity: 'error', file: 'a.yaml', line: 1, column: 301, message: 'm', hint: 'h' },
    ]);
    const [, line = '', caret = ''] = shown.split('\n');
    expect(line.length).toBeLessThan(120);
    expect(line.slice(caret.indexOf('^'), caret.indexOf('^') + 5)).toBe('wrong');
  });
});
