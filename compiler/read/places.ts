// Where a place of the mended tree stands in the file: what mending took out of lists and which words it put right.
import type { Place } from '../model/text.ts';

export interface Changes {
  /** Positions taken out of a list, in the file's numbering, by the list's place in the file. */
  readonly removed: Map<string, number[]>;
  /** The word in the file, by the place of the word it was put right to. */
  readonly renamed: Map<string, string>;
}

export function noChanges(): Changes {
  return { removed: new Map(), renamed: new Map() };
}

/** The place in the file of a place in the mended tree. */
export function originalPlace(place: Place, changes: Changes): Place {
  const original: (string | number)[] = [];
  for (const step of place) {
    let there = step;
    if (typeof step === 'string') there = changes.renamed.get(JSON.stringify([...original, step])) ?? step;
    else
      for (const gone of changes.removed.get(JSON.stringify(original)) ?? [])
        if (gone <= Number(there)) there = Number(there) + 1;
    original.push(there);
  }
  return original;
}

/** Whether the inner place is the outer one or lies within it. */
export function isWithin(inner: Place, outer: Place): boolean {
  return outer.every((step, depth) => inner[depth] === step);
}
