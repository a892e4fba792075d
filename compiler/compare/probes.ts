// Histories to try two retention plans on. Rules are built of finitely many atoms, so a comparison can try every shape of history
// they can tell apart: each event not happened, early or late, each condition's yes and no.

import type { Condition, RetentionPlan, StateDefinition } from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { type Answer, type History, NO_HISTORY, type PastEvent } from '../retention/history.ts';

/** One thing a history may say in several ways; each option adds its way to a history. */
type Dimension = readonly ((history: History) => History)[];

export interface ProbeSource {
  readonly plans: readonly RetentionPlan[];
  readonly states: readonly StateDefinition[];
}

/** A leap day and a year's last day: the dates at which month and year arithmetic part ways. */
const EARLY = '2020-02-29';
const LATE = '2021-12-31';

/** Shapes tried at most; beyond it a spread of them, evenly through all combinations. */
const MOST_SHAPES = 1_500;

const unchanged = (history: History): History => history;

function happens(event: Key, on: string, path: readonly Key[]): (history: History) => History {
  return (history) => {
    const past: PastEvent = { event, on, path };
    return { ...history, events: [...history.events, past] };
  };
}

function eventDimension(event: Key, path: readonly Key[]): Dimension {
  return [unchanged, happens(event, EARLY, path), happens(event, LATE, path)];
}

type Atom = Extract<Condition, { readonly is: string }>;

/** The ways a condition's own matter can stand; states are covered by their events. */
function conditionDimension(atom: Atom): Dimension | null {
  switch (atom.is) {
    case 'count': {
      const tally = (count: number) => (history: History) => ({
        ...history,
        tallies: [
          ...history.tallies,
          {
            item: atom.item,
            path: atom.path,
            count,
            ...(atom.state === undefined ? {} : { state: atom.state }),
          },
        ],
      });
      return [tally(0), tally(typeof atom.quantity === 'number' ? atom.quantity : 1)];
    }
    case 'given':
    case 'missing':
      return [withItem(atom.item, null), withItem(atom.item, 'x')];
    case 'one-of':
      return [withItem(atom.item, null), ...atom.values.map((value) => withItem(atom.item, value))];
    case 'below':
    case 'at-least':
      return typeof atom.value === 'number'
        ? [withItem(atom.item, atom.value - 1), withItem(atom.item, atom.value)]
        : [withItem(atom.item, EARLY), withItem(atom.item, atom.value)];
    case 'age-below':
      return [
        (history) => ({ ...history, birthDate: '1950-01-01' }),
        (history) => ({ ...history, birthDate: LATE }),
      ];
    case 'kind':
      return [(history) => ({ ...history, kinds: [] }), (history) => ({ ...history, kinds: [atom.kind] })];
    case 'source':
      return [(history) => ({ ...history, source: '' }), (history) => ({ ...history, source: atom.source })];
    case 'answer': {
      const by: Answer['by'] = atom.by === 'anyone-involved' ? 'other' : atom.by;
      const answered = (yes: boolean) => (history: History) => ({
        ...history,
        answers: [...history.answers, { to: atom.to, by, yes, on: EARLY }],
      });
      return [unchanged, answered(true), answered(false)];
    }
    case 'agreed':
      return [
        unchanged,
        (history) => ({ ...history, agreements: [...history.agreements, { key: atom.key, from: EARLY }] }),
      ];
    case 'attested':
      return [
        unchanged,
        (history) => ({
          ...history,
          attestations: [...history.attestations, { key: atom.key, from: EARLY }],
        }),
      ];
    default:
      return null;
  }
}

function withItem(item: Key, value: string | number | boolean | null): (history: History) => History {
  return (history) => ({ ...history, items: { ...history.items, [item]: { value } } });
}

interface Found {
  readonly dimensions: Map<string, Dimension>;
  readonly source: ProbeSource;
  readonly plans: Set<Key>;
}

function addEvent(found: Found, event: Key, path: readonly Key[]): void {
  const name = `event ${[event, ...path].join('.')}`;
  if (!found.dimensions.has(name)) found.dimensions.set(name, eventDimension(event, path));
}

function addState(found: Found, key: Key): void {
  const state = found.source.states.find((entry) => entry.key === key);
  if (state === undefined) return;
  addEvent(found, state.from, []);
  if (state.to !== undefined) addEvent(found, state.to, []);
}

/** The fields by which the atoms of rules and conditions are told apart. */
interface TreeNode {
  readonly is?: unknown;
  readonly pick?: unknown;
  readonly event?: unknown;
  readonly path?: unknown;
  readonly state?: unknown;
  readonly frozenAt?: unknown;
  readonly name?: unknown;
}

/** Rules and conditions are plain trees, so one walk finds every atom whatever combinator it stands in. */
function walk(found: Found, node: unknown): void {
  if (Array.isArray(node)) for (const part of node) walk(found, part);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const entry: TreeNode = node;
  if (typeof entry.pick === 'string' && typeof entry.event === 'string') {
    addEvent(found, entry.event, entry.path as readonly Key[]);
  }
  if (typeof entry.frozenAt === 'string') addEvent(found, entry.frozenAt, []);
  if (typeof entry.state === 'string') addState(found, entry.state);
  if (entry.is === 'with') addInherited(found, entry.path as readonly Key[]);
  if (entry.is === 'newest') {
    found.dimensions.set('newest', [
      (history) => ({ ...history, newer: [] }),
      (history) => ({ ...history, newer: [LATE] }),
    ]);
  }
  if (entry.is === 'named') walkNamed(found, entry.name as Key);
  if (typeof entry.is === 'string' && 'place' in entry) addCondition(found, node as Condition);
  for (const part of Object.values(entry)) walk(found, part);
}

function addCondition(found: Found, condition: Condition): void {
  const dimension = conditionDimension(condition);
  if (dimension === null) return;
  const { place: _place, ...content } = condition;
  found.dimensions.set(JSON.stringify(content), dimension);
}

function addInherited(found: Found, path: readonly Key[]): void {
  const name = path.join('.');
  const day = { is: 'day', day: '2025-06-15' } as const;
  const inherited = [{ keepThrough: day, goneBy: day }];
  found.dimensions.set(`with ${name}`, [
    (history) => ({ ...history, inherited: { ...history.inherited, [name]: [] } }),
    (history) => ({ ...history, inherited: { ...history.inherited, [name]: inherited } }),
  ]);
}

function walkNamed(found: Found, name: Key): void {
  const plan = found.source.plans.find((entry) => entry.key === name);
  if (plan === undefined || found.plans.has(name)) return;
  found.plans.add(name);
  walk(found, plan.stages);
}

/** A step that visits the combinations evenly and shares no factor with small counts. */
const STRIDE = 7_919;

/** Every shape of history the plans can tell apart, or a spread of 1,500 of them. */
export function probeHistories(
  plans: readonly RetentionPlan[],
  sources: readonly ProbeSource[],
): readonly History[] {
  const dimensions = new Map<string, Dimension>();
  for (const source of sources) {
    const found: Found = { dimensions, source, plans: new Set() };
    for (const plan of plans) walk(found, plan.stages);
  }
  const all = [...dimensions.values()];
  const combinations = all.reduce((product, options) => Math.min(product * options.length, 1e12), 1);
  const count = Math.min(combinations, MOST_SHAPES);
  return Array.from({ length: count }, (_, at) => {
    let rest = combinations > count ? (at * STRIDE) % combinations : at;
    return all.reduce((history, options) => {
      const option = options[rest % options.length] ?? unchanged;
      rest = Math.floor(rest / options.length);
      return option(history);
    }, NO_HISTORY);
  });
}
