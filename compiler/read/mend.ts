// Brings a tree with problems to one the schema accepts, by leaving out what is wrong and putting empty texts where a word is
// missing, so that the rest of the notice is still read and checked in the same run. What it changes has been told already.
import type { z } from 'zod';
import type { Place } from '../model/text.ts';
import { type FlatIssue, flatten, type Told, tell } from './issues.ts';

const MOST_ROUNDS = 40;
const MOST_FINDINGS = 500;

type Container = Record<string | number, unknown>;

/** Stand-ins for required words. Empty texts and lists are known to the checks as "told already". */
const STAND_INS: Readonly<Record<string, () => unknown>> = {
  seloste: () => 1,
  register: () => 'register',
  updated: () => '1970-01-01',
  languages: () => ['fi', 'sv', 'en'],
  title: () => ({}),
  summary: () => ({}),
  text: () => ({}),
  ground: () => ({}),
  part: () => ({}),
  logic: () => ({}),
  effects: () => ({}),
  human: () => ({}),
  controller: () => ({ name: '?', contact: {}, 'data-protection-officer': {} }),
  contact: () => ({}),
  name: () => '?',
  'data-protection-officer': () => ({}),
  basis: () => 'contract',
  purposes: () => ({}),
  data: () => ({}),
  for: () => [],
  from: () => 'the-person',
};

/** Array elements that were taken out, by the array's place, so that later places still point at the right line. */
export type Removed = ReadonlyMap<string, readonly number[]>;

function parentOf(root: Container, place: Place): Container | undefined {
  let current: unknown = root;
  for (const key of place.slice(0, -1)) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Container)[key];
  }
  return typeof current === 'object' && current !== null ? (current as Container) : undefined;
}

/** The place in the file of a place in the mended tree. */
export function originalPlace(place: Place, removed: Removed): Place {
  const original: (string | number)[] = [];
  for (const step of place) {
    let position = step;
    if (typeof step === 'number') {
      const gone = removed.get(JSON.stringify(original)) ?? [];
      for (const index of gone) if (index <= (position as number)) position = (position as number) + 1;
    }
    original.push(position);
  }
  return original;
}

function take(root: Container, place: Place, removed: Map<string, number[]>): void {
  const parent = parentOf(root, place);
  const key = place.at(-1);
  if (parent === undefined || key === undefined) return;
  if (!Array.isArray(parent)) {
    delete parent[key];
    return;
  }
  const listPlace = JSON.stringify(originalPlace(place.slice(0, -1), removed));
  const original = originalPlace(place, removed).at(-1) as number;
  removed.set(
    listPlace,
    [...(removed.get(listPlace) ?? []), original].sort((left, right) => left - right),
  );
  parent.splice(Number(key), 1);
}

function mendOne(root: Container, flat: FlatIssue, removed: Map<string, number[]>, tried: Set<string>): void {
  const { issue, place } = flat;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) take(root, [...place, key], removed);
    return;
  }
  const parent = parentOf(root, place);
  const key = place.at(-1);
  if (parent === undefined || key === undefined) return;
  const standIn = typeof key === 'string' && Object.hasOwn(STAND_INS, key) ? STAND_INS[key] : undefined;
  if (!Object.hasOwn(parent, key)) {
    // A stand-in of the wrong type is refused in the next round; then the whole entry goes.
    const identity = JSON.stringify(place);
    if (standIn === undefined || tried.has(identity)) take(root, place.slice(0, -1), removed);
    else parent[key] = standIn();
    tried.add(identity);
    return;
  }
  take(root, place, removed);
}

/** Elements of one array are taken from the end, so that the earlier ones keep their index. */
function fromTheEnd(left: FlatIssue, right: FlatIssue): number {
  for (const [depth, step] of left.place.entries()) {
    const other = right.place[depth];
    if (typeof step === 'number' && typeof other === 'number' && step !== other) return other - step;
  }
  return right.place.length - left.place.length;
}

function unknownFirst(left: FlatIssue, right: FlatIssue): number {
  const rank = ({ issue }: FlatIssue) => (issue.code === 'unrecognized_keys' ? 0 : 1);
  return rank(left) - rank(right);
}

export interface Mended<Output> {
  readonly value: Output | null;
  readonly told: readonly Told[];
  readonly removed: Removed;
}

/** `value` is null only where no order of leaving out leads to a notice at all. The tree is changed in place. */
export function mend<Schema extends z.ZodType>(schema: Schema, root: Container): Mended<z.infer<Schema>> {
  const told = new Map<string, Told>();
  const removed = new Map<string, number[]>();
  const tried = new Set<string>();
  const toldPlaces = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = schema.safeParse(root);
    if (result.success) return { value: result.data, told: [...told.values()], removed };
    // Unknown words first: the word that was meant is then not told as missing.
    const issues = flatten(result.error.issues).toSorted(unknownFirst);
    for (const flat of issues) {
      for (const each of tell(flat, root, schema)) {
        const place = originalPlace(each.place, removed);
        // What was taken out as wrong is missing in the next round; that has been told.
        if (each.code === 'missing-key' && toldPlaces.has(JSON.stringify(place))) continue;
        const identity = JSON.stringify([each.code, place]);
        toldPlaces.add(JSON.stringify(place));
        if (each.meant !== undefined) toldPlaces.add(JSON.stringify([...place.slice(0, -1), each.meant]));
        if (!told.has(identity) && told.size < MOST_FINDINGS) told.set(identity, { ...each, place });
      }
    }
    for (const flat of issues.toSorted(fromTheEnd)) mendOne(root, flat, removed, tried);
  }
  return { value: null, told: [...told.values()], removed };
}
