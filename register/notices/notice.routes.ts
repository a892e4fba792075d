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
import { ProblemError } from '../../platform/problems.ts';
import { chooseLanguage } from './language.ts';
import { LOOKS, mountPublicFiles } from './public-files.ts';
import {
  openPublishedNotices,
  type PublishedNotices,
  type PublishedVersion,
  type StoredNotice,
} from './published.queries.ts';
import { type AskedNotice, PUBLIC_FORMATS, type PublicFormat, rememberRenderings } from './renderings.ts';

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
  mountPublicFiles(server);
}

type Request = FastifyRequest<NoticeRequest>;

function mountNoticePages(server: FastifyInstance, notices: PublishedNotices): void {
  const render = rememberRenderings(renderStored);
  const answerList = async (request: Request, reply: FastifyReply) => {
    const language = chooseLanguage(LANGUAGES, request.query.language, request.headers['accept-language']);
    return send(reply, 'html', listPage(await notices.listInForce(), language));
  };
  const answerNotice = async (request: Request, reply: FastifyReply) => {
    const asked = await findAsked(notices, request);
    return send(reply, asked.format, await render(asked));
  };
  server.get<NoticeRequest>('/', answerList);
  server.get<NoticeRequest>('/notices', answerList);
  server.get<NoticeRequest>('/notices/:register', answerNotice);
  server.get<NoticeRequest>('/notices/:register/:version', answerNotice);
}

/** Throws `not-found` for a register or a version there is not; an unknown language or format falls back to what there is. */
async function findAsked(
  notices: PublishedNotices,
  { params, query, headers }: Request,
): Promise<AskedNotice> {
  const { register, version } = params;
  const versions = await notices.listVersions(register);
  const isWanted = (one: PublishedVersion) =>
    version === undefined ? one.current : String(one.version) === version;
  const wanted = versions.find(isWanted);
  const stored = wanted && (await notices.findVersion(register, wanted.version));
  if (stored === undefined) throw new ProblemError('not-found', 'There is no such notice.');
  const language = chooseLanguage(stored.notice.languages, query.language, headers['accept-language']);
  const format = PUBLIC_FORMATS.find((known) => known === query.format) ?? 'html';
  return { stored, versions, language, format };
}

/** Nothing in the pages belongs to the visitor, so they may be kept, but are asked about each time: a new version shows at once. */
function send(reply: FastifyReply, format: PublicFormat, body: string | Uint8Array): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.headers({ 'cache-control': 'no-cache', vary: 'accept-language', etag }).type(MEDIA_TYPES[format]);
  if (reply.request.headers['if-none-match'] === etag) return reply.status(304).send();
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
    ...LOOKS,
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
    ...LOOKS,
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
