import { describe, expect, it } from 'vitest';
import type { Notice } from '../model/notice.ts';
import { documentHtml } from './html.ts';
import { documentMarkdown } from './markdown.ts';
import { noticeDocument } from './notice.ts';
import { exampleFiles, exampleNotice, otherNotices, smallNotice } from './notices.testing.ts';
import { takeApart } from './page.testing.ts';
import { recordDocument } from './record.ts';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
const notices: readonly (readonly [string, Notice])[] = [
  ['the small notice', smallNotice()],
  ...exampleFiles().map((file) => [file, exampleNotice(file)] as const),
  ...otherNotices(),
];

/** Every text of every language becomes hostile; keys stay, since the reader has already refused hostile ones. */
function poison(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((inside) => poison(inside, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, poison(inside, name)]));
  }
  const isText = ['fi', 'sv', 'en', 'name', 'address', 'email', 'website', 'phone'].includes(key);
  return typeof value === 'string' && isText
    ? `<img src=x onerror="alert(1)">'&lt;](javascript:alert(2)) ${value}`
    : value;
}

/** Keys of several words; a key of one word may be a word of the language too. */
function keysIn(value: unknown, name = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((inside) => keysIn(inside, name));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inside]) => keysIn(inside, key));
  }
  const isKey = typeof value === 'string' && /^[a-z\d]+(-[a-z\d]+)+$/.test(value);
  return isKey && !['fi', 'sv', 'en', 'businessId'].includes(name) && !/^\d/.test(value) ? [value] : [];
}

describe('a notice as a page', () => {
  it.each(notices)('nests its tags and headings and leads every link to a place: %s', (_name, notice) => {
    for (const language of LANGUAGES) {
      for (const document of [noticeDocument(notice, language), recordDocument(notice, language)]) {
        const { faults, ids, inPageLinks, headings } = takeApart(documentHtml(document));
        expect(faults).toEqual([]);
        expect(ids.length).toBe(new Set(ids).size);
        expect(inPageLinks.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
        expect(headings.filter((level) => level === 1)).toHaveLength(1);
        const jumps = headings.filter((level, index) => index > 0 && level > (headings[index - 1] ?? 1) + 1);
        expect(jumps).toEqual([]);
      }
    }
  });

  it.each(notices)('has the same places in every language: %s', (_name, notice) => {
    const places = LANGUAGES.map((language) => takeApart(documentHtml(noticeDocument(notice, language))).ids);
    expect(places[1]).toEqual(places[0]);
    expect(places[2]).toEqual(places[0]);
  });

  it.each(notices)('shows titles and never a key: %s', (_name, notice) => {
    const keys = new Set(keysIn(notice));
    // Keys are English words, so an English text may hold one honestly; a Finnish or Swedish one cannot.
    for (const language of notice.languages.filter((one) => one !== 'en')) {
      const { words } = takeApart(documentHtml(noticeDocument(notice, language)));
      const shown = [...words.matchAll(/[\p{L}\d-]+/gu)]
        .map(([word]) => word)
        .filter((word) => keys.has(word));
      expect([language, shown]).toEqual([language, []]);
    }
  });

  it('says its language and switches to the others', () => {
    const html = documentHtml(noticeDocument(smallNotice(), 'sv'), {
      languageLink: (other) => `?language=${other}`,
    });
    expect(html).toContain('<html lang="sv">');
    expect(html).toContain('<a href="?language=sv" lang="sv" hreflang="sv" aria-current="true">Svenska</a>');
    expect(html).toContain('<a href="?language=fi" lang="fi" hreflang="fi">Suomi</a>');
  });

  it('loads nothing and runs nothing', () => {
    const html = documentHtml(noticeDocument(smallNotice(), 'fi'));
    expect(html).not.toMatch(/<(script|iframe|img|object|embed)|\son\w+=|\sstyle=|@import|url\(/i);
  });

  it('escapes every text of the notice, in the page and in Markdown', () => {
    const hostile = poison(smallNotice()) as Notice;
    for (const document of [noticeDocument(hostile, 'fi'), recordDocument(hostile, 'fi')]) {
      const html = documentHtml(document);
      expect(html).not.toContain('<img');
      expect(html).not.toMatch(/href="\s*javascript:/i);
      expect(takeApart(html).faults).toEqual([]);
      expect(takeApart(html).words).toContain('<img src=x onerror="alert(1)">');
      const markdown = documentMarkdown(document);
      expect(markdown).not.toMatch(/(?<!\\)<img/);
      expect(markdown).not.toMatch(/(?<!\\)\]\(javascript:/);
    }
  });
});
