// Emits the look-up rows of a compiled notice: what session functions and gatekeeper functions ask. Publishing runs the text in one
// transaction, so the notice is in force with the next statement.
import { IMPLICIT_MASK } from '../compile/implicit.ts';
import type { CompiledNotice, CompiledPurpose } from '../model/compiled.ts';
import type { Key } from '../model/text.ts';
import { quoteJson, quoteMask, quoteNumbers, quoteOptional, quoteText } from './quote.ts';
import { asked, conditionalItems, requirementsJson } from './requirements.ts';
import { changedSql, type LookUpTable, lookUpSql, registerId } from './rows.ts';
import type { Target } from './table.ts';

const text = (name: string) => ({ name, type: 'text' });
const small = (name: string) => ({ name, type: 'smallint' });
const mask = (name: string) => ({ name, type: 'bigint' });
const flag = (name: string) => ({ name, type: 'boolean' });
const NOT_LIVE = { set: 'live = false' } as const;

const optionalNumber = (value: number | null) => (value === null ? 'null' : String(value));

/** The purpose and those it succeeds in this notice; a successor inherits every closing of them and no opening. */
function lineage(purpose: CompiledPurpose, purposes: readonly CompiledPurpose[]): readonly Key[] {
  const keys: Key[] = [purpose.key];
  for (let next = purpose.succeeds; next !== null && !keys.includes(next); ) {
    keys.push(next);
    next = purposes.find((candidate) => candidate.key === next)?.succeeds ?? null;
  }
  return keys;
}

/** Closings of purposes that left the notice long ago are inherited too: the stored row of each ancestor knows its own ancestors. */
function inherits(compiled: CompiledNotice, purpose: CompiledPurpose): string {
  const keys = lineage(purpose, compiled.purposes);
  const own = `array[${keys.map(quoteText).join(', ')}]::text[]`;
  if (keys.length === 1) return own;
  const earlier = `select unnest(p.inherits) from notice.purpose p where p.register_id = ${registerId(compiled.register)} and p.key = any (${own})`;
  return `array(select unnest(${own}) union ${earlier})`;
}

function purposeRows(compiled: CompiledNotice): LookUpTable {
  return {
    table: 'notice.purpose',
    key: ['key'],
    columns: [
      text('key'),
      small('bit'),
      flag('implicit'),
      text('basis'),
      text('open'),
      text('channel'),
      flag('direct_marketing'),
      small('minimum_age'),
      small('guardian_below'),
      text('succeeds'),
      { name: 'inherits', type: 'text[]' },
      { name: 'consent_lasts', type: 'interval' },
      text('audience'),
      { name: 'from_day', type: 'date' },
      { name: 'to_day', type: 'date' },
      { name: 'verbs', type: 'text[]' },
      flag('live'),
    ],
    rows: compiled.purposes.map((purpose) => [
      quoteText(purpose.key),
      String(purpose.bit),
      String(purpose.implicit),
      quoteText(purpose.basis),
      quoteText(purpose.open),
      quoteOptional(purpose.channel),
      String(purpose.directMarketing),
      optionalNumber(purpose.minimumAge),
      optionalNumber(purpose.guardianBelow),
      quoteOptional(purpose.succeeds),
      inherits(compiled, purpose),
      purpose.consentLasts === null ? 'null' : `interval ${quoteText(purpose.consentLasts)}`,
      quoteText(purpose.audience),
      quoteOptional(purpose.from),
      quoteOptional(purpose.to),
      purpose.verbs === null ? 'null' : `array[${purpose.verbs.map(quoteText).join(', ')}]::text[]`,
      'true',
    ]),
    gone: NOT_LIVE,
  };
}

function itemRows(compiled: CompiledNotice): LookUpTable {
  const conditional = conditionalItems(compiled);
  return {
    table: 'notice.item',
    key: ['item_no'],
    columns: [
      small('item_no'),
      text('key'),
      text('table_name'),
      mask('purposes'),
      flag('never_stored'),
      flag('encrypted'),
      text('audience'),
      { name: 'kinds', type: 'smallint[]' },
      small('part_of'),
      { name: 'requirements', type: 'jsonb' },
      { name: 'one_of', type: 'jsonb' },
      flag('conditional'),
      flag('live'),
    ],
    rows: compiled.items.map((item) => [
      String(item.no),
      quoteText(item.key),
      quoteText(item.table),
      quoteMask(item.purposes),
      String(item.neverStored),
      String(item.encrypted),
      quoteText(item.audience),
      item.kinds === null ? 'null' : quoteNumbers(item.kinds),
      optionalNumber(item.partOf),
      requirementsJson(item.requirements, compiled),
      quoteJson(item.oneOf),
      String(conditional.has(item.no)),
      'true',
    ]),
    // Rows of an item that left stay until they end, for rights, retention, security and upkeep alone.
    gone: { set: `live = false, purposes = ${quoteMask(IMPLICIT_MASK)}` },
  };
}

function sourceRows(compiled: CompiledNotice): LookUpTable {
  return {
    table: 'notice.source',
    key: ['source_no'],
    columns: [
      small('source_no'),
      text('key'),
      flag('from_person'),
      flag('public'),
      flag('automatic'),
      flag('live'),
    ],
    rows: compiled.sources.map((source) => [
      String(source.no),
      quoteText(source.key),
      String(source.fromPerson),
      String(source.public),
      String(source.automatic),
      'true',
    ]),
    gone: NOT_LIVE,
  };
}

function itemSourceRows(compiled: CompiledNotice): LookUpTable {
  return {
    table: 'notice.item_source',
    key: ['item_no', 'source_no'],
    columns: [
      small('item_no'),
      small('source_no'),
      mask('bars'),
      { name: 'condition', type: 'jsonb' },
      flag('accepted'),
    ],
    rows: compiled.items.flatMap((item) =>
      item.sources.map((source) => [
        String(item.no),
        String(source.no),
        quoteMask(source.bars),
        source.condition === null ? 'null' : quoteJson(asked(source.condition, compiled)),
        'true',
      ]),
    ),
    // Rows from a source that is no longer accepted keep what it closes.
    gone: { set: 'accepted = false' },
  };
}

function kindRows(compiled: CompiledNotice): LookUpTable {
  return {
    table: 'notice.kind',
    key: ['kind_no'],
    columns: [
      small('kind_no'),
      text('key'),
      mask('opens'),
      mask('after_end'),
      flag('identified'),
      text('related_to'),
      { name: 'requirements', type: 'jsonb' },
      { name: 'one_of', type: 'jsonb' },
      { name: 'sources', type: 'smallint[]' },
      flag('live'),
    ],
    rows: compiled.kinds.map((kind) => [
      String(kind.no),
      quoteText(kind.key),
      quoteMask(kind.opens),
      quoteMask(kind.afterEnd),
      String(kind.identified),
      quoteText(kind.with),
      requirementsJson(kind.requirements, compiled),
      quoteJson(kind.oneOf),
      kind.sources === null ? 'null' : quoteNumbers(kind.sources),
      'true',
    ]),
    gone: NOT_LIVE,
  };
}

function planRows(compiled: CompiledNotice): LookUpTable {
  return {
    table: 'notice.plan',
    key: ['plan_no'],
    columns: [
      small('plan_no'),
      text('key'),
      flag('sliding'),
      { name: 'events', type: 'smallint[]' },
      { name: 'plan', type: 'jsonb' },
      flag('live'),
    ],
    rows: compiled.plans.map((plan) => [
      String(plan.no),
      quoteText(plan.key),
      String(plan.sliding),
      quoteNumbers(plan.events),
      quoteJson(plan.plan),
      'true',
    ]),
    gone: NOT_LIVE,
  };
}

/** Kind number of rows that are the person's own, and of kinds without lines of their own. */
const ANY_KIND = 0;

function itemPlanRows(compiled: CompiledNotice): LookUpTable {
  return {
    table: 'notice.item_plan',
    key: ['item_no', 'purpose_bit', 'kind_no', 'plan_no'],
    columns: [small('item_no'), small('purpose_bit'), small('kind_no'), small('plan_no')],
    rows: compiled.items.flatMap((item) =>
      item.keep.map((keep) => [
        String(item.no),
        String(keep.purpose),
        String(keep.kind ?? ANY_KIND),
        String(keep.plan),
      ]),
    ),
    // Rows of an item that left the notice end by the plans they had: everything has an end (promise 4).
    gone: { deleteWhere: `item_no = any (${quoteNumbers(compiled.items.map((item) => item.no))})` },
  };
}

function eventRows(compiled: CompiledNotice): LookUpTable {
  return {
    table: 'notice.event',
    key: ['event_no'],
    columns: [small('event_no'), text('key')],
    rows: compiled.events.map((event) => [String(event.no), quoteText(event.key)]),
    // Anchors of earlier versions keep their numbers.
    gone: 'kept',
  };
}

/** In an order foreign keys accept. */
function lookUps(compiled: CompiledNotice): readonly LookUpTable[] {
  return [
    purposeRows(compiled),
    itemRows(compiled),
    sourceRows(compiled),
    itemSourceRows(compiled),
    kindRows(compiled),
    planRows(compiled),
    itemPlanRows(compiled),
    eventRows(compiled),
  ];
}

/**
 * The statements that put the notice's look-ups in force, whatever the tables hold. They find the register by its key and may run
 * again. Both targets take the same rows: on Citus the notice's tables are reference tables.
 */
export function emitRegister(target: Target, compiled: CompiledNotice): string {
  const { register } = compiled;
  return `${[
    `-- Generated by the compiler for ${target}: what the notice of the register ${register} lets be done. Do not edit.`,
    `insert into notice.register (key) values (${quoteText(register)}) on conflict (key) do nothing;`,
    ...lookUps(compiled).map((table) => lookUpSql(register, table)),
  ].join('\n\n')}\n`;
}

/** The same from the version in force to the next, empty when no look-up changes; for tables that hold exactly `before`. */
export function emitRegisterChange(before: CompiledNotice, after: CompiledNotice): string {
  const earlier = lookUps(before);
  return lookUps(after)
    .map((table, at) => changedSql(after.register, earlier[at] ?? { ...table, rows: [] }, table))
    .filter((statements) => statements !== '')
    .join('\n\n');
}
