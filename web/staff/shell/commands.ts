/** What the palette offers. Parts of the app add commands while they are open, like their keys. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { IconKind } from '../../kit/Icon.tsx';

export interface Command {
  readonly id: string;
  readonly group: 'found' | 'go' | 'do';
  readonly text: string;
  readonly icon?: IconKind;
  readonly keys?: string;
  /** Found by a search of its own (people, organisations): shown whatever the words are. */
  readonly isAnswer?: boolean;
  readonly run: () => void;
}

const listeners = new Set<() => void>();
let groups: readonly (readonly Command[])[] = [];
let query = '';

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The commands exist as long as the component that names them. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const names = commands.map(({ id, text }) => `${id}=${text}`).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `names` stands for the list, which is made anew each time.
  useEffect(() => {
    const group = latest.current;
    groups = [...groups, group];
    tell();
    return () => {
      groups = groups.filter((other) => other !== group);
      tell();
    };
  }, [names]);
}

export const useAllCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => groups).flat();

/** What is typed into the palette, for those who search for it. */
export const usePaletteQuery = (): string => useSyncExternalStore(subscribe, () => query);

export function setPaletteQuery(next: string): void {
  query = next;
  tell();
}
