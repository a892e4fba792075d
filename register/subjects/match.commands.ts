// Keeps what a person is matched by in step with their facts: an import finds who was typed in here, and an address that once said no
// says it of whoever it is given to.
import type { Entered, SubjectRow } from '../../database/door/door.ts';
import { type MatchKey, matchKeysOf } from '../import/match-keys.ts';
import type { RowFact } from '../import/row-parts.ts';
import type { Words } from './words.ts';

interface KeyRow extends SubjectRow {
  readonly facts: readonly {
    readonly item_no: number;
    readonly table: string;
    readonly values: Readonly<Record<string, string | null>>;
  }[];
}

const TABLES = {
  person_name: ['given_name', 'family_name'],
  email: ['address'],
  phone: ['number'],
  attribute_text: ['value'],
} as const;
/** Own codes among texts: customer number and user id. */
const CODES = [8, 9];

/** Names, contact points and own codes that the purpose sees of a subject. */
export async function readKeyFacts(
  entered: Entered,
  words: Words,
  subjectId: string,
): Promise<readonly RowFact[]> {
  const named = new Set(words.notice.items.map((item) => item.table));
  const parts = Object.entries(TABLES)
    .filter(([table]) => named.has(table))
    .map(
      ([table, columns]) =>
        `select f.item_no, '${table}' as table, json_build_object(${columns.map((column) => `'${column}', f.${column}`).join(', ')}) as values
           from register.${table} f where f.subject_id = s.id${table === 'attribute_text' ? ` and f.item_no in (${CODES.join(', ')})` : ''}`,
    );
  if (parts.length === 0) return [];
  const [row] = await entered.read<KeyRow>('person: match keys', {
    text: `select s.id as subject_id, (select coalesce(json_agg(k), '[]') from (${parts.join(' union all ')}) k) as facts from register.subject s where s.id = $1`,
    values: [subjectId],
  });
  return (row?.facts ?? []).map(({ item_no, table, values }) => ({
    item: words.itemByNo.get(item_no)?.key ?? '',
    table,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? ''])),
  }));
}

export interface KeyChange {
  readonly subjectId: string;
  readonly before: readonly RowFact[];
  readonly after: readonly RowFact[];
  readonly matchKey: Buffer;
}

/** In the transaction of the write. Throws `not-allowed` where a new person is one who may not be recorded. */
export async function keepKeys(
  entered: Entered,
  { subjectId, before, after, matchKey }: KeyChange,
): Promise<void> {
  const known = new Map(matchKeysOf(before, matchKey).map((key) => [nameOf(key), key]));
  const wanted = new Map(matchKeysOf(after, matchKey).map((key) => [nameOf(key), key]));
  const added = [...wanted].filter(([name]) => !known.has(name)).map(([, key]) => key);
  const gone = [...known].filter(([name]) => !wanted.has(name)).map(([, key]) => key.hmac);
  if (added.length === 0 && gone.length === 0) return;
  const keys = added.map(({ kind, hmac, joins }) => ({ kind, hmac: hmac.toString('hex'), joins }));
  await entered.call({
    text: 'select gate.know_keys($1, $2::jsonb, $3::bytea[])',
    values: [subjectId, JSON.stringify(keys), gone],
  });
}

const nameOf = ({ kind, hmac }: MatchKey) => `${kind} ${hmac.toString('hex')}`;

/** Whether an item's value is among what people are matched by. */
export const isKeyTable = (table: string): boolean => Object.hasOwn(TABLES, table);
