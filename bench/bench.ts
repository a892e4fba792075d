// What a benchmark is: a workload of ours beside the smallest thing that does the same work, measured in the same run. Only the
// ratio of the two is a figure; milliseconds belong to one machine on one day.

export type Size = 'ci' | 'full';

export interface Bench {
  /** Stable id, e.g. `R2`. */
  readonly id: string;
  readonly what: string;
  /** `time`: ours divided by the limit's time, lower is better. `rate`: the limit's time divided by ours, higher is better. */
  readonly figure: 'time' | 'rate';
  readonly prepare: (size: Size) => Promise<Prepared>;
}

export interface Prepared {
  readonly variants: readonly Variant[];
  readonly close: () => Promise<void>;
}

export interface Variant {
  readonly label: string;
  /** Rows or records the workload has, for the table. */
  readonly data: string;
  /**
   * One measured round each. A round should last 20 ms or more, so that the clock's grain does not show. A number is the round's own
   * figure in milliseconds, such as a percentile, and stands in place of the time it took.
   */
  readonly product: () => Promise<unknown>;
  readonly limit: () => Promise<unknown>;
  /** Asserts that both sides see the same rows and hidden rows stay hidden; throws otherwise. */
  readonly verify: () => Promise<void>;
  /** Undo a round's effect on both sides, outside the measurement. */
  readonly reset?: () => Promise<void>;
  readonly floor: number;
  readonly goal: number;
  /** At least seven. */
  readonly pairs?: number;
}
