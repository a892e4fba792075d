// The retention algebra: anchors, steps, conditions, rules and outcomes (language.md a–f). Short forms of the YAML
// are lowered to these shapes, so evaluation, explanation and the compiled plan see one form only.
import type { Day, Duration, Key, Place, Texts, YearDay } from './text.ts';

/** What an event or a state belongs to. A group is a record with its members involved. */
export type Owner =
  | 'row'
  | 'record'
  | 'relationship'
  | 'project'
  | 'organisation'
  | 'group'
  | 'subject'
  | 'session'
  | 'register';

/** Who may report an event. A role, person kind or recipient key may stand here too. */
export type Reporter =
  | 'the-person'
  | 'guardian'
  | 'staff'
  | 'system'
  | 'employer'
  | 'controller'
  | (string & {});

/** `events: { answered: { of: row, by: [the-person] }, due: { of: record, ahead: true } }` */
export interface EventDefinition {
  readonly key: Key;
  readonly title?: Texts;
  readonly owner: Owner;
  readonly by: readonly Reporter[];
  /** May lie in the future (due date, expiry). YAML `ahead: true`. */
  readonly ahead: boolean;
  /** True for the events every register has (see BUILT_IN_EVENTS in compiler/language/built-in.ts). */
  readonly builtIn: boolean;
  readonly at: Place;
}

/** `states: { investigated: { of: record, from: opened, to: closed } }`: a condition between two events of one owner. */
export interface StateDefinition {
  readonly key: Key;
  readonly title?: Texts;
  readonly owner: Owner;
  readonly from: Key;
  /** Undefined: nothing closes the state (the checker warns unless `open-ended: true`). */
  readonly to?: Key;
  readonly openEnded: boolean;
  readonly at: Place;
}

/** `[first | last | each] EVENT [of PATH]`, PATH at most two keys joined by a dot: `last contact of relationship`. */
export interface Anchor {
  readonly pick: 'first' | 'last' | 'each';
  readonly event: Key;
  readonly path: readonly Key[];
  readonly at: Place;
}

/** One monotone date step. YAML: `P3M`, `working-days 14`, `end-of year`, `end-of financial-year`, `next --06-30`, `next yearly-sweep`. */
export type Step =
  | { readonly step: 'period'; readonly period: Duration }
  | { readonly step: 'working-days'; readonly days: number }
  | { readonly step: 'end-of'; readonly unit: 'month' | 'year' | 'financial-year' }
  | { readonly step: 'next-day'; readonly day: YearDay }
  | { readonly step: 'next-run'; readonly run: Key };

/** A condition with three answers: yes, no, unknown (language.md d). `frozen` = evaluated at that event, else now. */
export type Condition = (
  | { readonly is: 'all' | 'any'; readonly of: readonly Condition[] } // { all: […] } { any: […] }
  | { readonly is: 'not'; readonly of: Condition } // { not: C }
  | { readonly is: 'state'; readonly state: Key } // has-account, or { in: has-account }
  | {
      readonly is: 'count';
      readonly quantity: 'some' | 'none' | number;
      readonly item: Key;
      readonly state?: Key;
      readonly path: readonly Key[];
    } // { some: invoice, in: open, at: subject }
  | { readonly is: 'given' | 'missing'; readonly item: Key } // { given: phone } { missing: phone }
  | { readonly is: 'one-of'; readonly item: Key; readonly values: readonly (string | number | boolean)[] } // { item: status, in: [a, b] }
  | { readonly is: 'below' | 'at-least'; readonly item: Key; readonly value: number | Day } // { item: amount, below: 100 } { item: …, at-least: … }
  | { readonly is: 'age-below'; readonly years: number } // { age-below: 13 }
  | { readonly is: 'kind'; readonly kind: Key } // { kind: trainee }
  | { readonly is: 'source'; readonly source: Key } // { source: employer }
  | {
      readonly is: 'answer';
      readonly yes: boolean;
      readonly to: Key;
      readonly by: 'person' | 'guardian' | 'anyone-involved';
    } // { yes: newsletter } { no: transfer, by: guardian }
  | { readonly is: 'agreed'; readonly key: Key } // { agreed: longer-keeping }
  | { readonly is: 'attested'; readonly key: Key } // { attested: evidence-needed }
  | { readonly is: 'dates'; readonly from?: Day; readonly to?: Day } // { dates: { from: 2026-01-01, to: 2026-12-31 } }
) & { readonly frozenAt?: Key; readonly place: Place }; // { …, at-event: E }

/** How long a row is kept, before any outcome. Every form has its YAML spelling in the comment. */
export type Rule = (
  | ({
      readonly is: 'window';
      readonly from: Anchor;
      readonly keep: readonly Step[];
      readonly by: readonly Step[] | null;
    } & { readonly keepStated: boolean }) // { from: A, keep: P1Y, by: next --06-30 }; { from: A, by: P3Y } has keep [] with keepStated false
  | { readonly is: 'with'; readonly path: readonly Key[] } // { with: service-record }
  | { readonly is: 'newest'; readonly count: number; readonly owner: Owner } // { newest: 5, per: subject }
  | { readonly is: 'law'; readonly law: Key; readonly from: Anchor | null } // { law: accounting-vouchers } keys in compiler/language/laws.ts
  | {
      readonly is: 'between';
      readonly from: Anchor;
      readonly floor: readonly Step[];
      readonly ceiling: readonly Step[];
      readonly choice: Key;
    } // { from: A, between: [P1Y, P3Y], choice: KEY }
  | { readonly is: 'later-of' | 'earlier-of' | 'first-known'; readonly of: readonly Rule[] } // { later-of: [R, R] }
  | {
      readonly is: 'bounded';
      readonly rule: Rule;
      readonly atLeast: Rule | null;
      readonly atMost: Rule | null;
    } // { …rule, at-least: R, at-most: R }
  | {
      readonly is: 'cases';
      readonly cases: readonly { readonly if: Condition; readonly rule: Rule }[];
      readonly otherwise: Rule | null;
    } // { cases: [{ if: C, from: …, keep: … }, { otherwise: { … } }] }
  | ({ readonly is: 'while'; readonly condition: Condition; readonly rule: Rule | null } & {
      // { while: C, …rule }: no end as long as C; then the later of the rule's own end and that day. `unless: C` lowers to the same form
      readonly spelled: 'while' | 'unless';
    })
  | { readonly is: 'absent'; readonly event: Anchor; readonly within: readonly Step[]; readonly from: Anchor } // { absent: contact, within: P5Y, from: recorded }
  | { readonly is: 'agreed'; readonly rule: Rule; readonly scope: 'person' | 'project' | 'record' } // { …rule, unless-agreed: project }
  | { readonly is: 'named'; readonly name: Key } // a key of `retention:`; resolved by the evaluator
  | { readonly is: 'endless' } // only inside a stage that archives under a law, or with a recurring review
) & { readonly at: Place };

/** What happens at an end (language.md e). YAML: `then: erase` or `then: { transfer: provider }`. */
export type Outcome =
  | { readonly do: 'erase' }
  | { readonly do: 'anonymise' }
  | {
      readonly do: 'pseudonymise';
      readonly items: Readonly<Record<Key, 'blank' | 'hash' | 'coarsen' | 'token'>>;
    } // { pseudonymise: { name: token } }
  | { readonly do: 'narrow'; readonly purposes: readonly Key[] } // { narrow: { to: [purpose, …] } }: only these stay open
  | { readonly do: 'archive'; readonly purpose: Key } // { archive: purpose }
  | { readonly do: 'transfer'; readonly to: Key } // { transfer: recipient }: then destroyed here
  | { readonly do: 'move'; readonly rule: Key } // { move: rule }
  | { readonly do: 'overwrite' }
  | { readonly do: 'ask'; readonly within: Duration } // { ask: P1M }: silence goes on to the next stage
  | { readonly do: 'review'; readonly every: Duration } // { review: P1Y }
  | { readonly do: 'either'; readonly of: readonly Outcome[] }; // { either: [erase, anonymise] }

/** One stage of a plan; a rule with a single `then` has one. Each stage's end is the anchor `stage-ended` of the next. */
export interface Stage {
  readonly rule: Rule;
  readonly outcome: Outcome;
  /** Only these items of the row's record; empty = all. */
  readonly items: readonly Key[];
  readonly condition?: Condition;
  /** The person is told this long before. YAML `told: P1M`. */
  readonly told?: Duration;
  /** What happens instead when the person forbids the outcome. YAML `forbidden: erase`. */
  readonly forbidden?: Outcome;
  readonly at: Place;
}

/** An entry of `retention:`. */
export interface RetentionPlan {
  readonly key: Key;
  readonly title?: Texts;
  /** The organisation's own words, shown beside the generated sentence. */
  readonly text?: Texts;
  /** `never-stored` plans have no stages: the item is processed in memory only (CG.18). */
  readonly neverStored: boolean;
  readonly stages: readonly Stage[];
  /** Recurring necessity review, `review: P1Y` (RE.15). */
  readonly review?: Duration;
  /** `as-a-rule: true`: exceptions are stated elsewhere (holds, agreed); shown as such. */
  readonly asARule: boolean;
  readonly at: Place;
}

/** `holds: { investigation: { on: …, while: C, ground: …, by: [roles], review: P6M, then: resume | RULE } }` */
export interface Hold {
  readonly key: Key;
  readonly title: Texts;
  /** Items, categories or record kinds the hold stops; only rows of these. */
  readonly on: readonly Key[];
  readonly while?: Condition;
  readonly until?: Anchor;
  readonly ground: Texts;
  readonly law?: Key;
  readonly by: readonly Key[];
  /** How many people lift it (two = four eyes). */
  readonly lift: number;
  readonly review?: Duration;
  /** What follows when it ends: null = resume (the later of the old window and that day). */
  readonly then: Rule | null;
  /** Purposes that may read a held row past its end. YAML `opens-to`. */
  readonly opensTo: readonly Key[];
  readonly at: Place;
}

/** `runs: { yearly-sweep: { every: --06-30 } }`: when sweeps take place. */
export interface Run {
  readonly key: Key;
  readonly title?: Texts;
  readonly days: readonly YearDay[];
  readonly at: Place;
}
