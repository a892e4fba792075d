// Brings a tree with problems to one the schema accepts, by leaving out what is wrong and putting empty texts where a word is
// missing, so that the rest of the notice is still read and checked in the same run. What it changes has been told already.
import type { z } from 'zod';
import type { Place } from '../model/text.ts';
import { type FlatIssue, flatten, type Told, tell } from './issues.ts';
import { type Changes, noChanges, originalPlace } from './places.ts';

const MOST_ROUNDS = 40;
/** A file with so many slips is no notice yet; the rest would only cost time. */
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

interface Explained {
  readonly flat: FlatIssue;
  readonly told: readonly Told[];
}

interface Mending {
  readonly changes: Changes;
  readonly told: Map<string, Told>;
  /** Places something was told about already, in the file. */
  readonly places: Set<string>;
  readonly tried: Set<string>;
}

function parentOf(root: Container, place: Place): Container | undefined {
  let current: unknown = root;
  for (const key of place.slice(0, -1)) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Container)[key];
  }
  return typeof current === 'object' && current !== null ? (current as Container) : undefined;
}

function take(root: Container, place: Place, changes: Changes): void {
  const parent = parentOf(root, place);
  const key = place.at(-1);
  if (parent === undefined || key === undefined) return;
  if (!Array.isArray(parent)) {
    delete parent[key];
    return;
  }
  const list = JSON.stringify(originalPlace(place.slice(0, -1), changes));
  const position = originalPlace(place, changes).at(-1) as number;
  const gone = [...(changes.removed.get(list) ?? []), position];
  changes.removed.set(
    list,
    gone.toSorted((left, right) => left - right),
  );
  parent.splice(Number(key), 1);
}

/** A word with a near one is read as that one: what stands under it is then checked too, and nothing is told as missing. */
function mendWord(root: Container, told: Told, changes: Changes): void {
  const parent = parentOf(root, told.place);
  const word = told.place.at(-1);
  if (parent === undefined || word === undefined) return;
  if (told.meant === undefined || Object.hasOwn(parent, told.meant)) {
    take(root, told.place, changes);
    return;
  }
  const original = originalPlace(told.place.slice(0, -1), changes);
  changes.renamed.set(JSON.stringify([...original, told.meant]), String(word));
  parent[told.meant] = parent[word];
  delete parent[word];
}

function addStandIn(root: Container, place: Place, state: Mending): void {
  const parent = parentOf(root, place);
  const key = place.at(-1);
  if (parent === undefined || key === undefined) return;
  const standIn = typeof key === 'string' && Object.hasOwn(STAND_INS, key) ? STAND_INS[key] : undefined;
  // A stand-in of the wrong type is refused in the next round; then the whole entry goes.
  const identity = JSON.stringify(place);
  if (standIn === undefined || state.tried.has(identity)) take(root, place.slice(0, -1), state.changes);
  else parent[key] = standIn();
  state.tried.add(identity);
}

function mendOne(root: Container, { flat, told }: Explained, state: Mending): void {
  const { issue, place } = flat;
  if (issue.code === 'unrecognized_keys') {
    for (const each of told) mendWord(root, each, state.changes);
    return;
  }
  const parent = parentOf(root, place);
  const key = place.at(-1);
  if (parent === undefined || key === undefined) return;
  const [first] = told;
  // A missing word may have come back meanwhile, when the word beside it was read as the one meant.
  if (first?.code === 'missing-key') {
    if (!Object.hasOwn(parent, key)) addStandIn(root, place, state);
  } else if (first?.meant !== undefined) parent[key] = first.meant;
  else take(root, place, state.changes);
}

/** Words first, since they change no position. Elements of one array are taken from the end, so that the earlier ones keep their index. */
function wordsThenFromTheEnd({ flat: left }: Explained, { flat: right }: Explained): number {
  const words = unknownFirst(left, right);
  if (words !== 0) return words;
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

function remember(each: Told, state: Mending): void {
  const place = originalPlace(each.place, state.changes);
  const at = JSON.stringify(place);
  // What was taken out as wrong is missing in the next round; that has been told.
  if (each.code === 'missing-key' && state.places.has(at)) return;
  state.places.add(at);
  if (each.code === 'unknown-key' && each.meant !== undefined)
    state.places.add(JSON.stringify([...place.slice(0, -1), each.meant]));
  const identity = JSON.stringify([each.code, place]);
  if (!state.told.has(identity) && state.told.size < MOST_FINDINGS)
    state.told.set(identity, { ...each, place });
}

export interface Mended<Output> {
  readonly value: Output | null;
  /** With places of the file. */
  readonly told: readonly Told[];
  readonly changes: Changes;
}

/** `value` is null only where leaving out leads to no notice at all, or where there is no end of what is wrong. The tree is changed in place. */
export function mend<Schema extends z.ZodType>(schema: Schema, root: Container): Mended<z.infer<Schema>> {
  const state: Mending = { changes: noChanges(), told: new Map(), places: new Set(), tried: new Set() };
  const { changes } = state;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = schema.safeParse(root);
    if (result.success) return { value: result.data, told: [...state.told.values()], changes };
    // Unknown words first: the word that was meant is then not told as missing.
    const explained: Explained[] = [];
    for (const flat of flatten(result.error.issues).toSorted(unknownFirst)) {
      if (state.told.size >= MOST_FINDINGS) return { value: null, told: [...state.told.values()], changes };
      const told = tell(flat, root, schema);
      for (const each of told) remember(each, state);
      explained.push({ flat, told });
    }
    for (const each of explained.toSorted(wordsThenFromTheEnd)) mendOne(root, each, state);
  }
  return { value: null, told: [...state.told.values()], changes };
}
