// One door to every rendering: which document, in which language, in which format.
import type { Notice } from '../model/notice.ts';
import type { Language } from '../model/text.ts';
import type { NoticeDocument, VersionLink } from './document.ts';
import { noticeDpv } from './dpv.ts';
import { documentHtml, type PageOptions } from './html.ts';
import { documentJson } from './json.ts';
import { documentMarkdown } from './markdown.ts';
import { noticeDocument } from './notice.ts';
import { documentPdf } from './pdf.ts';
import { recordDocument } from './record.ts';

export const FORMATS = ['html', 'markdown', 'pdf', 'json'] as const;

export type Format = (typeof FORMATS)[number];

/** What is told: the notice of Art. 13 and 14, or the record of processing activities of Art. 30. */
type Kind = NoticeDocument['kind'];

export interface Rendering {
  readonly kind: Kind;
  readonly language: Language;
  readonly format: Format;
  readonly versions?: readonly VersionLink[];
  readonly page?: PageOptions;
}

export async function renderNotice(notice: Notice, rendering: Rendering): Promise<string | Uint8Array> {
  const { kind, language, format, versions = [], page = {} } = rendering;
  const document =
    kind === 'record' ? recordDocument(notice, language) : noticeDocument(notice, language, versions);
  switch (format) {
    case 'html':
      return documentHtml(document, page);
    case 'markdown':
      return documentMarkdown(document);
    case 'pdf':
      return documentPdf(document);
    case 'json':
      return `${JSON.stringify(documentJson(document, notice), null, 2)}\n`;
    default:
      return format satisfies never;
  }
}

export function renderDpv(notice: Notice): string {
  return `${JSON.stringify(noticeDpv(notice), null, 2)}\n`;
}
