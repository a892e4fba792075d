// The golden texts are rewritten with `npx vitest run --project pure compiler/render -u`; their diffs are read before they are kept.
import { describe, expect, it } from 'vitest';
import { noticeDpv } from './dpv.ts';
import { noticeDocument } from './notice.ts';
import { smallNotice } from './notices.testing.ts';
import { wordsOfPdf } from './pdf.testing.ts';
import { type Format, renderNotice } from './render.ts';

const small = smallNotice();
const LANGUAGES = ['fi', 'sv', 'en'] as const;

describe('rendering a small notice', () => {
  it.each(LANGUAGES)('gives the same Markdown in %s as the golden text', async (language) => {
    const rendered = await renderNotice(small, { kind: 'notice', language, format: 'markdown' });
    await expect(rendered).toMatchFileSnapshot(`golden/small.${language}.md`);
  });

  it.each(LANGUAGES)('gives the same record in %s as the golden text', async (language) => {
    const rendered = await renderNotice(small, { kind: 'record', language, format: 'markdown' });
    await expect(rendered).toMatchFileSnapshot(`golden/small.record.${language}.md`);
  });

  it('gives the same page in Finnish as the golden page', async () => {
    const page = { stylesheet: '/public/notice.css' };
    const rendered = await renderNotice(small, { kind: 'notice', language: 'fi', format: 'html', page });
    await expect(rendered).toMatchFileSnapshot('golden/small.fi.html');
  });

  it('gives the same JSON-LD as the golden file', async () => {
    const rendered = `${JSON.stringify(noticeDpv(small), null, 2)}\n`;
    await expect(rendered).toMatchFileSnapshot('golden/small.dpv.json');
  });

  it('gives facts without places of the file as JSON', async () => {
    const rendered = await renderNotice(small, { kind: 'notice', language: 'en', format: 'json' });
    const { facts, document } = JSON.parse(String(rendered));
    expect(facts.purposes.map((purpose: { key: string }) => purpose.key)).toEqual([
      'care',
      'newsletter',
      'development',
    ]);
    expect(document).toEqual(JSON.parse(JSON.stringify(noticeDocument(small, 'en'))));
    expect(rendered).not.toContain('"at":');
  });

  it('keeps every letter in a PDF, and its language and title', async () => {
    const pdf = await renderNotice(small, { kind: 'notice', language: 'fi', format: 'pdf' });
    const words = wordsOfPdf(pdf as Uint8Array).replaceAll('\u00a0', ' ');
    expect(words).toContain('Lähde & Pähkinä Oy');
    expect(words).toContain('Šušana Äijälä-Öhman');
    expect(words).toContain('Säilytysajat');
    const source = Buffer.from(pdf as Uint8Array).toString('latin1');
    expect(source).toMatch(/\/Lang \(fi\)/);
    expect(source).toContain('/Outlines');
    expect(source).toContain('/Dest');
  });

  it.each(['html', 'markdown', 'pdf', 'json'] as const)(
    'gives the same bytes twice as %s',
    async (format: Format) => {
      const twice = await Promise.all(
        [1, 2].map(() => renderNotice(small, { kind: 'notice', language: 'sv', format })),
      );
      expect(Buffer.from(twice[0] as string).equals(Buffer.from(twice[1] as string))).toBe(true);
    },
  );
});
