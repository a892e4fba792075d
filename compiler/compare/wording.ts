// What changes between two versions in words: languages, titles and texts, the controller's details, how rights are used.
import type { Notice } from '../model/notice.ts';
import type { Key, Language } from '../model/text.ts';
import { type Change, change } from './change.ts';
import { difference, inAll, isSameContent, keyDifference, type Versions } from './versions.ts';

const NAMES: Readonly<Record<Language, Readonly<Record<Language, string>>>> = {
  fi: { fi: 'suomi', sv: 'finska', en: 'Finnish' },
  sv: { fi: 'ruotsi', sv: 'svenska', en: 'Swedish' },
  en: { fi: 'englanti', sv: 'engelska', en: 'English' },
};

function compareLanguages(versions: Versions): readonly Change[] {
  const { added, removed } = keyDifference(versions.old.languages, versions.new.languages);
  const toChange = (code: 'language-added' | 'language-removed') => (key: Key) =>
    change(code, ['languages', key], { language: NAMES[key as Language] });
  return [...added.map(toChange('language-added')), ...removed.map(toChange('language-removed'))];
}

interface Worded {
  readonly key: Key;
  readonly title?: Notice['title'];
  readonly text?: Notice['title'];
}

const SECTIONS = [
  'purposes',
  'items',
  'categories',
  'sources',
  'recipients',
  'transfers',
  'people',
  'retention',
  'holds',
  'roles',
  'protection',
] as const;

function compareSections(versions: Versions): readonly Change[] {
  return SECTIONS.flatMap((section) => {
    const before: readonly Worded[] = versions.old[section];
    const after: readonly Worded[] = versions.new[section];
    return difference(before, after).kept.flatMap((pair) =>
      isSameContent([pair.old.title, pair.old.text], [pair.new.title, pair.new.text])
        ? []
        : [change('wording-changed', [section, pair.key], { what: inAll(pair.new.title, pair.key) })],
    );
  });
}

/** Texts at the top of the notice, outside any section with keys. */
const LOOSE_TEXTS = [
  'title',
  'summary',
  'scope',
  'recipientsText',
  'transfersText',
  'retentionText',
  'rightsText',
  'siteText',
  'decisionsText',
  'provision',
  'texts',
] as const;

function compareLooseTexts(versions: Versions): readonly Change[] {
  return LOOSE_TEXTS.filter((name) => !isSameContent(versions.old[name], versions.new[name])).map((name) =>
    change('wording-changed', [name], { what: name }),
  );
}

function compareController(versions: Versions): readonly Change[] {
  return isSameContent(versions.old.controller, versions.new.controller)
    ? []
    : [change('information-controller', ['controller'])];
}

function compareDecisions(versions: Versions): readonly Change[] {
  const { added } = difference(versions.old.decisions, versions.new.decisions);
  return added.map(({ key, title }) =>
    change('information-decisions', ['decisions', key], { decision: inAll(title, key) }),
  );
}

function compareRights(versions: Versions): readonly Change[] {
  const kinds = new Set([...versions.old.rights, ...versions.new.rights].map((right) => right.kind));
  return [...kinds].flatMap((kind) => {
    const of = (notice: Notice) => notice.rights.filter((right) => right.kind === kind);
    const [before, after] = [of(versions.old), of(versions.new)];
    if (isSameContent(before, after)) return [];
    const title = (after[0] ?? before[0])?.title;
    return [change('right-changed', ['rights', kind], { right: inAll(title, kind) })];
  });
}

export function compareWording(versions: Versions): readonly Change[] {
  return [
    ...compareController(versions),
    ...compareDecisions(versions),
    ...compareLanguages(versions),
    ...compareSections(versions),
    ...compareLooseTexts(versions),
    ...compareRights(versions),
  ];
}
