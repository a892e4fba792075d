// The checker: reads a notice and gives every problem of the text in one run, reading and meaning alike, in the order of the file.
// Pure and linear in the file; it never throws for anything a file can hold.
import type { Notice } from '../model/notice.ts';
import type { Key, Place } from '../model/text.ts';
import { type Reading, readNotice } from '../read/read.ts';
import { CHECK_CODES, type CheckCode } from './codes.ts';
import { CHECKS } from './families.ts';
import type { CodeEntry, Finding, Problem } from './finding.ts';
import { indexNotice } from './index-notice.ts';
import { checkSuccession } from './succession.ts';

export interface CheckedNotice {
  /** Null where nothing could be read. With errors among the findings it must not be compiled. */
  readonly notice: Notice | null;
  readonly findings: readonly Finding[];
}

/** Sections a word may be defined in, to tell a missing definition from one that could not be read. */
const SECTION: Readonly<Partial<Record<CheckCode, readonly string[]>>> = {
  'unknown-item': ['items', 'data'],
  'unknown-purpose': ['purposes'],
  'unknown-source': ['sources'],
  'unknown-recipient': ['recipients'],
  'unknown-event': ['events'],
  'unknown-state': ['states'],
  'unknown-rule': ['retention'],
  'unknown-role': ['roles'],
  'unknown-system': ['systems'],
  'unknown-kind': ['people'],
  'unknown-transfer': ['transfers'],
  'unknown-agreement': ['agreements'],
  'unknown-choice': ['choices'],
  'unknown-run': ['runs'],
  'missing-right': ['rights'],
};

/** What the reader has told as missing, a check need not tell again in other words. */
const TOLD_AS: Readonly<Partial<Record<CheckCode, readonly string[]>>> = {
  'missing-contact': ['contact', 'controller'],
  'missing-officer': ['data-protection-officer', 'controller'],
  'purpose-without-basis': ['basis'],
  'category-without-retention': ['keep'],
  'hold-without-ground': ['ground'],
  'decision-without-human': ['logic', 'effects', 'human'],
};

/** All problems of meaning; the order is that of the families. */
function checkModel(notice: Notice): readonly Problem<CheckCode>[] {
  const index = indexNotice(notice);
  return CHECKS.flatMap((check) => [...check(index)]);
}

function toFinding(problem: Problem<CheckCode>, reading: Reading, file: string): Finding {
  const entry: CodeEntry = CHECK_CODES[problem.code];
  const { line, column } = reading.locate(problem.place, problem.of);
  return {
    code: problem.code,
    severity: entry.severity,
    file,
    line,
    column,
    message: problem.message,
    hint: problem.hint ?? entry.mend,
    ...(entry.article === undefined ? {} : { article: entry.article }),
  };
}

/** A place that is in the file lies elsewhere than the section that would hold it. */
function isWritten(reading: Reading, place: Place): boolean {
  const [here, parent] = [reading.locate(place), reading.locate(place.slice(0, -1))];
  return here.line !== parent.line || here.column !== parent.column;
}

/** The definition is in the file, but with an error that made the reader leave it out: told there, not at every mention. */
function lostInReading(problem: Problem<CheckCode>, reading: Reading): boolean {
  const key: Key | undefined = problem.names;
  if (key === undefined) return false;
  return (SECTION[problem.code] ?? []).some((section) => isWritten(reading, [section, key]));
}

/** Codes that say something is nowhere: unproved while parts of the file could not be read. */
const NOWHERE: readonly CheckCode[] = ['purpose-unused', 'unused-definition', 'item-never-usable'];

/** Reading errors that leave nothing out but the word itself. */
const HARMLESS: readonly string[] = ['unknown-key', 'duplicate-key'];

/** The model has no decisions both for silence and for none, so only the file can tell them apart. */
function unspoken(reading: Reading): readonly Problem<CheckCode>[] {
  if (isWritten(reading, ['decisions'])) return [];
  return [
    {
      code: 'missing-decisions',
      place: [],
      message: 'Nothing says whether decisions about people are automated.',
    },
  ];
}

function toldByReader(finding: Finding, reading: Reading): boolean {
  const words = TOLD_AS[finding.code as CheckCode];
  if (!words) return false;
  return reading.findings.some(
    (other) =>
      other.line === finding.line &&
      other.column === finding.column &&
      words.some((word) => other.message.includes(`\`${word}\``) || other.message.includes(`${word}\``)),
  );
}

/** Codes of the reader about a value itself, whichever entry it was reached by. */
const SHARED: readonly string[] = [
  'wrong-type',
  'bad-value',
  'bad-date',
  'bad-duration',
  'bad-step',
  'bad-anchor',
];

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  const unique = findings.filter(({ code, line, column, message }) => {
    // One wrong value that several entries share by an alias is told once.
    const key = `${line}:${column}:${code}${SHARED.includes(code) ? '' : `:${message}`}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return unique.toSorted(
    (left, right) =>
      left.line - right.line || left.column - right.column || left.code.localeCompare(right.code),
  );
}

/** Reads and checks a notice. With `older`, also what may not change from the version before. */
export function checkNoticeSource(text: string, file: string, older?: Notice): CheckedNotice {
  const reading = readNotice(text, file);
  const { notice } = reading;
  if (notice === null) return { notice, findings: inOrder(reading.findings) };
  const damaged = reading.findings.length > 0;
  const partial = reading.findings.some(({ code }) => !HARMLESS.includes(code));
  const problems = [
    ...checkModel(notice),
    ...unspoken(reading),
    ...(older ? checkSuccession(older, notice) : []),
  ];
  const meant = problems
    .filter(({ code }) => !partial || !NOWHERE.includes(code))
    .filter((problem) => !damaged || !lostInReading(problem, reading))
    .map((problem) => toFinding(problem, reading, file))
    .filter((finding) => !damaged || !toldByReader(finding, reading));
  return { notice, findings: inOrder([...reading.findings, ...meant]) };
}

/** Every problem of the text, errors and warnings, in the order of the file. */
export function checkNotice(text: string, file: string): readonly Finding[] {
  return checkNoticeSource(text, file).findings;
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
