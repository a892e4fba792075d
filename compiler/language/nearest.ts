// "Did you mean": the known word nearest to a mistyped one, by edit distance.

/** Levenshtein distance with two rows; words of a notice are short, so O(n·m) is nothing. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

const LONGEST_WORD = 60;

/** The nearest of the candidates, or undefined when none is near: a third of the word's letters may differ, two at least in longer words. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase().replaceAll('_', '-').slice(0, LONGEST_WORD);
  const limit = lower.length <= 3 ? 1 : Math.max(2, Math.floor(lower.length / 3));
  let best: { word: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.slice(0, LONGEST_WORD));
    if (distance <= limit && (best === undefined || distance < best.distance))
      best = { word: candidate, distance };
  }
  return best?.word;
}
