// Text to tree: YAML 1.2 with the place of every node. What could hurt is refused before anything looks at the content: huge
// files, control characters, aliases that multiply or go in circles.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Place } from '../model/text.ts';
import { keyOf, offsetOf, plainData, type Survey, survey } from './yaml-survey.ts';

const LARGEST_FILE_BYTES = 1024 * 1024;
/** More complaints of the parser than this help nobody. */
const MOST_PROBLEMS = 100;

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

/** U+FFFD is what a decoder puts where the bytes are not UTF-8; to go on would spoil names without a word. */
const CONTROL = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\ufffd-\uffff]/u;

function findControlCharacter(text: string): YamlProblem | undefined {
  const found = CONTROL.exec(text);
  if (found === null) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'syntax',
    ...positionAt(text, found.index),
    message:
      code === 'FFFD' ? 'The file is not UTF-8 here.' : `The character U+${code} may not stand in a notice.`,
    hint: 'Delete it; save the file as UTF-8 text.',
  };
}

const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces, two for each level.',
  BAD_INDENT: 'Entries of one section begin in the same column.',
  MISSING_CHAR: 'Close every quote, bracket and brace; put a space after a colon.',
  MULTIPLE_DOCS: 'A file holds one notice; delete the line `---`.',
};

function fromYamlError(error: YAMLError, lines: LineCounter): YamlProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  return {
    code: 'syntax',
    line: Math.max(1, line),
    column: Math.max(1, col),
    message: `Not valid YAML: ${error.message}.`,
    hint: HINTS[error.code] ?? 'Quote texts that begin with a sign or hold a colon followed by a space.',
  };
}

/** One slip makes the parser complain several times in a line; the first complaint is the one to mend. */
function onePerLine(problems: readonly YamlProblem[]): YamlProblem[] {
  const lines = new Set<number>();
  const first = problems.filter(({ line }) => {
    const isFirst = !lines.has(line);
    lines.add(line);
    return isFirst;
  });
  return first.slice(0, MOST_PROBLEMS);
}

/** Walks to the place as far as it exists: a missing key is told at the entry that lacks it. */
function offsetAt(
  document: Document,
  targets: Survey['targets'],
  place: Place,
  of?: 'key' | 'value',
): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const [depth, step] of place.entries()) {
    const parent = isAlias(node) ? targets.get(node) : node;
    const isLast = depth === place.length - 1;
    if (isMap(parent)) {
      const pair = parent.items.find((item) => keyOf(item) === String(step));
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
      uniqueKeys: false,
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

const UNBOUNDED: YamlProblem = {
  code: 'syntax',
  ...START,
  message: 'The file has too many entries, is nested too deeply, or its aliases multiply without end.',
  hint: 'Write repeated parts out, or name them as a rule or an item.',
};

/** Reads the text; never throws for anything a file can hold. */
export function readYaml(text: string): YamlTree {
  const early = tooLarge(text) ?? findControlCharacter(text);
  if (early !== undefined) return refused(early);
  const lines = new LineCounter();
  const document = parse(text, lines);
  if ('code' in document) return refused(document);
  const { targets, troubles, bounded } = survey(document);
  if (!bounded) return refused(UNBOUNDED);
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = [
    ...onePerLine(document.errors.map((error) => fromYamlError(error, lines))),
    ...troubles
      .slice(0, MOST_PROBLEMS)
      .map(({ offset, ...trouble }) => ({ ...trouble, ...position(offset) })),
  ];
  const usable = problems.every((problem) => problem.code === 'duplicate-key');
  return {
    value: usable ? plainData(document.contents, targets) : undefined,
    problems,
    locate: (place, of) => position(offsetAt(document, targets, place, of)),
  };
}
