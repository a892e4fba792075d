// What happened with a person: values that were changed, the stream of everything dated, and who has looked. Old values are gated as
// their items are, so a purpose sees the past of what it sees now.
import type { Door, Entered, SubjectRow } from '../../database/door/door.ts';
import { type Acting, withRequest } from '../permissions/permission.commands.ts';
import { isSealed } from './fact-value.ts';
import { noSuchPerson } from './person.queries.ts';
import type { Asking } from './words.ts';

export interface PastWish {
  readonly subjectId: string;
  /** Moment and id of the last row shown; nulls for the first page. */
  readonly after: readonly (string | null)[];
  readonly limit: number;
}

export interface ChangeRow {
  readonly id: string;
  readonly at: string;
  readonly by: string | null;
  readonly row_id: string;
  readonly item_no: number;
  readonly before: Readonly<Record<string, string | null>>;
  readonly later: boolean;
}

interface ListRow<Row> extends SubjectRow {
  readonly rows: readonly Row[];
}

const enter = <Result>(door: Door, { pass, purpose }: Asking, work: (entered: Entered) => Promise<Result>) =>
  door.glance({ pass, purpose: purpose.key }, work);

const everyone = `(select m.id from register.subject m where m.id = s.id or m.person_id = s.id)`;
const listed = (rows: string) =>
  `select s.id as subject_id, (select coalesce(json_agg(r), '[]') from (${rows}) r) as rows from register.subject s where s.id = $1`;

/** Newest first, one row more than the limit. Columns of a fact changed together are one change. */
export async function listChanges(
  door: Door,
  asking: Asking,
  { subjectId, after, limit }: PastWish,
): Promise<readonly ChangeRow[]> {
  const rows = `select min(c.id::text)::uuid as id, c.recorded_at::text as at, c.recorded_by as by, c.row_id, c.item_no,
      json_object_agg(c.column_name, c.old_value) as before,
      exists (select from register.change_value n where n.subject_id = c.subject_id and n.row_id = c.row_id and n.recorded_at > c.recorded_at) as later
    from register.change_value c
   where c.subject_id in ${everyone}
   group by c.subject_id, c.row_id, c.recorded_at, c.recorded_by, c.item_no
  having $2::timestamptz is null or (c.recorded_at, min(c.id::text)) < ($2::timestamptz, $3::text)
   order by c.recorded_at desc, min(c.id::text) desc limit $4`;
  const [person] = await enter(door, asking, (entered) =>
    entered.read<ListRow<ChangeRow>>('person: history', {
      text: listed(rows),
      values: [subjectId, after[0], after[1], limit + 1],
    }),
  );
  if (!person) throw noSuchPerson();
  return person.rows;
}

/** Whether a change can be undone: of what is encrypted no old value is kept. */
export function isUndoable({ item_no, later }: ChangeRow, { words }: Asking): boolean {
  const item = words.itemByNo.get(item_no);
  return item !== undefined && !isSealed(item) && !later;
}

export interface EventRow {
  readonly id: string;
  readonly kind:
    | 'recorded'
    | 'fact'
    | 'change'
    | 'permission'
    | 'relationship-started'
    | 'relationship-ended'
    | 'record';
  readonly at: string;
  readonly by: string | null;
  /** Of an item, a kind of person or a source, as the kind of event has it. */
  readonly no: number | null;
  /** Of a permission: its kind and purpose. Of a relationship: the organisation. */
  readonly word: string | null;
  readonly detail: string | null;
}

/** Days stand at midnight of the register's time zone. */
export async function listEvents(
  door: Door,
  asking: Asking,
  { subjectId, after, limit }: PastWish,
): Promise<readonly EventRow[]> {
  const zone = `$5::text`;
  const tie = (
    column: string,
    kind: string,
  ) => `select r.id::text || ':${kind}' as id, 'relationship-${kind}' as kind,
      (r.${column}::timestamp at time zone ${zone}) as at, r.recorded_by as by, r.kind_no::int as no,
      (select o.name from register.organisation o where o.id = r.organisation_id) as word, r.${column}::text as detail
    from register.relationship r where r.subject_id in ${everyone} and r.${column} is not null`;
  const events = [
    `select s.id::text as id, 'recorded' as kind, s.recorded_at as at, s.recorded_by as by, s.source_no::int as no, null::text as word, null::text as detail`,
    tie('started_on', 'started'),
    tie('ended_on', 'ended'),
    `select e.id::text, 'permission', e.at, e.recorded_by, null, e.kind, e.purpose_key from register.permission e where e.subject_id in ${everyone}`,
    `select min(c.id::text), 'change', c.recorded_at, c.recorded_by, c.item_no::int, null, null from register.change_value c
      where c.subject_id in ${everyone} group by c.row_id, c.recorded_at, c.recorded_by, c.item_no`,
    `select d.id::text, 'record', coalesce(d.happened_at, d.recorded_at), d.recorded_by, d.item_no::int, null, null
       from register.involvement v join register.record d on d.id = v.record_id where v.subject_id in ${everyone}`,
  ];
  const rows = `select u.id, u.kind, u.at::text as at, u.by, u.no, u.word, u.detail from (${events.join('\nunion\n')}) u
    where $2::timestamptz is null or (u.at, u.id) < ($2::timestamptz, $3::text) order by u.at desc, u.id desc limit $4`;
  const [person] = await enter(door, asking, (entered) =>
    entered.read<ListRow<EventRow>>('person: timeline', {
      text: listed(rows),
      values: [subjectId, after[0], after[1], limit + 1, asking.words.notice.timeZone],
    }),
  );
  if (!person) throw noSuchPerson();
  return person.rows;
}

export interface LookRow {
  readonly at: Date;
  readonly purpose: string;
  readonly verb: 'read' | 'set' | 'count';
  readonly what: string;
  readonly roles: readonly string[];
  readonly member_of_staff: string | null;
}

const LOOKS_LIMIT = 200;

/** Newest first. Only whoever handles people's requests may ask, and asking is on record as a request of its own. */
export async function listLooks(acting: Acting, subjectId: string): Promise<readonly LookRow[]> {
  const work = (entered: Entered) =>
    entered.call<LookRow>({
      text: 'select at, purpose, verb, what, roles, member_of_staff from gate.looks($1, $2)',
      values: [subjectId, LOOKS_LIMIT],
    });
  return withRequest(acting, subjectId, work, 'who has looked was asked by staff');
}
