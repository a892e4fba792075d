// Gives keys their numbers. A number once given stays with its key for as long as the register lives, because rows carry numbers:
// what an earlier version named keeps its number even while the present notice leaves it out, and new keys are appended.
import { BUILT_IN_SOURCES } from '../language/built-in.ts';
import { BUILT_IN_EVENTS } from '../language/events.ts';
import { builtInItem, FIRST_OWN_ITEM_NO } from '../language/items.ts';
import type { Assignments } from '../model/compiled.ts';
import type { Source } from '../model/data.ts';
import type { Notice } from '../model/notice.ts';
import type { EventDefinition, RetentionPlan } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { IMPLICIT_PURPOSES, MAX_PURPOSES } from './implicit.ts';

/** A notice that cannot be compiled though it checks clean, because of what earlier versions used up. */
export class CompileError extends Error {
  readonly code: 'purposes-exhausted' | 'key-unknown';

  constructor(code: CompileError['code'], message: string) {
    super(message);
    this.name = 'CompileError';
    this.code = code;
  }
}

type Numbers = Readonly<Record<Key, number>>;

export const NO_ASSIGNMENTS: Assignments = {
  purposes: {},
  items: {},
  sources: {},
  kinds: {},
  events: {},
  plans: {},
};

/** Keeps every earlier number and appends the new keys above the largest, never below `first`. */
function append(earlier: Numbers, keys: Iterable<Key>, first: number): Numbers {
  const numbers = new Map(Object.entries(earlier));
  let next = Math.max(first - 1, ...numbers.values()) + 1;
  for (const key of keys) {
    if (!numbers.has(key)) numbers.set(key, next++);
  }
  return Object.fromEntries(numbers);
}

function assignPurposes(notice: Notice, earlier: Numbers): Numbers {
  const implicit = Object.fromEntries(IMPLICIT_PURPOSES.map((purpose) => [purpose.key, purpose.bit]));
  const numbers = append(
    { ...earlier, ...implicit },
    notice.purposes.map((purpose) => purpose.key),
    IMPLICIT_PURPOSES.length,
  );
  if (Object.keys(numbers).length > MAX_PURPOSES) {
    throw new CompileError(
      'purposes-exhausted',
      `The register has used all ${MAX_PURPOSES} purposes, those of earlier versions included. Join purposes that share basis and channel, or start a new register.`,
    );
  }
  return numbers;
}

/** Every item key the notice's data uses, in the order of the file: categories first, then definitions no category names. */
function itemKeys(notice: Notice): readonly Key[] {
  const listed = notice.categories.flatMap((category) => category.items.map((item) => item.key));
  return [...new Set([...listed, ...notice.items.map((item) => item.key)])];
}

/** A renamed item takes its former key's number along; of a split item the first part does, as its rows are the old ones. */
function carryRenamed(notice: Notice, earlier: Numbers): Numbers {
  const numbers = new Map(Object.entries(earlier));
  const present = new Set(itemKeys(notice));
  for (const item of notice.items) {
    const no = item.was === undefined || present.has(item.was) ? undefined : numbers.get(item.was);
    if (item.was === undefined || no === undefined || numbers.has(item.key)) continue;
    // A built-in item has its own fixed number and table; rows cannot follow the name there, and `compare` refuses it.
    if (no < FIRST_OWN_ITEM_NO || builtInItem(item.key) !== undefined) continue;
    numbers.delete(item.was);
    numbers.set(item.key, no);
  }
  return Object.fromEntries(numbers);
}

function assignItems(notice: Notice, earlier: Numbers): Numbers {
  const carried = carryRenamed(notice, earlier);
  const keys = itemKeys(notice);
  const fixed: Record<Key, number> = {};
  for (const key of keys) {
    const builtIn = builtInItem(key);
    // A key the register used before the catalogue knew it keeps its own number and its attribute table.
    if (builtIn !== undefined && carried[key] === undefined) fixed[key] = builtIn.no;
  }
  return append({ ...carried, ...fixed }, keys, FIRST_OWN_ITEM_NO);
}

/** Built-in entries first, each in the notice's own wording where it restates one. */
function withBuiltIn<T extends { readonly key: Key }>(
  builtIn: readonly T[],
  own: readonly T[],
): readonly T[] {
  const stated = new Map(own.map((entry) => [entry.key, entry]));
  const builtInKeys = new Set(builtIn.map((entry) => entry.key));
  return [
    ...builtIn.map((entry) => stated.get(entry.key) ?? entry),
    ...own.filter((entry) => !builtInKeys.has(entry.key)),
  ];
}

export function eventsOf(notice: Notice): readonly EventDefinition[] {
  return withBuiltIn(BUILT_IN_EVENTS, notice.events);
}

export function sourcesOf(notice: Notice): readonly Source[] {
  return withBuiltIn(BUILT_IN_SOURCES, notice.sources);
}

/** Plans that keep something; what is never stored needs no number. */
export function plansOf(notice: Notice): readonly RetentionPlan[] {
  return notice.retention.filter((plan) => !plan.neverStored);
}

const keysOf = (entries: readonly { readonly key: Key }[]): readonly Key[] =>
  entries.map((entry) => entry.key);

/** Numbers for every key of the notice, the earlier ones kept. Throws CompileError when more than 62 purposes were ever in use. */
export function assign(notice: Notice, earlier: Assignments = NO_ASSIGNMENTS): Assignments {
  return {
    purposes: assignPurposes(notice, earlier.purposes),
    items: assignItems(notice, earlier.items),
    sources: append(earlier.sources, keysOf(sourcesOf(notice)), 1),
    kinds: append(earlier.kinds, keysOf(notice.people), 1),
    events: append(earlier.events, keysOf(eventsOf(notice)), 1),
    plans: append(earlier.plans, keysOf(plansOf(notice)), 1),
  };
}
