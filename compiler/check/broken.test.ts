import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNotice } from '../read/read.ts';
import { checkNotice, checkNoticeSource } from './check.ts';
import { FINDING_CODES } from './codes.ts';

const FOLDER = path.join(import.meta.dirname, '../../notices/broken');
const SUCCESSION = path.join(FOLDER, 'succession');

const textOf = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.yaml') && !file.endsWith('.before.yaml'));
}

function expected(text: string): string {
  return /^# expect: (\S+ \d+:\d+)$/mu.exec(text)?.[1] ?? 'no expectation';
}

const found = (findings: ReturnType<typeof checkNotice>): readonly string[] =>
  findings.map(({ code, line, column }) => `${code} ${line}:${column}`);

describe('each broken notice has exactly one finding, at its line and column', () => {
  it.each(filesIn(FOLDER))('%s', (file) => {
    const text = textOf(FOLDER, file);
    const findings = checkNotice(text, file);
    expect(found(findings)).toEqual([expected(text)]);
    expect(`${findings[0]?.code}.yaml`).toBe(file);
  });
});

describe('each broken successor has exactly one finding beside the version before, which is clean', () => {
  it.each(filesIn(SUCCESSION))('%s', (file) => {
    const before = file.replace('.yaml', '.before.yaml');
    const older = readNotice(textOf(SUCCESSION, before), before).notice;
    if (older === null) throw new Error(`${before} cannot be read`);
    expect(checkNotice(textOf(SUCCESSION, before), before)).toEqual([]);
    const text = textOf(SUCCESSION, file);
    const { findings } = checkNoticeSource(text, file, older);
    expect(found(findings)).toEqual([expected(text)]);
    expect(`${findings[0]?.code}.yaml`).toBe(file);
  });
});

describe('catalogue, broken notices and documentation agree both ways', () => {
  const codes = Object.keys(FINDING_CODES).toSorted();

  it('has a broken notice for each code', () => {
    const files = [...filesIn(FOLDER), ...filesIn(SUCCESSION)].map((file) => file.replace('.yaml', ''));
    // A file of more than a mebibyte is made in the test below and not kept.
    expect([...files, 'file-too-large'].toSorted()).toEqual(codes);
  });

  it('has a row of docs/findings.md for each code', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/findings.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (error|warning) \|/gmu)].map((row) => row[1]);
    expect(rows.toSorted()).toEqual(codes);
  });

  it('gives each finding the severity and article of its code', () => {
    for (const file of filesIn(FOLDER))
      for (const { code, severity, article } of checkNotice(textOf(FOLDER, file), file))
        expect({ code, severity, article: article ?? FINDING_CODES[code]?.article }).toEqual({
          code,
          severity: FINDING_CODES[code]?.severity,
          article: FINDING_CODES[code]?.article,
        });
  });

  it('refuses a file of more than a mebibyte at its beginning', () => {
    const text = `seloste: 1\n${'# filler\n'.repeat(130_000)}`;
    expect(found(checkNotice(text, 'large.yaml'))).toEqual(['file-too-large 1:1']);
  });
});
