// The notice in force for the session's register, as it was compiled when it was published.

import { fromJson } from '../../compiler/compile/json.ts';
import type { CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import { readNotice } from '../../compiler/read/read.ts';
import type { Entered } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';

/** Throws `not-found` when nothing is published. */
export async function getCompiledNotice(entered: Entered, registerId: number): Promise<CompiledNotice> {
  const [row] = await entered.plain<{ compiled: string }>({
    text: `select v.compiled::text as compiled
             from notice.in_force f join notice.version v on v.register_id = f.register_id and v.no = f.version_no
            where f.register_id = $1`,
    values: [registerId],
  });
  if (!row) throw new ProblemError('not-found', 'No notice is in force for the register. Publish one first.');
  return fromJson(row.compiled);
}

/** Throws `purpose-not-in-notice` with the purposes there are; without it, a misspelt purpose looks like an empty register. */
export function checkPurpose(notice: CompiledNotice, purpose: string): void {
  const known = notice.purposes.filter((each) => !each.inMemory).map((each) => each.key);
  if (known.includes(purpose)) return;
  throw new ProblemError(
    'purpose-not-in-notice',
    `The notice in force has no purpose “${purpose}”. It has: ${known.join(', ')}.`,
  );
}

/** Reading a text takes tens of milliseconds and a published one never changes, so a few stay read. */
const NOTICES_KEPT = 20;
const read = new Map<string, Notice>();

/** The notice in force as it reads, for rules and sentences. Throws `not-found` when nothing is published. */
export async function getNotice(entered: Entered, registerId: number): Promise<Notice> {
  const [row] = await entered.plain<{ hash: string; unread: string | null }>({
    text: `select v.hash, case when v.hash = any ($2::text[]) then null else v.text end as unread
             from notice.in_force f join notice.version v on v.register_id = f.register_id and v.no = f.version_no
            where f.register_id = $1`,
    values: [registerId, [...read.keys()]],
  });
  const notice = row && (read.get(row.hash) ?? readNotice(row.unread ?? '', 'published.yaml').notice);
  if (!row || !notice)
    throw new ProblemError('not-found', 'No notice is in force for the register. Publish one first.');
  if (read.size >= NOTICES_KEPT) read.delete(read.keys().next().value ?? '');
  read.set(row.hash, notice);
  return notice;
}
