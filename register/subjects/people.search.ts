// Who is found by words: names, addresses, numbers and whatever else of the purpose can be searched, and the organisations people take
// part in; typing errors and letters without their marks are forgiven. Each says by what it was found.
import type { Door, SubjectRow } from '../../database/door/door.ts';
import { normalisePhone } from '../identifiers/phone.ts';
import { shownSql } from './fact-value.ts';
import { organisationsSql } from './people.columns.ts';
import type { Found } from './people.schemas.ts';
import { type Asking, itemsOf } from './words.ts';

interface FoundRow extends SubjectRow {
  readonly name: string | null;
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  readonly hits: readonly {
    readonly item_no: number;
    readonly rank: number;
    readonly value: string | null;
  }[];
  readonly members: readonly { readonly name: string; readonly rank: number }[];
}

const ORGANISATION = { fi: 'Organisaatio', sv: 'Organisation', en: 'Organisation' };
const HITS = 500;

export async function searchPeople(
  door: Door,
  asking: Asking,
  { words, limit }: { words: string; limit: number },
): Promise<Found> {
  const rows = await door.glance({ pass: asking.pass, purpose: asking.purpose.key }, (entered) =>
    entered.read<FoundRow>('people: search', {
      text: searchSql(asking),
      values: [words, phoneOf(words), limit, asking.words.notice.timeZone],
    }),
  );
  return { rows: rows.map((row) => toFound(row, asking)), more: rows.length === limit };
}

/** 040 123 4567 is kept as +358401234567; what is no number finds nothing by it. */
function phoneOf(words: string): string {
  const number = normalisePhone(words);
  return number.ok ? number.value : '';
}

function searchSql(asking: Asking): string {
  const items = itemsOf(asking);
  const tables = [...new Set(items.map(({ table }) => table))];
  const valueOfHit = tables.map(
    (table) =>
      `select ${shownSql({ table }, 'f')} as value from register.${table} f where f.subject_id = h.subject_id and f.id = h.fact_id`,
  );
  const value = valueOfHit.length === 0 ? 'null::text' : `(${valueOfHit.join(' union all ')} limit 1)`;
  return `with h as materialized (
  select subject_id, item_no, rank, fact_id from gate.search($1, ${HITS})
  union select subject_id, item_no, rank, fact_id from gate.search($2, ${HITS})
), m as materialized (
  select subject_id, name, rank from gate.search_members($1, ${HITS})
), p as materialized (
  select s.id, b.rank, row_number() over (order by b.rank desc, b.id) as place
    from (select coalesce(x.person_id, x.id) as id, max(a.rank) as rank
            from (select subject_id, rank from h union all select subject_id, rank * 0.9 from m) a
            join register.subject x on x.id = a.subject_id group by 1) b
    join register.subject s on s.id = b.id
   order by b.rank desc, b.id limit $3
)
select p.id as subject_id,
  (select concat_ws(', ', n.family_name, n.given_name) from register.person_name n where n.subject_id = p.id order by n.recorded_at desc limit 1) as name,
  ${organisationsSql('$4')} as organisations,
  (select coalesce(json_agg(c), '[]') from (select h.item_no, h.rank, ${value} as value from h
      join register.subject y on y.id = h.subject_id where y.id = p.id or y.person_id = p.id order by h.rank desc limit 5) c) as hits,
  (select coalesce(json_agg(c), '[]') from (select distinct m.name, m.rank from m where m.subject_id = p.id order by m.rank desc limit 3) c) as members
  from p order by p.place`;
}

function toFound(row: FoundRow, { words }: Asking): Found['rows'][number] {
  const byFacts = row.hits.flatMap(({ item_no, rank, value }) => {
    const item = words.itemByNo.get(item_no);
    return item && value !== null ? [{ item: item.key, title: item.title, value, match: matchOf(rank) }] : [];
  });
  const byOrganisation = row.members.map(({ name, rank }) => ({
    item: 'organisation',
    title: ORGANISATION,
    value: name,
    match: matchOf(rank),
  }));
  return {
    id: row.subject_id,
    name: row.name ?? '',
    organisations: [...row.organisations],
    because: [...byFacts, ...byOrganisation],
  };
}

const matchOf = (rank: number): 'part' | 'similar' => (rank >= 1 ? 'part' : 'similar');
