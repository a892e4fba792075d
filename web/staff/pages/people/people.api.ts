/** What the pages about people ask of the API. Every query's key begins with register and purpose, so that switching asks anew. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Condition,
  countAnswer,
  FactAnswer,
  FieldsAnswer,
  Found,
  historyAnswer,
  looksAnswer,
  PersonAnswer,
  PersonRow,
  peopleAnswer,
  Sort,
  timelineAnswer,
} from '../../../../register/subjects/people.schemas.ts';
import { call } from '../../api/client.ts';
import { usePurpose, useThisRegister } from '../../shell/here.ts';

export type { Condition, FactAnswer, FieldsAnswer, Found, PersonAnswer, PersonRow, Sort };
export type PeoplePage = z.output<typeof peopleAnswer>;
export type HistoryRow = z.output<typeof historyAnswer>['rows'][number];
export type LookRow = z.output<typeof looksAnswer>['rows'][number];
export type TimelineRow = z.output<typeof timelineAnswer>['rows'][number];
export type Count = z.output<typeof countAnswer>;
export type PersonPermission = PersonAnswer['permissions'][number];
export type Answer = PersonAnswer['answers'][number];
export type Relationship = PersonAnswer['relationships'][number];
export type Group = PersonAnswer['groups'][number];
export type Addable = FieldsAnswer['addable'][number];

export interface Place {
  readonly register: string;
  readonly purpose: string;
}

/** On pages about people there is always a register; without any purpose the server says what is missing. */
export function usePlace(): Place {
  const register = useThisRegister();
  const { purpose } = usePurpose();
  return { register: register.key, purpose: purpose?.key ?? '' };
}

const PAGE_ROWS = 100;
const FIELDS_STALE_MS = 300_000;

const keyOf = ({ register, purpose }: Place, ...rest: readonly unknown[]) => [
  'people',
  register,
  purpose,
  ...rest,
];

export const peopleKey = (place: Place) => keyOf(place);
export const personKey = (place: Place, id: string) => keyOf(place, 'person', id);

export function pathOf(
  { register }: Place,
  rest: string,
  query: Readonly<Record<string, string | undefined>> = {},
) {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return `/registers/${register}/people${rest}${search && `?${search}`}`;
}

export interface View {
  readonly sort: Sort | undefined;
  readonly columns: readonly string[] | undefined;
  readonly filter: readonly Condition[];
}

/** Conditions hold together; one alone stands by itself. */
const filterOf = (filter: readonly Condition[]) => {
  const [only, ...others] = filter;
  if (only === undefined) return {};
  return { filter: others.length === 0 ? only : { all: filter } };
};

export const fieldsQuery = (place: Place) =>
  queryOptions({
    queryKey: keyOf(place, 'fields'),
    queryFn: () => call<FieldsAnswer>(pathOf(place, '/fields'), { purpose: place.purpose }),
    staleTime: FIELDS_STALE_MS,
  });

export const peopleQuery = (place: Place, { sort, columns, filter }: View) =>
  infiniteQueryOptions({
    queryKey: keyOf(place, 'list', sort, columns, filter),
    queryFn: ({ pageParam, signal }) =>
      // In the body: a filter may hold a name, and an address is no place for one.
      call<PeoplePage>(pathOf(place, '/query'), {
        method: 'POST',
        body: {
          ...filterOf(filter),
          ...(sort && { sort }),
          ...(columns && { columns }),
          ...(pageParam && { after: pageParam }),
          limit: PAGE_ROWS,
        },
        purpose: place.purpose,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const countPeople = (place: Place, filter: readonly Condition[]): Promise<Count> =>
  call(pathOf(place, '/count'), { method: 'POST', body: filterOf(filter), purpose: place.purpose });

export const searchQuery = (place: Place, words: string) =>
  queryOptions({
    queryKey: keyOf(place, 'search', words),
    queryFn: ({ signal }) =>
      call<Found>(pathOf(place, '/search'), {
        method: 'POST',
        body: { q: words },
        purpose: place.purpose,
        signal,
      }),
    enabled: words.length > 1,
  });

export const personQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: personKey(place, id),
    queryFn: ({ signal }) => call<PersonAnswer>(pathOf(place, `/${id}`), { purpose: place.purpose, signal }),
  });

interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

const rowsOf = <Row>(place: Place, id: string, what: string) =>
  infiniteQueryOptions({
    queryKey: [...personKey(place, id), what],
    queryFn: ({ pageParam, signal }) =>
      call<Rows<Row>>(pathOf(place, `/${id}/${what}`, { after: pageParam ?? undefined }), {
        purpose: place.purpose,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const historyQuery = (place: Place, id: string) => rowsOf<HistoryRow>(place, id, 'history');
export const looksQuery = (place: Place, id: string) => rowsOf<LookRow>(place, id, 'looks');
export const timelineQuery = (place: Place, id: string) => rowsOf<TimelineRow>(place, id, 'timeline');
