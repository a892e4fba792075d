/** The view of the list as it stands in the address: sort, columns and conditions. What somebody typed is no part of it. */
import type { Condition, Sort } from '../people.api.ts';

export interface ViewSearch {
  readonly sort?: Sort;
  readonly columns?: readonly string[];
  readonly filter?: readonly Condition[];
}

const SORTS: readonly string[] = ['name', '-name', 'recorded', '-recorded', 'due'] satisfies Sort[];
const COLUMNS_LIMIT = 20;
const FILTER_LIMIT = 20;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** An address may be anybody's: what does not look like ours is left out, and the server checks the rest. */
export function readViewSearch(search: Record<string, unknown>): ViewSearch {
  const { sort, columns, filter } = search;
  const isText = (value: unknown): value is string => typeof value === 'string';
  return {
    ...(isText(sort) && SORTS.includes(sort) && { sort: sort as Sort }),
    ...(Array.isArray(columns) && { columns: columns.filter(isText).slice(0, COLUMNS_LIMIT) }),
    ...(Array.isArray(filter) && { filter: filter.filter(isObject).slice(0, FILTER_LIMIT) as Condition[] }),
  };
}

/** Typed words may name a person, and addresses end up in histories and logs; choices, kinds, purposes and days do not. */
export const isTyped = (condition: Condition): boolean =>
  'item' in condition &&
  (condition.is === 'contains' || condition.is === 'begins' || condition.is === 'equals');
