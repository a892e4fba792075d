/** Refuses a version that may not follow the one in force: what `seloste notice compare` calls refused, publishing refuses too. */
import type pg from 'pg';
import { compare } from '../../compiler/compare/compare.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import { readNotice } from '../../compiler/read/read.ts';
import { ProblemError } from '../../platform/problems.ts';

/** Throws `basis-changed` or `notice-not-successor` with a sentence for each refusal. A first version is refused nothing. */
export async function refuseSuccession(client: pg.Client, registerId: number, notice: Notice): Promise<void> {
  const { rows } = await client.query<{ text: string }>(
    `select v.text from notice.in_force f join notice.version v on v.register_id = f.register_id and v.no = f.version_no
      where f.register_id = $1`,
    [registerId],
  );
  const earlier = rows[0] === undefined ? null : readNotice(rows[0].text, 'the version in force').notice;
  if (earlier === null) return;
  const refusals = compare(earlier, notice).filter(({ severity }) => severity === 'refuse');
  const [first] = refusals;
  if (first === undefined) return;
  const detail = refusals.map(({ sentence }) => sentence.en).join(' ');
  throw new ProblemError(first.code === 'basis-changed' ? 'basis-changed' : 'notice-not-successor', detail);
}
