// One batch of read rows goes through the gatekeeper's staging: people and keys are matched, then added, then their facts. Everything
// is set-wise; whether somebody was closed to the purpose is never told, only added, joined or refused.
import type pg from 'pg';
import type { Entered } from '../../database/door/door.ts';
import { TABLES } from '../../database/tables.ts';
import { maskIdentityCode } from '../identifiers/identity-code.ts';
import { uuidv7 } from '../identifiers/uuid.ts';
import { encryptField } from '../keys/cipher.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { redateStaged } from '../retention/due.ts';
import type { ConsentProof, RowAnswer } from './answers.ts';
import { type CopyValue, copyLine, copyLines } from './copy-text.ts';
import { matchKeysOf } from './match-keys.ts';
import type { RowTies } from './organisations.ts';
import type { ImportPlan } from './plan.ts';
import { columnOf } from './row.ts';
import type { RowFact, RowProblem } from './row-parts.ts';

export interface ReadRow {
  readonly row: number;
  readonly facts: readonly RowFact[];
  readonly answers: readonly RowAnswer[];
  readonly ties: RowTies | null;
}

export interface BatchContext {
  readonly entered: Entered;
  readonly client: pg.ClientBase;
  readonly keys: KeyStore;
  readonly plan: ImportPlan;
  readonly registerId: number;
}

export interface BatchResult {
  readonly answers: ReadonlyMap<number, 'added' | 'joined' | 'refused'>;
  readonly relationships: number;
  readonly facts: number;
  /** Cells the notice lets nobody keep as things are; the rest of their rows is stored. */
  readonly leftOut: readonly { readonly row: number; readonly problem: RowProblem }[];
}

const KEY_EPOCH = 1;

// What belongs to the person's part in an organisation, and ends with it; a name or a home address is the person's own.
const OF_RELATIONSHIP = new Set([
  'title',
  'area-of-responsibility',
  'procurement-area',
  'organisation-represented',
  'employer',
  'work-email',
  'work-phone',
]);

const VALUE_COLUMNS = new Map(
  TABLES.filter((table) => table.schema === 'register').map((table) => [
    table.name,
    table.values.map((column) => column.name),
  ]),
);

export async function addBatch(context: BatchContext, rows: readonly ReadRow[]): Promise<BatchResult> {
  const { entered, client } = context;
  await entered.call({ text: 'select gate.next_batch()', values: [] });
  await stagePeople(context, rows);
  const matched = await entered.call<{ row_no: number; answer: 'added' | 'joined' | 'refused' }>({
    text: 'select row_no, answer from gate.match()',
    values: [],
  });
  const [people] = await entered.call<{ relationships: string }>({
    text: 'select relationships from gate.add_people()',
    values: [],
  });
  await addAnswers(context, rows);
  const keysByRow = await keysOfRows(context, rows);
  const lines = rows.flatMap((row) =>
    row.facts.map((fact) => factLine(context.plan, row, fact, keysByRow.get(row.row))),
  );
  await copyLines(
    client,
    'staging_fact (row_no, id, of_relationship, item_no, source_no, t1, t2, t3, t4, sealed, epoch)',
    lines,
  );
  await entered.call({ text: 'select gate.prepare_facts()', values: [] });
  await redateStaged(entered, context.registerId, 'new');
  const [inserted] = await entered.call<{ facts: string }>({
    text: 'select gate.insert_facts() as facts',
    values: [],
  });
  const leftOut = await leftOutOf(context);
  await redateStaged(entered, context.registerId, 'others');
  return {
    answers: new Map(matched.map((each) => [each.row_no, each.answer])),
    relationships: Number(people?.relationships ?? 0),
    facts: Number(inserted?.facts ?? 0),
    leftOut,
  };
}

const LEFT_OUT = { condition: 'condition-unmet', 'one-of': 'beside-another' } as const;

async function leftOutOf({ entered, plan }: BatchContext): Promise<BatchResult['leftOut']> {
  const left = await entered.call<{ row_no: number; item_no: number; reason: keyof typeof LEFT_OUT }>({
    text: 'select row_no, item_no, reason from gate.left_out()',
    values: [],
  });
  const keys = new Map([...plan.items.values()].map(({ no, key }) => [no, key]));
  return left.map(({ row_no, item_no, reason }) => ({
    row: row_no,
    problem: { column: columnOf(plan.columns, keys.get(item_no)), problem: LEFT_OUT[reason] },
  }));
}

/** Of everybody matched, those closed to the purpose too; nothing comes back, or a ban would tell whether there was one before. */
async function addAnswers({ entered, client }: BatchContext, rows: readonly ReadRow[]): Promise<void> {
  const lines = rows.flatMap(({ row, answers }) =>
    answers.map(({ kind, purpose, channel, at, proof }) =>
      copyLine([row, uuidv7(), kind, purpose, channel, at, ...proofValues(proof)]),
    ),
  );
  if (lines.length === 0) return;
  await copyLines(
    client,
    'staging_answer (row_no, id, kind, purpose_key, channel, at, wording, language, proof)',
    lines,
  );
  await entered.call({ text: 'select gate.insert_answers()', values: [] });
}

const proofValues = (proof: ConsentProof | null): readonly CopyValue[] =>
  proof === null ? [null, null, null] : [proof.wording, proof.language, proof.shownBy];

const isSealed = (fact: RowFact) => fact.table === 'identity_code';

async function stagePeople(
  { entered, client, keys, plan }: BatchContext,
  rows: readonly ReadRow[],
): Promise<void> {
  const sealedRows = rows.filter((row) => row.facts.some(isSealed));
  const slots = sealedRows.length === 0 ? [] : await nextSlots(entered, sealedRows.length);
  const slotOfRow = new Map(sealedRows.map((row, index) => [row.row, slots[index] ?? null]));
  const subjects = rows.map((row) =>
    copyLine([row.row, uuidv7(), true, plan.sourceNo, slotOfRow.get(row.row) ?? null]),
  );
  await copyLines(client, 'staging_subject (row_no, id, identified, source_no, key_slot)', subjects);
  const keyLines = rows.flatMap((row) =>
    matchKeysOf(row.facts, keys.matchKey).map((key) => copyLine([row.row, key.kind, key.hmac, key.joins])),
  );
  await copyLines(client, 'staging_key (row_no, kind, hmac, joins)', keyLines);
  const relationships = rows.map(({ row, ties }) =>
    copyLine([row, uuidv7(), plan.kind.no, plan.sourceNo, ties?.startedOn ?? null, ties?.endedOn ?? null]),
  );
  await copyLines(
    client,
    'staging_relationship (row_no, id, kind_no, source_no, started_on, ended_on)',
    relationships,
  );
  const organisations = rows.flatMap(({ row, ties }) =>
    ties?.organisation
      ? [
          copyLine([
            row,
            uuidv7(),
            ties.organisation.kind,
            ties.organisation.name,
            ties.organisation.businessId,
          ]),
        ]
      : [],
  );
  await copyLines(client, 'staging_organisation (row_no, id, kind, name, business_id)', organisations);
}

async function nextSlots(entered: Entered, count: number): Promise<number[]> {
  const rows = await entered.call<{ slot: string }>({
    text: 'select slot from gate.next_key_slots($1) as slot',
    values: [count],
  });
  return rows.map((row) => Number(row.slot));
}

interface SubjectKey {
  readonly subjectId: string;
  readonly key: Buffer;
}

/** The keys are on disk before the rows they seal are committed; a slot whose transaction rolls back is an orphan, not a loss. */
async function keysOfRows(
  context: BatchContext,
  rows: readonly ReadRow[],
): Promise<ReadonlyMap<number, SubjectKey>> {
  const sealed = new Set(rows.filter((row) => row.facts.some(isSealed)).map((row) => row.row));
  if (sealed.size === 0) return new Map();
  const staged = await context.entered.call<{ row_no: number; subject_id: string; slot: string }>({
    text: `select s.row_no, s.subject_id, gate.take_key_slot(s.subject_id, s.key_slot) as slot
             from gate.staged_subjects() s where s.row_no = any ($1::int[])`,
    values: [[...sealed]],
  });
  const slots = new Map(staged.map((each) => [Number(each.slot), each.subject_id]));
  const found = new Map<number, Buffer>();
  const missing: { no: number; subjectId: string }[] = [];
  for (const [no, subjectId] of slots) {
    const key = await context.keys.find({ no, subjectId });
    if (key) found.set(no, key);
    else missing.push({ no, subjectId });
  }
  const made = await context.keys.create(missing);
  for (const [index, slot] of missing.entries()) found.set(slot.no, made[index] ?? Buffer.alloc(0));
  return new Map(
    staged.map((each) => [
      each.row_no,
      { subjectId: each.subject_id, key: found.get(Number(each.slot)) ?? Buffer.alloc(0) },
    ]),
  );
}

function factLine(plan: ImportPlan, row: ReadRow, fact: RowFact, key: SubjectKey | undefined): string {
  const item = plan.items.get(fact.item);
  if (!item) throw new Error('a fact of an item that is not compiled');
  const head: CopyValue[] = [row.row, uuidv7(), OF_RELATIONSHIP.has(fact.item), item.no, plan.sourceNo];
  if (isSealed(fact)) return copyLine([...head, ...sealedValues(fact, key)]);
  const columns = VALUE_COLUMNS.get(fact.table) ?? [];
  const values = Array.from({ length: 4 }, (_, index) => fact.values[columns[index] ?? ''] || null);
  return copyLine([...head, ...values, null, null]);
}

/** A row that was refused has no subject and no key; its code is not staged at all. */
function sealedValues(fact: RowFact, key: SubjectKey | undefined): CopyValue[] {
  const code = fact.values.code ?? '';
  if (!key) return [maskIdentityCode(code), null, null, null, null, null];
  const place = { table: 'identity_code', column: 'sealed', subjectId: key.subjectId, epoch: KEY_EPOCH };
  return [maskIdentityCode(code), null, null, null, encryptField(key.key, code, place), KEY_EPOCH];
}
