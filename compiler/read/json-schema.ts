// The published JSON Schema (notices/notice.schema.json): what editors complete and check with while a notice is written. Made
// from the same surface the reader uses, so the two cannot differ.
import { z } from 'zod';
import { noticeSurface } from './surface/notice.ts';

const SCHEMA_ID = 'https://seloste.example/notice.schema.json';

export function makeNoticeSchema(): string {
  const schema = z.toJSONSchema(noticeSurface, { target: 'draft-2020-12', io: 'input', reused: 'inline' });
  const titled = {
    $id: SCHEMA_ID,
    title: 'Seloste notice',
    description: 'One register: its purposes, data, sources, recipients, retention, rights and protection.',
    ...schema,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
