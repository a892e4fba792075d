// Reporting what periods count from: the last contact, the end of a contact's role, the end of a project. The dates that follow are
// kept in the same transaction, so a purpose whose end has come is closed when the report is recorded.
import type { Owner } from '../../compiler/model/retention.ts';
import type { Day, Key } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';
import { getCompiledNotice } from '../notices/in-force.ts';
import type { Acting } from '../permissions/permission.commands.ts';
import { redate } from './due.ts';

export interface EventReport {
  readonly purpose: Key;
  readonly event: Key;
  /** What it happened to: the id of the row, record, relationship, project, organisation or subject the event is of. */
  readonly ownerId: string;
  /** Whose row it is; for the owners that are one person's. */
  readonly subjectId?: string;
  /** Today in the register's time zone by default. */
  readonly on?: Day | 'unknown';
  readonly by?: string;
  /** The report this one replaces: events are append-only. */
  readonly corrects?: string;
}

/** Answers the report's id. Throws `event-not-in-notice` with the events there are. */
export async function reportEvent(acting: Acting, report: EventReport): Promise<string> {
  return acting.door.enter({ pass: acting.pass, purpose: report.purpose }, async (entered) => {
    const notice = await getCompiledNotice(entered, acting.registerId);
    const event = notice.events.find(({ key }) => key === report.event);
    if (!event) {
      const known = notice.events.map(({ key }) => key).join(', ');
      throw new ProblemError(
        'event-not-in-notice',
        `The notice in force counts from no event “${report.event}”. It has: ${known}.`,
      );
    }
    const isUnknown = report.on === 'unknown';
    const [reported] = await entered.call<{ id: string }>({
      text: 'select gate.report_event($1, $2, $3, $4, $5, $6, $7, $8) as id',
      values: [
        event.owner,
        report.ownerId,
        report.event,
        isUnknown ? null : (report.on ?? null),
        report.subjectId ?? null,
        report.by ?? 'staff',
        report.corrects ?? null,
        isUnknown,
      ],
    });
    if (!reported) throw new Error('an event was reported without an id');
    await redate(entered, acting.registerId, [
      ...new Set([
        ...(report.subjectId ? [report.subjectId] : []),
        ...(await touchedBy(entered, event.owner, report.ownerId)),
      ]),
    ]);
    return reported.id;
  });
}

async function touchedBy(
  entered: Parameters<typeof redate>[0],
  owner: Owner,
  ownerId: string,
): Promise<readonly string[]> {
  const [touched] = await entered.call<{ subjects: string[] }>({
    text: 'select gate.touched_by($1, $2) as subjects',
    values: [owner, ownerId],
  });
  return touched?.subjects ?? [];
}
