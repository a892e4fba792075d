// A person's answers: consent, withdrawal, ban, objection, restriction and their lifting. Each is an event of its own under the purpose
// `rights`, with a case, and takes effect on everything in its own transaction (promise 5).

import { Temporal } from 'temporal-polyfill';
import type { CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Channel } from '../../compiler/model/purposes.ts';
import type { Key, Language } from '../../compiler/model/text.ts';
import type { Door, Entered } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';
import { uuidv7 } from '../identifiers/uuid.ts';
import { getCompiledNotice } from '../notices/in-force.ts';
import { redate } from '../retention/due.ts';

export type PermissionKind =
  | 'consent'
  | 'withdrawal'
  | 'ban'
  | 'ban-lifted'
  | 'objection'
  | 'objection-lifted'
  | 'restriction'
  | 'restriction-lifted';

export interface Answer {
  readonly kind: PermissionKind;
  readonly subjectId: string;
  /** Absent: every purpose the kind concerns (a ban of all direct marketing, an objection to all legitimate interests). */
  readonly purpose?: Key;
  readonly channel?: Channel;
  /** A restriction may be of one item or one row (Art. 18(1)(a)). */
  readonly item?: Key;
  readonly rowId?: string;
  /** Purposes a restriction leaves open because the person agreed (Art. 18(2)). */
  readonly allowed?: readonly Key[];
  readonly language?: Language;
  /** How it is known: a form, a recording, a letter. Required of a consent (Art. 7(1)). */
  readonly proof?: string;
  readonly ground?: string;
  readonly source: Key;
  readonly guardianId?: string;
  /** Instants in ISO 8601. */
  readonly expiresAt?: string;
}

export interface Acting {
  readonly door: Door;
  readonly pass: string;
  readonly registerId: number;
}

/** Answers the event's id. Throws ProblemError: unknown words of the notice, missing proof or wording, no such person. */
export async function recordAnswer(acting: Acting, answer: Answer): Promise<string> {
  return withRequest(acting, answer.subjectId, async (entered) => {
    const notice = await getCompiledNotice(entered, acting.registerId);
    const wording = checkAnswer(notice, answer);
    const [event] = await entered.call<{ id: string }>({
      text: `select gate.record_permission(p_subject => $1, p_kind => $2, p_purpose => $3, p_channel => $4, p_item => $5, p_row => $6,
               p_expires_at => $7, p_given_by => $8, p_guardian => $9, p_wording => $10, p_language => $11, p_proof => $12,
               p_ground => $13, p_allowed => $14, p_source => $15, p_id => $16) as id`,
      values: [
        answer.subjectId,
        answer.kind,
        answer.purpose ?? null,
        answer.channel ?? null,
        answer.item ?? null,
        answer.rowId ?? null,
        answer.expiresAt ?? null,
        answer.guardianId ? 'guardian' : 'self',
        answer.guardianId ?? null,
        wording,
        answer.language ?? null,
        answer.proof ?? null,
        answer.ground ?? null,
        answer.allowed ?? [],
        answer.source,
        uuidv7(),
      ],
    });
    if (!event) throw new Error('a permission was recorded without an id');
    // An answer is an event too: some data goes when consent is withdrawn (CG.30).
    await redate(entered, acting.registerId, [answer.subjectId]);
    return event.id;
  });
}

/** The wording shown is the notice's own in force; a consent nobody can quote is no consent (Art. 7(1)). */
function checkAnswer(notice: CompiledNotice, answer: Answer): string | null {
  const purposes = notice.purposes.filter((each) => !each.implicit);
  for (const key of [answer.purpose, ...(answer.allowed ?? [])]) {
    if (key === undefined || purposes.some((each) => each.key === key)) continue;
    throw new ProblemError(
      'purpose-not-in-notice',
      `The notice in force has no purpose “${key}”. It has: ${purposes.map((each) => each.key).join(', ')}.`,
    );
  }
  checkExpiry(answer.expiresAt);
  const purpose = purposes.find((each) => each.key === answer.purpose);
  if (!notice.sources.some((each) => each.key === answer.source)) {
    const known = notice.sources.map((each) => each.key).join(', ');
    throw new ProblemError(
      'source-not-in-notice',
      `The notice in force has no source “${answer.source}”. It has: ${known}.`,
    );
  }
  if (answer.kind !== 'consent') return null;
  const wording = answer.language && purpose?.wording?.[answer.language];
  if (!wording) {
    throw new ProblemError(
      'request-invalid',
      'The notice has no consent wording for this purpose in that language, so consent to it cannot be proved.',
    );
  }
  if (!answer.proof)
    throw new ProblemError('request-invalid', 'A consent needs its proof: a form, a recording or a letter.');
  return wording;
}

/** A consent that has ended before it is recorded would tell nobody that it opens nothing. */
function checkExpiry(expiresAt: string | undefined): void {
  if (expiresAt === undefined) return;
  const instant = parseInstant(expiresAt);
  if (instant === null || Temporal.Instant.compare(instant, Temporal.Now.instant()) <= 0) {
    throw new ProblemError(
      'request-invalid',
      'The end of a consent is an instant to come, with its offset, such as 2027-12-31T23:59:59+02:00.',
    );
  }
}

function parseInstant(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

/** Opens a request for the person, works under `rights` with it, and closes it whatever happens. The reason is kept on record. */
export async function withRequest<Result>(
  acting: Acting,
  subjectId: string,
  work: (entered: Entered) => Promise<Result>,
  reason = 'permission recorded by staff',
): Promise<Result> {
  const { door, pass } = acting;
  const caseId = uuidv7();
  await door.enter({ pass, purpose: 'rights' }, (entered) =>
    entered.call({
      text: `select gate.start_case($1, 'request', $3, $2)`,
      values: [caseId, subjectId, reason],
    }),
  );
  try {
    return await door.enter({ pass, purpose: 'rights', caseId }, work);
  } finally {
    await door.enter({ pass, purpose: 'rights', caseId }, (entered) =>
      entered.call({ text: 'select gate.close_case($1)', values: [caseId] }),
    );
  }
}
