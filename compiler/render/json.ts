// A document for machines: what people read, section by section, beside the facts themselves as the notice's model has them.
import type { Notice } from '../model/notice.ts';
import type { NoticeDocument } from './document.ts';

export interface NoticeJson {
  readonly format: 'seloste-notice-1';
  readonly document: NoticeDocument;
  /** The notice without its places in the file, which mean nothing to a reader of the published version. */
  readonly facts: unknown;
}

export function documentJson(document: NoticeDocument, notice: Notice): NoticeJson {
  return { format: 'seloste-notice-1', document, facts: withoutPlaces(notice) };
}

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inside]) => !isPlace(key, inside));
  return Object.fromEntries(kept.map(([key, inside]) => [key, withoutPlaces(inside)]));
}

const isPlace = (key: string, value: unknown) => (key === 'at' || key === 'place') && Array.isArray(value);
