// Why: purposes with their legal bases, and how a person can be reached for them.
import type { GrantForm, Need, Verb } from './grants.ts';
import type { Condition } from './retention.ts';
import type { Day, Duration, Key, Place, Texts } from './text.ts';

export type BasisKind =
  | 'consent'
  | 'contract'
  | 'legal-obligation'
  | 'vital-interest'
  | 'public-task'
  | 'legitimate-interest';

/** `basis: contract`, `basis: { legitimate-interest: TEXT, balancing: TEXT }`, `basis: { legal-obligation: LAW-TEXT }`; a list when several, the first being the main one. */
export interface Basis {
  readonly kind: BasisKind;
  /** The interest, the law, the task in words. */
  readonly text?: Texts;
  /** The balancing test's outcome, required of a legitimate interest. */
  readonly balancing?: Texts;
  /** Rests on this basis for these verbs only: `{ legal-obligation: TEXT, verbs: [read] }`; undefined = all. */
  readonly verbs?: readonly Verb[];
  readonly at: Place;
}

export type Channel = 'email' | 'sms' | 'phone' | 'post' | 'web' | 'app' | 'in-person';

export interface Purpose {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts; // the organisation's own words
  readonly bases: readonly Basis[];
  /** `open: default | consent | relationship`; default: consent when the main basis is consent; relationship when some kind `opens` it; else default. */
  readonly open: 'default' | 'consent' | 'relationship';
  readonly channel?: Channel;
  readonly directMarketing: boolean; // direct-marketing: true
  readonly profiling: boolean;
  readonly minimumAge?: number; // minimum-age: 13
  readonly guardianBelow?: number; // guardian-below: 18: a guardian's yes is required below this age
  readonly objection: 'always' | 'on-personal-grounds' | 'none'; // default from basis (facts.md §1.4): direct-marketing → always; legitimate interest, public task → on-personal-grounds; else none
  readonly succeeds?: Key; // inherits every closing, no opening
  readonly keep?: Key;
  readonly audience: 'own' | 'team' | 'all';
  /** How consent can be withdrawn, required of a consent purpose: `withdraw: TEXT`. */
  readonly withdraw?: Texts;
  /** Consent's lifetime, `consent-lasts: P2Y`. */
  readonly consentLasts?: Duration;
  /** The wording asked, `wording: TEXT` (consent purposes). */
  readonly wording?: Texts;
  readonly condition?: Condition; // if:
  readonly from?: Day;
  readonly to?: Day;
  readonly form?: GrantForm;
  readonly needs: readonly Need[];
  /** Automated processing in memory only: its items are never stored (CG.18). `in-memory: true` */
  readonly inMemory: boolean;
  readonly dpv?: string; // a DPV purpose term, checked against the list
  readonly at: Place;
}
