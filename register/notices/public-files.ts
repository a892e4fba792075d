// The stylesheet and the fonts of the public pages, served from here: nothing is loaded from other hosts. Names change with the
// content, so browsers may keep them for good.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { STYLESHEET } from '../../compiler/render/stylesheet.ts';

/** Latin is enough for Finnish and Swedish; the extension loads only where a text has letters such as š and ž. */
const FONTS = [
  {
    file: 'ibm-plex-sans-latin-wght-normal.woff2',
    range: 'U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212',
  },
  { file: 'ibm-plex-sans-latin-ext-wght-normal.woff2', range: 'U+0100-02BA,U+1E00-1E9F,U+20A0-20AB' },
].map((font) => {
  const path = fileURLToPath(import.meta.resolve(`@fontsource-variable/ibm-plex-sans/files/${font.file}`));
  const bytes = readFileSync(path);
  return { ...font, bytes, address: `/public/${hashOf(bytes)}-${font.file}` };
});

// A font that came late would move the text under a reader who followed a link into the page; it is asked for early, or not used.
const FACES = FONTS.map(
  ({ address, range }) =>
    `@font-face{font-family:"IBM Plex Sans Variable";font-style:normal;font-display:optional;font-weight:100 700;src:url(${address}) format("woff2");unicode-range:${range}}`,
);

const SERVED_STYLESHEET = [...FACES, STYLESHEET].join('\n');

const STYLESHEET_ADDRESS = `/public/notice-${hashOf(SERVED_STYLESHEET)}.css`;

/** What a page of ours says about its looks. */
export const LOOKS = {
  stylesheet: STYLESHEET_ADDRESS,
  fonts: FONTS.slice(0, 1).map(({ address }) => address),
};

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

export function mountPublicFiles(server: FastifyInstance): void {
  const files = [
    { address: STYLESHEET_ADDRESS, type: 'text/css; charset=utf-8', content: SERVED_STYLESHEET },
    ...FONTS.map(({ address, bytes }) => ({ address, type: 'font/woff2', content: bytes })),
  ];
  for (const { address, type, content } of files) {
    server.get(address, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(content),
    );
  }
}
