import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeApart } from '../../../compiler/render/page.testing.ts';

const at = (address: string) => fileURLToPath(new URL(address, import.meta.url));
const PROGRAM = at('../../seloste.ts');
const SMALL = at('../../../compiler/render/golden/small.yaml');
const LIMIT_MS = 30_000;

interface Outcome {
  readonly code: number;
  readonly out: Buffer;
  readonly err: string;
}

function seloste(...parameters: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [PROGRAM, 'notice', ...parameters],
      { encoding: 'buffer', maxBuffer: 16 * 1024 * 1024 },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err: err.toString() }),
    );
  });
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-render-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('seloste notice render', () => {
  it(
    'prints a page that stands alone, in the first language of the notice',
    async () => {
      const { code, out } = await seloste('render', SMALL);
      expect(code).toBe(0);
      const html = out.toString();
      expect(html).toContain('<html lang="fi">');
      expect(html).toContain('<style>');
      expect(html).not.toContain('<link');
      expect(takeApart(html).faults).toEqual([]);
    },
    LIMIT_MS,
  );

  it.each([
    ['markdown', 'sv', '# Kundregister'],
    ['json', 'en', '"seloste-notice-1"'],
    ['pdf', 'fi', '%PDF-1.7'],
  ])(
    'writes %s in %s to a file',
    async (format, language, start) => {
      const output = path.join(folder, `notice.${format}`);
      const { code, out } = await seloste(
        'render',
        SMALL,
        '--language',
        language,
        '--format',
        format,
        '--output',
        output,
      );
      expect([code, out.length]).toEqual([0, 0]);
      expect((await readFile(output)).toString('latin1').slice(0, 400)).toContain(start);
    },
    LIMIT_MS,
  );

  it(
    'prints the record of processing activities and DPV',
    async () => {
      const record = await seloste('render', SMALL, '--record', '--format', 'markdown', '--language', 'en');
      expect(record.out.toString()).toContain('Record of processing activities');
      const dpv = await seloste('render', SMALL, '--dpv');
      expect(JSON.parse(dpv.out.toString())['@context'].dpv).toBe('https://w3id.org/dpv#');
    },
    LIMIT_MS,
  );

  it(
    'refuses a language the notice is not in, and says which it is in',
    async () => {
      const { code, err } = await seloste('render', SMALL, '--language', 'de');
      expect(code).toBe(64);
      expect(err).toContain('fi, sv, en');
    },
    LIMIT_MS,
  );

  it(
    'shows the errors of a notice instead of rendering it, with exit code 1',
    async () => {
      const broken = path.join(folder, 'broken.yaml');
      const text = await readFile(SMALL, 'utf8');
      await writeFile(broken, text.replace('keep: customership', 'keep: customershop'));
      const { code, out, err } = await seloste('render', broken);
      expect([code, out.length]).toEqual([1, 0]);
      expect(err).toContain('customershop');
    },
    LIMIT_MS,
  );

  it(
    'says that a file cannot be read, with exit code 2',
    async () => {
      const { code, err } = await seloste('render', path.join(folder, 'missing.yaml'));
      expect(code).toBe(2);
      expect(err).toContain('ENOENT');
    },
    LIMIT_MS,
  );
});

describe('seloste notice explain', () => {
  it(
    'explains an item in sentences, or as JSON',
    async () => {
      const { code, out } = await seloste('explain', SMALL, '--item', 'email', '--language', 'fi');
      expect(code).toBe(0);
      expect(out.toString()).toContain('Asiakassuhteen hoito – Sopimus');
      const json = await seloste('explain', SMALL, '--purpose', 'care', '--json');
      expect(JSON.parse(json.out.toString())).toMatchObject({
        section: 'purpose',
        key: 'care',
        language: 'fi',
      });
    },
    LIMIT_MS,
  );

  it(
    'offers the nearest word for an unknown one, with exit code 64',
    async () => {
      const { code, err } = await seloste('explain', SMALL, '--rule', 'custmership');
      expect(code).toBe(64);
      expect(err).toContain('Did you mean customership?');
    },
    LIMIT_MS,
  );

  it(
    'asks for exactly one thing to explain',
    async () => {
      expect((await seloste('explain', SMALL)).code).toBe(64);
      expect((await seloste('explain', SMALL, '--item', 'email', '--rule', 'customership')).code).toBe(64);
    },
    LIMIT_MS,
  );
});
