// Events in time. Within a day the order of the reports counts, so a moment is a day and a place in that order.
import type { Anchor } from '../model/retention.ts';
import type { Day, Key } from '../model/text.ts';
import { localDay } from './calendar.ts';
import type { History, RetentionContext } from './history.ts';
import { NEVER, onDay, UNKNOWN, type Value } from './value.ts';

/** `order` −1 is the start of the day, before every report; Infinity its end. */
export interface Moment {
  readonly day: Day;
  readonly order: number;
}

/** An event after corrections; `day` null = it happened on a day that is not known. */
export interface Happening {
  readonly event: Key;
  readonly path: string;
  readonly day: Day | null;
  readonly order: number;
}

export function endOfDay(day: Day): Moment {
  return { day, order: Number.POSITIVE_INFINITY };
}

export function startOfDay(day: Day): Moment {
  return { day, order: -1 };
}

export function compareMoments(one: Moment, other: Moment): number {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1;
  return one.order === other.order ? 0 : one.order < other.order ? -1 : 1;
}

const OWNER_WORDS = new Set<Key>([
  'row',
  'record',
  'relationship',
  'project',
  'organisation',
  'group',
  'subject',
  'session',
  'register',
]);

/** An event states its owner, so `contact of relationship` and `contact` are the same when that owner is the relationship. */
export function pathKey(path: readonly Key[]): string {
  const [only] = path;
  return path.length === 1 && only !== undefined && OWNER_WORDS.has(only) ? '' : path.join('.');
}

/** One history is asked many times, by every anchor and at every moment of a condition: it is put in order once. */
const ordered = new WeakMap<History['events'], Map<string, readonly Happening[]>>();

/** The events that stand after corrections, in the order of the reports. */
export function happenings(
  history: History,
  { timeZone }: Pick<RetentionContext, 'timeZone'>,
): readonly Happening[] {
  const zones = ordered.get(history.events) ?? new Map<string, readonly Happening[]>();
  ordered.set(history.events, zones);
  const known = zones.get(timeZone) ?? standing(history.events, timeZone);
  zones.set(timeZone, known);
  return known;
}

function standing(events: History['events'], timeZone: string): readonly Happening[] {
  const corrected = new Set(events.flatMap(({ corrects }) => (corrects === undefined ? [] : [corrects])));
  return events.flatMap(({ event, on, path, id, withdrawn }, order) => {
    if (withdrawn === true || (id !== undefined && corrected.has(id))) return [];
    const day = on === 'unknown' ? null : localDay(on, timeZone);
    return [{ event, path: pathKey(path ?? []), day, order }];
  });
}

/** Every occurrence of an anchor's event at its path. */
export function occurrences(anchor: Anchor, all: readonly Happening[]): readonly Happening[] {
  const path = pathKey(anchor.path);
  return all.filter((happening) => happening.event === anchor.event && happening.path === path);
}

/**
 * The day an anchor gives. Not happened = never. One occurrence on an unknown day makes both first and last unknown.
 * `each` counts every occurrence on its own; steps being monotone, the owner's end is that of the last.
 */
export function anchorDay(anchor: Anchor, all: readonly Happening[]): Value {
  const found = occurrences(anchor, all);
  if (found.length === 0) return NEVER;
  const days = found.flatMap((happening) => (happening.day === null ? [] : [happening.day])).sort();
  const day = anchor.pick === 'first' ? days[0] : days.at(-1);
  return days.length < found.length || day === undefined ? UNKNOWN : onDay(day);
}
