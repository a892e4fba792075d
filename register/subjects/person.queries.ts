// A person as the purpose sees them: every fact with where it came from and until when it is kept, what they answered, what they take
// part in. One statement and one look on record; what is closed is absent, without label or gap.
import type { Door, Entered, SubjectRow } from '../../database/door/door.ts';
import { ITEM_FACTS } from '../../database/tables.ts';
import { ProblemError } from '../../platform/problems.ts';
import { readEnds, type StoredEnds } from '../retention/due.queries.ts';
import { partsSql, shownSql, versionSql } from './fact-value.ts';
import type { AnswerEvent } from './permission-state.ts';
import type { Asking, Words } from './words.ts';

export interface FactRow {
  readonly id: string;
  readonly subject_id: string;
  readonly item_no: number;
  readonly source_no: number;
  readonly recorded_at: string;
  readonly recorded_by: string | null;
  readonly relationship_id: string | null;
  /** Bits as text: more than JSON's numbers hold. */
  readonly gate: string;
  readonly barred: string;
  readonly value: string | null;
  readonly parts: Readonly<Record<string, string | null>> | null;
  readonly version: string;
}

export interface AnswerRow extends AnswerEvent {
  readonly given_by: string;
  readonly ground: string | null;
  readonly allowed: readonly string[];
  readonly source_no: number;
  readonly recorded_by: string | null;
  readonly wording: string | null;
  readonly language: string | null;
  readonly notice_version: number | null;
  readonly proof: string | null;
}

export interface TieRow {
  readonly id: string;
  readonly subject_id: string;
  readonly kind_no: number;
  readonly organisation: { readonly id: string; readonly name: string | null } | null;
  readonly project: { readonly id: string; readonly name: string } | null;
  readonly started_on: string;
  readonly ended_on: string | null;
  readonly live: boolean;
  readonly source_no: number;
}

interface PersonRow extends SubjectRow {
  readonly person_id: string | null;
  readonly source_no: number;
  readonly recorded_at: string;
  readonly gate: string;
  readonly barred: string;
  readonly facts: readonly FactRow[];
  readonly answers: readonly AnswerRow[];
  readonly ties: readonly TieRow[];
}

export interface PersonLook {
  readonly id: string;
  readonly mergedIds: readonly string[];
  readonly lead: PersonRow;
  readonly facts: readonly FactRow[];
  readonly answers: readonly AnswerRow[];
  readonly ties: readonly TieRow[];
  readonly ends: ReadonlyMap<string, StoredEnds>;
  readonly elsewhere: readonly { readonly purpose_key: string; readonly facts: string }[];
  readonly addItems: readonly number[];
  readonly changeItems: readonly number[];
  readonly today: string;
}

const FACTS_LIMIT = 2_000;
const TIES_LIMIT = 500;
const ANSWERS_LIMIT = 500;

/** Every fact of a subject in the tables of the notice; `where` narrows alias f. */
export function factsSql({ notice }: Words, where: string): string {
  const named = new Set(notice.items.map((item) => item.table));
  const facts = ITEM_FACTS.filter((table) => named.has(table.name)).map(({ name: table }) => {
    const item = { table };
    return `select f.id, f.subject_id, f.item_no, f.source_no, f.recorded_at, f.recorded_by, f.relationship_id, f.gate::text as gate,
        f.barred::text as barred, ${shownSql(item, 'f')} as value, ${partsSql(item, 'f')} as parts, ${versionSql(item, 'f')} as version
      from register.${table} f where ${where}`;
  });
  return facts.join('\nunion all\n');
}

/** Whoever is merged with the person, each with what is recorded of them; the rows are what the access record names. */
function personSql(words: Words): string {
  const facts = factsSql(words, 'f.subject_id = s.id');
  const all = (rows: string, limit: number) =>
    `(select coalesce(json_agg(c), '[]') from (select * from (${rows}) a limit ${limit}) c)`;
  return `with lead as (select coalesce(m.person_id, m.id) as id from register.subject m where m.id = $1)
select s.id as subject_id, s.person_id, s.source_no, s.recorded_at::text as recorded_at, s.gate::text as gate, s.barred::text as barred,
  ${facts === '' ? `'[]'::json` : all(facts, FACTS_LIMIT)} as facts,
  ${all(
    `select e.id, e.kind, e.purpose_key, e.channel, e.at, e.expires_at, e.lifts, e.scope_item_no, e.scope_row_id, e.given_by, e.ground,
       e.allowed, e.source_no, e.recorded_by, e.wording, e.language, e.notice_version, e.proof
     from register.permission e where e.subject_id = s.id order by e.at desc, e.recorded_at desc`,
    ANSWERS_LIMIT,
  )} as answers,
  ${all(
    `select r.id, r.subject_id, r.kind_no, r.started_on, r.ended_on, r.source_no,
       r.started_on <= t.today and (r.ended_on is null or r.ended_on > t.today) as live,
       (select json_build_object('id', o.id, 'name', o.name) from register.organisation o where o.id = r.organisation_id) as organisation,
       (select json_build_object('id', j.id, 'name', j.name) from register.project j where j.id = r.project_id) as project
     from register.relationship r, (select (now() at time zone $2::text)::date as today) t
    where r.subject_id = s.id order by r.started_on, r.id`,
    TIES_LIMIT,
  )} as ties
  from lead join register.subject s on s.id = lead.id or s.person_id = lead.id
 order by s.person_id nulls first, s.id limit 50`;
}

export const noSuchPerson = () =>
  new ProblemError('not-found', 'There is no such person, or they are not part of the purpose.');

/** Throws `not-found` alike for a person who is closed, of another register, or never was. */
export async function lookAtPerson(door: Door, asking: Asking, subjectId: string): Promise<PersonLook> {
  const { words, pass, purpose } = asking;
  return door.enter({ pass, purpose: purpose.key }, async (entered) => {
    // Sent together: none of the others shows anything of a person whom the first does not.
    const [people, ends, elsewhere, [may]] = await Promise.all([
      entered.read<PersonRow>('person: page', {
        text: personSql(words),
        values: [subjectId, words.notice.timeZone],
      }),
      readEnds(entered, subjectId),
      entered.call<{ purpose_key: string; facts: string }>({
        text: 'select purpose_key, facts from gate.facts_elsewhere($1)',
        values: [subjectId],
      }),
      entered.call<{ add_items: number[]; change_items: number[]; today: string }>({
        text: `select session.add_items() as add_items, session.change_items() as change_items, (now() at time zone $1::text)::date::text as today`,
        values: [words.notice.timeZone],
      }),
    ]);
    const lead = people.find((each) => each.person_id === null) ?? people[0];
    if (!lead) throw noSuchPerson();
    const others = people.filter((each) => each.subject_id !== subjectId);
    return {
      id: lead.subject_id,
      mergedIds: people.filter((each) => each !== lead).map((each) => each.subject_id),
      lead,
      facts: people.flatMap((each) => each.facts),
      answers: people.flatMap((each) => each.answers),
      ties: people.flatMap((each) => each.ties),
      ends: new Map([[subjectId, ends], ...(await endsOfOthers(entered, others))]),
      elsewhere,
      addItems: may?.add_items ?? [],
      changeItems: may?.change_items ?? [],
      today: may?.today ?? '',
    };
  });
}

async function endsOfOthers(
  entered: Entered,
  others: readonly SubjectRow[],
): Promise<readonly [string, StoredEnds][]> {
  return Promise.all(
    others.map(
      async ({ subject_id }): Promise<[string, StoredEnds]> => [
        subject_id,
        await readEnds(entered, subject_id),
      ],
    ),
  );
}
