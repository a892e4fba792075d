// How the controller behaves: rights and their handling, automated decisions, protection and access (language.md j).
import type { Condition, Outcome, Rule } from './retention.ts';
import type { Duration, Key, Place, Texts } from './text.ts';

export type RightKind =
  | 'access'
  | 'rectification'
  | 'erasure'
  | 'restriction'
  | 'objection'
  | 'marketing-objection'
  | 'portability'
  | 'withdrawal'
  | 'complaint'
  | 'human-review'
  | 'anonymisation';

/** (j) `rights: { access: { by, ways, identity, answer, steps, delivery, fee, except, refusal, … } }` */
export interface Right {
  readonly kind: RightKind;
  readonly title?: Texts;
  readonly text?: Texts;
  readonly by: readonly { readonly who: 'self' | 'guardian' | Key; readonly proof?: Key }[];
  readonly scope: 'all' | { readonly purposes: readonly Key[]; readonly items: readonly Key[] };
  /** Preferred ways; every way counts (Art. 12(2)). */
  readonly ways: readonly {
    readonly way: 'email' | 'post' | 'in-person' | 'phone' | 'portal' | 'customer-service';
    readonly identity?: Texts;
    readonly proof?: 'address-on-file' | 'signature' | 'identity-document' | 'strong' | 'none';
    readonly to?: Texts;
    readonly at: Place;
  }[];
  /** Never looser than the law's month: P1M or tighter (P3W). */
  readonly answer: Duration;
  readonly steps: readonly { readonly do: Texts; readonly by?: Key; readonly within?: Duration }[];
  readonly delivery?: { readonly form?: Texts; readonly within?: Duration; readonly link?: Duration };
  readonly fee: {
    readonly free: number | 'always';
    readonly per?: Duration;
    readonly then?: Texts;
    readonly condition?: Condition;
  };
  readonly exceptions: readonly {
    readonly items: readonly Key[];
    readonly condition?: Condition;
    readonly ground: Texts;
    readonly until?: Rule;
    readonly at: Place;
  }[];
  readonly does: readonly { readonly items: readonly Key[]; readonly outcome: Outcome }[];
  readonly tells: readonly Key[]; // recipients, sources
  readonly refusal?: Texts;
  /** The request must say why (ME.21, CO.30). */
  readonly mustState?: Texts;
  readonly at: Place;
}

export interface AutomatedDecision {
  readonly key: Key;
  readonly title: Texts;
  readonly logic: Texts;
  readonly effects: Texts;
  readonly human: Texts;
  readonly at: Place;
}

/** `protection: { backups: { text, kind: backups } }` (Art. 32, Art. 30(1)(g)). */
export interface Protection {
  readonly key: Key;
  readonly kind: 'manual' | 'access' | 'network' | 'encryption' | 'backups' | 'review' | 'secrecy' | 'other';
  readonly title?: Texts;
  readonly text: Texts;
  readonly every?: Duration; // recorded review (CO.28)
  /** Marks best efforts the software cannot decide: shown and counted as not enforced. */
  readonly aims: boolean;
  readonly at: Place;
}

/** `access: { named-users: true, undertaking: required, multi-factor: required, review: P1Y, keep: user-administration }` */
export interface AccessRules {
  readonly undertaking: boolean;
  readonly multiFactor: boolean;
  readonly review?: Duration;
  readonly keep?: Key;
  readonly at: Place;
}
