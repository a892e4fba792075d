// What a list, a filter and a form may ask for under a purpose: everything comes from the notice in force, so an item declared there
// is in the app with the next request.
import type { CompiledItem, CompiledKind } from '../../compiler/model/compiled.ts';
import type { Door } from '../../database/door/door.ts';
import { PARTS } from '../import/targets.ts';
import { partsOf, typeOf } from './fact-value.ts';
import { OWN_COLUMNS } from './people.columns.ts';
import { type ColumnAnswer, type FieldsAnswer, SORTS } from './people.schemas.ts';
import { groupOf, itemsByGroup } from './person.ts';
import { type Asking, itemsOf, titledIn } from './words.ts';

interface May {
  readonly read: readonly number[];
  readonly add: readonly number[];
}

export async function getFields(door: Door, asking: Asking): Promise<FieldsAnswer> {
  const { pass, purpose } = asking;
  const [may] = await door.glance({ pass, purpose: purpose.key }, (entered) =>
    entered.call<May>({ text: 'select session.items() as read, session.add_items() as add', values: [] }),
  );
  return makeFields(asking, may ?? { read: [], add: [] });
}

function makeFields(asking: Asking, may: May): FieldsAnswer {
  const { words } = asking;
  const ordered = itemsByGroup(asking).flatMap(({ items }) => items);
  const readable = ordered.filter(({ no }) => may.read.includes(no));
  const hasName = readable.some(({ table }) => table === 'person_name');
  const choosable = readable.filter((item) => typeOf(item) === 'choice');
  return {
    notice: { version: words.version, updated: words.terms.updated },
    columns: columnsOf(readable, hasName, asking),
    defaults: { columns: defaultColumns(readable), sort: hasName ? 'name' : '-recorded' },
    sorts: SORTS.filter((sort) => hasName || !sort.endsWith('name')),
    groups: itemsByGroup(asking).map(({ group: { key, title } }) => ({ key, title })),
    items: readable.map((item) => itemFilter(item, asking)),
    labels: choosable.map((item) => ({
      item: item.key,
      title: item.title,
      choices: choicesOf(item, asking),
    })),
    kinds: words.notice.kinds.map((kind) => kindAnswer(kind, asking)),
    sources: words.notice.sources.map(({ key, title, fromPerson, public: isPublic }) => ({
      key,
      title,
      fromPerson,
      public: isPublic,
    })),
    permissions: words.notice.purposes
      .filter((purpose) => !purpose.implicit && !purpose.inMemory)
      .map(({ key, title, open, channel, directMarketing, wording }) => ({
        key,
        title,
        open,
        channel,
        directMarketing,
        wording,
      })),
    addable: ordered.filter(({ no }) => may.add.includes(no)).map((item) => addable(item, asking)),
  };
}

function columnsOf(readable: readonly CompiledItem[], hasName: boolean, asking: Asking): ColumnAnswer[] {
  const name = readable.filter(({ table }) => table === 'person_name');
  return [
    ...name.map(
      (item) => ({ key: 'name', title: item.title, type: 'name', group: groupKey(item, asking) }) as const,
    ),
    ...(hasName ? [] : [{ key: 'name', title: NAMELESS, type: 'name', group: null } as const]),
    ...Object.entries(OWN_COLUMNS).map(([key, column]) => ({ key, ...column, group: null })),
    ...readable
      .filter(({ table }) => table !== 'person_name')
      .map((item) => ({
        key: `item:${item.key}`,
        title: item.title,
        type: typeOf(item),
        group: groupKey(item, asking),
      })),
  ];
}

const NAMELESS = { fi: 'Henkilö', sv: 'Person', en: 'Person' };

const groupKey = (item: CompiledItem, asking: Asking) => groupOf(item, asking)?.key ?? null;

const SHOWN_FIRST = ['email', 'work-email', 'phone', 'work-phone', 'title'];

function defaultColumns(readable: readonly CompiledItem[]): string[] {
  const first = SHOWN_FIRST.flatMap((key) =>
    readable.some((item) => item.key === key) ? [`item:${key}`] : [],
  );
  return ['name', 'organisations', ...first.slice(0, 2), 'next-end', 'permissions'];
}

function itemFilter(item: CompiledItem, asking: Asking): FieldsAnswer['items'][number] {
  const { key, title } = item;
  return {
    item: key,
    title,
    type: typeOf(item),
    group: groupKey(item, asking),
    is: [...testsOf(item), 'missing', 'present'],
    choices: choicesOf(item, asking),
  };
}

function testsOf(item: CompiledItem): ('equals' | 'contains' | 'begins' | 'between')[] {
  switch (typeOf(item)) {
    case 'identity-code':
    case 'sealed':
      return [];
    case 'choice':
    case 'yes-no':
      return ['equals'];
    case 'number':
    case 'date':
    case 'time':
      return ['equals', 'between'];
    default:
      return ['equals', 'contains', 'begins'];
  }
}

function choicesOf(item: CompiledItem, { words }: Asking): { key: string; title: CompiledItem['title'] }[] {
  const definition = words.terms.items.find(({ key }) => key === item.key);
  return (definition?.choices ?? []).map(({ key, title }) => ({ key, title }));
}

function kindAnswer(kind: CompiledKind, asking: Asking): FieldsAnswer['kinds'][number] {
  const { words } = asking;
  const shown = new Set(itemsOf(asking).map(({ no }) => no));
  const keyOf = (no: number) => words.itemByNo.get(no)?.key ?? String(no);
  return {
    ...titledIn(words.notice.kinds, kind.key),
    with: kind.with,
    sources:
      kind.sources?.flatMap((no) => words.notice.sources.find((each) => each.no === no)?.key ?? []) ?? null,
    // What other purposes require is theirs to ask for.
    requirements:
      kind.requirements
        ?.filter(({ item }) => shown.has(item))
        .map(({ item, level, condition }) => ({
          item: keyOf(item),
          level,
          conditional: condition !== null,
        })) ?? null,
    oneOf: kind.oneOf
      .map((group) => group.filter((no) => shown.has(no)).map(keyOf))
      .filter(({ length }) => length > 1),
  };
}

/** What belongs to the person's part in an organisation, and ends with it; a name or a home address is the person's own. */
export const OF_RELATIONSHIP: ReadonlySet<string> = new Set([
  'title',
  'area-of-responsibility',
  'procurement-area',
  'organisation-represented',
  'employer',
  'work-email',
  'work-phone',
]);

function addable(item: CompiledItem, asking: Asking): FieldsAnswer['addable'][number] {
  const { words } = asking;
  return {
    item: item.key,
    title: item.title,
    type: typeOf(item),
    group: groupKey(item, asking),
    parts: PARTS[item.key] ? [...partsOf(item)] : [],
    choices: choicesOf(item, asking),
    sources: item.sources.flatMap(({ no }) => words.notice.sources.find((each) => each.no === no)?.key ?? []),
    kinds: item.kinds?.flatMap((no) => words.notice.kinds.find((each) => each.no === no)?.key ?? []) ?? null,
    ofRelationship: OF_RELATIONSHIP.has(item.key),
  };
}
