// N1: how long the checker takes on the largest example notice. The figure is an absolute one, so the limit is a timer of the
// allowed time and the ratio is the part of it that was used.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkNotice, hasErrors } from '../compiler/check/check.ts';
import type { Bench, Prepared } from './bench.ts';

const ALLOWED_MS = 100;
const NOTICES = path.join(import.meta.dirname, '../notices');

async function largestNotice(): Promise<{ file: string; text: string }> {
  const files = (await readdir(NOTICES)).filter((file) => file.endsWith('.yaml'));
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(path.join(NOTICES, file), 'utf8') })),
  );
  const [largest] = texts.toSorted((left, right) => right.text.length - left.text.length);
  if (largest === undefined) throw new Error('notices/ holds no notice');
  return largest;
}

async function prepare(): Promise<Prepared> {
  const { file, text } = await largestNotice();
  return {
    variants: [
      {
        label: `check ${file} against ${ALLOWED_MS} ms`,
        data: `${text.split('\n').length} lines`,
        product: async () => void checkNotice(text, file),
        limit: async () => void (await sleep(ALLOWED_MS)),
        verify: async () => {
          if (hasErrors(checkNotice(text, file))) throw new Error(`${file} does not check clean`);
          const spoiled = text.replace(/^ {4}keep: .*$/mu, '    keep: no-such-rule');
          if (!hasErrors(checkNotice(spoiled, file))) throw new Error(`a spoiled ${file} checks clean`);
        },
        floor: 1,
        goal: 0.5,
      },
    ],
    close: async () => undefined,
  };
}

export const n1Checker: Bench = {
  id: 'N1',
  what: 'the checker on the largest example notice',
  figure: 'time',
  prepare,
};
