/** The view the list is read by. The address holds it, but for what was typed: that stays in memory, for as long as the page is open. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import type { Condition, Sort, View } from '../people.api.ts';
import { isTyped, type ViewSearch } from './view-search.ts';

interface Typed {
  readonly words: string;
  readonly conditions: readonly Condition[];
}

const NOTHING: Typed = { words: '', conditions: [] };
const listeners = new Set<() => void>();
/** By register: coming back from a person finds the search as it was left. */
let typed: Readonly<Record<string, Typed>> = {};

function changeTyped(register: string, change: Partial<Typed>): void {
  typed = { ...typed, [register]: { ...(typed[register] ?? NOTHING), ...change } };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const useTyped = (register: string): Typed =>
  useSyncExternalStore(subscribe, () => typed[register] ?? NOTHING);

export interface PeopleView extends View {
  readonly words: string;
  setWords(words: string): void;
  setSort(sort: Sort): void;
  setColumns(columns: readonly string[]): void;
  setFilter(filter: readonly Condition[]): void;
}

export function usePeopleView(register: string): PeopleView {
  const search: ViewSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const { words, conditions } = useTyped(register);
  const change = (next: ViewSearch) =>
    void navigate({
      to: '/registers/$register/people',
      params: { register },
      search: { ...search, ...next },
      replace: true,
    });
  return {
    sort: search.sort,
    columns: search.columns,
    filter: [...(search.filter ?? []), ...conditions],
    words,
    setWords: (next) => changeTyped(register, { words: next }),
    setSort: (sort) => change({ sort }),
    setColumns: (columns) => change({ columns }),
    setFilter: (filter) => {
      changeTyped(register, { conditions: filter.filter(isTyped) });
      change({ filter: filter.filter((condition) => !isTyped(condition)) });
    },
  };
}
