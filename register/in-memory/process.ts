// Items that may be processed and never stored, such as a copy of a passport for a visitor's badge (CG.18): their values are lent to the
// work of one purpose, are on record as processed without a value, and are overwritten when the work ends.
import { inspect } from 'node:util';
import type { CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Key } from '../../compiler/model/text.ts';
import type { Entered } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';
import { getCompiledNotice } from '../notices/in-force.ts';
import type { Acting } from '../permissions/permission.commands.ts';

export interface InMemoryWish {
  /** A purpose the notice marks `in-memory`. */
  readonly purpose: Key;
  /** The values by item. The buffers are taken over: they are overwritten when the work has ended, whichever way. */
  readonly items: Readonly<Record<Key, Buffer>>;
  /** Whom they are about, where that person is in the register. */
  readonly subjectId?: string;
}

/** What the work holds. Printed, logged, spread or sent as JSON it gives a constant. */
export interface LentValues {
  readonly keys: readonly Key[];
  /** The bytes themselves, not a copy; worth nothing after the work. Throws for an item that was not lent. */
  readonly bytes: (item: Key) => Buffer;
}

const PLACEHOLDER = '[processed in memory only]';

/**
 * Lends the values to `work`, which answers nothing, so nothing of them is handed on. Whatever it throws is replaced by a constant error:
 * a message may quote what it failed at. Throws ProblemError before the work where session, purpose or an item is not in order.
 */
export async function processInMemory(
  acting: Acting,
  wish: InMemoryWish,
  work: (values: LentValues) => Promise<void>,
): Promise<void> {
  try {
    // Committed before a value is lent: no record, no data (promise 6).
    await acting.door.enter({ pass: acting.pass, purpose: wish.purpose }, async (entered) => {
      checkWish(await getCompiledNotice(entered, acting.registerId), wish);
      await requireSession(entered);
      await recordProcessing(entered, wish);
    });
    await lend(wish.items, work);
  } finally {
    for (const value of Object.values(wish.items)) value.fill(0);
  }
}

function checkWish(notice: CompiledNotice, { purpose: key, items }: InMemoryWish): void {
  const purpose = notice.purposes.find((each) => each.key === key && each.inMemory);
  if (!purpose) {
    const known = notice.purposes.filter((each) => each.inMemory).map((each) => each.key);
    throw new ProblemError(
      'purpose-not-in-notice',
      `The notice in force has no purpose of this name that processes in memory. It has: ${known.join(', ') || 'none'}.`,
    );
  }
  const listed = notice.items.filter((item) => (item.purposes & (1n << BigInt(purpose.bit))) !== 0n);
  const known = listed.map((item) => item.key);
  if (Object.keys(items).every((item) => known.includes(item))) return;
  throw new ProblemError(
    'item-not-in-notice',
    `The notice does not list the item for the purpose ${key}. It lists: ${known.join(', ')}.`,
  );
}

async function requireSession(entered: Entered): Promise<void> {
  const [asked] = await entered.call<{ bit: string }>({
    text: 'select session.purpose_bit() as bit',
    values: [],
  });
  if (asked && BigInt(asked.bit) !== 0n) return;
  throw new ProblemError('not-allowed', 'The session’s tasks do not include this under the purpose.');
}

async function recordProcessing(entered: Entered, { items, subjectId }: InMemoryWish): Promise<void> {
  await entered.call({
    text: `select session.record_access('set', 'processed in memory', $1::jsonb, $2::uuid[], $3)`,
    values: [
      JSON.stringify({ items: Object.keys(items) }),
      subjectId === undefined ? [] : [subjectId],
      Object.keys(items).length,
    ],
  });
}

async function lend(
  items: Readonly<Record<Key, Buffer>>,
  work: (values: LentValues) => Promise<void>,
): Promise<void> {
  let isOver = false;
  const bytes = (item: Key): Buffer => {
    const value = isOver || !Object.hasOwn(items, item) ? undefined : items[item];
    if (!value) throw new Error('the item is not lent to this work, or the work has ended');
    return value;
  };
  let failed = false;
  try {
    await work(guard({ keys: Object.keys(items), bytes }));
  } catch {
    // Neither message nor cause goes on: both may hold the value.
    failed = true;
  } finally {
    isOver = true;
  }
  if (failed) {
    throw new ProblemError(
      'in-memory-failed',
      'The work in memory failed. Nothing of what it held was kept.',
    );
  }
}

/** The values stand in a closure, so there is nothing to enumerate; every way of turning the object into text gives the constant. */
function guard(lent: LentValues): LentValues {
  const say = () => PLACEHOLDER;
  return Object.freeze(
    Object.defineProperties(Object.create(null) as LentValues, {
      keys: { value: lent.keys },
      bytes: { value: lent.bytes },
      toJSON: { value: say },
      toString: { value: say },
      [Symbol.toPrimitive]: { value: say },
      [inspect.custom]: { value: say },
    }),
  );
}
