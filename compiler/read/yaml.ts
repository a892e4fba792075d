// Text to tree: YAML 1.2 with the place of every node. What could hurt is refused before anything looks at the content: huge
// files, control characters, aliases that multiply or go in circles.
import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Place } from '../model/text.ts';

const LARGEST_FILE_BYTES = 1024 * 1024;
/** Nodes after aliases are written out; a real notice has a few thousand. */
const MOST_NODES = 100_000;
const DEEPEST = 64;

export interface Position {
  readonly line: number;
  readonly column: number;
}

interface YamlProblem extends Position {
  readonly code: 'syntax' | 'duplicate-key' | 'file-too-large';
  readonly message: string;
  readonly hint: string;
}

export interface YamlTree {
  /** Plain data without shared parts, so that mending one place does not change another; undefined when unusable. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  readonly locate: (place: Place, of?: 'key' | 'value') => Position;
}

const START: Position = { line: 1, column: 1 };

function refused(problem: YamlProblem): YamlTree {
  return { value: undefined, problems: [problem], locate: () => START };
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

const CONTROL = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\ufffe\uffff]/u;

function findControlCharacter(text: string): YamlProblem | undefined {
  const found = CONTROL.exec(text);
  if (found === null) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'syntax',
    ...positionAt(text, found.index),
    message: `The character U+${code} may not stand in a notice.`,
    hint: 'Delete it; save the file as UTF-8 text.',
  };
}

const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces, two for each level.',
  DUPLICATE_KEY: 'Keep one of the two, or give the second a key of its own.',
  BAD_INDENT: 'Entries of one section begin in the same column.',
  MISSING_CHAR: 'Close every quote, bracket and brace; put a space after a colon.',
  MULTIPLE_DOCS: 'A file holds one notice; delete the line `---`.',
  BAD_ALIAS: 'An alias `*name` needs an anchor `&name` above it.',
};

function fromYamlError(error: YAMLError, lines: LineCounter): YamlProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  const duplicate = error.code === 'DUPLICATE_KEY';
  return {
    code: duplicate ? 'duplicate-key' : 'syntax',
    line: Math.max(1, line),
    column: Math.max(1, col),
    message: duplicate ? 'This key stands twice in the same section.' : `Not valid YAML: ${error.message}.`,
    hint: HINTS[error.code] ?? 'Quote texts that begin with a sign or hold a colon followed by a space.',
  };
}

/** Nodes with aliases written out; infinite for a circle. Each anchored node is measured once. */
function measure(document: Document, node: Node | null, known: Map<Node, number>, depth: number): number {
  if (node === null) return 1;
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
  const before = known.get(node);
  if (before !== undefined) return before;
  known.set(node, Number.POSITIVE_INFINITY);
  let size = 1;
  if (isAlias(node)) {
    const target = node.resolve(document);
    size = target === undefined ? 1 : measure(document, target, known, depth + 1);
  } else if (isCollection(node)) {
    for (const entry of node.items) {
      const child = isPair(entry) ? entry.value : entry;
      size += 1 + measure(document, child as Node | null, known, depth + 1);
    }
  }
  known.set(node, size);
  return size;
}

/** One slip makes the parser complain several times in a line; the first complaint is the one to mend. */
function onePerLine(problems: readonly YamlProblem[]): YamlProblem[] {
  return problems.filter(
    (problem, index) =>
      problem.code !== 'syntax' ||
      !problems.slice(0, index).some((before) => before.code === 'syntax' && before.line === problem.line),
  );
}

function follow(document: Document, node: unknown): unknown {
  return isAlias(node) ? (node as Alias).resolve(document) : node;
}

function offsetOf(node: unknown): number | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range?.[0];
}

/** Walks to the place as far as it exists: a missing key is told at the entry that lacks it. */
function offsetAt(document: Document, place: Place, of: 'key' | 'value' | undefined): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const [depth, step] of place.entries()) {
    const parent = follow(document, node);
    const isLast = depth === place.length - 1;
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => String(isScalar(item.key) ? item.key.value : item.key) === String(step),
      );
      if (pair === undefined) return offset;
      node = pair.value;
      const asValue = of !== 'key' && isScalar(node) && isLast && node.value !== null;
      offset = (asValue ? offsetOf(node) : offsetOf(pair.key)) ?? offset;
    } else if (isSeq(parent)) {
      const item = parent.items[Number(step)];
      if (item === undefined) return offset;
      node = item;
      offset = offsetOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function parse(text: string, lines: LineCounter): Document | YamlProblem {
  try {
    return parseDocument(text, {
      version: '1.2',
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      strict: true,
      merge: false,
      // `silent` would also hide that the file holds several documents.
      logLevel: 'error',
    });
  } catch (error) {
    // The parser recurses, so thousands of open brackets exhaust the stack; anything else is a defect and must be seen.
    if (!(error instanceof RangeError)) throw error;
    return {
      code: 'syntax',
      ...START,
      message: 'The file is nested too deeply to be read.',
      hint: 'A notice needs no more than a dozen levels.',
    };
  }
}

function tooLarge(text: string): YamlProblem | undefined {
  // No UTF-8 text is shorter in bytes than in UTF-16 units, so only a text below the limit is measured exactly.
  const bytes = text.length > LARGEST_FILE_BYTES ? text.length : new TextEncoder().encode(text).length;
  if (bytes <= LARGEST_FILE_BYTES) return undefined;
  return {
    code: 'file-too-large',
    ...START,
    message: `The file has more than ${LARGEST_FILE_BYTES} bytes.`,
    hint: 'A notice is a text people read; move tables and attachments elsewhere.',
  };
}

function nodeProblems(document: Document, lines: LineCounter): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node) && node.resolve(document) === undefined) {
        const { line, col } = lines.linePos(node.range?.[0] ?? 0);
        problems.push({
          code: 'syntax',
          line,
          column: col,
          message: `The alias \`*${node.source}\` has no anchor above it.`,
          hint: HINTS.BAD_ALIAS ?? '',
        });
        return;
      }
      if (isAlias(node) || node.tag === undefined || node.tag.startsWith('tag:yaml.org,2002:')) return;
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      problems.push({
        code: 'syntax',
        line,
        column: col,
        message: 'A notice has no tags such as `!name`.',
        hint: 'Delete the tag.',
      });
    },
  });
  return problems;
}

/** Reads the text; never throws for anything a file can hold. */
export function readYaml(text: string): YamlTree {
  const early = tooLarge(text) ?? findControlCharacter(text);
  if (early !== undefined) return refused(early);
  const lines = new LineCounter();
  const document = parse(text, lines);
  if ('code' in document) return refused(document);
  const problems = onePerLine(document.errors.map((error) => fromYamlError(error, lines)));
  const locate = (place: Place, of?: 'key' | 'value'): Position => {
    const { line, col } = lines.linePos(offsetAt(document, place, of));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (measure(document, document.contents as Node | null, new Map(), 0) > MOST_NODES)
    return refused({
      code: 'syntax',
      ...START,
      message: 'The file is nested too deeply, or its aliases multiply without end.',
      hint: 'Write repeated parts out, or name them as a rule or an item.',
    });
  problems.push(...nodeProblems(document, lines));
  if (problems.some((problem) => problem.code !== 'duplicate-key'))
    return { value: undefined, problems, locate };
  const plain: unknown = document.toJS({ maxAliasCount: -1 });
  return { value: plain === undefined ? null : JSON.parse(JSON.stringify(plain)), problems, locate };
}
