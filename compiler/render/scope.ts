// What every part of the renderer asks of a notice in one language: its texts, the titles behind its keys, and where in the
// document a key is explained.
import { BUILT_IN_SOURCES, NEVER_STORED } from '../language/built-in.ts';
import { BUILT_IN_EVENTS } from '../language/events.ts';
import { BUILT_IN_ITEMS } from '../language/items.ts';
import type { Notice } from '../model/notice.ts';
import type { Key, Language, Texts } from '../model/text.ts';
import { yearDayTexts } from '../retention/words/year-day.ts';
import { type Block, type Inline, type Line, text } from './document.ts';
import { type Phrases, phrasesOf } from './phrases/phrases.ts';
import { paragraphs } from './words.ts';

export interface Scope {
  readonly notice: Notice;
  readonly language: Language;
  readonly phrases: Phrases;
  /** The text in the document's language. A notice that lacks one has errors and is not rendered; the fallback serves previews. */
  say(texts: Texts | undefined): string;
  title(section: TitledSection, key: Key): string;
  /** The title as a link to where the document explains it; plain when the document has no such place. */
  link(section: TitledSection, key: Key): Inline;
  /** An item or a category, whichever the key names. */
  data(key: Key): Inline;
  /** Whoever an actor's key names: a role, a kind of person, a recipient, "you yourself". */
  actor(key: Key): Inline;
}

export type TitledSection =
  | 'purpose'
  | 'item'
  | 'category'
  | 'source'
  | 'people'
  | 'recipient'
  | 'transfer'
  | 'agreement'
  | 'plan'
  | 'hold'
  | 'role'
  | 'system'
  | 'event'
  | 'state'
  | 'choice'
  | 'run'
  | 'site';

type Titles = ReadonlyMap<Key, Texts | undefined>;

interface HasTitle {
  readonly key: Key;
  readonly title?: Texts;
}

const titled = (...lists: readonly (readonly HasTitle[])[]): Titles =>
  new Map(lists.flat().map((entry) => [entry.key, entry.title]));

function titlesOf(notice: Notice): Readonly<Record<TitledSection, Titles>> {
  return {
    purpose: titled(notice.purposes),
    item: titled(BUILT_IN_ITEMS, notice.items),
    category: titled(notice.categories),
    source: titled(BUILT_IN_SOURCES, notice.sources),
    people: titled(notice.people),
    recipient: titled(notice.recipients),
    transfer: titled(notice.transfers),
    agreement: titled(notice.agreements),
    plan: titled(
      [NEVER_STORED],
      notice.retention.map((plan) => ({ ...plan, ...titleOfPlan(notice, plan) })),
    ),
    hold: titled(notice.holds),
    role: titled(notice.roles),
    system: titled(notice.systems),
    event: titled(BUILT_IN_EVENTS, notice.events),
    state: titled(notice.states),
    choice: titled(notice.choices, valuesOf(notice)),
    run: new Map(notice.runs.map((run) => [run.key, yearDayTexts(run.days)])),
    site: titled(notice.site),
  };
}

/** Values of items with choices, by item and value: the same value may mean another thing elsewhere. */
function valuesOf(notice: Notice): readonly HasTitle[] {
  return notice.items.flatMap((item) =>
    item.choices.map(({ key, title }) => ({ key: `${item.key}.${key}`, title })),
  );
}

/** A plan without a title, such as a rule written under a category, goes by the name of what it keeps. */
function titleOfPlan(notice: Notice, plan: HasTitle): { readonly title?: Texts } {
  if (plan.title !== undefined) return { title: plan.title };
  const keepers = [...notice.categories, ...notice.items, ...notice.purposes, ...notice.people];
  const named = notice.categories.find((category) => category.key === plan.key);
  const held = notice.holds.find((hold) => hold.then?.is === 'named' && hold.then.name === plan.key);
  const title = (named ?? keepers.find((keeper) => keeper.keep === plan.key) ?? held)?.title;
  return title === undefined ? {} : { title };
}

/** Sections whose entries have a place of their own in the document. */
const PLACED: ReadonlySet<TitledSection> = new Set([
  'purpose',
  'category',
  'source',
  'people',
  'recipient',
  'transfer',
  'plan',
  'hold',
  'role',
]);

export function scopeOf(notice: Notice, language: Language): Scope {
  const phrases = phrasesOf(language);
  const titles = titlesOf(notice);
  const homes = homesOfItems(notice);
  const own = ownKeys(notice);
  const say = (texts: Texts | undefined) =>
    texts?.[language] ?? notice.languages.map((other) => texts?.[other]).find((other) => other) ?? '';
  const title = (section: TitledSection, key: Key) => say(titles[section].get(key)) || key;
  const link = (section: TitledSection, key: Key): Inline => {
    const words = title(section, key);
    if (section === 'item') {
      const home = homes.get(key);
      return home === undefined ? words : { text: words, to: `#${idOf('category', home)}` };
    }
    return PLACED.has(section) && own[section]?.has(key)
      ? { text: words, to: `#${idOf(section, key)}` }
      : words;
  };
  const data = (key: Key) => link(titles.category.has(key) ? 'category' : 'item', key);
  const actor = (key: Key): Inline => {
    if (key === 'self' || key === 'the-person') return phrases.who.self;
    if (key === 'guardian') return phrases.who.guardian;
    const section = (['role', 'people', 'recipient', 'source'] as const).find((one) => titles[one].has(key));
    return section === undefined ? key : link(section, key);
  };
  return { notice, language, phrases, say, title, link, data, actor };
}

/** The same in every language, so that a link into the notice survives a change of language. */
export function idOf(section: TitledSection, key: Key): string {
  return `${section === 'category' ? 'data' : section}-${key}`;
}

function homesOfItems(notice: Notice): ReadonlyMap<Key, Key> {
  const homes = new Map<Key, Key>();
  for (const category of notice.categories) {
    for (const item of category.items) if (!homes.has(item.key)) homes.set(item.key, category.key);
  }
  return homes;
}

function ownKeys(notice: Notice): Partial<Record<TitledSection, ReadonlySet<Key>>> {
  const keys = (entries: readonly HasTitle[]) => new Set(entries.map((entry) => entry.key));
  return {
    purpose: keys(notice.purposes),
    category: keys(notice.categories),
    source: keys(sourcesInUse(notice)),
    people: keys(notice.people),
    recipient: keys(notice.recipients),
    transfer: keys(notice.transfers),
    plan: keys(notice.retention),
    hold: keys(notice.holds),
    role: keys(notice.roles),
  };
}

/** The sources a notice names and the built-in ones its data mentions. */
export function sourcesInUse(notice: Notice): Notice['sources'] {
  const named = new Set(notice.sources.map((source) => source.key));
  const used = new Set([
    ...notice.categories.flatMap((category) => category.sources.map((use) => use.key)),
    ...notice.items.flatMap((item) => (item.sources ?? []).map((use) => use.key)),
    ...notice.people.flatMap((kind) => kind.sources ?? []),
  ]);
  const builtIn = BUILT_IN_SOURCES.filter((source) => used.has(source.key) && !named.has(source.key));
  return [...builtIn, ...notice.sources];
}

/** The organisation's own words, paragraph by paragraph. */
export function ownWords(scope: Scope, texts: Texts | undefined): readonly Block[] {
  return paragraphs(scope.say(texts)).map((part) => text(part));
}

/** Words one after another with commas between, for places where a list would be too much. */
export function joined(words: readonly Inline[], separator = ', '): Line {
  return words.flatMap((word, index) => (index === 0 ? [word] : [separator, word]));
}
