/**
 * Keys. A page tells which it has while it is open; the help (`?`) lists exactly those. Letters act only outside fields and can be
 * switched off (WCAG 2.1.4); they go by `event.key`, so that they are where the keyboard shows them.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { readSettings } from './settings.ts';

export interface Shortcut {
  /** `/`, `?`, `g h` (one after the other) or `mod+k` (Ctrl, on a Mac ⌘). */
  readonly keys: string;
  readonly text: string;
  readonly run: () => void;
}

const SEQUENCE_MS = 1_200;
const listeners = new Set<() => void>();
let groups: readonly (readonly Shortcut[])[] = [];
let begun: { readonly key: string; readonly at: number } | undefined;

function change(next: typeof groups): void {
  groups = next;
  for (const listener of listeners) listener();
}

/** Newest first: a dialog's keys come before those of the page under it. */
const flat = () => groups.toReversed().flat();

function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : undefined;
  return (
    element?.closest('input, textarea, select, [contenteditable="true"]') !== null && element !== undefined
  );
}

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[role="dialog"]') !== null;

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const wanted = wantedKeys(event);
  const found = wanted === undefined ? undefined : flat().find(({ keys }) => keys === wanted);
  if (found === undefined) return;
  event.preventDefault();
  found.run();
}

function wantedKeys(event: KeyboardEvent): string | undefined {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return event.altKey ? undefined : `mod+${key}`;
  if (event.altKey || isTyping(event.target) || isInDialog(event.target)) return undefined;
  if (!readSettings().letterKeys) return undefined;
  const before = begun && event.timeStamp - begun.at < SEQUENCE_MS ? begun.key : undefined;
  begun = undefined;
  if (before !== undefined) return `${before} ${key}`;
  const begins = flat().some(({ keys }) => keys.startsWith(`${key} `));
  if (begins) begun = { key, at: event.timeStamp };
  return key;
}

export function listenToKeys(): void {
  document.addEventListener('keydown', onKey);
}

/** The shortcuts exist as long as the component that names them. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const names = shortcuts.map(({ keys, text }) => `${keys}=${text}`).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `names` stands for the list, which is made anew each time.
  useEffect(() => {
    const group = latest.current.map((shortcut, index) => ({
      ...shortcut,
      run: () => latest.current[index]?.run(),
    }));
    change([...groups, group]);
    return () => change(groups.filter((other) => other !== group));
  }, [names]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useAllShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(subscribe, () => groups).flat();
