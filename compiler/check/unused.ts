// Definitions nothing leads to, titles two entries share, and names that take another's place.

import { IMPLICIT_PURPOSES } from '../language/built-in.ts';
import type { Notice } from '../model/notice.ts';
import type { Key, Language, Place, Texts } from '../model/text.ts';
import type { Check } from './index-notice.ts';
import type { Section } from './mention.ts';
import { mentions } from './mentions.ts';

interface Entry {
  readonly key: Key;
  readonly at: Place;
}

/** Sections whose entries do nothing by themselves, with the kinds of mention that use them. */
function usable(notice: Notice): readonly (readonly [string, readonly Entry[], readonly Section[]])[] {
  return [
    ['event', notice.events.filter((event) => !event.builtIn), ['event']],
    ['state', notice.states, ['state']],
    ['choice', notice.choices, ['choice', 'answer']],
    ['run', notice.runs, ['run']],
    ['source', notice.sources.filter((source) => source.at.length > 0), ['source', 'told', 'party']],
    ['transfer', notice.transfers, ['transfer']],
    ['agreement', notice.agreements, ['agreement']],
    ['system', notice.systems, ['system']],
    ['rule', notice.retention, ['rule']],
  ];
}

export const checkUnused: Check = function* ({ notice, algebra, listedIn }) {
  const used = new Map<Section, Set<Key>>();
  for (const { section, key } of mentions(notice)) {
    const keys = used.get(section);
    if (keys) keys.add(key);
    else used.set(section, new Set([key]));
  }
  // What is agreed or attested is said by the title of a choice or an agreement.
  const agreed = new Set(
    algebra.conditions.flatMap((one) => (one.is === 'agreed' || one.is === 'attested' ? [one.key] : [])),
  );
  for (const [word, entries, sections] of usable(notice))
    for (const { key, at } of entries) {
      const named = sections.some(
        (section) => used.get(section)?.has(key) || used.get(section)?.has(`${key}-ended`),
      );
      if (named || (word === 'state' && used.get('event')?.has(`${key}-ended`))) continue;
      if ((word === 'choice' || word === 'agreement') && agreed.has(key)) continue;
      if (word === 'source' && key === 'the-person') continue;
      yield {
        code: 'unused-definition',
        place: at,
        of: 'key',
        message: `Nothing refers to the ${word} “${key}”.`,
      };
    }
  for (const item of notice.items)
    if (!listedIn.has(item.key))
      yield {
        code: 'unused-definition',
        place: item.at,
        of: 'key',
        message: `No category under data lists the item “${item.key}”, so it can never be stored.`,
      };
};

interface TitledEntry extends Entry {
  readonly title: Texts;
}

function* sharedTitles(entries: readonly TitledEntry[], language: Language) {
  const first = new Map<string, Key>();
  for (const { key, title, at } of entries) {
    const words = title[language]?.trim().toLocaleLowerCase(language);
    if (!words) continue;
    const before = first.get(words);
    if (before !== undefined && before !== key)
      yield {
        code: 'duplicate-title' as const,
        place: [...at, 'title'],
        message: `“${key}” has the same title as “${before}”.`,
      };
    else first.set(words, key);
  }
}

export const checkTitles: Check = function* ({ notice }) {
  const sections = [
    notice.purposes,
    notice.categories,
    notice.items,
    notice.people,
    notice.sources,
    notice.recipients,
  ];
  const [language] = notice.languages;
  if (language === undefined) return;
  for (const entries of sections) yield* sharedTitles(entries, language);
};

/** Words that already mean something where a key of the section stands. */
const RESERVED: Readonly<Record<'purposes' | 'people' | 'retention' | 'roles', readonly Key[]>> = {
  purposes: [...IMPLICIT_PURPOSES, 'necessary'],
  people: ['self', 'the-person', 'guardian', 'staff', 'system', 'employer', 'controller'],
  retention: ['never-stored', 'resume', 'otherwise'],
  roles: ['self', 'the-person', 'guardian', 'staff', 'system', 'employer', 'controller'],
};

export const checkShadows: Check = function* ({ notice, itemKeys, plans }) {
  const sections = {
    purposes: notice.purposes,
    people: notice.people,
    retention: notice.retention,
    roles: notice.roles,
  };
  for (const name of ['purposes', 'people', 'retention', 'roles'] as const)
    for (const { key, at } of sections[name])
      if (RESERVED[name].includes(key) && plans.get(key)?.neverStored !== true)
        yield {
          code: 'shadowed-name',
          place: at,
          of: 'key',
          message: `“${key}” already has a meaning of its own under ${name}.`,
        };
  for (const { key, at } of notice.categories)
    if (
      itemKeys.has(key) &&
      !notice.categories.some((one) => one.key === key && one.items.some((item) => item.key === key))
    )
      yield {
        code: 'shadowed-name',
        place: at,
        message: `The category “${key}” has the name of an item it does not hold.`,
      };
};

/** What is agreed or attested stands in sentences of the public notice, so it needs words in every language. */
export const checkUntitled: Check = function* ({ notice, algebra }) {
  const titled = new Set(
    [notice.choices, notice.agreements, notice.retention, notice.states, notice.holds]
      .flat()
      .map(({ key }) => key),
  );
  for (const condition of algebra.conditions) {
    if (condition.is !== 'agreed' && condition.is !== 'attested') continue;
    if (titled.has(condition.key)) continue;
    yield {
      code: 'untitled-word',
      place: condition.place,
      message: `Nothing gives “${condition.key}” a title, so the notice would show the key.`,
    };
  }
};
