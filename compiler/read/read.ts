// From the text of a notice to its model, with every problem of spelling in one run. What a notice means is for the checks; they
// get the notice even where parts of it had to be left out.
import type { Finding } from '../check/finding.ts';
import type { Notice } from '../model/notice.ts';
import type { Place } from '../model/text.ts';
import type { Told } from './issues.ts';
import { lowerNotice } from './lower/notice.ts';
import { mend } from './mend.ts';
import { type Changes, isWithin, originalPlace } from './places.ts';
import { noticeSurface } from './surface/notice.ts';
import { type Position, readYaml } from './yaml.ts';

export interface Reading {
  /** Null only where there is nothing to check: bad YAML, not a notice, another version of the language. */
  readonly notice: Notice | null;
  readonly findings: readonly Finding[];
  /** Line and column of a place of the model; both count from one. */
  readonly locate: (place: Place, of?: 'key' | 'value') => Position;
}

const FORMAT = 1;

function finding(told: Omit<Told, 'place' | 'of'>, file: string, position: Position): Finding {
  const { code, message, hint } = told;
  return { code, severity: 'error', file, ...position, message, hint };
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What makes the file no notice of this language at all. */
function unusable(value: unknown): Told | undefined {
  if (value === undefined) return undefined;
  if (!isSection(value))
    return {
      code: 'wrong-type',
      place: [],
      message:
        value === null ? 'The file is empty.' : 'The file is not a notice: it has no sections with keys.',
      hint: 'Begin with `seloste: 1` and `register: KEY`, each on a line of its own.',
    };
  const version = value.seloste;
  if (version === FORMAT || version === undefined) return undefined;
  return {
    code: 'unknown-format-version',
    place: ['seloste'],
    message: 'This version of the notice language is not known here.',
    hint: 'Write `seloste: 1`.',
  };
}

function byPosition(left: Finding, right: Finding): number {
  return left.line - right.line || left.column - right.column || left.code.localeCompare(right.code);
}

/** A construct told as incomplete because something within it was wrong needs no second finding. */
function follows(lowered: Told, told: readonly Told[]): boolean {
  return told.some(({ place }) => isWithin(place, lowered.place));
}

/** Reads a notice; never throws for anything a file can hold. */
export function readNotice(text: string, file: string): Reading {
  const tree = readYaml(text);
  const early = tree.problems.map((problem) => finding(problem, file, problem));
  const stop = unusable(tree.value);
  if (stop !== undefined) early.push(finding(stop, file, tree.locate(stop.place, stop.of)));
  if (stop !== undefined || !isSection(tree.value))
    return { notice: null, findings: early, locate: (place, of) => tree.locate(place, of) };
  const { value, told, changes } = mend(noticeSurface, tree.value);
  const lowered: Told[] = [];
  const notice = value === null ? null : lowerNotice(value, (each) => lowered.push(inFile(each, changes)));
  const later = lowered.filter((each) => !follows(each, told));
  const findings = [...told, ...later].map((each) => finding(each, file, tree.locate(each.place, each.of)));
  return {
    notice,
    findings: [...early, ...findings].toSorted(byPosition),
    locate: (place, of) => tree.locate(originalPlace(place, changes), of),
  };
}

function inFile(told: Told, changes: Changes): Told {
  return { ...told, place: originalPlace(told.place, changes) };
}
