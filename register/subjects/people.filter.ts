// A filter of people as a condition in SQL: words of the notice become numbers, values stay parameters. What a condition may ask of is
// what the purpose may read; the policies of the tables hold it a second time.
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import type { Key } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';
import { normaliseDate } from '../identifiers/date.ts';
import { normaliseEmail } from '../identifiers/email.ts';
import type { Normalised } from '../identifiers/identifier.ts';
import { normalisePhone } from '../identifiers/phone.ts';
import { normaliseFlag, normaliseNumber, normaliseTime } from '../identifiers/value.ts';
import { isSealed, typeOf, wordSql } from './fact-value.ts';
import type { Condition, Filter, ItemCondition } from './people.schemas.ts';
import { type Asking, itemsOf } from './words.ts';

/** Values of a statement, numbered as they are taken. */
export interface Values {
  readonly list: unknown[];
  readonly take: (value: unknown) => string;
}

export function newValues(): Values {
  const list: unknown[] = [];
  return {
    list,
    take: (value) => {
      list.push(value);
      return `$${list.length}`;
    },
  };
}

export interface FilterContext {
  readonly asking: Asking;
  readonly values: Values;
}

export interface SplitFilter {
  /** What is left after the condition on the due date is taken out. */
  readonly rest: Filter | undefined;
  readonly endsBefore: string | undefined;
}

/** Due dates are a list of their own, in its own order: a condition on them stands alone or among `all`. */
export function splitFilter(filter: Filter | undefined): SplitFilter {
  if (!filter) return { rest: undefined, endsBefore: undefined };
  const parts = 'all' in filter ? filter.all : [filter];
  const due = parts.flatMap((part) => ('keptUntil' in part ? [part.keptUntil.before] : []));
  const rest = parts.filter((part) => !('keptUntil' in part));
  return {
    rest: rest.length === 0 ? undefined : rest.length === 1 ? rest[0] : { all: rest },
    endsBefore: due.sort()[0],
  };
}

/** `subject` is the alias of a row of register.subject. */
export function filterSql(filter: Filter, context: FilterContext, subject: string): string {
  if ('all' in filter) return joined(filter.all, ' and ', context, subject);
  if ('any' in filter) return joined(filter.any, ' or ', context, subject);
  if ('not' in filter) return `not (${filterSql(filter.not, context, subject)})`;
  return conditionSql(filter, context, subject);
}

const joined = (parts: readonly Filter[], word: string, context: FilterContext, subject: string) =>
  `(${parts.map((part) => filterSql(part, context, subject)).join(word)})`;

function conditionSql(condition: Condition, context: FilterContext, subject: string): string {
  if ('item' in condition) return itemSql(condition, context, subject);
  if ('relationship' in condition) return relationshipSql(condition, context, subject);
  if ('organisation' in condition)
    return `exists (select from register.relationship r where r.subject_id = ${subject}.id and r.organisation_id = ${context.values.take(condition.organisation)}::uuid)`;
  if ('source' in condition) return sourceSql(condition.source, context, subject);
  if ('permission' in condition) return permissionSql(condition, context, subject);
  if ('label' in condition)
    return itemSql({ item: condition.label, is: 'equals', value: condition.value }, context, subject);
  if ('recorded' in condition) return recordedSql(condition.recorded, context, subject);
  throw invalid('A condition on the due date stands alone or among “all”.');
}

const isPresence = (condition: ItemCondition): condition is Present =>
  condition.is === 'missing' || condition.is === 'present';

function itemSql(condition: ItemCondition, context: FilterContext, subject: string): string {
  const item = itemsOf(context.asking).find(({ key }) => key === condition.item);
  if (!item) throw notOpen('item');
  const rows = `select from register.${item.table} f where f.subject_id = ${subject}.id and f.item_no = ${item.no}`;
  if (isPresence(condition)) return condition.is === 'missing' ? `not exists (${rows})` : `exists (${rows})`;
  if (isSealed(item)) throw invalid('An encrypted item can only be asked for as missing or present.');
  const test =
    'value' in condition ? wordTest(condition, item, context) : betweenSql(condition, item, context);
  return `exists (${rows} and ${test})`;
}

type Worded = Extract<ItemCondition, { is: 'equals' | 'contains' | 'begins' }>;
type Present = Extract<ItemCondition, { is: 'missing' | 'present' }>;
type Ranged = Extract<ItemCondition, { is: 'between' }>;

function wordTest({ is, value }: Worded, item: CompiledItem, { asking, values }: FilterContext): string {
  const text = String(value);
  if (is !== 'equals') {
    const word = values.take(text.toLowerCase());
    if (is === 'contains') return `position(${word}::text in ${wordSql(item, 'f')}) > 0`;
    const begun = item.table === 'person_name' ? `lower(coalesce(f.family_name, ''))` : wordSql(item, 'f');
    return `starts_with(${begun}, ${word}::text)`;
  }
  const stored = values.take(storedValue(text, item, asking.words.notice.timeZone));
  switch (item.table) {
    case 'email':
      return `(f.address = ${stored} or lower(f.address) = lower(${stored}))`;
    case 'phone':
      return `f.number = ${stored}`;
    case 'birth_date':
      return `f.day = ${stored}::date`;
    case 'attribute_number':
      return `f.value = ${stored}::int8`;
    case 'attribute_date':
      return `f.value = ${stored}::date`;
    case 'attribute_time':
      return `f.value = ${stored}::timestamptz`;
    case 'attribute_flag':
      return `f.value = ${stored}::boolean`;
    case 'attribute_text':
      return typeOf(item) === 'choice' ? `f.value = ${stored}` : `lower(f.value) = lower(${stored})`;
    case 'person_name':
      return `lower(${stored}) in (lower(concat_ws(' ', f.given_name, f.family_name)), lower(concat_ws(', ', f.family_name, f.given_name)), lower(f.family_name))`;
    default:
      return `${wordSql(item, 'f')} = lower(${stored})`;
  }
}

const COLUMN: Readonly<Record<string, readonly [string, string]>> = {
  birth_date: ['day', 'date'],
  attribute_date: ['value', 'date'],
  attribute_time: ['value', 'timestamptz'],
  attribute_number: ['value', 'int8'],
};

function betweenSql({ from, to }: Ranged, item: CompiledItem, { asking, values }: FilterContext): string {
  const [column, type] = COLUMN[item.table] ?? [];
  if (!column) throw invalid('Only days, moments and numbers lie between others.');
  const bound = (text: string, sign: string) =>
    `f.${column} ${sign} ${values.take(storedValue(text, item, asking.words.notice.timeZone))}::${type}`;
  const tests = [from === undefined ? '' : bound(from, '>='), to === undefined ? '' : bound(to, '<=')];
  return tests.filter(Boolean).join(' and ');
}

const NORMALISERS: Readonly<Record<string, (text: string, timeZone: string) => Normalised>> = {
  email: normaliseEmail,
  phone: normalisePhone,
  birth_date: normaliseDate,
  attribute_number: normaliseNumber,
  attribute_date: normaliseDate,
  attribute_time: normaliseTime,
  attribute_flag: normaliseFlag,
};

/** Values are looked for as they are stored, so that 040 123 4567 finds +358401234567. */
function storedValue(text: string, item: CompiledItem, timeZone: string): string {
  const normalised = NORMALISERS[item.table]?.(text, timeZone);
  if (!normalised) return text;
  if (normalised.ok) return normalised.value;
  throw invalid('A value in the filter does not have the form of its item.', normalised.problem);
}

function relationshipSql(
  { relationship, state }: Extract<Condition, { relationship: Key | null }>,
  { asking, values }: FilterContext,
  subject: string,
): string {
  const { kinds } = asking.words.notice;
  const kind = kinds.find(({ key }) => key === relationship);
  if (relationship !== null && !kind) throw notOpen('kind');
  const ofKind = kind ? ` and r.kind_no = ${kind.no}` : '';
  const live = liveSql('r', values.take(asking.words.notice.timeZone));
  const when = { any: '', live: ` and ${live}`, ended: ` and not (${live})` }[state];
  return `exists (select from register.relationship r where r.subject_id = ${subject}.id${ofKind}${when})`;
}

/** Live from its first day until the day before it has ended, in the register's time zone. */
export function liveSql(alias: string, zone: string): string {
  const today = `(now() at time zone ${zone}::text)::date`;
  return `${alias}.started_on <= ${today} and (${alias}.ended_on is null or ${alias}.ended_on > ${today})`;
}

function sourceSql(key: Key, { asking }: FilterContext, subject: string): string {
  const source = asking.words.notice.sources.find((each) => each.key === key);
  if (!source) throw notOpen('source');
  const tables = [...new Set(itemsOf(asking).map(({ table }) => table))];
  const ofFacts = tables.map(
    (table) =>
      `exists (select from register.${table} f where f.subject_id = ${subject}.id and f.source_no = ${source.no})`,
  );
  return `(${[`${subject}.source_no = ${source.no}`, ...ofFacts].join(' or ')})`;
}

const EVENTS = { given: 'consent', withdrawn: 'withdrawal', banned: 'ban', objected: 'objection' } as const;

function permissionSql(
  { permission, state }: Extract<Condition, { permission: Key }>,
  { asking, values }: FilterContext,
  subject: string,
): string {
  const purpose = asking.words.notice.purposes.find(({ key, implicit }) => key === permission && !implicit);
  if (!purpose) throw notOpen('purpose');
  if (state === 'open' || state === 'closed') {
    const bits = `(${subject}.gate # (select session.flip())) & ~${subject}.barred & (1::bigint << ${purpose.bit})`;
    return state === 'open' ? `${bits} <> 0` : `${bits} = 0`;
  }
  const key = values.take(permission);
  const answers = `select from register.permission e where e.subject_id = ${subject}.id and e.purpose_key = ${key}`;
  if (state === 'not-asked') return `not exists (${answers})`;
  const newer = `select from register.permission l where l.subject_id = e.subject_id and l.purpose_key = e.purpose_key and l.kind not like 'restriction%' and (l.at, l.recorded_at) > (e.at, e.recorded_at)`;
  return `exists (${answers} and e.kind = '${EVENTS[state]}' and coalesce(e.expires_at, 'infinity') > now() and not exists (${newer}))`;
}

function recordedSql(
  { since, until }: Extract<Condition, { recorded: unknown }>['recorded'],
  { asking, values }: FilterContext,
  subject: string,
): string {
  const zone = values.take(asking.words.notice.timeZone);
  const midnight = (day: string) => `(${values.take(day)}::date)::timestamp at time zone ${zone}::text`;
  const tests = [
    since === undefined ? '' : `${subject}.recorded_at >= ${midnight(since)}`,
    until === undefined ? '' : `${subject}.recorded_at < ${midnight(until)} + interval '1 day'`,
  ];
  return `(${tests.filter(Boolean).join(' and ')})`;
}

function notOpen(what: 'item' | 'kind' | 'source' | 'purpose'): ProblemError {
  const detail = `The filter names a ${what} that is not part of the purpose. Choose from what “fields” lists.`;
  return invalid(detail, 'not-in-list');
}

function invalid(detail: string, code = 'not-valid'): ProblemError {
  return new ProblemError('request-invalid', detail, {
    fields: [{ path: 'filter', code, message: detail }],
  });
}
