// Who gets at the data: recipients, transfers, agreements, roles, publication and the site (language.md h, i, k, l).
import type { Condition, Rule } from './retention.ts';
import type { Day, Duration, Key, Place, Texts } from './text.ts';

/** Form of a grant (language.md h). `derived` names the derived item; `aggregate` counts of five or more. */
export type GrantForm =
  | { readonly is: 'full' }
  | { readonly is: 'derived'; readonly item: Key }
  | { readonly is: 'aggregate' };

/** `needs: [agreement: dpa, transfer, written-request, case, second-person, undertaking, second-factor, told: P1M, verified, reason]` */
export type Need =
  | { readonly is: 'agreement'; readonly key: Key; readonly at: Place }
  | {
      readonly is:
        | 'transfer'
        | 'written-request'
        | 'case'
        | 'second-person'
        | 'undertaking'
        | 'second-factor'
        | 'verified'
        | 'reason'
        | 'necessary';
      readonly at: Place;
    }
  | { readonly is: 'told'; readonly before: Duration; readonly at: Place };

export type Verb = 'read' | 'add' | 'change' | 'remove' | 'count' | 'export' | 'send';

export interface Recipient {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly kind:
    | 'processor'
    | 'controller'
    | 'authority'
    | 'group'
    | 'joint-controller'
    | 'the-person'
    | 'row-party'
    | 'register'
    | 'public';
  /** `of PATH as ROLE`: the row's own employer, coach, project partner, co-participant. `party: { of: relationship, as: employer }` */
  readonly party?: { readonly path: readonly Key[]; readonly as: Key };
  /** Another of our registers: `register: KEY`. */
  readonly register?: Key;
  /** Items or categories given; empty is a finding unless `kind: processor` with `all: true`. */
  readonly data: readonly Key[];
  readonly allData: boolean;
  readonly purposes: readonly Key[]; // for:
  readonly form: GrantForm;
  readonly condition?: Condition;
  readonly from?: Day;
  readonly to?: Day;
  readonly needs: readonly Need[];
  /** The person is told of each disclosure. */
  readonly tells: readonly Key[];
  readonly transfer?: Key; // a key of transfers: when outside the EEA
  /** `may: true` = may be given, without duty; `as-a-rule` etc. stay in the text. */
  readonly may: boolean;
  readonly at: Place;
}

/** `transfers: { cloud: { title, countries: [US], mechanism: adequacy, copy: TEXT } }` (Arts 44–49). */
export interface Transfer {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly countries: readonly string[]; // ISO 3166-1 alpha-2; ['*'] = not fixed
  readonly mechanism:
    | 'adequacy'
    | 'standard-clauses'
    | 'binding-rules'
    | 'certification'
    | 'derogation'
    | null;
  readonly derogation?: string; // 49-1-b etc.
  /** Where a copy of the safeguards can be had. */
  readonly copy?: Texts;
  readonly onlyIf?: Texts; // technically necessary …
  readonly at: Place;
}

/** `agreements: { data-processing: { title, covers: [security, breach-notification] } }` */
export interface Agreement {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly covers: readonly Key[];
  readonly at: Place;
}

/** A choice of a person, register, project or item that rules refer to: `choices: { transfer-allowed: { of: person, title, default: yes } }`. */
export interface Choice {
  readonly key: Key;
  readonly title: Texts;
  readonly of: 'register' | 'project' | 'person' | 'item' | 'record';
  readonly default?: 'yes' | 'no';
  readonly at: Place;
}

/** Who among staff (language.md k): `roles: { marketer: { title, for: [p], verbs: […], data: […], reach: all, needs: […] } }` */
export interface Role {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly purposes: readonly Key[];
  readonly verbs: readonly Verb[];
  readonly data: readonly Key[]; // empty = all the purposes' items
  readonly reach: 'own' | 'team' | 'all' | { readonly path: readonly Key[] };
  readonly needs: readonly Need[];
  readonly copies?: {
    readonly form: string;
    readonly atMost?: number;
    readonly holder: Texts;
    readonly while?: Condition;
    readonly then: 'return' | 'destroy';
  };
  readonly at: Place;
}

/** (i) `publication: { reference: { place: TEXT, items: […], needs: yes | law, ends: RULE, taken-down: P14D, masked: [items], stays: TEXT } }` */
export interface Publication {
  readonly key: Key;
  readonly title: Texts;
  readonly place: Texts;
  readonly items: readonly Key[];
  /** A yes per subject, item and place: the choice or consent purpose asked; or a law. */
  readonly ground: { readonly is: 'yes'; readonly to: Key } | { readonly is: 'law'; readonly text: Texts };
  readonly ends: Rule | null;
  readonly takenDownWithin: Duration;
  readonly masked: readonly Key[];
  readonly stays?: Texts;
  readonly at: Place;
}

/** (l) `site: { NAME: { kind, party, for: PURPOSE | necessary, lives: session | P…, items, joins-person: { if: C }, switch: KEY } }` */
export interface SiteItem {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly kind: 'cookie' | 'storage' | 'pixel' | 'script';
  readonly party: 'first' | 'third';
  readonly provider?: string;
  readonly for: Key | 'necessary';
  readonly lives: Duration | 'session';
  readonly items: readonly Key[];
  readonly joinsPerson?: Condition;
  /** Its own on/off switch (ME.28): group key; items with the same switch go together. */
  readonly switch?: Key;
  readonly at: Place;
}
