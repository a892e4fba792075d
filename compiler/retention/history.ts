// What evaluation is told about one row: everything that happened to it and to what it belongs to, as seen from
// the row, and the settings of its register. Both are plain data, so the command line and the database can give them.
import type { Law } from '../language/laws.ts';
import type { Hold, RetentionPlan, Run, StateDefinition } from '../model/retention.ts';
import type { Day, Duration, Key, YearDay } from '../model/text.ts';
import type { Value } from './value.ts';

/** A date with its two ends: kept through the end of one day, gone by the end of another. */
export interface Window {
  readonly keepThrough: Value;
  readonly goneBy: Value;
}

/** One report of an event. The order of the list is the order of the reports; it settles ties within a day. */
export interface PastEvent {
  readonly event: Key;
  /** A day, an instant (converted to the register's time zone), or `unknown`: it happened, the day is not known. */
  readonly on: string;
  /** Where it happened, as the rule's anchor says it; empty = the row's own owner. */
  readonly path?: readonly Key[];
  readonly id?: string;
  /** The id of the report this one replaces: events are append-only and corrected by newer ones. */
  readonly corrects?: string;
  /** With `corrects`: the event did not happen at all. */
  readonly withdrawn?: boolean;
}

/** How many of an item the owner has, in a state or in all. A state's end is when the last one left it. */
interface Tally {
  readonly item: Key;
  readonly state?: Key;
  readonly path?: readonly Key[];
  readonly count: number | 'unknown';
  /** The day of the last change of the count. */
  readonly since?: Day;
}

/** The row's items. `null` = not given; an item not listed here is unknown. */
export interface ItemValue {
  readonly value: string | number | boolean | null;
  /** The day from which the value has been so; undefined = always. */
  readonly since?: Day;
}

/** A yes or no to a purpose, choice or outcome. The latest of each party counts. */
export interface Answer {
  readonly to: Key;
  readonly by: 'person' | 'guardian' | 'other';
  readonly yes: boolean;
  readonly on: Day;
}

/** An agreement on record; `scope` is set when it replaces a period (`unless-agreed`). */
interface Agreement {
  readonly key?: Key;
  readonly scope?: 'person' | 'project' | 'record';
  readonly from: Day;
  readonly to?: Day;
  /** The agreed period, counted from the rule's own anchor, or the agreed last day. */
  readonly period?: Duration;
  readonly until?: Day;
}

/** A role has said so for the case, with reason and end. */
interface Attestation {
  readonly key: Key;
  readonly from: Day;
  readonly to?: Day;
}

/** A hold placed by hand. `to` undefined = still in force. */
export interface PlacedHold {
  readonly hold: Key;
  readonly from: Day;
  readonly to?: Day;
}

export interface History {
  /** What the row is: its item, category and record kind. Holds name these. */
  readonly keys: readonly Key[];
  readonly events: readonly PastEvent[];
  readonly tallies: readonly Tally[];
  readonly items: Readonly<Record<Key, ItemValue>>;
  /** Item values as they were at an event, for conditions frozen there. */
  readonly frozen: Readonly<Record<Key, Readonly<Record<Key, ItemValue>>>>;
  readonly answers: readonly Answer[];
  readonly agreements: readonly Agreement[];
  readonly attestations: readonly Attestation[];
  readonly choices: Readonly<Record<Key, Duration | 'unknown'>>;
  /** The windows of what the row sits in or serves, by path joined with dots; an empty list = it sits in none. */
  readonly inherited: Readonly<Record<string, readonly Window[]>>;
  /** The days on which newer rows of the same owner came. */
  readonly newer: readonly (Day | 'unknown')[] | 'unknown';
  readonly kinds: readonly Key[] | 'unknown';
  readonly source: Key | 'unknown';
  readonly birthDate: Day | 'unknown';
  readonly holds: readonly PlacedHold[];
}

/** A history in which nothing has happened and nothing is known. */
export const NO_HISTORY: History = {
  keys: [],
  events: [],
  tallies: [],
  items: {},
  frozen: {},
  answers: [],
  agreements: [],
  attestations: [],
  choices: {},
  inherited: {},
  newer: 'unknown',
  kinds: 'unknown',
  source: 'unknown',
  birthDate: 'unknown',
  holds: [],
};

/** The register's settings and the day of evaluation; `at` decides conditions that are read now. */
export interface RetentionContext {
  readonly at: Day;
  readonly timeZone: string;
  readonly financialYearEnd: YearDay | null;
  readonly runs: readonly Run[];
  readonly states: readonly StateDefinition[];
  readonly plans: readonly RetentionPlan[];
  readonly holds: readonly Hold[];
  readonly laws: readonly Law[];
}
