// Lists of people as the staff app shows them: a page by key with the columns chosen, filtered, sorted; and how many there are. One page
// is one statement and one look on record.
import { openPredicate } from '../../compiler/enforce/indexes.ts';
import type { Door, SubjectRow } from '../../database/door/door.ts';
import { NAME_ORDER } from '../../database/tables.ts';
import { ProblemError } from '../../platform/problems.ts';
import { readCursor } from '../api/page.ts';
import { type ChosenColumns, chooseColumns, columnsSql } from './people.columns.ts';
import { filterSql, newValues, splitFilter, type Values } from './people.filter.ts';
import type { Filter, PersonRow, Sort } from './people.schemas.ts';
import { type AnswerEvent, findRestriction, permissionStates } from './permission-state.ts';
import { type Asking, itemsOf, kindByNo, sourceByNo } from './words.ts';

export interface PeopleRequest {
  readonly columns: readonly string[];
  readonly sort: Sort;
  readonly filter: Filter | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

export interface PeoplePage {
  readonly rows: PersonRow[];
  readonly next: string | null;
  readonly sort: Sort;
}

interface Cell {
  readonly id: string;
  readonly value: string | null;
}

type PageRow = SubjectRow & {
  readonly family_name: string | null;
  readonly given_name: string | null;
  readonly source_no: number;
  readonly recorded_at: string;
  readonly recorded_on: string;
  readonly ends_on?: string | null;
  readonly organisations?: readonly { readonly id: string; readonly name: string }[];
  readonly kinds?: readonly { readonly kind_no: number; readonly live: boolean }[];
  readonly permissions?: readonly AnswerEvent[];
} & { readonly [item: `item:${string}`]: readonly Cell[] };

interface Listing {
  readonly asking: Asking;
  readonly sort: Sort;
  readonly filter: Filter | undefined;
  readonly endsBefore: string | undefined;
  readonly chosen: ChosenColumns;
  readonly after: readonly (string | null)[];
  readonly limit: number;
  readonly now: Date;
}

const CURSOR_PARTS = 4;
const NO_ONE = '00000000-0000-0000-0000-000000000000';

export async function listPeople(
  door: Door,
  asking: Asking,
  { columns, sort, filter, after, limit, now }: PeopleRequest & { now: Date },
): Promise<PeoplePage> {
  const { rest, endsBefore } = splitFilter(filter);
  const used = sortUsed(asking, sort, endsBefore);
  const listing: Listing = {
    asking,
    sort: used,
    filter: rest,
    endsBefore,
    chosen: chooseColumns(asking, columns),
    after: readAfter(after, used),
    limit,
    now,
  };
  const isUnnamed = listing.after[1] === UNNAMED;
  const page = await look(door, listing, isUnnamed ? unnamedSql : STATEMENTS[used]);
  const isByName = used === 'name' || used === '-name';
  if (used === 'due' && rest !== undefined && page.next === null)
    return { ...page, next: await placeLookedTo(door, listing), sort: used };
  if (!isByName || isUnnamed || page.next !== null) return { ...page, sort: used };
  // Whoever the purpose knows without a name comes after everybody who has one.
  const room = limit - page.rows.length;
  if (room === 0) return { ...page, next: writeAfter([used, UNNAMED, NO_ONE, '']), sort: used };
  const rest2 = await look(door, { ...listing, limit: room, after: [used, UNNAMED, NO_ONE, ''] }, unnamedSql);
  return { rows: [...page.rows, ...rest2.rows], next: rest2.next, sort: used };
}

/** Names closed to the purpose sort nobody; a condition on due dates lists by them. */
function sortUsed(asking: Asking, sort: Sort, endsBefore: string | undefined): Sort {
  if (endsBefore !== undefined) return 'due';
  const hasName = itemsOf(asking).some(({ table }) => table === 'person_name');
  return !hasName && (sort === 'name' || sort === '-name') ? '-recorded' : sort;
}

// A word no name can be: cursors hold trimmed names, and this one begins with a space.
const UNNAMED = ' unnamed';

function readAfter(after: string | undefined, sort: Sort): readonly (string | null)[] {
  const parts = readCursor(after, CURSOR_PARTS);
  if (parts[0] === null || (parts[0] === sort && isCursor(sort, parts))) return parts;
  throw new ProblemError(
    'request-invalid',
    'The cursor “after” is of another list: start from the first page.',
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
function isCursor(sort: Sort, [, first, second, third]: readonly (string | null)[]): boolean {
  if (sort === 'name' || sort === '-name')
    return first === UNNAMED ? UUID.test(second ?? '') : UUID.test(third ?? '');
  return !Number.isNaN(Date.parse(first ?? '')) && UUID.test(second ?? '');
}

const writeAfter = (parts: readonly string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

type Statement = (listing: Listing, values: Values) => string;

async function look(
  door: Door,
  listing: Listing,
  statement: Statement,
): Promise<{ rows: PersonRow[]; next: string | null }> {
  const { asking, limit } = listing;
  const values = newValues();
  const text = pageSql(statement(listing, values), listing, values);
  const criteria = { sort: listing.sort };
  const rows = await door.glance({ pass: asking.pass, purpose: asking.purpose.key }, (entered) =>
    entered.read<PageRow>({ what: 'people: list', criteria }, { text, values: values.list }),
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const isUnnamed = statement === unnamedSql;
  return {
    rows: rows.map((row) => toRow(row, listing)),
    next: last ? writeAfter([listing.sort, ...keyOf(last, isUnnamed ? 'unnamed' : listing.sort)]) : null,
  };
}

function keyOf(row: PageRow, sort: Sort | 'unnamed'): readonly string[] {
  switch (sort) {
    case 'name':
    case '-name':
      return [row.family_name ?? '', row.given_name ?? '', row.subject_id];
    case 'unnamed':
      return [UNNAMED, row.subject_id, ''];
    case 'due':
      return [row.ends_on ?? '', row.subject_id, ''];
    default:
      return [row.recorded_at, row.subject_id, ''];
  }
}

/** The people of the page first, then their columns: a row is read for nobody who is not shown. */
function pageSql(people: string, { chosen, asking, sort }: Listing, values: Values): string {
  const wantsEnd = sort === 'due' || chosen.own.includes('next-end');
  const columns = columnsSql(chosen, values, asking.words.notice.timeZone);
  const ends =
    sort === 'due' ? '' : `, (select e.ends_on::text from gate.next_ends(array[p.id]) e) as ends_on`;
  return `with p as materialized (${people})
select p.id as subject_id, p.family_name, p.given_name, p.source_no, p.recorded_at::text as recorded_at, (p.recorded_at at time zone ${values.take(asking.words.notice.timeZone)}::text)::date::text as recorded_on${sort === 'due' ? ', p.ends_on::text as ends_on' : wantsEnd ? ends : ''}${columns.map((column) => `,\n  ${column}`).join('')}
  from p order by p.place`;
}

const nameOf = `(select n.family_name, n.given_name from register.person_name n where n.subject_id = s.id order by n.recorded_at desc, n.id desc limit 1) n`;

/** Somebody merged stands under the leading subject; nobody unidentified is listed. */
const LISTED = 's.person_id is null and s.identified';

function narrowed({ asking, filter }: Listing, values: Values, alias: string): string {
  const { words, purpose } = asking;
  const asked = purpose.open === 'consent' ? [openPredicate(words.registerId, purpose.bit, alias)] : [];
  const filtered = filter ? [filterSql(filter, { asking, values }, 's')] : [];
  return [LISTED, ...asked, ...filtered].join(' and ');
}

function byName(listing: Listing, values: Values): string {
  const isDown = listing.sort === '-name';
  const keys = [...NAME_ORDER.map((key) => key.replace('(', '(n.')), 'n.subject_id'];
  const [, family, given, id] = listing.after;
  const sign = isDown ? '<' : '>';
  const after =
    family === null
      ? ''
      : ` and (${keys.join(', ')}) ${sign} (${values.take(family)}, ${values.take(given)}, ${values.take(id)}::uuid)`;
  const order = keys.map((key) => `${key}${isDown ? ' desc' : ''}`).join(', ');
  return `select s.id, n.family_name, n.given_name, s.source_no, s.recorded_at, row_number() over (order by ${order}) as place
    from register.person_name n join register.subject s on s.id = n.subject_id
   where ${narrowed(listing, values, 'n')}${after}
     and not exists (select from register.person_name o where o.subject_id = n.subject_id and (o.recorded_at, o.id) > (n.recorded_at, n.id))
   order by ${order} limit ${values.take(listing.limit)}`;
}

function unnamedSql(listing: Listing, values: Values): string {
  return `select s.id, null::text as family_name, null::text as given_name, s.source_no, s.recorded_at, row_number() over (order by s.id) as place
    from register.subject s
   where ${narrowed(listing, values, 's')} and s.id > ${values.take(listing.after[2])}::uuid
     and not exists (select from register.person_name n where n.subject_id = s.id)
   order by s.id limit ${values.take(listing.limit)}`;
}

function byRecording(listing: Listing, values: Values): string {
  const isDown = listing.sort === '-recorded';
  const [, at, id] = listing.after;
  const after =
    at === null
      ? ''
      : ` and (s.recorded_at, s.id) ${isDown ? '<' : '>'} (${values.take(at)}::timestamptz, ${values.take(id)}::uuid)`;
  const order = isDown ? 's.recorded_at desc, s.id desc' : 's.recorded_at, s.id';
  return `select t.id, n.family_name, n.given_name, t.source_no, t.recorded_at, row_number() over (order by ${order.replaceAll('s.', 't.')}) as place
    from (select s.id, s.source_no, s.recorded_at from register.subject s
           where ${narrowed(listing, values, 's')}${after} order by ${order} limit ${values.take(listing.limit)}) t
    left join lateral ${nameOf.replaceAll('s.id', 't.id')} on true`;
}

/** In the order of the day something of them ends: the table of due dates, behind the gatekeeper. */
function byDue(listing: Listing, values: Values): string {
  const [, on, id] = listing.after;
  const due = `gate.due_people(${values.take(listing.endsBefore ?? null)}::date, ${values.take(on)}::date, ${values.take(id)}::uuid, ${listing.filter ? DUE_LOOK : listing.limit})`;
  return `select s.id, n.family_name, n.given_name, s.source_no, s.recorded_at, d.ends_on, row_number() over (order by d.ends_on, d.subject_id) as place
    from ${due} d join register.subject s on s.id = d.subject_id
    left join lateral ${nameOf} on true
   where ${narrowed(listing, values, 's')}
   order by d.ends_on, d.subject_id limit ${values.take(listing.limit)}`;
}

/** People looked at for a filtered page by due date. */
const DUE_LOOK = 5_000;

/** Where a filtered page by due date stopped looking; null when it looked at everybody. */
async function placeLookedTo(door: Door, { asking, after, endsBefore }: Listing): Promise<string | null> {
  const [looked] = await door.glance({ pass: asking.pass, purpose: asking.purpose.key }, (entered) =>
    entered.call<{ people: number; day: string; id: string }>({
      text: `select count(*)::int as people, (array_agg(d.ends_on::text order by d.ends_on desc, d.subject_id desc))[1] as day,
          (array_agg(d.subject_id order by d.ends_on desc, d.subject_id desc))[1] as id
        from gate.due_people($1::date, $2::date, $3::uuid, $4) d`,
      values: [endsBefore ?? null, after[1], after[2], DUE_LOOK],
    }),
  );
  return looked?.people === DUE_LOOK ? writeAfter(['due', looked.day, looked.id, '']) : null;
}

const STATEMENTS: Readonly<Record<Sort, Statement>> = {
  name: byName,
  '-name': byName,
  recorded: byRecording,
  '-recorded': byRecording,
  due: byDue,
};

function toRow(row: PageRow, { asking, chosen, sort, now }: Listing): PersonRow {
  const { words } = asking;
  const has = (column: ChosenColumns['own'][number]) => chosen.own.includes(column);
  return {
    id: row.subject_id,
    name: [row.family_name, row.given_name].filter(Boolean).join(', '),
    items: Object.fromEntries(
      chosen.items.map(({ key }) => [
        key,
        (row[`item:${key}`] ?? []).map((cell) => ({ id: cell.id, value: cell.value ?? '' })),
      ]),
    ),
    ...(row.organisations && { organisations: [...row.organisations] }),
    ...(row.kinds && {
      kinds: row.kinds.map(({ kind_no, live }) => ({ ...kindByNo(words, kind_no), live })),
    }),
    ...(has('source') && { source: sourceByNo(words, row.source_no) }),
    ...(has('recorded') && { recordedOn: row.recorded_on }),
    ...((has('next-end') || sort === 'due') && { nextEndOn: row.ends_on ?? null }),
    ...(row.permissions && { permissions: statesOf(row.permissions, asking, now) }),
  };
}

function statesOf(
  events: readonly AnswerEvent[],
  { words }: Asking,
  now: Date,
): NonNullable<PersonRow['permissions']> {
  const states = permissionStates(events, words.notice, now).map(({ purpose, state }) => ({
    key: purpose.key,
    title: purpose.title,
    state,
  }));
  const restricted = findRestriction(events, now) ? [RESTRICTED] : [];
  return [...restricted, ...states];
}

const RESTRICTED = {
  key: 'restriction',
  title: { fi: 'Käsittelyä rajoitettu', sv: 'Behandlingen begränsad', en: 'Restricted' },
  state: 'restricted',
} as const;

const COUNT_LIMIT = 10_000;

/** Up to a limit, and whether there are more. Throws `group-too-small` for one to four people. */
export async function countPeople(
  door: Door,
  asking: Asking,
  filter: Filter | undefined,
): Promise<{ people: number; more: boolean }> {
  const { rest, endsBefore } = splitFilter(filter);
  const values = newValues();
  const listing = { asking, filter: rest } as Listing;
  const source =
    endsBefore === undefined
      ? 'register.subject s'
      : `gate.due_people(${values.take(endsBefore)}::date, null, null, ${COUNT_LIMIT + 1}) d join register.subject s on s.id = d.subject_id`;
  const text = `select count(*)::text as n from (select from ${source} where ${narrowed(listing, values, 's')} limit ${COUNT_LIMIT + 1}) counted`;
  const [row] = await door.glance({ pass: asking.pass, purpose: asking.purpose.key }, (entered) =>
    entered.count<{ n: string }>(
      { what: 'people: count', criteria: { filtered: filter !== undefined } },
      {
        text,
        values: values.list,
      },
    ),
  );
  const people = Number(row?.n ?? 0);
  return { people: Math.min(people, COUNT_LIMIT), more: people > COUNT_LIMIT };
}
