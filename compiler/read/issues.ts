// What zod says about the tree, said to the writer of a notice: one code, one sentence, one mend for each.
import type { z } from 'zod';
import { nearest } from '../language/nearest.ts';
import type { Place } from '../model/text.ts';
import { READING_CODES, type ReadingCode } from './codes.ts';
import { wordsAt } from './schema-walk.ts';
import { PATTERN_MENDS } from './surface/words.ts';

type Issue = z.core.$ZodIssue;

export interface Told {
  /** `bare-or` is the checker's word too: said in the rule itself or in the words beside it. */
  readonly code: ReadingCode | 'bare-or';
  readonly place: Place;
  readonly of?: 'key' | 'value';
  readonly message: string;
  readonly hint: string;
  /** The known word or value that was meant; the notice is read as if it stood there. */
  readonly meant?: string;
}

/** A flat issue: its path from the root, and what is wrong there. */
export interface FlatIssue {
  readonly issue: Issue;
  readonly place: Place;
}

function valueAt(root: unknown, place: Place): unknown {
  let current = root;
  for (const key of place) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a section with keys';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  return 'nothing';
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a section with keys',
  record: 'a section with keys',
};

/** None of the words of the option could have been meant: the value is of another kind altogether. */
function isRootMismatch(issues: readonly Issue[]): boolean {
  return issues.some(
    (issue) =>
      issue.path.length === 0 &&
      (issue.code === 'invalid_type' ||
        issue.code === 'invalid_value' ||
        (issue.code === 'invalid_union' && issue.errors.every(isRootMismatch))),
  );
}

/** Of a union's options the one the writer meant: of the right type, and with the fewest complaints. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((branch) => !isRootMismatch(branch));
  const weight = (branch: readonly Issue[]) =>
    branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length * 2 : 1), 0);
  return fitting.toSorted((left, right) => weight(left) - weight(right))[0];
}

export function flatten(issues: readonly Issue[], base: Place = []): FlatIssue[] {
  return issues.flatMap((issue) => {
    const place = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
    if (issue.code === 'invalid_union') {
      const branch = bestBranch(issue.errors);
      if (branch !== undefined) return flatten(branch, place);
    }
    return [{ issue, place }];
  });
}

function nameOf(place: Place): string {
  return place.length === 0 ? 'the notice' : `\`${place.join('.')}\``;
}

const list = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ');

/** Words of another trade or spelling, too far from ours for the edit distance. */
const SYNONYMS: Readonly<Record<string, string>> = {
  delete: 'erase',
  remove: 'erase',
  destroy: 'erase',
  required: 'mandatory',
  mail: 'post',
  letter: 'post',
  call: 'phone',
  telephone: 'phone',
  balance: 'balancing',
  description: 'text',
  label: 'title',
  name: 'title',
  purposes: 'for',
  purpose: 'for',
  source: 'from',
  sources: 'from',
  retention: 'keep',
  cookies: 'site',
  dpo: 'data-protection-officer',
};

function meantBy(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  if (near !== undefined) return near;
  const synonym = Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined;
  return synonym !== undefined && known.includes(synonym) ? synonym : undefined;
}

/** The word belongs to another form of the same thing than the one its neighbours make. */
function misplaced(key: string, place: Place): Told {
  return {
    code: 'unknown-key',
    place: [...place, key],
    of: 'key',
    message: `\`${key}\` cannot stand beside the other words of ${nameOf(place)}.`,
    hint: 'These are two forms of the same thing; keep one of them.',
  };
}

/** Of one section; the rest is told when these are mended. */
const MOST_WORDS = 500;

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, place: Place, schema: z.core.$ZodType): Told[] {
  const known = wordsAt(schema, place);
  return issue.keys.slice(0, MOST_WORDS).map((key) => {
    if (known.includes(key)) return misplaced(key, place);
    const near = meantBy(key, known);
    const words = known.length === 0 ? 'Delete it.' : `Known words here: ${list(known)}.`;
    return {
      code: 'unknown-key',
      place: [...place, key],
      of: 'key',
      message: `\`${key}\` is not a word of ${nameOf(place)}.`,
      hint: near === undefined ? words : `Did you mean \`${near}\`?`,
      ...(near === undefined ? {} : { meant: near }),
    };
  });
}

function missing(place: Place): Told {
  const key = place.at(-1) ?? '';
  return {
    code: 'missing-key',
    place,
    message: `\`${key}\` is missing from ${nameOf(place.slice(0, -1))}.`,
    hint: `Add \`${key}:\` to ${nameOf(place.slice(0, -1))}.`,
  };
}

function wrongValue(issue: z.core.$ZodIssueInvalidValue, place: Place, value: unknown): Told {
  const allowed = issue.values.map(String);
  const near = typeof value === 'string' ? meantBy(value, allowed) : undefined;
  return {
    code: place[0] === 'languages' ? 'bad-language-tag' : 'bad-value',
    place,
    message: `${nameOf(place)} is ${typeof value === 'string' ? `\`${value}\`` : kindOf(value)}, which is not one of ${list(allowed)}.`,
    hint: near === undefined ? `Write one of ${list(allowed)}.` : `Did you mean \`${near}\`?`,
    ...(near === undefined || place[0] === 'languages' ? {} : { meant: near }),
  };
}

/** The types a union would have taken, for a value that is none of them. */
function unionExpectation(issue: z.core.$ZodIssueInvalidUnion): string {
  const kinds = new Set<string>();
  const values = new Set<string>();
  const collect = (issues: readonly Issue[]) => {
    for (const inner of issues) {
      if (inner.code === 'invalid_type' && inner.path.length === 0)
        kinds.add(EXPECTED[inner.expected] ?? inner.expected);
      if (inner.code === 'invalid_value' && inner.path.length === 0)
        for (const value of inner.values) values.add(`\`${String(value)}\``);
      if (inner.code === 'invalid_union' && inner.path.length === 0)
        for (const branch of inner.errors) collect(branch);
    }
  };
  for (const branch of issue.errors) collect(branch);
  return [...values, ...kinds].join(' or ') || 'something else';
}

function allowedValues(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return issue.errors.flat().flatMap((inner) => {
    if (inner.path.length > 0) return [];
    if (inner.code === 'invalid_value') return inner.values.map(String);
    return inner.code === 'invalid_union' ? allowedValues(inner) : [];
  });
}

function wrongType(place: Place, value: unknown, expected: string): Told {
  if (value === null || value === undefined)
    return {
      code: 'wrong-type',
      place,
      of: 'key',
      message: `${nameOf(place)} is empty.`,
      hint: `Give it ${expected}, or delete the line.`,
    };
  return {
    code: 'wrong-type',
    place,
    message: `${nameOf(place)} must be ${expected}, and is ${kindOf(value)}.`,
    hint: `Write ${expected}.`,
  };
}

function badUnion(issue: z.core.$ZodIssueInvalidUnion, place: Place, value: unknown): Told {
  const expected = unionExpectation(issue);
  const allowed = allowedValues(issue);
  const near = typeof value === 'string' ? meantBy(value, allowed) : undefined;
  if (typeof value !== 'string' || allowed.length === 0) return wrongType(place, value, expected);
  return {
    code: 'bad-value',
    place,
    message: `${nameOf(place)} is \`${value}\`, which is not ${expected}.`,
    hint: near === undefined ? `Write ${expected}.` : `Did you mean \`${near}\`?`,
    ...(near === undefined ? {} : { meant: near }),
  };
}

function badFormat(issue: z.core.$ZodIssueInvalidStringFormat, place: Place): Told {
  const mend = PATTERN_MENDS.get(String(issue.pattern ?? ''));
  if (mend === undefined)
    return {
      code: 'bad-value',
      place,
      message: `${nameOf(place)} is not written as it must be.`,
      hint: `It must fit ${String(issue.pattern)}.`,
    };
  return { code: mend.code, place, message: `${nameOf(place)} ${mend.must}.`, hint: mend.hint };
}

function badSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, place: Place): Told {
  const isSmall = issue.code === 'too_small';
  const limit = isSmall ? issue.minimum : issue.maximum;
  const size = `${isSmall ? 'at least' : 'at most'} ${limit}`;
  const empty = isSmall && Number(limit) === 1;
  const what: Readonly<Record<string, string>> = {
    string: empty ? 'must not be empty' : `must have ${size} characters`,
    array: empty ? 'must not be an empty list' : `must have ${size} entries`,
  };
  return {
    code: 'wrong-type',
    place,
    message: `${nameOf(place)} ${what[issue.origin] ?? `must be ${size}`}.`,
    hint: empty && issue.origin in what ? 'Write something, or delete the line.' : `Keep to ${size}.`,
  };
}

function badRecordKey(place: Place): Told {
  const mend = [...PATTERN_MENDS.values()].find((candidate) => candidate.code === 'bad-key');
  return {
    code: 'bad-key',
    place,
    of: 'key',
    message: `\`${place.at(-1)}\` ${mend?.must ?? ''}.`,
    hint: mend?.hint ?? '',
  };
}

/** Checks of our own say which code they are of. */
function codeOf(issue: Issue): ReadingCode {
  const code: unknown = issue.code === 'custom' ? issue.params?.code : undefined;
  return typeof code === 'string' && Object.hasOwn(READING_CODES, code) ? (code as ReadingCode) : 'bad-value';
}

/** Each problem of one issue; an object with three unknown words has three. */
export function tell(flat: FlatIssue, root: unknown, schema: z.core.$ZodType): Told[] {
  const { issue, place } = flat;
  const value = valueAt(root, place);
  if (value === undefined && issue.code !== 'unrecognized_keys' && issue.code !== 'invalid_key')
    return [missing(place)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue, place, schema);
    case 'invalid_type':
      return [wrongType(place, value, EXPECTED[issue.expected] ?? issue.expected)];
    case 'invalid_value':
      return [value === null ? wrongType(place, value, 'a value') : wrongValue(issue, place, value)];
    case 'invalid_union':
      return [badUnion(issue, place, value)];
    case 'invalid_format':
      return [badFormat(issue, place)];
    case 'too_small':
    case 'too_big':
      return [badSize(issue, place)];
    case 'invalid_key':
      return [badRecordKey(place)];
    default:
      return [
        { code: codeOf(issue), place, message: `${nameOf(place)} ${issue.message}.`, hint: 'Correct it.' },
      ];
  }
}
