// Whether tasks give no more than other tasks do: who gives access that they have themselves may do so alone, who gives more needs
// another manager (four eyes).

export interface Reach {
  readonly purposes: readonly string[];
  readonly verbs: readonly string[];
  /** Null: every item of the purposes. */
  readonly items: readonly number[] | null;
}

/** Administration is not done under a purpose. */
const MANAGE = 'manage';

export function isCovered(wanted: readonly Reach[], held: readonly Reach[]): boolean {
  return wanted.every((task) => task.verbs.every((verb) => coversVerb(task, verb, held)));
}

function coversVerb(task: Reach, verb: string, held: readonly Reach[]): boolean {
  if (verb === MANAGE) return held.some((one) => one.verbs.includes(MANAGE));
  return task.purposes.every((purpose) => {
    const giving = held.filter((one) => one.verbs.includes(verb) && one.purposes.includes(purpose));
    if (giving.some((one) => one.items === null)) return true;
    const items = new Set(giving.flatMap((one) => one.items ?? []));
    return task.items !== null && giving.length > 0 && task.items.every((item) => items.has(item));
  });
}
