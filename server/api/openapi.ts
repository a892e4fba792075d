/** `GET /api/openapi.json`: the OpenAPI 3.1 description, made from the routes themselves. */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { type Access, PURPOSE_HEADER } from '../../register/api/access.ts';
import { SESSION_COOKIE } from '../../register/sign-in/signed-in.ts';
import { IDEMPOTENCY_HEADER } from './idempotency.ts';

const problemSchema = {
  type: 'object',
  required: ['type', 'code', 'status', 'title', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    code: { type: 'string' },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    retryAt: { type: 'string', format: 'date-time' },
    conflict: { type: 'object', description: 'Of edit-conflict: what stands now.' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} satisfies OpenAPIV3_1.SchemaObject;

/** Before the routes, which it watches being added. */
export async function describeRoutes(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Seloste',
        version: '1',
        description: 'The register over HTTP. Errors are problem details (RFC 9457), lists are paged by key.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
          key: { type: 'http', scheme: 'bearer' },
        },
        schemas: { Problem: problemSchema },
      },
    },
    transform: (given) => {
      const { route } = given;
      const described = jsonSchemaTransform(given);
      const access = route.config?.access;
      if (!route.url.startsWith('/api/') || access === undefined) {
        return { ...described, schema: { ...described.schema, hide: true } };
      }
      const security = securityOf(access);
      return {
        ...described,
        schema: { ...described.schema, security, ...({ 'x-access': access } as object) },
      };
    },
    transformObject: (given) =>
      'openapiObject' in given ? withShared(given.openapiObject) : given.swaggerObject,
  });
}

function securityOf(access: Access): { [name: string]: string[] }[] {
  if (access === 'public') return [{}];
  const usersOnly = access === 'signed-in' || access === 'half-signed-in';
  if (usersOnly || (typeof access === 'object' && access.verb === 'manage')) return [{ session: [] }];
  return [{ session: [] }, { key: [] }];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What every operation shares: the problem answer, the purpose where it is asked for, the idempotency key of writes. */
function withShared(document: Partial<OpenAPIV3_1.Document | object>): object {
  const { paths = {} } = document as { paths?: Record<string, Record<string, Operation>> };
  for (const path of Object.values(paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) addShared(operation, method);
    }
  }
  return document;
}

interface Operation {
  parameters?: object[];
  responses?: Record<string, object>;
  'x-access'?: Access;
}

function addShared(operation: Operation, method: (typeof METHODS)[number]): void {
  const access = operation['x-access'];
  const headers: object[] = [];
  const header = (name: string, required: boolean) => ({
    name,
    in: 'header',
    required,
    schema: { type: 'string' },
  });
  if (typeof access === 'object' && access.verb !== 'manage') headers.push(header(PURPOSE_HEADER, true));
  if (method !== 'get' && typeof access === 'object') headers.push(header(IDEMPOTENCY_HEADER, false));
  if (headers.length > 0) operation.parameters = [...(operation.parameters ?? []), ...headers];
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  operation.responses = { ...operation.responses, default: { description: 'A problem.', content: problem } };
}

/** After the routes. What it describes is for those who work here (threat case A86). */
export function mountDescription(server: FastifyInstance): void {
  server.get(
    '/api/openapi.json',
    {
      config: { access: 'user-or-key' },
      schema: { response: { 200: z.looseObject({}) }, summary: 'This description', tags: ['description'] },
    },
    async () => server.swagger(),
  );
}
