// The notices the renderer is tried on: the small one beside the golden texts, and the five examples.
import { readdirSync, readFileSync } from 'node:fs';
import type { Notice } from '../model/notice.ts';
import { readNotice } from '../read/read.ts';

function readAt(url: URL): Notice {
  const { notice, findings } = readNotice(readFileSync(url, 'utf8'), url.pathname);
  if (notice === null) throw new Error(findings.map((finding) => finding.message).join('\n'));
  return notice;
}

const EXAMPLES = new URL('../../notices/', import.meta.url);
const OTHERS = new URL('../../tests/notices/', import.meta.url);

export const smallNotice = (): Notice => readAt(new URL('golden/small.yaml', import.meta.url));

export const exampleNotice = (file: string): Notice => readAt(new URL(file, EXAMPLES));

/** Notices of other kinds, which the language was not written for. */
export const otherNotices = (): readonly (readonly [string, Notice])[] =>
  yamlIn(OTHERS).map((file) => [file, readAt(new URL(file, OTHERS))] as const);

export const exampleFiles = (): readonly string[] => yamlIn(EXAMPLES);

const yamlIn = (folder: URL) => readdirSync(folder).filter((file) => file.endsWith('.yaml'));
