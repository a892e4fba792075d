// The public pages of the notices: the list, each notice in force, every earlier version; in each language and format. They work
// without scripts and without an account.
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../compiler/model/text.ts';
import type { VersionLink } from '../../compiler/render/document.ts';
import type { PageOptions } from '../../compiler/render/html.ts';
import { noticesHtml } from '../../compiler/render/pages.ts';
import { phrasesOf } from '../../compiler/render/phrases/phrases.ts';
import { renderDpv, renderNotice } from '../../compiler/render/render.ts';
import { STYLESHEET } from '../../compiler/render/stylesheet.ts';
import { ProblemError } from '../../platform/problems.ts';
import { chooseLanguage } from './language.ts';
import { openPublishedNotices, type PublishedNotices, type StoredNotice } from './published.queries.ts';
import { type AskedNotice, PUBLIC_FORMATS, type PublicFormat, rememberRenderings } from './renderings.ts';

const STYLESHEET_HASH = createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12);
/** Its name changes with its content, so browsers may keep it for good. */
export const STYLESHEET_ADDRESS = `/public/notice-${STYLESHEET_HASH}.css`;

const LANGUAGES: readonly Language[] = ['fi', 'sv', 'en'];

const MEDIA_TYPES: Readonly<Record<PublicFormat, string>> = {
  html: 'text/html; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
  dpv: 'application/ld+json; charset=utf-8',
};

interface NoticeRequest {
  readonly Params: { readonly register: string; readonly version?: string };
  readonly Querystring: { readonly language?: unknown; readonly format?: unknown };
}

export function mountNotices(
  server: FastifyInstance,
  context: { readonly database: { readonly appUrl: string } },
): void {
  const notices = openPublishedNotices(context.database.appUrl);
  server.addHook('onClose', () => notices.close());
  mountNoticePages(server, notices);
}

/** The pages over any store of versions, so that they can be tried without a database. */
function mountNoticePages(server: FastifyInstance, notices: PublishedNotices): void {
  const render = rememberRenderings(renderStored);
  const answerList = async (request: FastifyRequest<NoticeRequest>, reply: FastifyReply) => {
    const language = chooseLanguage(LANGUAGES, request.query.language, request.headers['accept-language']);
    const page = listPage(await notices.listInForce(), language);
    return send(reply, 'html', page);
  };
  const answerNotice = async (request: FastifyRequest<NoticeRequest>, reply: FastifyReply) => {
    const { register, version } = request.params;
    const versions = await notices.listVersions(register);
    const wanted = versions.find((one) =>
      version === undefined ? one.current : String(one.version) === version,
    );
    const stored = wanted && (await notices.findVersion(register, wanted.version));
    if (stored === undefined) throw new ProblemError('not-found', 'There is no such notice.');
    const accepted = request.headers['accept-language'];
    const language = chooseLanguage(stored.notice.languages, request.query.language, accepted);
    const format = PUBLIC_FORMATS.find((known) => known === request.query.format) ?? 'html';
    const asked = { stored, versions, language, format };
    return send(
      reply,
      format,
      await render(asked),
      `${stored.hash}-${versions.length}-${language}-${format}`,
    );
  };
  server.get<NoticeRequest>('/', answerList);
  server.get<NoticeRequest>('/notices', answerList);
  server.get<NoticeRequest>('/notices/:register', answerNotice);
  server.get<NoticeRequest>('/notices/:register/:version', answerNotice);
  server.get(STYLESHEET_ADDRESS, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(STYLESHEET),
  );
}

function send(
  reply: FastifyReply,
  format: PublicFormat,
  body: string | Uint8Array,
  tag?: string,
): FastifyReply {
  // Nothing in a notice is personal data of a visitor, so it may be kept, but is asked about each time: a new version shows at once.
  reply.headers({ 'cache-control': 'no-cache', vary: 'accept-language' }).type(MEDIA_TYPES[format]);
  if (tag !== undefined) {
    const etag = `"${tag}"`;
    reply.header('etag', etag);
    if (reply.request.headers['if-none-match'] === etag) return reply.status(304).send();
  }
  return reply.send(typeof body === 'string' ? body : Buffer.from(body));
}

function listPage(stored: readonly StoredNotice[], language: Language): string {
  const listed = stored.map(({ register, notice }) => ({
    title: notice.title,
    controller: notice.controller.name,
    updated: notice.updated,
    languages: notice.languages,
    to: (other: Language) => `/notices/${register}?language=${other}`,
  }));
  const options: PageOptions = {
    stylesheet: STYLESHEET_ADDRESS,
    languageLink: (other) => `/notices?language=${other}`,
  };
  return noticesHtml(listed, language, options);
}

async function renderStored(asked: AskedNotice): Promise<string | Uint8Array> {
  const { stored, language, format } = asked;
  if (format === 'dpv') return renderDpv(stored.notice);
  return renderNotice(stored.notice, {
    kind: 'notice',
    language,
    format,
    versions: versionLinks(asked),
    page: pageOptions(asked),
  });
}

function versionLinks({ stored, versions, language }: AskedNotice): readonly VersionLink[] {
  return versions.map(({ version, updated, published, current }) => ({
    version,
    updated,
    published,
    current,
    to: `/notices/${stored.register}/${version}?language=${language}`,
  }));
}

function pageOptions({ stored, language }: AskedNotice): PageOptions {
  const { page } = phrasesOf(language);
  const newest = `/notices/${stored.register}`;
  const here = stored.current ? newest : `${newest}/${stored.version}`;
  const formatLink = (format: PublicFormat, text: string) => ({
    text,
    to: `${here}?language=${language}&format=${format}`,
  });
  const warning = {
    text: page.olderVersion,
    link: { text: page.toCurrent, to: `${newest}?language=${language}` },
  };
  return {
    stylesheet: STYLESHEET_ADDRESS,
    languageLink: (other) => `${here}?language=${other}`,
    up: { text: page.backToAll, to: `/notices?language=${language}` },
    formats: [
      formatLink('pdf', 'PDF'),
      formatLink('markdown', 'Markdown'),
      formatLink('json', 'JSON'),
      formatLink('dpv', 'DPV'),
    ],
    ...(stored.current ? {} : { warning }),
  };
}
