// What compiling a notice gives the database and the rest of the product: numbers for keys, the item × purpose matrix, sources,
// openness and the retention plan as tables. Pure data, JSON-serialisable.

import type { Verb } from './grants.ts';
import type { BasisKind, Channel } from './purposes.ts';
import type { Condition, Hold, Owner, Reporter, RetentionPlan } from './retention.ts';
import type { Day, Duration, Key, Texts } from './text.ts';

/** Numbers the database has given to keys in earlier versions; they never change meaning while a row carries them. */
export interface Assignments {
  readonly purposes: Readonly<Record<Key, number>>; // bit 0…61; 0–3 are the implicit purposes
  readonly items: Readonly<Record<Key, number>>; // smallint; built-in items have fixed numbers below 1000
  readonly sources: Readonly<Record<Key, number>>;
  readonly kinds: Readonly<Record<Key, number>>;
  readonly events: Readonly<Record<Key, number>>;
  readonly plans: Readonly<Record<Key, number>>;
}

export interface CompiledNotice {
  readonly register: Key;
  readonly title: Texts;
  readonly hash: string;
  readonly timeZone: string;
  readonly assignments: Assignments;
  readonly purposes: readonly CompiledPurpose[];
  readonly items: readonly CompiledItem[];
  readonly sources: readonly CompiledSource[];
  readonly kinds: readonly CompiledKind[];
  readonly events: readonly CompiledEvent[];
  readonly states: readonly CompiledState[];
  readonly plans: readonly CompiledPlan[];
  readonly roles: readonly CompiledRole[];
  readonly holds: readonly Hold[];
  /** Purposes open by default as a bit mask; what `session.flip()` answers. */
  readonly flip: bigint;
}

export interface CompiledPurpose {
  readonly key: Key;
  readonly bit: number;
  readonly title: Texts;
  /** rights, retention, security, upkeep: open only with a case. */
  readonly implicit: boolean;
  readonly basis: BasisKind;
  readonly open: 'default' | 'consent' | 'relationship';
  readonly channel: Channel | null;
  readonly directMarketing: boolean;
  readonly minimumAge: number | null;
  readonly guardianBelow: number | null;
  readonly succeeds: Key | null;
  readonly consentLasts: Duration | null;
  /** In force between these days, both included, in the register's time zone; null = no limit. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly audience: 'own' | 'team' | 'all';
  readonly inMemory: boolean;
  /** What some basis of the purpose allows (basis by verb); null = everything. */
  readonly verbs: readonly Verb[] | null;
  /** Consent wording and how to withdraw, per language. */
  readonly wording: Texts | null;
}

export interface CompiledItem {
  readonly key: Key;
  readonly no: number;
  readonly title: Texts;
  /** Table of the register schema that holds it: email, phone, attribute_text, record … */
  readonly table: string;
  readonly type: string;
  readonly builtIn: boolean;
  readonly encrypted: boolean;
  /** May be processed, never stored (CG.18): adding is refused for every source. */
  readonly neverStored: boolean;
  readonly categories: readonly Key[];
  /** Bit mask of the purposes that list the item, implicit ones included. */
  readonly purposes: bigint;
  /** Accepted sources; `bars` is a purpose mask the source closes on the row. A condition must answer yes for the row to be stored. */
  readonly sources: readonly {
    readonly no: number;
    readonly bars: bigint;
    readonly condition: Condition | null;
  }[];
  /** Kinds of person whose relationships may carry the item, by categories and by the kinds' own lists of items; null = all. */
  readonly kinds: readonly number[] | null;
  /**
   * Retention plans per purpose bit, most specific winning (item over purpose over kind over category). For a row under a relationship
   * of a kind, entries of that kind stand alone where there are any, else those with kind null. Several plans for one purpose: the
   * latest end closes it. The row goes at the latest end of all its purposes.
   */
  readonly keep: readonly { readonly purpose: number; readonly kind: number | null; readonly plan: number }[];
  readonly audience: 'own' | 'team' | 'all';
  /** The kind of record this item is a part of. */
  readonly partOf: number | null;
  /** Parts a record of this kind must, may or must never hold; null = no list. */
  readonly requirements: readonly CompiledRequirement[] | null;
  readonly oneOf: readonly (readonly number[])[];
}

export interface CompiledRequirement {
  readonly item: number;
  readonly level: 'mandatory' | 'optional' | 'never';
  readonly condition: Condition | null;
}

export interface CompiledSource {
  readonly key: Key;
  readonly no: number;
  readonly title: Texts;
  readonly fromPerson: boolean;
  readonly public: boolean;
  readonly automatic: boolean;
}

export interface CompiledKind {
  readonly key: Key;
  readonly no: number;
  readonly title: Texts;
  readonly opens: bigint;
  readonly afterEnd: bigint;
  readonly identified: boolean;
  readonly with: 'nothing' | 'organisation' | 'project';
  /** Items a live relationship must, may or must never have; null = no list. */
  readonly requirements: readonly CompiledRequirement[] | null;
  readonly oneOf: readonly (readonly number[])[];
  /** The sources a relationship of the kind may come from (RE.4); null = any. */
  readonly sources: readonly number[] | null;
}

export interface CompiledEvent {
  readonly key: Key;
  readonly no: number;
  readonly owner: Owner;
  readonly by: readonly Reporter[];
  readonly ahead: boolean;
}

/** What staff in the role may do: verbs on items under purposes (language.md k). */
export interface CompiledRole {
  readonly key: Key;
  readonly title: Texts;
  readonly purposes: bigint;
  readonly verbs: readonly Verb[];
  /** Item numbers; null = every item of the purposes. */
  readonly items: readonly number[] | null;
  readonly reach: 'own' | 'team' | 'all';
}

/** A state of an owner, by the numbers of the events that begin and end it. */
export interface CompiledState {
  readonly key: Key;
  readonly owner: Owner;
  readonly from: number;
  readonly to: number | null;
}

export interface CompiledPlan {
  readonly key: Key;
  readonly no: number;
  readonly plan: RetentionPlan;
  /** Event numbers the plan counts from. */
  readonly events: readonly number[];
  /** A sliding anchor (last …, absent …) is dated once per owner, not on each row. */
  readonly sliding: boolean;
}
