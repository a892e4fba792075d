/** One question about a word of the notice and what the notice says to it. */
export interface Answer {
  readonly question: string;
  readonly sentences: readonly string[];
}
