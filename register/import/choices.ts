// The words a table may use for an item's choices: the key, or its title in any language of the notice. What is kept is the key, so that
// it can be shown in every language.
import type { Notice } from '../../compiler/model/notice.ts';
import type { Key } from '../../compiler/model/text.ts';
import { accepted, type Normalised, refused } from '../identifiers/identifier.ts';

/** By item, then by word. Items without choices have no entry. */
export type Choices = ReadonlyMap<Key, ReadonlyMap<string, Key>>;

export function choicesOf(notice: Pick<Notice, 'items'>): Choices {
  const listed = notice.items.filter(({ choices }) => choices.length > 0);
  return new Map(
    listed.map(({ key, choices }) => [
      key,
      new Map(choices.flatMap((each) => wordsOf(each).map((word) => [fold(word), each.key]))),
    ]),
  );
}

const wordsOf = ({ key, title }: Notice['items'][number]['choices'][number]): readonly string[] => [
  key,
  ...Object.values(title),
];

const fold = (word: string) => word.normalize('NFC').trim().toLowerCase();

export function normaliseChoice(input: string, words: ReadonlyMap<string, Key>): Normalised {
  const key = words.get(fold(input));
  return key === undefined ? refused('choice-unknown') : accepted(key);
}
