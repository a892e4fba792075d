// Who the notice is about: kinds of data subject, what must be recorded of them, and whom they are linked to.
import type { Condition } from './retention.ts';
import type { Key, Place, Texts } from './text.ts';

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
