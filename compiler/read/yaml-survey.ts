// One walk over the parsed nodes, linear in the file: where each alias leads, which keys stand twice, what a notice may not hold;
// then the plain data. The parser's own ways to do these are quadratic, and a notice may be sent by anyone who can sign in.
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
} from 'yaml';

/** Nodes after aliases are written out; a real notice has a few thousand. */
const MOST_NODES = 100_000;
const MOST_ALIASES = 2_000;
const DEEPEST = 64;

interface Trouble {
  readonly code: 'syntax' | 'duplicate-key';
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

export interface Survey {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly troubles: readonly Trouble[];
  /** False where writing the aliases out, or walking the depth, would not end in time. */
  readonly bounded: boolean;
}

export function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

export function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function duplicateKeys(pairs: readonly Pair[]): Trouble[] {
  const seen = new Set<string>();
  return pairs.flatMap((pair) => {
    const key = keyOf(pair);
    const again = seen.has(key);
    seen.add(key);
    return again
      ? [
          {
            code: 'duplicate-key' as const,
            offset: offsetOf(pair.key) ?? 0,
            message: `The key \`${key.slice(0, 60)}\` stands twice in the same section.`,
            hint: 'Keep one of the two, or give the second a key of its own.',
          },
        ]
      : [];
  });
}

function badAlias(alias: Alias): Trouble {
  return {
    code: 'syntax',
    offset: offsetOf(alias) ?? 0,
    message: `The alias \`*${alias.source}\` has no anchor above it.`,
    hint: 'An alias `*name` needs an anchor `&name` above it.',
  };
}

function badTag(node: Node): Trouble {
  return {
    code: 'syntax',
    offset: offsetOf(node) ?? 0,
    message: 'A notice has no tags such as `!name`.',
    hint: 'Delete the tag.',
  };
}

/** Nodes with aliases written out; infinite for a circle and for what is too deep. Each node is measured once. */
function sizeOf(
  node: unknown,
  targets: Survey['targets'],
  known: Map<unknown, number>,
  depth: number,
): number {
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
  if (isAlias(node)) return sizeOf(targets.get(node), targets, known, depth + 1);
  if (!isMap(node) && !isSeq(node)) return 1;
  const before = known.get(node);
  if (before !== undefined) return before;
  known.set(node, Number.POSITIVE_INFINITY);
  let size = 1;
  for (const item of node.items)
    size += 1 + sizeOf(isPair(item) ? item.value : item, targets, known, depth + 1);
  known.set(node, size);
  return size;
}

export function survey(document: Document): Survey {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const troubles: Trouble[] = [];
  let aliases = 0;
  visit(document, {
    Alias: (_key, alias) => {
      aliases += 1;
      const target = anchors.get(alias.source);
      if (target === undefined) troubles.push(badAlias(alias));
      else targets.set(alias, target);
    },
    Value: (_key, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) troubles.push(badTag(node));
      if (isMap(node)) troubles.push(...duplicateKeys(node.items as Pair[]));
    },
  });
  const bounded = aliases <= MOST_ALIASES && sizeOf(document.contents, targets, new Map(), 0) <= MOST_NODES;
  return { targets, troubles, bounded };
}

/** Plain data with every alias written out, so that mending one place does not change another. Only for a bounded survey. */
export function plainData(node: unknown, targets: Survey['targets']): unknown {
  if (isAlias(node)) return plainData(targets.get(node), targets);
  if (isSeq(node)) return node.items.map((item) => plainData(item, targets));
  if (isMap(node)) return section(node.items as Pair[], targets);
  const value: unknown = isScalar(node) ? node.value : null;
  // Numbers outside JSON (.inf, .nan) and other kinds are nothing a notice could mean.
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  return isPlain ? value : null;
}

/** `__proto__` as a key is data like any other, so each key is defined and never assigned. */
function section(pairs: readonly Pair[], targets: Survey['targets']): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const pair of pairs)
    Object.defineProperty(result, keyOf(pair), {
      value: plainData(pair.value, targets),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  return result;
}
