// The clock of Art. 14: people whose data came from somebody else are told within a month, or when they are first contacted. The import
// starts it; here is who must be told by when, and that they were.
import type { Door, Entered, SubjectRow } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';
import { normaliseText } from '../identifiers/identifier.ts';

export interface InformationDuty {
  readonly subjectId: string;
  /** Null when the purpose may not see it. */
  readonly name: string | null;
  /** Key of the notice. */
  readonly source: string;
  /** ISO 8601 days. */
  readonly obtainedOn: string;
  readonly dueOn: string;
}

interface DutyRow extends SubjectRow {
  readonly name: string | null;
  readonly source: string;
  readonly obtained_on: string;
  readonly due_on: string;
}

/** A look shows at most so many people; those due first come first. */
const DUTIES_LIMIT = 500;
const HOW_LIMIT = 500;

/** People the purpose of the transaction sees who have not been told, the most urgent first. */
export async function listDuties(entered: Entered): Promise<readonly InformationDuty[]> {
  const rows = await entered.read<DutyRow>('information duties', {
    text: `select d.subject_id, d.source, d.obtained_on::text, d.due_on::text,
                  (select nullif(concat_ws(', ', n.family_name, n.given_name), '') from register.person_name n
                    where n.subject_id = d.subject_id order by n.recorded_at limit 1) as name
             from gate.information_duties($1) d order by d.due_on, d.subject_id`,
    values: [DUTIES_LIMIT],
  });
  return rows.map((row) => ({
    subjectId: row.subject_id,
    name: row.name,
    source: row.source,
    obtainedOn: row.obtained_on,
    dueOn: row.due_on,
  }));
}

export interface Informed {
  readonly purpose: string;
  readonly subjectIds: readonly string[];
  /** The message, letter or call; or why nobody need be told (Art. 14(5)). */
  readonly how: string;
  /** ISO 8601 day; today in the register's time zone when absent. */
  readonly on?: string;
}

/** Answers how many duties were met. Throws ProblemError: no such person under the purpose, nothing said of how, a day to come. */
export async function noteInformed(
  { door, pass }: { readonly door: Door; readonly pass: string },
  { purpose, subjectIds, how, on }: Informed,
): Promise<number> {
  const said = normaliseText(how, HOW_LIMIT);
  if (!said.ok)
    throw new ProblemError('request-invalid', 'Say how they were told, in at most 500 characters.');
  return door.enter({ pass, purpose }, async (entered) => {
    const [row] = await entered.call<{ told: number }>({
      text: 'select gate.note_informed($1::uuid[], $2, $3::date) as told',
      values: [subjectIds, said.value, on ?? null],
    });
    return row?.told ?? 0;
  });
}
