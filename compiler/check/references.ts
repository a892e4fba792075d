// Words that lead nowhere, each with the word that was probably meant.
import { IMPLICIT_PURPOSES } from '../language/built-in.ts';
import { LAWS } from '../language/laws.ts';
import { nearest } from '../language/nearest.ts';
import type { Key } from '../model/text.ts';
import type { CheckCode } from './codes.ts';
import type { Check, NoticeIndex } from './index-notice.ts';
import type { Mention, Section } from './mention.ts';
import { mentions } from './mentions.ts';

/** Who may act without being defined: reporters of events, people who use or carry out rights. */
const PARTIES: readonly Key[] = [
  'self',
  'the-person',
  'guardian',
  'staff',
  'system',
  'employer',
  'controller',
  'data-protection-officer',
  'contact',
  'authority',
];

/** The owners a path may name (language.md a). */
const OWNERS: readonly Key[] = [
  'row',
  'record',
  'relationship',
  'project',
  'organisation',
  'group',
  'subject',
  'person',
  'session',
  'register',
];

interface Vocabulary {
  readonly code: CheckCode;
  readonly word: string;
  readonly where: string;
  readonly known: ReadonlySet<Key>;
}

const keysOf = (entries: readonly { readonly key: Key }[]): readonly Key[] =>
  entries.map((entry) => entry.key);

function dataWords(
  index: NoticeIndex,
): Readonly<Record<'item' | 'forbidden' | 'data' | 'path' | 'source' | 'system', Vocabulary>> {
  const { notice } = index;
  const item = { code: 'unknown-item', word: 'item', where: 'items' } as const;
  const links = notice.people.flatMap((kind) => keysOf(kind.links));
  const data = new Set([...index.itemKeys, ...index.categories.keys()]);
  return {
    item: { ...item, known: index.itemKeys },
    forbidden: { ...item, known: index.itemKeys },
    data: { ...item, word: 'item or category', where: 'items or data', known: data },
    path: {
      ...item,
      word: 'step of a path',
      where: 'items',
      known: new Set([...data, ...OWNERS, ...index.kinds.keys(), ...links]),
    },
    source: { code: 'unknown-source', word: 'source', where: 'sources', known: index.sources },
    system: {
      code: 'unknown-system',
      word: 'system',
      where: 'systems',
      known: new Set(keysOf(notice.systems)),
    },
  };
}

function partyWords(
  index: NoticeIndex,
): Readonly<Record<'role' | 'kind' | 'party' | 'told' | 'recipient', Vocabulary>> {
  const { notice } = index;
  const role = { code: 'unknown-role', word: 'role', where: 'roles' } as const;
  const acting = [
    ...keysOf(notice.roles),
    ...index.kinds.keys(),
    ...keysOf(notice.recipients),
    ...index.sources,
  ];
  const links = notice.people.flatMap((kind) => keysOf(kind.links));
  const recipients = keysOf(notice.recipients);
  return {
    role: { ...role, known: new Set(keysOf(notice.roles)) },
    kind: {
      code: 'unknown-kind',
      word: 'kind of person',
      where: 'people',
      known: new Set(index.kinds.keys()),
    },
    party: { ...role, word: 'role or party', known: new Set([...PARTIES, ...acting, ...links]) },
    told: {
      code: 'unknown-recipient',
      word: 'recipient',
      where: 'recipients',
      known: new Set([...PARTIES, 'recipients', 'sources', ...acting, ...links]),
    },
    recipient: {
      code: 'unknown-recipient',
      word: 'recipient',
      where: 'recipients',
      known: new Set(recipients),
    },
  };
}

function ruleWords(
  index: NoticeIndex,
): Readonly<Record<'event' | 'state' | 'rule' | 'run' | 'law' | 'choice' | 'answer', Vocabulary>> {
  const { notice } = index;
  const states = keysOf(notice.states);
  const choice = { code: 'unknown-choice', word: 'choice', where: 'choices' } as const;
  const choices = keysOf(notice.choices);
  return {
    // A state's end is an event too (language.md a).
    event: {
      code: 'unknown-event',
      word: 'event',
      where: 'events',
      known: new Set([...index.events.keys(), ...states.map((key) => `${key}-ended`)]),
    },
    state: { code: 'unknown-state', word: 'state', where: 'states', known: new Set(states) },
    rule: { code: 'unknown-rule', word: 'rule', where: 'retention', known: new Set(index.plans.keys()) },
    run: { code: 'unknown-run', word: 'run', where: 'runs', known: new Set(keysOf(notice.runs)) },
    law: {
      code: 'unknown-law',
      word: 'statutory period',
      where: 'the table of laws',
      known: new Set(keysOf(LAWS)),
    },
    choice: { ...choice, known: new Set(choices) },
    answer: { ...choice, word: 'choice or purpose', known: new Set([...choices, ...index.purposes.keys()]) },
  };
}

function vocabularies(index: NoticeIndex): Readonly<Record<Section, Vocabulary>> {
  const { notice } = index;
  return {
    ...dataWords(index),
    ...partyWords(index),
    ...ruleWords(index),
    purpose: {
      code: 'unknown-purpose',
      word: 'purpose',
      where: 'purposes',
      known: new Set([...index.purposes.keys(), ...IMPLICIT_PURPOSES]),
    },
    transfer: {
      code: 'unknown-transfer',
      word: 'transfer',
      where: 'transfers',
      known: new Set(keysOf(notice.transfers)),
    },
    agreement: {
      code: 'unknown-agreement',
      word: 'agreement',
      where: 'agreements',
      known: new Set(keysOf(notice.agreements)),
    },
  };
}

/** The likely mend: the nearest word; an event where a rule was expected; else the section to define it in. */
function remedy(mention: Mention, vocabulary: Vocabulary, index: NoticeIndex): string {
  const { key } = mention;
  if (mention.section === 'rule' && index.events.has(key))
    return `“${key}” is an event: write { until: ${key} }, or { from: ${key}, keep: P1Y }.`;
  const meant = nearest(key, vocabulary.known);
  return meant ? `Did you mean “${meant}”?` : `Correct the word, or define it under ${vocabulary.where}.`;
}

function unknown(mention: Mention, vocabulary: Vocabulary, index: NoticeIndex) {
  return {
    code: vocabulary.code,
    place: mention.place,
    names: mention.key,
    ...(mention.of ? { of: mention.of } : {}),
    message: `“${mention.key}” is not a known ${vocabulary.word}.`,
    hint: remedy(mention, vocabulary, index),
  };
}

/** An item the register never stores says nothing: a condition on it stays unknown, and unknown erases nothing. */
export const checkListed: Check = function* (index) {
  for (const { section, key, place, of } of mentions(index.notice)) {
    // What lists an item, and what it is a part of, are no uses of it.
    const lists = (place[0] === 'data' && place[2] === 'items') || place.at(-1) === 'part-of';
    if ((section !== 'item' && section !== 'data') || lists) continue;
    if (!index.itemKeys.has(key) || index.listedIn.has(key) || index.categories.has(key)) continue;
    yield {
      code: 'item-not-listed',
      place,
      ...(of ? { of } : {}),
      message: `“${key}” is named here, but no category under data lists it.`,
    };
  }
};

export const checkReferences: Check = function* (index) {
  const words = vocabularies(index);
  for (const mention of mentions(index.notice)) {
    const vocabulary = words[mention.section];
    if (!vocabulary.known.has(mention.key)) yield unknown(mention, vocabulary, index);
  }
  for (const condition of index.algebra.conditions) {
    if (condition.is !== 'one-of') continue;
    const item = index.items.get(condition.item);
    if (item?.type !== 'choice' || item.choices.length === 0) continue;
    const offered = keysOf(item.choices);
    for (const [position, value] of condition.values.entries()) {
      if (offered.includes(String(value))) continue;
      const meant = nearest(String(value), offered);
      yield {
        code: 'unknown-value',
        place: [...condition.place, 'in', position],
        message: `“${value}” is not a choice of ${condition.item}.`,
        ...(meant ? { hint: `Did you mean “${meant}”?` } : {}),
      };
    }
  }
};
