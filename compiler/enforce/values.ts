// The values policies compare rows with, spelled for each target. PostgreSQL asks functions once per statement through sub-selects,
// which defeats forged settings; Citus allows neither sub-selects nor functions that read tables in policies, so there the door puts
// verified values in settings, and the database does not defeat a forged one (design §5).
import { IMPLICIT_PURPOSES } from '../compile/implicit.ts';
import { bitOf } from '../compile/masks.ts';
import type { Target } from './table.ts';

export interface AskedRow {
  readonly verb: 'read' | 'change';
  /** The table's only item, `named` where the row's item_no says, `identity` where any identity item tells of it. */
  readonly item: number | 'named' | 'identity';
  readonly table: string;
  /** The column that holds the subject, or the record. */
  readonly column: string;
  readonly kind: 'subject' | 'record';
  /** A portal session has a scope always, so nothing else is asked. */
  readonly portal: boolean;
}

export interface PolicyValues {
  readonly registerId: string;
  readonly flip: string;
  /** The purpose's bit where the session may use the row's item, and the row is within its scope, else 0. */
  readonly mask: (asked: AskedRow) => string;
  /** A condition on item_no and source_no: the notice accepts the source for the item, and the role may add it. */
  readonly accepts: (item: number | null) => string;
  /** A condition on the column: no scope, or in it. */
  readonly inScope: (column: string, kind: 'subject' | 'record') => string;
  /** A condition on the column that holds only for a session that has a scope. */
  readonly inOwnScope: (column: string, kind: 'subject' | 'record') => string;
  readonly userId: string;
  readonly teamId: string;
  readonly plain: (verb: 'read' | 'add' | 'change') => string;
  /** Nobody's, or of somebody whose own row the session sees. */
  readonly ownerIsSeen: string;
}

const RIGHTS = IMPLICIT_PURPOSES.find(({ key }) => key === 'rights')?.bit ?? 0;
const ALL_BUT_RIGHTS = `${~bitOf(RIGHTS)}::bigint`;

/** The row's item at its place in a list of bits; the database's gate.place says why. */
const PLACE = '[case when item_no < 1000 then item_no else item_no - 872 end]';

/** What a session without a scope may use, best first: null when there is one, so that the next is asked. */
function openBits({ verb, item, table }: AskedRow): readonly string[] {
  if (typeof item === 'number') return [`(select session.open_bit('${verb}', ${item}::smallint))`];
  if (item === 'identity') return ['(select session.open_person_bit())'];
  return [
    `(select session.whole_bit('${verb}', '${table}'))`,
    `((select session.open_bits('${verb}'))::bigint[])${PLACE}`,
  ];
}

/** What a session with a scope may use of the row; asked row by row, of the few rows such a session looks at. */
function scopedBit({ verb, item, column, kind }: AskedRow): string {
  if (item === 'identity') return `session.scoped_person_bit(${column})`;
  const no = item === 'named' ? 'item_no' : `${item}::smallint`;
  return `session.scoped_${kind === 'record' ? 'record_' : ''}bit('${verb}', ${no}, ${column})`;
}

/**
 * One expression that asks as little as it can: the first answer there is decides, and PostgreSQL never asks the others. Each is from
 * one look-up, so that a cursor, or a join that changes the purpose between rows, cannot pair one purpose's scope with another's bit.
 */
function openMask(asked: AskedRow): string {
  return `coalesce(${[...(asked.portal ? [] : openBits(asked)), scopedBit(asked), '0'].join(', ')})`;
}

const POSTGRESQL: PolicyValues = {
  registerId: '(select session.register_id())',
  flip: '(select session.flip())',
  mask: openMask,
  accepts: (item) =>
    item === null
      ? 'item_no = any ((select session.add_items())::smallint[]) and session.accepts(item_no, source_no)'
      : `item_no = ${item} and (select session.add_bit(${item}::smallint)) <> 0
  and source_no = any ((select session.add_sources(${item}::smallint))::smallint[])`,
  // A case, not an "or": the planner takes the "or" for a rare one and then reads whole tables for a page of fifty.
  inScope: (column, kind) =>
    `case when (select session.subject_scope()) is null then true else ${column} = any ((select session.${kind}_scope())::uuid[]) end`,
  inOwnScope: (column, kind) => `${column} = any ((select session.${kind}_scope())::uuid[])`,
  userId: '(select session.user_id())',
  teamId: '(select session.team_id())',
  plain: (verb) => `(select session.plain('${verb}'))`,
  // The inner select goes through the subject's own policy.
  ownerIsSeen:
    '(subject_id is null or exists (select from register.subject s where s.id = organisation.subject_id))',
};

const setting = (name: string) => `nullif(current_setting('seloste.${name}', true), '')`;
const list = (name: string, type: string) => `coalesce(${setting(name)}, '{}')::${type}[]`;
const bit = (name: string) => `coalesce(${setting(name)}, '0')::bigint`;
const scope = (kind: string) => `coalesce(nullif(${setting(`${kind}_scope`)}, 'all'), '{}')::uuid[]`;

function citusMask({ verb, item, column, kind, portal }: AskedRow): string {
  const purposeBit = bit(verb === 'read' ? 'purpose_bit' : 'change_purpose_bit');
  const items = list(`${verb}_items`, 'smallint');
  const own = typeof item === 'number' ? `${item}::smallint` : 'item_no';
  const bits =
    item === 'identity'
      ? bit('person_bit')
      : `case when ${own} = any (${items}) then ${purposeBit} else 0 end`;
  if (portal) return bits;
  const within = `case when ${setting(`${kind}_scope`)} = 'all' then ${ALL_BUT_RIGHTS} when ${column} = any (${scope(kind)}) then -1 else 0 end`;
  return `(${bits}) & ${within}`;
}

/** An absent setting must close and never open, so "no scope" is the word `all`, not an empty setting. */
const CITUS: PolicyValues = {
  registerId: `${setting('register_id')}::int`,
  flip: bit('flip'),
  mask: citusMask,
  accepts: (item) => {
    const pair = `(item_no::int * 65536 + source_no::int) = any (${list('add_pairs', 'int')})`;
    return item === null ? pair : `item_no = ${item} and ${pair}`;
  },
  inScope: (column, kind) => `(${setting(`${kind}_scope`)} = 'all' or ${column} = any (${scope(kind)}))`,
  inOwnScope: (column, kind) => `${column} = any (${scope(kind)})`,
  userId: `${setting('user_id')}::uuid`,
  teamId: `${setting('team_id')}::uuid`,
  plain: (verb) => `'${verb}' = any (${list('plain_verbs', 'text')})`,
  // No sub-select is allowed here, so businesses of a person's own are not seen at all.
  ownerIsSeen: 'subject_id is null',
};

export function policyValues(target: Target): PolicyValues {
  return target === 'postgresql' ? POSTGRESQL : CITUS;
}

/** The settings of the citus target and what the door asks, once per transaction, to fill them. None holds a secret. */
const CITUS_SETTINGS: readonly { readonly name: string; readonly expression: string }[] = [
  { name: 'seloste.register_id', expression: 'session.register_id()::text' },
  { name: 'seloste.flip', expression: 'session.flip()::text' },
  { name: 'seloste.purpose_bit', expression: 'session.purpose_bit()::text' },
  { name: 'seloste.change_purpose_bit', expression: 'session.change_purpose_bit()::text' },
  { name: 'seloste.person_bit', expression: 'session.person_bit()::text' },
  { name: 'seloste.read_items', expression: 'session.items()::text' },
  { name: 'seloste.change_items', expression: 'session.change_items()::text' },
  {
    name: 'seloste.add_pairs',
    expression:
      '(select array_agg(i.no::int * 65536 + s.no::int) from unnest(session.add_items()) as i (no), unnest(session.add_sources(i.no)) as s (no))::text',
  },
  {
    name: 'seloste.subject_scope',
    expression:
      "case when session.register_id() is null then '' else coalesce(session.subject_scope()::text, 'all') end",
  },
  {
    name: 'seloste.record_scope',
    expression:
      "case when session.register_id() is null then '' when session.subject_scope() is null then 'all' else coalesce(session.record_scope()::text, '{}') end",
  },
  { name: 'seloste.user_id', expression: 'session.user_id()::text' },
  { name: 'seloste.team_id', expression: 'session.team_id()::text' },
  {
    name: 'seloste.plain_verbs',
    expression:
      "(select array_agg(v.verb) from unnest(array['read', 'add', 'change']) as v (verb) where session.plain(v.verb))::text",
  },
];

/** One statement that fills every setting for the transaction; run by the door after the session is verified. */
export function citusSettingsSql(): string {
  const calls = CITUS_SETTINGS.map(
    ({ name, expression }) => `  set_config('${name}', coalesce(${expression}, ''), true)`,
  );
  return `select\n${calls.join(',\n')}`;
}
