// Counts what an import does, and groups its problems by kind with the first row numbers of each.
import type { BatchResult, ReadRow } from './batch.ts';
import { explainProblem } from './reasons.ts';
import type { RowProblem } from './row-parts.ts';

export interface Tally {
  rows: number;
  added: number;
  joined: number;
  refused: number;
  rejected: number;
  facts: number;
  relationships: number;
  /** Cells that were not stored, though their rows were. */
  leftOut: number;
  closings: number;
  consents: number;
  readonly problems: Map<string, Mutable<ProblemGroup>>;
}

export interface ProblemGroup extends RowProblem {
  /** A sentence for whoever mends the file. */
  readonly reason: string;
  readonly rows: number;
  /** Numbers of the first rows that have it. */
  readonly first: number[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const FIRST_ROWS = 10;

export function newTally(): Tally {
  return {
    rows: 0,
    added: 0,
    joined: 0,
    refused: 0,
    rejected: 0,
    facts: 0,
    relationships: 0,
    leftOut: 0,
    closings: 0,
    consents: 0,
    problems: new Map(),
  };
}

/** Answers are counted as the rows gave them: what came of them would tell what was closed. */
export function tallyBatch(tally: Tally, rows: readonly ReadRow[], result: BatchResult): void {
  for (const answer of result.answers.values()) tally[answer] += 1;
  tally.facts += result.facts;
  tally.relationships += result.relationships;
  tally.leftOut += result.leftOut.length;
  for (const { row, problem } of result.leftOut) addProblem(tally, row, problem);
  for (const { kind } of rows.flatMap((row) => row.answers))
    tally[kind === 'consent' ? 'consents' : 'closings'] += 1;
}

export function tallyRejected(tally: Tally, row: number, problems: readonly RowProblem[]): void {
  tally.rejected += 1;
  for (const each of problems) addProblem(tally, row, each);
}

function addProblem(tally: Tally, row: number, problem: RowProblem): void {
  const reason = explainProblem(problem);
  const group = tally.problems.get(reason) ?? { ...problem, reason, rows: 0, first: [] };
  group.rows += 1;
  if (group.first.length < FIRST_ROWS) group.first.push(row);
  tally.problems.set(reason, group);
}

export function problemGroups(tally: Tally): readonly ProblemGroup[] {
  return [...tally.problems.values()].sort((a, b) => b.rows - a.rows);
}
