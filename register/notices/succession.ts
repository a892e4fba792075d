// What a new version of a notice may not change: a purpose's basis, or an item's key without saying what it was called.
import { checkNotice, checkNoticeSource } from '../../compiler/check/check.ts';
import { readNotice } from '../../compiler/read/read.ts';
import { withClient } from '../../database/client.ts';
import { ProblemError } from '../../platform/problems.ts';

/** Throws `notice-not-successor` with the findings' codes and lines when the version in force forbids the new text. */
export async function checkSuccessor(ownerUrl: string, text: string, file: string): Promise<void> {
  const { notice } = readNotice(text, file);
  if (!notice) return;
  const older = await findTextInForce(ownerUrl, notice.register);
  if (older === undefined) return;
  const before = checkNoticeSource(older, 'version in force').notice;
  if (!before) return;
  const already = new Set(checkNotice(text, file).map((finding) => `${finding.code} ${finding.line}`));
  const findings = checkNoticeSource(text, file, before).findings.filter(
    (finding) => finding.severity === 'error' && !already.has(`${finding.code} ${finding.line}`),
  );
  if (findings.length === 0) return;
  const sentences = findings.map(
    (each) => `${each.file}:${each.line}:${each.column} ${each.code}: ${each.message} ${each.hint}`,
  );
  throw new ProblemError('notice-not-successor', sentences.join('\n'));
}

async function findTextInForce(ownerUrl: string, register: string): Promise<string | undefined> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ text: string }>(
      `select v.text from notice.register r
         join notice.in_force f on f.register_id = r.id
         join notice.version v on v.register_id = r.id and v.no = f.version_no
        where r.key = $1`,
      [register],
    );
    return rows[0]?.text;
  });
}
