/** What is wrong with a request, field by field, in words of our own: a schema's messages may repeat what was sent. */
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { type FieldProblem, ProblemError } from '../../platform/problems.ts';

const FIELDS_LIMIT = 50;
const KNOWN_SEGMENT = /^[\w-]{1,60}$/;

export const validateWithZod: FastifySchemaCompiler<z.core.$ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const result = z.core.safeParse(schema, data);
    if (result.success) return { value: result.data };
    const fields = result.error.issues.slice(0, FIELDS_LIMIT).map((issue) => fieldOf(issue, data));
    const detail = 'Some fields are missing or not as they should be; “fields” says which and why.';
    return { error: new ProblemError('request-invalid', detail, { fields }) };
  };

function fieldOf(issue: z.core.$ZodIssue, data: unknown): FieldProblem {
  const path = issue.path.map(String).map((part) => (KNOWN_SEGMENT.test(part) ? part : '?'));
  const code = codeOf(issue, data);
  return { path: path.join('.'), code, message: MESSAGES[code] ?? MESSAGES['not-valid'] ?? '' };
}

const MESSAGES: Readonly<Record<string, string>> = {
  missing: 'This is needed.',
  'wrong-type': 'This is of the wrong type.',
  'too-short': 'This is too short.',
  'too-long': 'This is too long.',
  'too-small': 'This is too small.',
  'too-large': 'This is too large.',
  'not-in-list': 'This is none of the choices.',
  'unknown-field': 'There are fields here that this address does not take.',
  'unsafe-characters': 'This holds control or direction characters; leave them out.',
  malformed: 'This does not have the form it should have.',
  'not-valid': 'This is not valid.',
};

function codeOf(issue: z.core.$ZodIssue, data: unknown): string {
  if (valueAt(data, issue.path) === undefined) return 'missing';
  if (issue.code === 'invalid_type') return 'wrong-type';
  if (issue.code === 'too_small') return isLength(issue.origin) ? 'too-short' : 'too-small';
  if (issue.code === 'too_big') return isLength(issue.origin) ? 'too-long' : 'too-large';
  if (issue.code === 'invalid_value') return 'not-in-list';
  if (issue.code === 'unrecognized_keys') return 'unknown-field';
  if (issue.code === 'invalid_format') return 'malformed';
  if (issue.code === 'custom') return String(issue.params?.code ?? 'not-valid');
  return 'not-valid';
}

const isLength = (origin: string) => ['string', 'array', 'set', 'map'].includes(origin);

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
