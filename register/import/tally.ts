// Counts what an import does, and groups its problems by kind with the first row numbers of each.
import type { BatchResult } from './batch.ts';
import type { RowProblem } from './row.ts';

export interface Tally {
  rows: number;
  added: number;
  joined: number;
  refused: number;
  rejected: number;
  facts: number;
  relationships: number;
  readonly problems: Map<string, { rows: number; first: number[] }>;
}

export interface ProblemGroup {
  /** `Column: problem`, or the problem alone when it is the whole row's. */
  readonly problem: string;
  readonly rows: number;
  readonly first: readonly number[];
}

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
    problems: new Map(),
  };
}

export function tallyBatch(tally: Tally, result: BatchResult): void {
  for (const answer of result.answers.values()) tally[answer] += 1;
  tally.facts += result.facts;
  tally.relationships += result.relationships;
}

export function tallyRejected(tally: Tally, row: number, problems: readonly RowProblem[]): void {
  tally.rejected += 1;
  for (const { column, problem } of problems) {
    const name = column === null ? problem : `${column}: ${problem}`;
    const group = tally.problems.get(name) ?? { rows: 0, first: [] };
    group.rows += 1;
    if (group.first.length < FIRST_ROWS) group.first.push(row);
    tally.problems.set(name, group);
  }
}

export function problemGroups(tally: Tally): readonly ProblemGroup[] {
  return [...tally.problems]
    .map(([problem, group]) => ({ problem, ...group }))
    .sort((a, b) => b.rows - a.rows);
}
