// Renderings that have been made stay at hand: a PDF takes a third of a second, and the same few are asked for over and over.
import type { Language } from '../../compiler/model/text.ts';
import { FORMATS } from '../../compiler/render/render.ts';
import type { PublishedVersion, StoredNotice } from './published.queries.ts';

/** The record of processing activities is not among them: it is for the authority (Art. 30(4)), not for the public. */
export const PUBLIC_FORMATS = [...FORMATS, 'dpv'] as const;

export type PublicFormat = (typeof PUBLIC_FORMATS)[number];

export interface AskedNotice {
  readonly stored: StoredNotice;
  readonly versions: readonly PublishedVersion[];
  readonly language: Language;
  readonly format: PublicFormat;
}

type Rendered = string | Uint8Array;

const RENDERINGS_KEPT = 64;

export function rememberRenderings(
  render: (asked: AskedNotice) => Promise<Rendered>,
): (asked: AskedNotice) => Promise<Rendered> {
  const kept = new Map<string, Promise<Rendered>>();
  return (asked) => {
    const key = keyOf(asked);
    const found = kept.get(key);
    if (found !== undefined) return found;
    const rendered = render(asked);
    if (kept.size >= RENDERINGS_KEPT) kept.delete(kept.keys().next().value ?? '');
    kept.set(key, rendered);
    rendered.catch(() => kept.delete(key));
    return rendered;
  };
}

/** The page lists every version and says whether it is in force, so a new version makes a new rendering of the old ones too. */
function keyOf({ stored, versions, language, format }: AskedNotice): string {
  const { register, version, hash, current } = stored;
  return [register, version, hash, current, versions.length, language, format].join(' ');
}
