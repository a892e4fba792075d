// Where an item stands in the notice: the categories that list it and, from them and its own entry, its purposes, sources and
// kinds of person. An item in several groups (CG.4) serves the purposes of all of them.
import type { Category, ItemDefinition, SourceUse } from '../model/data.ts';
import type { Notice } from '../model/notice.ts';
import type { PersonKind } from '../model/people.ts';
import type { Key } from '../model/text.ts';

export interface Placement {
  readonly key: Key;
  readonly definition: ItemDefinition | undefined;
  readonly categories: readonly Category[];
  readonly purposes: readonly Key[];
  readonly sources: readonly SourcePlacement[];
  /** Kinds of person whose relationships may carry it; null = all. */
  readonly kinds: readonly Key[] | null;
}

export interface SourcePlacement {
  readonly key: Key;
  readonly bars: readonly Key[];
  readonly condition: SourceUse['condition'];
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

function purposesOf(definition: ItemDefinition | undefined, categories: readonly Category[]): readonly Key[] {
  const offered = unique(categories.flatMap((category) => category.purposes.map((purpose) => purpose.key)));
  const chosen = definition?.purposes ?? null;
  // An item's own list narrows its groups' and never widens them (CO.11: gender serves the report's language and nothing else).
  return chosen === null ? offered : offered.filter((purpose) => chosen.includes(purpose));
}

function conditionOf(uses: readonly SourceUse[]): SourceUse['condition'] {
  const conditions = uses.flatMap((use) => (use.condition === undefined ? [] : [use.condition]));
  const [first] = conditions;
  // One unconditional line is enough to accept the source; else any line's condition is.
  if (first === undefined || conditions.length < uses.length) return undefined;
  return conditions.length === 1 ? first : { is: 'any', of: conditions, place: first.place };
}

interface Line {
  readonly use: SourceUse;
  readonly serves: (purpose: Key) => boolean;
}

/** A purpose is barred by a source when some line narrows it away and no line that serves the purpose leaves it open. */
function barsOf(lines: readonly Line[]): readonly Key[] {
  const narrowed = unique(lines.flatMap((line) => line.use.narrows));
  if (narrowed.length === 0) return [];
  const leftOpen = (purpose: Key) =>
    lines.some((line) => line.serves(purpose) && !line.use.narrows.includes(purpose));
  return narrowed.filter((purpose) => !leftOpen(purpose));
}

function sourcesOf(
  definition: ItemDefinition | undefined,
  categories: readonly Category[],
  purposes: readonly Key[],
): readonly SourcePlacement[] {
  const own = definition?.sources ?? null;
  const lines: readonly Line[] =
    own === null
      ? categories.flatMap((category) =>
          category.sources.map((use) => ({
            use,
            serves: (purpose: Key) => category.purposes.some((entry) => entry.key === purpose),
          })),
        )
      : own.map((use) => ({ use, serves: (purpose: Key) => purposes.includes(purpose) }));
  return unique(lines.map((line) => line.use.key)).map((key) => {
    const ofSource = lines.filter((line) => line.use.key === key);
    return { key, bars: barsOf(ofSource), condition: conditionOf(ofSource.map((line) => line.use)) };
  });
}

/** A kind that lists items has no others; a category that names kinds concerns no others. */
function kindsOf(
  key: Key,
  categories: readonly Category[],
  people: readonly PersonKind[],
): readonly Key[] | null {
  const open = categories.some((category) => category.people.length === 0);
  const named = new Set(categories.flatMap((category) => category.people));
  const mayHave = (kind: PersonKind) =>
    kind.requirements === null ||
    kind.requirements.some(
      ({ item, level, condition }) => item === key && (level !== 'never' || condition !== undefined),
    ) ||
    kind.oneOf.some((group) => group.includes(key));
  const kinds = people.filter((kind) => (open || named.has(kind.key)) && mayHave(kind));
  return kinds.length === people.length ? null : kinds.map((kind) => kind.key);
}

/** The placements of all items some category lists, in the order of the file. An item that no category lists cannot be stored. */
export function placements(notice: Notice): readonly Placement[] {
  const definitions = new Map(notice.items.map((item) => [item.key, item]));
  const byItem = new Map<Key, Category[]>();
  for (const category of notice.categories) {
    for (const { key } of category.items) {
      const listed = byItem.get(key);
      if (listed === undefined) byItem.set(key, [category]);
      else if (!listed.includes(category)) listed.push(category);
    }
  }
  return [...byItem].map(([key, categories]) => {
    const definition = definitions.get(key);
    const purposes = purposesOf(definition, categories);
    return {
      key,
      definition,
      categories,
      purposes,
      sources: sourcesOf(definition, categories, purposes),
      kinds: kindsOf(key, categories, notice.people),
    };
  });
}
