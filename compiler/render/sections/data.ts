// The data itself: every category with its items, purposes, sources and how long it is kept (Art. 14(1)(d), 13(2)(a)), and item by
// item where one differs from its category.
import { NEVER_STORED } from '../../language/built-in.ts';
import type { Category, ItemDefinition, SourceUse } from '../../model/data.ts';
import type { Key } from '../../model/text.ts';
import { describeCondition, planSentence } from '../algebra.ts';
import {
  type Block,
  details,
  fact,
  factBeside,
  facts,
  type Line,
  type Section,
  section,
} from '../document.ts';
import { idOf, joined, ownWords, type Scope } from '../scope.ts';

export function dataSection(scope: Scope): Section | undefined {
  const categories = scope.notice.categories.map((category) => categorySection(scope, category));
  return section('data', scope.phrases.data.title, [], categories);
}

function categorySection(scope: Scope, category: Category): Section | undefined {
  const words = scope.phrases.data;
  const id = idOf('category', category.key);
  return section(id, scope.say(category.title), [
    ...ownWords(scope, category.text),
    facts([
      factBeside(
        words.items,
        category.items.map((item) => scope.title('item', item.key)),
      ),
      factBeside(
        words.purposes,
        category.purposes.map((purpose) => scope.link('purpose', purpose.key)),
      ),
      fact(words.sources, ...category.sources.map((use) => sourceLine(scope, use))),
      fact(words.keep, ...keepLines(scope, category)),
      factBeside(
        words.people,
        category.people.map((kind) => scope.link('people', kind)),
      ),
      fact(words.provision, scope.say(category.provision)),
      fact(words.system, category.system && scope.title('system', category.system)),
    ]),
    details(`${id}-items`, `${words.each}: ${scope.say(category.title)}`, [
      facts(
        category.items.map(({ key }) =>
          fact(scope.title('item', key), ...remarks(scope, itemOf(scope, key))),
        ),
      ),
      itemTable(scope, category),
    ]),
  ]);
}

/** The source, and when it counts or what it is not used for. */
export function sourceLine(scope: Scope, use: SourceUse): Line {
  const { phrases } = scope;
  const narrows = use.narrows.map((purpose) => scope.title('purpose', purpose));
  return [
    scope.link('source', use.key),
    ...(use.condition === undefined
      ? []
      : [` – ${phrases.page.condition}: ${describeCondition(scope, use.condition)}`]),
    ...(narrows.length === 0 ? [] : [` – ${phrases.data.narrows}: ${narrows.join(', ')}`]),
  ];
}

/** The category's period first; then the purposes and kinds of person that have one of their own, since the row goes at the latest. */
function keepLines(scope: Scope, category: Category): readonly Line[] {
  const { notice } = scope;
  const overrides = [
    ...notice.purposes
      .filter((purpose) => purpose.keep && category.purposes.some((use) => use.key === purpose.key))
      .map((purpose) => ({ who: scope.link('purpose', purpose.key), plan: purpose.keep ?? '' })),
    ...notice.people
      .filter((kind) => kind.keep && (category.people.length === 0 || category.people.includes(kind.key)))
      .filter((kind) => kind.opens.some((key) => category.purposes.some((use) => use.key === key)))
      .map((kind) => ({ who: scope.link('people', kind.key), plan: kind.keep ?? '' })),
  ].filter((override) => override.plan !== category.keep);
  const own = category.keep === null ? [] : [keepLine(scope, category.keep)];
  return [...own, ...overrides.map(({ who, plan }): Line => [who, ': ', ...keepLine(scope, plan)])];
}

/** The plan's sentence with the plan's title as the way to the rule. */
function keepLine(scope: Scope, plan: Key): Line {
  if (plan === NEVER_STORED.key) return [scope.phrases.retention.neverStored];
  return [scope.link('plan', plan), ' – ', planSentence(scope, plan)];
}

const itemOf = (scope: Scope, key: Key) => scope.notice.items.find((item) => item.key === key);

/** Items with purposes, sources or a period of their own; a table that only repeats the category would be noise. */
function itemTable(scope: Scope, category: Category): Block {
  const words = scope.phrases.data;
  const rows = category.items.flatMap(({ key }) => {
    const row = itemRow(scope, category, key);
    return row === undefined ? [] : [row];
  });
  return {
    is: 'table',
    caption: '',
    head: [words.item, words.purposes, words.sources, words.keep],
    rows,
  };
}

function itemRow(scope: Scope, category: Category, key: Key): readonly Line[] | undefined {
  const item = itemOf(scope, key);
  const offered = category.purposes.map((use) => use.key);
  const purposes = item?.purposes?.filter((purpose) => offered.includes(purpose));
  const keep = item?.keep === category.keep ? undefined : item?.keep;
  if (!purposes && !item?.sources && !keep) return undefined;
  const same: Line = [scope.phrases.data.asGroup];
  return [
    [scope.title('item', key)],
    purposes ? joined(purposes.map((purpose) => scope.link('purpose', purpose))) : same,
    item?.sources ? joined(item.sources.map((use) => scope.link('source', use.key))) : same,
    keep ? [scope.link('plan', keep)] : same,
  ];
}

const ORIGINS = { observed: 'originObserved', derived: 'originDerived', inferred: 'originInferred' } as const;

/** What a record of the kind must, may or must never hold. */
function held(scope: Scope, item: ItemDefinition): readonly string[] {
  const words = scope.phrases.people;
  return (['mandatory', 'optional', 'never'] as const).flatMap((level) => {
    const items = (item.requirements ?? []).filter((one) => one.level === level);
    const titles = items.map((one) => scope.title('item', one.item));
    return titles.length === 0 ? [] : [`${words[level]}: ${titles.join(', ')}`];
  });
}

/** What the law or the reader needs to know of an item beside its name. */
export function remarks(scope: Scope, item: ItemDefinition | undefined): readonly string[] {
  if (item === undefined) return [];
  const { phrases, say } = scope;
  const words = phrases.data;
  const special = item.special && phrases.specials[item.special];
  const heading = item.special === 'criminal' ? words.criminal : words.special;
  const choices = item.choices.map((choice) => say(choice.title)).join(', ');
  return [
    say(item.text),
    special && `${heading}: ${special}`,
    item.specialCondition && `${words.condition}: ${phrases.specialConditions[item.specialCondition]}`,
    say(item.lawReason) && `${words.lawReason}: ${say(item.lawReason)}`,
    choices && `${words.choices}: ${choices}`,
    item.partOf && `${words.partOf}: ${scope.title('item', item.partOf)}`,
    ...held(scope, item),
    item.origin !== 'provided' && words[ORIGINS[item.origin]],
    item.encrypted && words.encrypted,
  ].filter((remark) => typeof remark === 'string' && remark !== '') as string[];
}
