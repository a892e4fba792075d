// Columns of a list of people: our own, and one for every item the purpose may read.
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import type { Language } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';
import { shownSql } from './fact-value.ts';
import { liveSql, type Values } from './people.filter.ts';
import { type Asking, itemsOf } from './words.ts';

export const OWN_COLUMNS = {
  organisations: {
    type: 'organisations',
    title: { fi: 'Organisaatio', sv: 'Organisation', en: 'Organisation' },
  },
  kinds: { type: 'kinds', title: { fi: 'Suhde', sv: 'Relation', en: 'Relationship' } },
  'next-end': {
    type: 'day',
    title: { fi: 'Säilytetään asti', sv: 'Sparas till och med', en: 'Kept until' },
  },
  permissions: { type: 'permissions', title: { fi: 'Luvat', sv: 'Tillstånd', en: 'Permissions' } },
  recorded: { type: 'day', title: { fi: 'Tallennettu', sv: 'Registrerad', en: 'Recorded' } },
  source: { type: 'sources', title: { fi: 'Lähde', sv: 'Källa', en: 'Source' } },
} as const satisfies Record<string, { type: string; title: Record<Language, string> }>;

export type OwnColumn = keyof typeof OWN_COLUMNS;

export interface ChosenColumns {
  readonly own: readonly OwnColumn[];
  readonly items: readonly CompiledItem[];
}

const isOwn = (key: string): key is OwnColumn => Object.hasOwn(OWN_COLUMNS, key);
const PREFIX = 'item:';

/** The name is always shown. Throws `request-invalid` for a column that is not open to the purpose. */
export function chooseColumns(asking: Asking, keys: readonly string[]): ChosenColumns {
  const items = itemsOf(asking);
  const wanted = [...new Set(keys)].filter((key) => key !== 'name');
  return {
    own: wanted.filter(isOwn),
    items: wanted.filter((key) => !isOwn(key)).map((key) => columnItem(items, key)),
  };
}

function columnItem(items: readonly CompiledItem[], key: string): CompiledItem {
  const item = items.find((each) => `${PREFIX}${each.key}` === key);
  if (item) return item;
  const detail = 'A column is not open to the purpose. Choose from what “fields” lists.';
  throw new ProblemError('request-invalid', detail, {
    fields: [{ path: 'columns', code: 'not-in-list', message: detail }],
  });
}

const CELLS = 5;
const PERMISSIONS = 100;
const TIES = 20;

const listOf = (rows: string) => `(select coalesce(json_agg(c), '[]') from (${rows}) c)`;

/** Expressions over `p.id`, each a column of the page. */
export function columnsSql(chosen: ChosenColumns, values: Values, timeZone: string): readonly string[] {
  const columns = chosen.items.map(
    (item) =>
      `${listOf(`select f.id, ${shownSql(item, 'f')} as value from register.${item.table} f where f.subject_id = p.id and f.item_no = ${item.no} order by f.recorded_at desc, f.id limit ${CELLS}`)} as "item:${item.key}"`,
  );
  if (chosen.own.includes('organisations'))
    columns.push(`${organisationsSql(values.take(timeZone))} as organisations`);
  if (chosen.own.includes('kinds')) columns.push(`${kindsSql(values.take(timeZone))} as kinds`);
  if (chosen.own.includes('permissions')) columns.push(`${permissionsSql} as permissions`);
  return columns;
}

export function organisationsSql(zone: string): string {
  return listOf(`select distinct o.id, o.name from register.relationship r join register.organisation o on o.id = r.organisation_id
    where r.subject_id = p.id and o.name is not null and ${liveSql('r', zone)} order by o.name, o.id limit ${TIES}`);
}

function kindsSql(zone: string): string {
  return listOf(`select r.kind_no, bool_or(${liveSql('r', zone)}) as live from register.relationship r
    where r.subject_id = p.id group by r.kind_no order by r.kind_no limit ${TIES}`);
}

const permissionsSql =
  listOf(`select e.id, e.kind, e.purpose_key, e.channel, e.at, e.expires_at, e.lifts, e.scope_item_no, e.scope_row_id
    from register.permission e where e.subject_id = p.id order by e.at desc, e.recorded_at desc limit ${PERMISSIONS}`);
