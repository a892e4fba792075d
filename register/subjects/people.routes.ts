// People over HTTP: lists, search, and what lists and forms are drawn from.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';
import { type Api, type ApiContext, apiOf } from '../api/api.ts';
import { pageQuery } from '../api/page.ts';
import { lineOf, registerParams } from '../api/values.ts';
import { getFields } from './fields.ts';
import { countPeople, listPeople, type PeopleRequest } from './people.queries.ts';
import {
  COLUMNS_LIMIT,
  columnSchema,
  countAnswer,
  type Filter,
  fieldsAnswer,
  filterSchema,
  foundAnswer,
  peopleAnswer,
  SORTS,
} from './people.schemas.ts';
import { searchPeople } from './people.search.ts';
import { askingOf } from './words.ts';

const tags = ['people'];
const READ = { access: { verb: 'read' } } as const;
const BASE = '/api/registers/:register/people';

const FILTER_LENGTH = 8_000;
const listQuery = pageQuery.extend({
  columns: z.string().max(1_000).optional().describe('Keys of columns with commas between.'),
  sort: z.enum(SORTS).default('name'),
  filter: z.string().max(FILTER_LENGTH).optional().describe('The filter as JSON.'),
});
const listBody = z.strictObject({
  columns: z.array(columnSchema).max(COLUMNS_LIMIT).default([]),
  sort: z.enum(SORTS).default('name'),
  filter: filterSchema.optional(),
  after: z.string().max(1000).optional(),
  limit: z.int().min(1).max(200).default(50),
});
const searchQuery = z.object({
  q: lineOf(200),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export function mountPeople(server: FastifyInstance, context: ApiContext): void {
  const api = apiOf(server);
  mountFields(api, context);
  mountLists(api, context);
  mountSearch(api, context);
}

function mountFields(api: Api, context: ApiContext): void {
  api.get(
    `${BASE}/fields`,
    {
      config: READ,
      schema: {
        params: registerParams,
        response: { 200: fieldsAnswer },
        summary: 'Columns, filters and items open to the purpose, as the notice in force has them',
        tags,
      },
    },
    async (request) => getFields(context.door, await askingOf(context, request)),
  );
}

function mountLists(api: Api, context: ApiContext): void {
  const list = async (request: FastifyRequest, wish: PeopleRequest) =>
    listPeople(context.door, await askingOf(context, request), { ...wish, now: context.clock() });
  api.get(
    BASE,
    {
      config: READ,
      schema: {
        params: registerParams,
        querystring: listQuery,
        response: { 200: peopleAnswer },
        summary: 'A page of people',
        tags,
      },
    },
    async (request) => {
      const { columns, sort, filter, after, limit } = request.query;
      return list(request, {
        columns: readColumns(columns),
        sort,
        filter: readFilter(filter),
        after,
        limit,
      });
    },
  );
  api.post(
    `${BASE}/query`,
    {
      config: READ,
      schema: {
        params: registerParams,
        body: listBody,
        response: { 200: peopleAnswer },
        summary: 'The same, with the filter in the body: an address is no place for a name',
        tags,
      },
    },
    async (request) => {
      const { filter, after, ...wish } = request.body;
      return list(request, { ...wish, filter, after });
    },
  );
  api.post(
    `${BASE}/count`,
    {
      config: { access: { verb: 'count' } },
      schema: {
        params: registerParams,
        body: z.strictObject({ filter: filterSchema.optional() }),
        response: { 200: countAnswer },
        summary: 'How many there are, up to a limit; groups of one to four are not counted',
        tags,
      },
    },
    async (request) => countPeople(context.door, await askingOf(context, request), request.body.filter),
  );
}

function mountSearch(api: Api, context: ApiContext): void {
  const search = async (request: FastifyRequest, { q, limit }: z.output<typeof searchQuery>) =>
    searchPeople(context.door, await askingOf(context, request), { words: q, limit });
  api.get(
    `${BASE}/search`,
    {
      config: READ,
      schema: {
        params: registerParams,
        querystring: searchQuery,
        response: { 200: foundAnswer },
        summary: 'People who are found by words, best first, and by what',
        tags,
      },
    },
    async (request) => search(request, request.query),
  );
  api.post(
    `${BASE}/search`,
    {
      config: READ,
      schema: {
        params: registerParams,
        body: z.strictObject(searchQuery.shape),
        response: { 200: foundAnswer },
        summary: 'The same, with the words in the body',
        tags,
      },
    },
    async (request) => search(request, request.body),
  );
}

function readColumns(columns: string | undefined): string[] {
  const keys = (columns ?? '').split(',').filter((key) => key !== '');
  const read = z.array(columnSchema).max(COLUMNS_LIMIT).safeParse(keys);
  if (read.success) return read.data;
  throw wrong('columns', 'Columns are keys with commas between, as “fields” lists them.');
}

function readFilter(filter: string | undefined): Filter | undefined {
  if (filter === undefined) return undefined;
  const read = filterSchema.safeParse(parse(filter));
  if (read.success) return read.data;
  throw wrong('filter', 'The filter is not JSON of the form the documentation gives.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(path: string, detail: string): ProblemError {
  return new ProblemError('request-invalid', detail, {
    fields: [{ path, code: 'malformed', message: detail }],
  });
}
