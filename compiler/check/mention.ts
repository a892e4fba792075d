// A name at one place of a notice that leads to something defined elsewhere.
import type { Key, Place } from '../model/text.ts';

/** What kind of thing is named. `data` is an item or a category, `answer` a choice or a purpose, `forbidden` an item that is named to keep it out. */
export type Section =
  | 'item'
  | 'forbidden'
  | 'data'
  | 'purpose'
  | 'source'
  | 'recipient'
  | 'event'
  | 'state'
  | 'rule'
  | 'role'
  | 'system'
  | 'kind'
  | 'transfer'
  | 'agreement'
  | 'choice'
  | 'answer'
  | 'run'
  | 'law'
  | 'path'
  | 'party'
  | 'told';

export interface Mention {
  readonly section: Section;
  readonly key: Key;
  readonly place: Place;
  /** The word stands as a key. */
  readonly of?: 'key';
}
