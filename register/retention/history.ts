// From what the database gathered to what the rules are asked: one history for each relationship that keeps the rows.
import type { Notice } from '../../compiler/model/notice.ts';
import type { Key } from '../../compiler/model/text.ts';
import type { History, PastEvent, Window } from '../../compiler/retention/history.ts';
import { NO_HISTORY } from '../../compiler/retention/history.ts';
import { NEVER, onDay, UNKNOWN, type Value } from '../../compiler/retention/value.ts';
import { keysOfItem, plansAsked } from './plans.ts';

/** Event, first and last day (null where never on a known day), and whether some day is not known. */
type GatheredEvent = readonly [event: Key, first: string | null, last: string | null, unknown: boolean];

/** As `gate.histories` gives it: absent = nothing of the kind. */
export interface Gathered {
  readonly item?: number;
  readonly recorded?: string;
  readonly source?: Key;
  readonly row?: readonly GatheredEvent[];
  readonly person?: readonly GatheredEvent[];
  readonly relations?: readonly { readonly kind: Key; readonly events: readonly GatheredEvent[] }[];
  readonly born?: string;
  readonly answers?: readonly (readonly [to: Key, byGuardian: boolean, yes: boolean, on: string])[];
  readonly tallies?: readonly (readonly [item: Key, state: string, n: number, lastOn: string | null])[];
  readonly inherited?: readonly (readonly [item: Key, keepThrough: string | null, goneBy: string | null])[];
  readonly holds?: readonly (readonly [hold: Key, from: string, to: string | null])[];
}

/** One for each relationship; the person's own rows stay as long as any of them keeps them. */
export function historiesOf(
  notice: Notice,
  plan: Key,
  gathered: Gathered,
  itemKeys: ReadonlyMap<number, Key>,
): readonly History[] {
  const relations = gathered.relations?.length ? gathered.relations : [null];
  const item = gathered.item === undefined ? undefined : itemKeys.get(gathered.item);
  const asked = plansAsked(notice);
  const shared: History = {
    ...NO_HISTORY,
    keys: item === undefined ? (asked.keys.get(plan) ?? []) : keysOfItem(notice, item),
    tallies: talliesOf(notice, gathered),
    answers: (gathered.answers ?? []).map(([to, byGuardian, yes, on]) => ({
      to,
      by: byGuardian ? 'guardian' : 'person',
      yes,
      on,
    })),
    source: gathered.source ?? 'unknown',
    birthDate: gathered.born ?? 'unknown',
    inherited: inheritedOf(asked.plans.find(({ key }) => key === plan)?.inherits ?? [], gathered),
    holds: (gathered.holds ?? []).map(([hold, from, to]) => ({ hold, from, ...(to === null ? {} : { to }) })),
  };
  return relations.map((relation) => ({
    ...shared,
    kinds: relation === null ? [] : [relation.kind],
    events: eventsOf(gathered, relation?.events ?? [], notice),
  }));
}

/** First and last day do not tell which report came first within a day: there a state ends after it has begun. */
function eventsOf(
  gathered: Gathered,
  ofRelation: readonly GatheredEvent[],
  notice: Notice,
): readonly PastEvent[] {
  const recorded: readonly PastEvent[] =
    gathered.recorded === undefined ? [] : [{ event: 'recorded', on: gathered.recorded }];
  const others = [...(gathered.row ?? []), ...ofRelation, ...(gathered.person ?? [])].flatMap(occurrences);
  const endings = new Set(notice.states.flatMap(({ to }) => to ?? []));
  const place = ({ on, event }: PastEvent) => `${on} ${endings.has(event) ? 1 : 0}`;
  return [...recorded, ...others].toSorted((one, other) =>
    place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : 0,
  );
}

function occurrences([event, first, last, unknown]: GatheredEvent): readonly PastEvent[] {
  const days = [...new Set([first, last])].filter((day) => day !== null && day !== undefined);
  return [...days, ...(unknown ? ['unknown'] : [])].map((on) => ({ event, on }));
}

/** What was never counted is none: rows are counted from the first on. */
function talliesOf(notice: Notice, { tallies = [] }: Gathered): History['tallies'] {
  return plansAsked(notice).counts.map(({ item, state, path }) => {
    const found = tallies.filter(([of, in_]) => of === item && in_ === (state ?? ''));
    const days = found.flatMap(([, , , lastOn]) => lastOn ?? []).toSorted();
    const since = days.at(-1);
    return {
      item,
      path,
      count: found.reduce((sum, [, , n]) => sum + n, 0),
      ...(state === undefined ? {} : { state }),
      ...(since === undefined ? {} : { since }),
    };
  });
}

/** A row that sits in nothing has an empty list, which combinators leave out; only what is on record can keep it. */
function inheritedOf(
  paths: readonly Key[],
  { inherited = [] }: Gathered,
): Readonly<Record<string, readonly Window[]>> {
  return Object.fromEntries(
    paths.map((path) => [
      path,
      inherited
        .filter(([item]) => item === path)
        .map(([, keepThrough, goneBy]) => ({ keepThrough: readDate(keepThrough), goneBy: readDate(goneBy) })),
    ]),
  );
}

/** As the table of due dates has it: infinity = never, null = unknown. */
export function readDate(date: string | null | undefined): Value {
  if (date === null || date === undefined) return UNKNOWN;
  return date === 'infinity' ? NEVER : onDay(date);
}

export function writeDate(value: Value): string | null {
  if (value.is === 'unknown') return null;
  return value.is === 'never' ? 'infinity' : value.day;
}
