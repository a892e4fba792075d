/** The routes of the API as the server describes them, with a request that each would take. */
import type { FastifyInstance } from 'fastify';
import type { Access } from '../../register/api/access.ts';

export interface Route {
  readonly method: string;
  /** With `{register}` and the like. */
  readonly path: string;
  readonly access: Access;
  readonly body: unknown;
  readonly query: string;
}

type Schema = Record<string, unknown>;

interface Operation {
  readonly 'x-access': Access;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export function routesOf(server: FastifyInstance): Route[] {
  const { paths = {} } = server.swagger() as unknown as { paths?: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const operation = operations[method];
      return operation ? [routeOf(method, path, operation)] : [];
    }),
  );
}

function routeOf(method: string, path: string, operation: Operation): Route {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const asked = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.required);
  const query = new URLSearchParams(asked.map((one) => [one.name, String(sampleOf(one.schema, one.name))]));
  const body = schema && sampleOf(schema, 'body');
  return { method: method.toUpperCase(), path, access: operation['x-access'], body, query: query.toString() };
}

/** What stands for words that only some values fit. */
const WORDS: Readonly<Record<string, unknown>> = {
  role: 'reader',
  roles: ['reader'],
  tasks: ['look-newsletter'],
  purposes: ['newsletter'],
  login: 'somebody@user.example',
  key: 'a-new-key',
  item: 'name',
  kind: 'contact',
  source: 'the-person',
  purpose: 'customer-care',
  version: '0'.repeat(32),
};

/** A value that the schema takes, of its least size. */
function sampleOf(schema: Schema, name: string): unknown {
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (Object.hasOwn(WORDS, name)) return WORDS[name];
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices?.[0]) return sampleOf(choices[0], name);
  switch (schema.type) {
    case 'object':
      return sampleObject(schema);
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () =>
        sampleOf((schema.items ?? {}) as Schema, ''),
      );
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1));
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(schema);
  }
}

function sampleObject(schema: Schema): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const needed = (schema.required ?? []) as string[];
  const sample = Object.fromEntries(
    needed.flatMap((key) => (properties[key] ? [[key, sampleOf(properties[key], key)]] : [])),
  );
  const names = schema.propertyNames as { enum?: string[] } | undefined;
  const values = schema.additionalProperties;
  if (!names?.enum || typeof values !== 'object' || values === null) return sample;
  return {
    ...sample,
    ...Object.fromEntries(names.enum.map((key) => [key, sampleOf(values as Schema, key)])),
  };
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '019aa000-0000-7000-8000-000000000001',
  date: '2026-11-21',
  'date-time': '2026-11-21T10:00:00Z',
  email: 'somebody@user.example',
};

function sampleText(schema: Schema): string {
  const format = FORMATS[String(schema.format)];
  if (format !== undefined) return format;
  return 'a sample text of some length '
    .repeat(Math.ceil(Number(schema.minLength ?? 1) / 28))
    .trim()
    .slice(0, Number(schema.maxLength ?? 1_000));
}
