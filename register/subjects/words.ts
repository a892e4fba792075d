// The notice in force as lists and pages need it: numbers, titles and groups, read once for each version. What may be seen is never
// decided by it: the database asks the notice in force itself, with every statement.
import type { FastifyRequest } from 'fastify';
import { fromJson } from '../../compiler/compile/json.ts';
import { BUILT_IN_EVENTS } from '../../compiler/language/events.ts';
import type { CompiledItem, CompiledNotice, CompiledPurpose } from '../../compiler/model/compiled.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Key, Texts } from '../../compiler/model/text.ts';
import { readNotice } from '../../compiler/read/read.ts';
import type { Door } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';
import { purposeOf, registerOf, signedInOf } from '../api/access.ts';
import type { ApiContext } from '../api/api.ts';

export interface Words {
  readonly registerId: number;
  readonly version: number;
  readonly notice: CompiledNotice;
  readonly terms: Notice;
  readonly itemByNo: ReadonlyMap<number, CompiledItem>;
  readonly itemByKey: ReadonlyMap<Key, CompiledItem>;
}

/** A request in its register, under its purpose. */
export interface Asking {
  readonly words: Words;
  readonly purpose: CompiledPurpose;
  readonly pass: string;
  /** The member of staff; null for a program. */
  readonly accountId: string | null;
}

interface Kept {
  words: Words;
  lookedAt: number;
}

/** For so long a list may say a title of the version before; what it may show is never that old. */
const FRESH_MS = 1_000;
const kept = new WeakMap<Door, Map<number, Kept>>();

export async function askingOf(
  { door, clock }: Pick<ApiContext, 'door' | 'clock'>,
  request: FastifyRequest,
): Promise<Asking> {
  const register = registerOf(request);
  const signedIn = signedInOf(request);
  const pass = await signedIn.passFor(register.key);
  const key = purposeOf(request);
  const words = await wordsOf(door, { pass, purpose: key, registerId: register.id, now: clock().getTime() });
  const purpose = words.notice.purposes.find((each) => each.key === key && !each.inMemory);
  if (!purpose)
    throw new ProblemError(
      'purpose-not-in-notice',
      'The notice in force has no such purpose. Choose another.',
    );
  return { words, purpose, pass, accountId: signedIn.by === 'browser' ? signedIn.account.id : null };
}

interface Wanted {
  readonly pass: string;
  readonly purpose: string;
  readonly registerId: number;
  readonly now: number;
}

async function wordsOf(door: Door, { pass, purpose, registerId, now }: Wanted): Promise<Words> {
  const ofDoor = kept.get(door) ?? new Map<number, Kept>();
  kept.set(door, ofDoor);
  const known = ofDoor.get(registerId);
  if (known && Math.abs(now - known.lookedAt) < FRESH_MS) return known.words;
  const [row] = await door.glance({ pass, purpose }, (entered) =>
    entered.plain<{ no: number; text: string | null; compiled: string | null }>({
      text: `select v.no, case when v.no = $2 then null else v.text end as text, case when v.no = $2 then null else v.compiled::text end as compiled
               from notice.in_force f join notice.version v on v.register_id = f.register_id and v.no = f.version_no
              where f.register_id = $1`,
      values: [registerId, known?.words.version ?? 0],
    }),
  );
  const words = known && row?.no === known.words.version ? known.words : readWords(registerId, row);
  ofDoor.set(registerId, { words, lookedAt: now });
  return words;
}

function readWords(
  registerId: number,
  row: { no: number; text: string | null; compiled: string | null } | undefined,
): Words {
  const terms = row && readNotice(row.text ?? '', 'published.yaml').notice;
  if (!row || !terms)
    throw new ProblemError('not-found', 'No notice is in force for the register. Publish one first.');
  const notice = fromJson(row.compiled ?? '');
  return {
    registerId,
    version: row.no,
    notice,
    terms,
    itemByNo: new Map(notice.items.map((item) => [item.no, item])),
    itemByKey: new Map(notice.items.map((item) => [item.key, item])),
  };
}

export interface Titled {
  readonly key: Key;
  readonly title?: Texts;
}

/** A key with its title; a key the notice no longer names is its own title. */
export function titledIn(list: readonly Titled[], key: Key): { key: Key; title: Texts } {
  const found = list.find((each) => each.key === key);
  return { key, title: found?.title ?? { en: key } };
}

export function sourceByNo({ notice }: Words, no: number): { key: Key; title: Texts } {
  const source = notice.sources.find((each) => each.no === no);
  return source ? { key: source.key, title: source.title } : { key: String(no), title: { en: String(no) } };
}

export function kindByNo({ notice }: Words, no: number): { key: Key; title: Texts } {
  const kind = notice.kinds.find((each) => each.no === no);
  return kind ? { key: kind.key, title: kind.title } : { key: String(no), title: { en: String(no) } };
}

export function eventByKey({ terms }: Words, key: Key): { key: Key; title: Texts } {
  return titledIn([...terms.events, ...BUILT_IN_EVENTS], key);
}

export const bitOf = (purpose: Pick<CompiledPurpose, 'bit'>): bigint => 1n << BigInt(purpose.bit);

/** Items of the purpose that are facts about one person: parts of records lie elsewhere. */
export function itemsOf({ words, purpose }: Pick<Asking, 'words' | 'purpose'>): readonly CompiledItem[] {
  return words.notice.items.filter(
    (item) => (item.purposes & bitOf(purpose)) !== 0n && item.table !== 'record' && !item.neverStored,
  );
}
