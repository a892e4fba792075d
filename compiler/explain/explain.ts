// What the notice says about one of its words, in sentences: who may use it, why, from where, to whom, until when. The same sentences
// stand behind every "why" of the product.
import { BUILT_IN_ITEMS } from '../language/items.ts';
import { nearest } from '../language/nearest.ts';
import type { Notice } from '../model/notice.ts';
import type { Key, Language } from '../model/text.ts';
import { fill } from '../render/phrases/phrases.ts';
import { type Scope, scopeOf } from '../render/scope.ts';
import type { Answer } from './answer.ts';
import { itemAnswers } from './item.ts';
import { kindAnswers, purposeAnswers, ruleAnswers } from './others.ts';

export type ExplainedSection = 'item' | 'purpose' | 'rule' | 'people';

export interface ExplainTarget {
  readonly section: ExplainedSection;
  readonly key: Key;
}

export interface Explanation extends ExplainTarget {
  readonly language: Language;
  readonly title: string;
  readonly answers: readonly Answer[];
}

export interface UnknownKey extends ExplainTarget {
  readonly unknown: true;
  /** "Did you mean": undefined when no key is near. */
  readonly nearest: Key | undefined;
  readonly known: readonly Key[];
}

export function explain(notice: Notice, target: ExplainTarget, language: Language): Explanation | UnknownKey {
  const known = keysOf(notice, target.section);
  if (!known.includes(target.key)) {
    return { ...target, unknown: true, nearest: nearest(target.key, known), known };
  }
  const scope = scopeOf(notice, language);
  const answers = ANSWERS[target.section](scope, target.key);
  return {
    ...target,
    language,
    title: titleOf(scope, target),
    answers: answers.filter((answer) => answer.sentences.length > 0),
  };
}

const ANSWERS: Readonly<Record<ExplainedSection, (scope: Scope, key: Key) => readonly Answer[]>> = {
  item: itemAnswers,
  purpose: purposeAnswers,
  rule: ruleAnswers,
  people: kindAnswers,
};

/** Every word that can be asked about; of the built-in items also those the notice leaves out, since "no" is an answer too. */
export function keysOf(notice: Notice, section: ExplainedSection): readonly Key[] {
  switch (section) {
    case 'item': {
      const listed = notice.categories.flatMap((category) => category.items.map((item) => item.key));
      const defined = notice.items.map((item) => item.key);
      return [...new Set([...listed, ...defined, ...BUILT_IN_ITEMS.map((item) => item.key)])];
    }
    case 'purpose':
      return notice.purposes.map((purpose) => purpose.key);
    case 'rule':
      return notice.retention.map((plan) => plan.key);
    case 'people':
      return notice.people.map((kind) => kind.key);
    default:
      return section satisfies never;
  }
}

function titleOf(scope: Scope, { section, key }: ExplainTarget): string {
  const words = scope.phrases.explain;
  const titles = {
    item: () => fill(words.itemTitle, { title: scope.title('item', key) }),
    purpose: () => fill(words.purposeTitle, { title: scope.title('purpose', key) }),
    rule: () => fill(words.ruleTitle, { title: scope.title('plan', key) }),
    people: () => fill(words.peopleTitle, { title: scope.title('people', key) }),
  };
  return titles[section]();
}

/** For a terminal: the title, then each question with its sentences under it. */
export function explanationText({ title, answers }: Explanation): string {
  const parts = answers.map(({ question, sentences }) =>
    [question, ...sentences.map((sentence) => `  ${sentence}`)].join('\n'),
  );
  return `${[title, ...parts].join('\n\n')}\n`;
}
