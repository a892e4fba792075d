/**
 * Puts the example notices into a new database, so that the first start shows something to read. As soon as anybody has
 * published a notice of their own, the examples are left as they are.
 */
import { readdir, readFile } from 'node:fs/promises';
import { checkNoticeSource } from '../../compiler/check/check.ts';
import { withClient } from '../../database/client.ts';
import { publishNotice } from '../../database/publish/publish.ts';

const PUBLISHER = 'seloste examples';
const examplesFolder = new URL('../../notices/', import.meta.url);

/** Answers the registers it published; safe when two servers start at once, for publishing the same text twice changes nothing. */
export async function publishExamples(ownerUrl: string, folder = examplesFolder): Promise<string[]> {
  const before = await readPublished(ownerUrl);
  if (before.some(({ publisher }) => publisher !== PUBLISHER)) return [];
  const published: string[] = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()) {
    const text = await readFile(new URL(file, folder), 'utf8');
    const { notice } = checkNoticeSource(text, file);
    if (!notice || before.some(({ register }) => register === notice.register)) continue;
    const { changed } = await publishNotice(ownerUrl, { notice, text, publisher: PUBLISHER });
    if (changed) published.push(notice.register);
  }
  return published;
}

function readPublished(ownerUrl: string): Promise<{ register: string; publisher: string }[]> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ register: string; publisher: string }>(
      `select distinct register.key as register, version.publisher
         from notice.version join notice.register on register.id = version.register_id
        limit 1000`,
    );
    return rows;
  });
}
