// Items, categories and sources from their spelling. An item may be defined in place, inside the list of its category.
import { BUILT_IN_ITEMS } from '../../language/items.ts';
import type { Category, ItemDefinition, Source, SourceUse } from '../../model/data.ts';
import type { Key, Place } from '../../model/text.ts';
import type { CategoryInput, ItemInput, SourceUseInput } from '../surface/data.ts';
import type { NoticeSurface } from '../surface/notice.ts';
import { optionalCondition } from './conditions.ts';
import { type Context, defined, entries, list, optionalTexts, texts } from './context.ts';
import { requirements } from './people.ts';
import { keep, optionalKeep } from './plans.ts';

const BUILT_IN = new Map(BUILT_IN_ITEMS.map((item) => [item.key, item]));

function sourceUses(context: Context, input: CategoryInput['from'], at: Place): readonly SourceUse[] {
  return list<SourceUseInput>(input).map((use, index) => {
    const here = Array.isArray(input) ? [...at, index] : at;
    if (typeof use === 'string') return { key: use, narrows: [], at: here };
    return defined({
      key: use.source,
      condition: optionalCondition(context, use.if, [...here, 'if']),
      narrows: list(use.narrows),
      at: here,
    });
  });
}

function choices(context: Context, input: ItemInput['choices'], at: Place): ItemDefinition['choices'] {
  if (Array.isArray(input))
    return input.map((key) => ({
      key,
      title: Object.fromEntries(context.languages.map((language) => [language, key])),
    }));
  return entries(context, at, input).map(({ key, entry, at: here }) => ({
    key,
    title: texts(context, entry, here),
  }));
}

/** A built-in item that is refined keeps what the notice does not say; any other must have a title. */
function titleOf(context: Context, key: Key, input: ItemInput, at: Place): ItemDefinition['title'] {
  if (input.title !== undefined) return texts(context, input.title, [...at, 'title']);
  const builtIn = BUILT_IN.get(key);
  if (builtIn !== undefined) return builtIn.title;
  context.tell({
    code: 'missing-key',
    place: [...at, 'title'],
    of: 'key',
    message: `\`title\` is missing from \`${at.join('.')}\`.`,
    hint: 'Only built-in items have a title of their own; add `title:`.',
  });
  return {};
}

export function item(context: Context, key: Key, input: ItemInput, at: Place): ItemDefinition {
  const builtIn = BUILT_IN.get(key);
  return defined({
    key,
    title: titleOf(context, key, input, at),
    text: optionalTexts(context, input.text, [...at, 'text']),
    type: input.type ?? builtIn?.type ?? (input.choices === undefined ? 'text' : 'choice'),
    choices: choices(context, input.choices, [...at, 'choices']),
    special: input.special,
    specialCondition: input['special-condition'],
    lawReason: optionalTexts(context, input['law-reason'], [...at, 'law-reason']),
    was: input.was,
    origin: input.origin ?? builtIn?.origin ?? 'provided',
    encrypted: input.encrypted ?? builtIn?.encrypted ?? false,
    keep: optionalKeep(context, input.keep, key, [...at, 'keep']),
    purposes: input.for === undefined ? null : list(input.for),
    sources: input.from === undefined ? null : sourceUses(context, input.from, [...at, 'from']),
    audience: input.audience,
    partOf: input['part-of'],
    requirements:
      input.items === undefined ? undefined : requirements(context, input.items, [...at, 'items']),
    oneOf: input['one-of'],
    at,
  });
}

/** Items defined in place inside categories, in the order of the file. */
export function itemsInPlace(context: Context, data: NoticeSurface['data']): ItemDefinition[] {
  return entries(context, ['data'], data).flatMap(({ entry, at }) =>
    entry.items.flatMap((listed, index) =>
      typeof listed === 'string'
        ? []
        : entries(context, [...at, 'items', index], listed).map((inner) =>
            item(context, inner.key, inner.entry, inner.at),
          ),
    ),
  );
}

function listedItems(input: CategoryInput['items'], at: Place): Category['items'] {
  return input.flatMap((listed, index) => {
    const here = [...at, index];
    if (typeof listed === 'string') return [{ key: listed, at: here }];
    return Object.keys(listed).map((key) => ({ key, at: [...here, key] }));
  });
}

export function category(context: Context, key: Key, input: CategoryInput, at: Place): Category {
  const uses = input.for;
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    system: input.system,
    items: listedItems(input.items, [...at, 'items']),
    purposes: list(uses).map((purpose, index) => ({
      key: purpose,
      at: Array.isArray(uses) ? [...at, 'for', index] : [...at, 'for'],
    })),
    sources: sourceUses(context, input.from, [...at, 'from']),
    keep: input.keep === undefined ? null : keep(context, input.keep, key, [...at, 'keep']),
    people: list(input.of),
    provision: optionalTexts(context, input.provision, [...at, 'provision']),
    audience: input.audience,
    at,
  });
}

type SourceInput = NonNullable<NoticeSurface['sources']>[string];

export function source(context: Context, key: Key, input: SourceInput, at: Place): Source {
  return defined({
    key,
    title: texts(context, input.title, [...at, 'title']),
    text: optionalTexts(context, input.text, [...at, 'text']),
    public: input.public ?? false,
    fromPerson: input['from-person'] ?? key === 'the-person',
    automatic: input.automatic ?? false,
    condition: optionalCondition(context, input.if, [...at, 'if']),
    at,
  });
}
