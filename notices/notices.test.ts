// The five example notices: every fact of their registers has a line, they check clean, and every text is there in three languages.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Language } from '../compiler/model/text.ts';
import { documentHtml } from '../compiler/render/html.ts';
import { noticeDocument } from '../compiler/render/notice.ts';
import { readFacts } from '../tests/facts/facts.ts';
import { readNoticeFile } from '../tests/notices/reading.ts';
import { factLines, NOTICE_FILES } from '../tools/notice-facts.ts';

const LANGUAGES: readonly Language[] = ['fi', 'sv', 'en'];

/** Where the organisation's own words and the legal basis differ, the checker warns and the notice stands (ME.5, CO.4). */
const EXPECTED_WARNINGS: Readonly<Record<string, readonly string[]>> = {
  CO: ['basis-words-differ'],
  ME: Array(4).fill('basis-words-differ'),
};

type Node = readonly unknown[] | Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every object of the model whose keys are languages, with the path to it. */
function textsIn(value: unknown, path = ''): readonly (readonly [string, Record<string, unknown>])[] {
  if (!isNode(value)) return [];
  const keys = Object.keys(value);
  const isTexts = keys.length > 0 && keys.every((key) => (LANGUAGES as readonly string[]).includes(key));
  if (isTexts) return [[path, value as Record<string, unknown>]];
  return Object.entries(value).flatMap(([key, child]) => textsIn(child, `${path}/${key}`));
}

describe.each(Object.entries(NOTICE_FILES))('the notice of %s', (register, file) => {
  const url = new URL(file, import.meta.url);
  const { notice, findings, text } = readNoticeFile(url);

  it('has a line for every numbered fact of the register, and names no other', () => {
    const facts = readFacts().filter(({ fact }) => fact.startsWith(`${register}.`));
    expect(new Set(factLines(text).keys())).toEqual(new Set(facts.map(({ fact }) => fact)));
  });

  it('checks without errors, with the warnings that are meant', () => {
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(EXPECTED_WARNINGS[register] ?? []);
  });

  it('has every text in Finnish, Swedish and English', () => {
    expect(notice.languages).toEqual(LANGUAGES);
    const lacking = textsIn(notice).filter(([, texts]) => LANGUAGES.some((language) => !texts[language]));
    expect(lacking.map(([path]) => path)).toEqual([]);
  });

  it.each(LANGUAGES)('renders its purposes, rights and dates in %s', (language) => {
    const page = documentHtml(noticeDocument(notice, language));
    for (const { title } of notice.purposes) expect(page).toContain(escaped(title[language] ?? ''));
    for (const { key } of notice.retention) expect(page).toContain(`id="plan-${key}"`);
    for (const { kind } of notice.rights) expect(page).toContain(`id="right-${kind}"`);
    expect(page).toContain('2026');
  });
});

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;');

describe('the map of facts', () => {
  it('reads lists and ranges of facts from comments, and nothing from texts', () => {
    const text = 'a: 1 # CG.4 CG.6\n# CG.8–9\nb: "colour #CG.11"\nc: 2 # see the law';
    expect([...factLines(text)]).toEqual([
      ['CG.4', [1]],
      ['CG.6', [1]],
      ['CG.8', [2]],
      ['CG.9', [2]],
    ]);
  });

  it('has its place in the README', () => {
    const page = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    for (const file of Object.values(NOTICE_FILES)) expect(page).toContain(`[${file}](${file})`);
  });
});
