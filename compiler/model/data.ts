// What is kept and where it comes from: items, the categories that group them, and sources.
import type { Requirement } from './people.ts';
import type { Condition } from './retention.ts';
import type { Key, Place, Texts } from './text.ts';

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
