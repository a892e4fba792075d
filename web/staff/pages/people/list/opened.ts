/** Which list a person was opened from: j and k on the person's page go on in it, and coming back begins at the same row. */
import type { Place } from '../people.api.ts';

interface Opened {
  readonly ids: readonly string[];
  readonly current: string;
}

const opened = new Map<string, Opened>();
const keyOf = ({ register, purpose }: Place) => `${register} ${purpose}`;

export function openedFrom(place: Place, ids: readonly string[], current: string): void {
  opened.set(keyOf(place), { ids, current });
}

export const lastOpened = (place: Place): string | undefined => opened.get(keyOf(place))?.current;

/** The person before (−1) or after (1) in the list; undefined at its ends and for somebody who came from elsewhere. */
export function neighbour(place: Place, id: string, by: 1 | -1): string | undefined {
  const list = opened.get(keyOf(place));
  const at = list?.ids.indexOf(id) ?? -1;
  return at < 0 ? undefined : list?.ids[at + by];
}

export function moveTo(place: Place, id: string): void {
  const list = opened.get(keyOf(place));
  if (list) opened.set(keyOf(place), { ...list, current: id });
}
