// What each plan of a notice asks of a row's history: which events, whether the dates are of single rows, and whether age, source,
// answers or other rows' dates count. Asked once per notice; the database gathers no more than this.
import { BUILT_IN_EVENTS } from '../../compiler/language/events.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Condition, RetentionPlan } from '../../compiler/model/retention.ts';
import type { Key } from '../../compiler/model/text.ts';
import { dependenciesOf } from '../../compiler/retention/anchors.ts';
import { holdEvents } from '../../compiler/retention/due.ts';

export interface PlanQuestion {
  readonly key: Key;
  /** Dated on each row; else once for the rows of a relationship and once for the person's own. */
  readonly per_row: boolean;
  readonly events: readonly Key[];
  readonly age: boolean;
  readonly source: boolean;
  readonly answers: boolean;
  /** Items whose own dates this plan takes over (`with`); they are dated first. */
  readonly inherits: readonly Key[];
}

type Count = Extract<Condition, { is: 'count' }>;

export interface PlansAsked {
  readonly plans: readonly PlanQuestion[];
  /** How many of an item there are, wherever a plan or hold asks. */
  readonly counts: readonly Count[];
  /** Items and categories under each plan, by which holds know its rows. */
  readonly keys: ReadonlyMap<Key, readonly Key[]>;
}

const FINE = new Set(['row', 'record', 'session', 'group']);
const known = new WeakMap<Notice, PlansAsked>();

export function plansAsked(notice: Notice): PlansAsked {
  const found = known.get(notice) ?? ask(notice);
  known.set(notice, found);
  return found;
}

function ask(notice: Notice): PlansAsked {
  const definitions = {
    events: [...BUILT_IN_EVENTS, ...notice.events],
    states: notice.states,
    plans: notice.retention,
  };
  const owners = new Map(definitions.events.map(({ key, owner }) => [key, owner]));
  const held = holdEvents(notice, definitions);
  const stored = notice.retention.filter((plan) => !plan.neverStored);
  const plans = stored.map((plan): PlanQuestion => {
    const asked = dependenciesOf(plan, definitions);
    const text = JSON.stringify(notice.retention.filter(({ key }) => asked.plans.includes(key)));
    return {
      key: plan.key,
      // Mixed owners are dated at the finest: dated at the earliest row, a person's later rows would close too soon.
      per_row: asked.events.some((event) => FINE.has(owners.get(event) ?? 'row')),
      events: [...new Set([...asked.events, ...held, ...(plan.review === undefined ? [] : ['recorded'])])],
      age: text.includes('"age-below"') || asked.events.includes('born'),
      source: text.includes('"is":"source"'),
      answers: asked.answers.length > 0,
      inherits: asked.inherited,
    };
  });
  return { plans, counts: countsIn([notice.retention, notice.holds]), keys: keysOf(notice, stored) };
}

/** Rules and holds are plain data; a question for a number may stand anywhere in them. */
function countsIn(value: unknown): readonly Count[] {
  if (Array.isArray(value)) return value.flatMap(countsIn);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(countsIn);
  return 'is' in value && value.is === 'count' ? [value as Count, ...inner] : inner;
}

function keysOf(notice: Notice, plans: readonly RetentionPlan[]): ReadonlyMap<Key, readonly Key[]> {
  return new Map(
    plans.map(({ key }) => {
      const categories = notice.categories.filter(({ keep }) => keep === key);
      const items = notice.items.filter(({ keep }) => keep === key);
      const all = [...categories, ...categories.flatMap((category) => category.items), ...items];
      return [key, [...new Set(all.map((each) => each.key))]];
    }),
  );
}

/** The item and the categories it stands in: what holds call a single row. */
export function keysOfItem(notice: Notice, item: Key): readonly Key[] {
  const categories = notice.categories.filter((category) => category.items.some(({ key }) => key === item));
  return [item, ...categories.map(({ key }) => key)];
}
