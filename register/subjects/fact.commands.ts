// Single facts of a person: added, changed with the version they were shown in, undone, erased. Policies and guards decide; this gives
// them what they need and tells why they refused.
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import type { Door, Entered, SubjectRow } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';
import { maskIdentityCode } from '../identifiers/identity-code.ts';
import { uuidv7 } from '../identifiers/uuid.ts';
import { encryptField } from '../keys/cipher.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { readEnds, type StoredEnds } from '../retention/due.queries.ts';
import { redate } from '../retention/due.ts';
import { type Columns, itemToWrite, readValue, sourceToWrite } from './fact-input.ts';
import { isSealed, tableOf, versionSql } from './fact-value.ts';
import { isKeyTable, keepKeys, readKeyFacts } from './match.commands.ts';
import type { AddFact, ChangeFact } from './people-writing.schemas.ts';
import { type FactRow, factsSql, noSuchPerson } from './person.queries.ts';
import type { Asking } from './words.ts';

export interface Writing {
  readonly door: Door;
  readonly keys: () => Promise<KeyStore>;
  readonly asking: Asking;
  readonly now: Date;
}

export interface WrittenFact {
  readonly row: FactRow;
  readonly ends: ReadonlyMap<string, StoredEnds>;
  readonly changeId: string | null;
}

const enter = <Result>({ door, asking }: Writing, work: (entered: Entered) => Promise<Result>) =>
  door.enter({ pass: asking.pass, purpose: asking.purpose.key }, work);

interface FactLook extends SubjectRow {
  readonly fact: FactRow | null;
  readonly change_id: string | null;
}

/** The fact as it stands, with the change of this transaction; on record as a look, because it is shown. */
async function readFact(
  entered: Entered,
  { asking }: Writing,
  { subjectId, factId }: { subjectId: string; factId: string },
): Promise<FactLook | undefined> {
  const [row] = await entered.read<FactLook>('person: fact', {
    text: `with everyone as (
        select s.id from register.subject l join register.subject s on s.id in (l.id, l.person_id) or s.person_id = coalesce(l.person_id, l.id)
         where l.id = $1)
      select coalesce(f.subject_id, $1) as subject_id, row_to_json(f) as fact,
          (select c.id from register.change_value c where c.subject_id = f.subject_id and c.row_id = f.id and c.recorded_at = now() order by c.id limit 1) as change_id
        from (select from everyone limit 1) seen
        left join (${factsSql(asking.words, 'f.subject_id in (select e.id from everyone e) and f.id = $2')}) f on true`,
    values: [subjectId, factId],
  });
  return row;
}

const noSuchFact = () =>
  new ProblemError('not-found', 'There is no such fact, or it is not part of the purpose.');

async function requireFact(
  entered: Entered,
  writing: Writing,
  place: { subjectId: string; factId: string },
): Promise<{ row: FactRow; item: CompiledItem; changeId: string | null }> {
  const look = await readFact(entered, writing, place);
  if (!look) throw noSuchPerson();
  const item = look.fact && writing.asking.words.itemByNo.get(look.fact.item_no);
  if (!look.fact || !item) throw noSuchFact();
  return { row: look.fact, item, changeId: look.change_id };
}

async function written(
  entered: Entered,
  writing: Writing,
  place: { subjectId: string; factId: string },
): Promise<WrittenFact> {
  const { row, changeId } = await requireFact(entered, writing, place);
  return { row, changeId, ends: new Map([[row.subject_id, await readEnds(entered, row.subject_id)]]) };
}

export async function requirePerson(entered: Entered, subjectId: string): Promise<void> {
  const [seen] = await entered.read<SubjectRow>('person: before a change', {
    text: 'select s.id as subject_id from register.subject s where s.id = $1',
    values: [subjectId],
  });
  if (!seen) throw noSuchPerson();
}

export async function addFact(writing: Writing, subjectId: string, wish: AddFact): Promise<WrittenFact> {
  const { asking, now } = writing;
  const item = itemToWrite(asking, wish.item, 'item');
  const sourceNo = sourceToWrite(asking, item, wish.source, 'source');
  const columns = readValue(asking, item, wish.value, { path: 'value', now });
  return enter(writing, async (entered) => {
    await requirePerson(entered, subjectId);
    const factId = uuidv7();
    const place = { subjectId, factId, relationshipId: wish.relationshipId ?? null };
    await changing(entered, writing, { subjectId, item }, () =>
      insertFact(entered, writing, { ...place, item, sourceNo, columns }),
    );
    return written(entered, writing, place);
  });
}

/** Match keys before and after what a write does, and the dates that follow from it. */
async function changing(
  entered: Entered,
  writing: Writing,
  { subjectId, item }: { subjectId: string; item: CompiledItem },
  write: () => Promise<void>,
): Promise<void> {
  const { words } = writing.asking;
  const isKey = isKeyTable(item.table);
  const before = isKey ? await readKeyFacts(entered, words, subjectId) : [];
  await write();
  if (isKey) {
    const after = await readKeyFacts(entered, words, subjectId);
    const { matchKey } = await writing.keys();
    await keepKeys(entered, { subjectId, before, after, matchKey });
  }
  await redate(entered, words.registerId, [subjectId]);
}

export interface FactPlace {
  readonly subjectId: string;
  readonly factId: string;
  readonly relationshipId: string | null;
  readonly item: CompiledItem;
  readonly sourceNo: number;
  readonly columns: Columns;
}

export async function insertFact(entered: Entered, writing: Writing, place: FactPlace): Promise<void> {
  const { subjectId, factId, relationshipId, item, sourceNo } = place;
  const columns = Object.entries(await stored(entered, writing, place));
  const heads = [subjectId, factId, relationshipId, item.no, sourceNo];
  const names = [
    'subject_id',
    'id',
    'relationship_id',
    'item_no',
    'source_no',
    ...columns.map(([name]) => name),
  ];
  await entered.write({
    text: `insert into register.${item.table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    values: [...heads, ...columns.map(([, value]) => value)],
  });
}

const KEY_EPOCH = 1;

/** The columns as they are kept: what is encrypted is sealed with the subject's own key, which is on disk before the row is. */
async function stored(
  entered: Entered,
  writing: Writing,
  { subjectId, item, columns }: Pick<FactPlace, 'subjectId' | 'item' | 'columns'>,
): Promise<Readonly<Record<string, unknown>>> {
  if (!isSealed(item)) return columns;
  const clear = columns.code ?? columns.value ?? '';
  const key = await subjectKey(entered, await writing.keys(), subjectId);
  const place = { table: item.table, column: 'sealed', subjectId, epoch: KEY_EPOCH };
  const mask = item.table === 'identity_code' ? maskIdentityCode(clear) : '••••';
  return { sealed: encryptField(key, clear, place), mask, epoch: KEY_EPOCH };
}

async function subjectKey(entered: Entered, keys: KeyStore, subjectId: string): Promise<Buffer> {
  const [slot] = await entered.call<{ slot: string }>({
    text: 'select gate.take_key_slot($1, n.slot) as slot from gate.next_key_slots(1) n (slot)',
    values: [subjectId],
  });
  const place = { no: Number(slot?.slot), subjectId };
  const [made] = (await keys.find(place)) ? [] : await keys.create([place]);
  const key = made ?? (await keys.find(place));
  if (!key) throw new Error('the key of a subject was destroyed, so nothing more is sealed with it');
  return key;
}

/** Throws `edit-conflict` with the fact as it stands when it is not the one the change was made from; nothing is overwritten. */
export async function changeFact(
  writing: Writing,
  place: { subjectId: string; factId: string },
  wish: ChangeFact,
  conflictOf: (theirs: WrittenFact) => Readonly<Record<string, unknown>>,
): Promise<WrittenFact> {
  const { asking, now } = writing;
  return enter(writing, async (entered) => {
    const { row, item } = await requireFact(entered, writing, place);
    if (wish.source !== undefined) sourceToWrite(asking, item, wish.source, 'source');
    const columns = readValue(asking, item, wish.value, { path: 'value', now });
    const real = { subjectId: row.subject_id, factId: row.id };
    await changing(entered, writing, { subjectId: row.subject_id, item }, async () => {
      const kept = await stored(entered, writing, { subjectId: row.subject_id, item, columns });
      if (await update(entered, { ...real, item, version: wish.version }, kept)) return;
      const theirs = await written(entered, writing, real);
      if (theirs.row.version === wish.version) throw notChangeable();
      throw new ProblemError(
        'edit-conflict',
        'The fact has been changed since you saw it. Look at both values and choose which stays.',
        { conflict: conflictOf(theirs) },
      );
    });
    if (wish.source !== undefined) {
      await entered.call({
        text: 'select gate.change_source($1, $2, $3, $4)',
        values: [item.table, real.subjectId, real.factId, wish.source],
      });
      await redate(entered, asking.words.registerId, [real.subjectId]);
    }
    return written(entered, writing, real);
  });
}

const notChangeable = () =>
  new ProblemError('not-allowed', 'The notice, the purpose or your tasks do not allow changing this fact.');

interface UpdatePlace {
  readonly subjectId: string;
  readonly factId: string;
  readonly item: CompiledItem;
  readonly version: string;
}

async function update(
  entered: Entered,
  { subjectId, factId, item, version }: UpdatePlace,
  kept: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const names = tableOf(item).values.map(({ name }) => name);
  const sets = names.map((name, index) => `${name} = $${index + 4}`);
  const rows = await entered.write({
    text: `update register.${item.table} set ${sets.join(', ')} where subject_id = $1 and id = $2 and ${versionSql(item)} = $3`,
    values: [subjectId, factId, version, ...names.map((name) => kept[name] ?? null)],
  });
  return rows === 1;
}

export type Removal = 'erased' | 'closed';

/**
 * Erased for good, or closed for the present purpose while another must keep it. Throws with the gatekeeper's explanation where the row is
 * held or restricted.
 */
export async function removeFact(
  writing: Writing,
  place: { subjectId: string; factId: string },
  ground: string,
): Promise<Removal> {
  return enter(writing, async (entered) => {
    const { row, item } = await requireFact(entered, writing, place);
    const { words } = writing.asking;
    const isKey = isKeyTable(item.table);
    const before = isKey ? await readKeyFacts(entered, words, row.subject_id) : [];
    const [removed] = await entered.call<{ outcome: Removal }>({
      text: 'select gate.erase_fact($1, $2, $3, $4) as outcome',
      values: [item.table, row.subject_id, row.id, ground],
    });
    const outcome = removed?.outcome ?? 'erased';
    // An address that is kept for another purpose is still what the person is matched by.
    if (isKey && outcome === 'erased') {
      const after = await readKeyFacts(entered, words, row.subject_id);
      const { matchKey } = await writing.keys();
      await keepKeys(entered, { subjectId: row.subject_id, before, after, matchKey });
    }
    await redate(entered, words.registerId, [row.subject_id]);
    return outcome;
  });
}

interface ChangeRow extends SubjectRow {
  readonly row_id: string;
  readonly item_no: number;
  readonly old: Readonly<Record<string, string | null>>;
  readonly later: boolean;
}

/** Puts back what a change replaced. Throws `edit-conflict` when the fact was changed again since. */
export async function undoChange(
  writing: Writing,
  { subjectId, changeId }: { subjectId: string; changeId: string },
  conflictOf: (theirs: WrittenFact) => Readonly<Record<string, unknown>>,
): Promise<WrittenFact> {
  return enter(writing, async (entered) => {
    const [change] = await entered.read<ChangeRow>('person: change to undo', {
      text: `select c.subject_id, c.row_id, c.item_no, (
            select json_object_agg(o.column_name, o.old_value) from register.change_value o
             where o.subject_id = c.subject_id and o.row_id = c.row_id and o.recorded_at = c.recorded_at) as old,
          exists (select from register.change_value n where n.subject_id = c.subject_id and n.row_id = c.row_id and n.recorded_at > c.recorded_at) as later
         from register.change_value c join register.subject s on s.id = c.subject_id
        where c.id = $2 and (s.id = $1 or s.person_id = $1)`,
      values: [subjectId, changeId],
    });
    if (!change)
      throw new ProblemError('not-found', 'There is no such change, or it is not part of the purpose.');
    const real = { subjectId: change.subject_id, factId: change.row_id };
    const { row, item } = await requireFact(entered, writing, real);
    if (change.later) {
      throw new ProblemError(
        'edit-conflict',
        'The fact has been changed again since, so this change is not undone.',
        {
          conflict: conflictOf(await written(entered, writing, real)),
        },
      );
    }
    await changing(entered, writing, { subjectId: row.subject_id, item }, () =>
      putBack(entered, { row, item }, change.old, writing),
    );
    return written(entered, writing, real);
  });
}

async function putBack(
  entered: Entered,
  { row, item }: { row: FactRow; item: CompiledItem },
  old: Readonly<Record<string, string | null>>,
  { asking }: Writing,
): Promise<void> {
  if (isSealed(item))
    throw new ProblemError('request-invalid', 'The old value was encrypted and is not kept.');
  const { source_no: sourceNo, ...values } = old;
  const names = Object.keys(values);
  if (names.length > 0) {
    const sets = names.map((name, index) => `${name} = $${index + 3}`);
    const rows = await entered.write({
      text: `update register.${item.table} set ${sets.join(', ')} where subject_id = $1 and id = $2`,
      values: [row.subject_id, row.id, ...names.map((name) => values[name])],
    });
    if (rows === 0) throw notChangeable();
  }
  const source = asking.words.notice.sources.find(({ no }) => String(no) === sourceNo);
  if (source) {
    await entered.call({
      text: 'select gate.change_source($1, $2, $3, $4)',
      values: [item.table, row.subject_id, row.id, source.key],
    });
  }
}
