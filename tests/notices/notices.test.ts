// Notices of kinds the language was not written for: each checks clean, compiles, renders, and its periods come out right.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentHtml } from '../../compiler/render/html.ts';
import { documentMarkdown } from '../../compiler/render/markdown.ts';
import { noticeDocument } from '../../compiler/render/notice.ts';
import { dueStages, readNoticeFile } from './reading.ts';
import { VECTORS } from './vectors.ts';

const FILES = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.yaml'));

/** Marketing of a seller's own similar products rests on the law's exception, which the checker asks to be looked at. */
const EXPECTED_WARNINGS: Readonly<Record<string, readonly string[]>> = {
  'web-shop': ['electronic-marketing-without-consent'],
};

describe.each(FILES)('the notice in %s', (file) => {
  const name = file.replace('.yaml', '');
  const { notice, compiled, findings } = readNoticeFile(new URL(file, import.meta.url));

  it('checks without errors, in two languages at least', () => {
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(EXPECTED_WARNINGS[name] ?? []);
    expect(notice.languages.length).toBeGreaterThanOrEqual(2);
  });

  it('compiles so that every stored item has a purpose, a source and an end', () => {
    expect(compiled.items.length).toBeGreaterThan(5);
    for (const { neverStored, purposes, sources, keep } of compiled.items) {
      if (neverStored) continue;
      expect(purposes).not.toBe(0n);
      expect(sources.length).toBeGreaterThan(0);
      expect(keep.length).toBeGreaterThan(0);
    }
  });

  it('renders every purpose and rule as a page and as Markdown', () => {
    for (const language of notice.languages) {
      const document = noticeDocument(notice, language);
      const page = documentHtml(document);
      const text = documentMarkdown(document);
      expect(page).toContain(`lang="${language}"`);
      for (const { key, title } of notice.purposes) {
        expect(page).toContain(`id="purpose-${key}"`);
        expect(text).toContain(title[language]?.split('(')[0]?.trim() ?? '');
      }
      expect(`${page}${text}`).not.toMatch(/undefined|\[object/);
    }
  });

  it.each(VECTORS[name] ?? [])(
    'ends $rule after $events as the notice says',
    ({ rule, events, more, ends }) => {
      const stages = dueStages(notice, rule, events, more);
      expect(stages.map(({ keep, by, then }) => [keep, by, then.do])).toEqual(ends);
    },
  );
});

describe('the notices of other kinds', () => {
  it('are at least twelve, each with three periods tried', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(12);
    for (const file of FILES) {
      expect(VECTORS[file.replace('.yaml', '')]?.length ?? 0, file).toBeGreaterThanOrEqual(3);
    }
  });
});
