// The notice as the rest of the product sees it: every short form of the YAML lowered to one shape, keys kept in the order of
// the file, and each node with its place so that a finding can point at line and column. The comments give the YAML spelling.
import type {
  Anchor,
  Condition,
  EventDefinition,
  Hold,
  Outcome,
  RetentionPlan,
  Rule,
  Run,
  StateDefinition,
} from './retention.ts';
import type { Day, Duration, Key, Language, Place, Texts, YearDay } from './text.ts';

export interface Notice {
  readonly format: 1; // seloste: 1
  readonly register: Key;
  readonly title: Texts;
  /** Two or three sentences: what this register is, first layer of the public notice. */
  readonly summary: Texts;
  /** Territorial or organisational scope, e.g. operations in Finland (CG.1). */
  readonly scope?: Texts;
  readonly drawnUp?: Day; // drawn-up
  readonly updated: Day;
  readonly languages: readonly Language[];
  readonly timeZone: string; // time-zone, IANA name
  readonly financialYearEnds: YearDay; // financial-year-ends, default --12-31
  readonly controller: Controller;
  readonly authority: Authority;
  /** The systems the register is made of (CG.3): `systems: { crm: { title: … } }`. */
  readonly systems: readonly Titled[];
  readonly people: readonly PersonKind[];
  readonly purposes: readonly Purpose[];
  readonly items: readonly ItemDefinition[];
  readonly categories: readonly Category[]; // data:
  readonly sources: readonly Source[];
  readonly recipients: readonly Recipient[];
  /** `recipients: { none: TEXT }` or a rule such as "as a rule nothing is given outside" (CG.25). */
  readonly recipientsText?: Texts;
  readonly transfers: readonly Transfer[];
  readonly transfersText?: Texts; // transfers: { text: …, … }
  readonly agreements: readonly Agreement[];
  readonly events: readonly EventDefinition[];
  readonly states: readonly StateDefinition[];
  readonly choices: readonly Choice[];
  readonly runs: readonly Run[];
  readonly retention: readonly RetentionPlan[];
  /** General words on retention (TS.22, CG.31). */
  readonly retentionText?: Texts;
  readonly holds: readonly Hold[];
  readonly roles: readonly Role[];
  readonly publications: readonly Publication[]; // publication:
  readonly site: readonly SiteItem[];
  readonly siteText?: Texts;
  readonly rights: readonly Right[];
  readonly rightsText?: Texts;
  readonly decisions: readonly AutomatedDecision[]; // decisions: none = []
  readonly decisionsText?: Texts;
  /** `profiling: { allowed: false, text: … }`: with false, scoring, behavioural segmenting and targeting are refused (CO.29). */
  readonly profiling?: { readonly allowed: boolean; readonly text: Texts; readonly at: Place };
  /** Statutory or contractual requirement, consequences of not giving data (Art. 13(2)(e)). `provision:` */
  readonly provision?: Texts;
  readonly protection: readonly Protection[];
  readonly access: AccessRules;
  readonly changes: { readonly tell?: Texts; readonly before?: Duration; readonly at: Place };
  /** Further sections in the organisation's own words, `texts: [{ title, text }]`. */
  readonly texts: readonly { readonly title: Texts; readonly text: Texts; readonly at: Place }[];
}

export interface Titled {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly at: Place;
}

export interface ContactBlock {
  readonly name?: string;
  readonly title?: Texts; // role, e.g. administrative director
  readonly address?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly website?: string;
}

export interface Controller extends ContactBlock {
  readonly name: string;
  readonly businessId?: string; // business-id (Y-tunnus; checked)
  readonly careOf?: string; // care-of
  readonly group: readonly { readonly name: string; readonly businessId?: string }[]; // group: [{ name, business-id }]
  readonly groupText?: Texts; // acts-for: on its own behalf and for every subsidiary (CG.1)
  readonly joint: readonly (ContactBlock & {
    readonly name: string;
    readonly businessId?: string;
    readonly part: Texts;
  })[]; // joint: Art. 26
  readonly representative?: ContactBlock; // Art. 27
  readonly contact: ContactBlock;
  /** Exactly one of both: `data-protection-officer: { … }` or `{ none-because: TEXT, assessed: DAY }` (CO.2). */
  readonly officer:
    | { readonly is: 'appointed'; readonly contact: ContactBlock }
    | { readonly is: 'none'; readonly because: Texts; readonly assessed?: Day };
  readonly at: Place;
}

/** `authority: finland` (facts.md §1.3's block, built in) or the full block. */
export interface Authority {
  readonly name: Texts;
  readonly visiting: Texts;
  readonly postal: Texts;
  readonly phone?: string;
  readonly registry?: string;
  readonly email?: string;
  readonly website?: string;
}

/** `people: { trainee: { title, opens: [p], after-end: [p], keep: R, items: {…}, one-of: [[a, b]] } }` */
export interface PersonKind {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  /** Purposes a live relationship of the kind opens. */
  readonly opens: readonly Key[];
  /** Purposes that stay open after it ends (`after-end:`). */
  readonly afterEnd: readonly Key[];
  /** The kind is never identified by itself: visitor, footage (`identified: false`). */
  readonly identified: boolean;
  /** The relationship is with: nothing, an organisation or a project (`with: organisation`). */
  readonly with: 'nothing' | 'organisation' | 'project';
  readonly keep?: Key; // a retention key, for everything under this relationship
  /** Requirements (language.md g): `items: { name: mandatory, phone: { optional: { if: C } }, x: never }`. Present = others are never. */
  readonly requirements: readonly Requirement[] | null;
  /** `one-of: [[work-email, phone]]`: the later only where the earlier is missing. */
  readonly oneOf: readonly (readonly Key[])[];
  /** `links: { guardian: person-kind }`: another subject that must be linked. */
  readonly links: readonly {
    readonly key: Key;
    readonly kind: Key;
    readonly mandatory: boolean;
    readonly at: Place;
  }[];
  /** How a person may come to be recorded as this kind (RE.4): `created-when: [{ source: S, if: C }]` or free text. */
  readonly sources: readonly Key[] | null; // from: limits the sources of the relationship itself; null = any of the item's
  readonly at: Place;
}

export interface Requirement {
  readonly item: Key;
  readonly level: 'mandatory' | 'optional' | 'never';
  readonly condition?: Condition;
  /** `mandatory else TEXT`: what follows when missing. YAML `{ mandatory: { else: TEXT, if: C, proof: document } }`. */
  readonly else?: Texts;
  readonly proof?: Key;
  readonly groundEnds?: 'erase' | 'keep';
  readonly at: Place;
}

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

export type ItemType =
  | 'text'
  | 'long-text'
  | 'number'
  | 'date'
  | 'time'
  | 'yes-no'
  | 'choice'
  | 'record'
  | 'file';

/** `items: { permit-card: { title, type: text, … } }`; built-in items (compiler/language/items.ts) need no entry but may have one to refine it. */
export interface ItemDefinition {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly type: ItemType;
  readonly choices: readonly { readonly key: Key; readonly title: Texts }[];
  /** Special category (Art. 9) or criminal data (Art. 10): `special: health`. */
  readonly special?:
    | 'health'
    | 'ethnic-origin'
    | 'political'
    | 'religion'
    | 'trade-union'
    | 'genetic'
    | 'biometric'
    | 'sex-life'
    | 'criminal';
  /** The condition of Art. 9(2) relied on: `special-condition: explicit-consent`. */
  readonly specialCondition?:
    | 'explicit-consent'
    | 'own-members'
    | 'made-public'
    | 'legal-claims'
    | 'employment-law'
    | 'health-care'
    | 'public-health'
    | 'substantial-public-interest'
    | 'vital-interest'
    | 'archiving'
    | 'law';
  /** Identity code: the reason of tietosuojalaki 29 §. `law-reason: distinguishing` */
  readonly lawReason?: Texts;
  /** Former key, `was: old-key` (renamed or split). */
  readonly was?: Key;
  /** What kind of origin: provided, observed, derived, inferred (Art. 20 leaves out the last two). */
  readonly origin: 'provided' | 'observed' | 'derived' | 'inferred';
  readonly encrypted: boolean;
  readonly keep?: Key;
  /** Restricts the category's purposes for this item: `for: [x]`. Null = the category's. */
  readonly purposes: readonly Key[] | null;
  readonly sources: readonly SourceUse[] | null;
  readonly audience?: 'own' | 'team' | 'all';
  /** `part-of: meeting`: an item inside a record kind. */
  readonly partOf?: Key;
  /** What a record of this kind must, may or must never hold (language.md g): `items: { injury: mandatory }`. Present = others are never. */
  readonly requirements?: readonly Requirement[];
  /** `one-of: [[witness, report]]` within the record. */
  readonly oneOf?: readonly (readonly Key[])[];
  readonly at: Place;
}

/** `data: { contact: { title, items: [name, email], for: [p], from: [s], keep: R } }` */
export interface Category {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly system?: Key;
  readonly items: readonly { readonly key: Key; readonly at: Place }[];
  readonly purposes: readonly { readonly key: Key; readonly at: Place }[]; // for:
  readonly sources: readonly SourceUse[]; // from:
  readonly keep: Key | null; // a retention key (an inline rule becomes a plan named after the category)
  readonly people: readonly Key[]; // of: [kinds]; empty = all
  /** Statutory or contractual requirement for this category (Art. 13(2)(e)). */
  readonly provision?: Texts;
  readonly audience?: 'own' | 'team' | 'all';
  readonly at: Place;
}

/** `{ source: employer, if: C, narrows: [purposes] }` or the bare key. */
export interface SourceUse {
  readonly key: Key;
  readonly condition?: Condition;
  /** Purposes this source closes on the row (`barred` at insert). */
  readonly narrows: readonly Key[];
  readonly at: Place;
}

export interface Source {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  /** Art. 14(2)(f): a publicly accessible source. */
  readonly public: boolean;
  /** From the person themselves (Art. 13) or from elsewhere (Art. 14). `from-person: true` for built-in the-person. */
  readonly fromPerson: boolean;
  /** Collected by a machine without anyone acting: logs, cookies, cameras. */
  readonly automatic: boolean;
  readonly condition?: Condition;
  readonly at: Place;
}

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

/** What a condition or anchor may point at by path. */
export type { Anchor };
