/** A JSON Schema as nested lists of fields: what a reader asks of it, without its braces. */
import { escapeHtml, textHtml } from './reference-text.ts';

export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
}

/** Deeper than any answer goes; a schema that refers to itself ends here. */
const DEPTH_LIMIT = 8;

export function schemaHtml(schema: Schema, depth = 0): string {
  const inner = innerOf(schema);
  if (!inner || depth > DEPTH_LIMIT) return depth === 0 ? `<p>${typeOf(schema)}</p>` : '';
  if (inner.length > 1)
    return `<ul>${inner.map((one) => `<li>either${schemaHtml(one, depth + 1)}</li>`).join('')}</ul>`;
  const { properties = {}, required = [] } = inner[0] ?? {};
  const fields = Object.entries(properties).map(([name, field]) => {
    const needed = required.includes(name) ? '' : ', optional';
    const described = field.description ? ` – ${textHtml(field.description)}` : '';
    return `<li><code>${escapeHtml(name)}</code> ${typeOf(field)}${needed}${described}${schemaHtml(field, depth + 1)}</li>`;
  });
  return fields.length > 0 ? `<ul>${fields.join('')}</ul>` : '';
}

/** The objects within: itself, of its list, or those it is one of. Undefined for a plain value. */
function innerOf(schema: Schema): readonly Schema[] | undefined {
  if (schema.properties) return [schema];
  if (schema.items) return innerOf(schema.items);
  const choices = (schema.anyOf ?? schema.oneOf ?? []).flatMap((one) => innerOf(one) ?? []);
  return choices.length > 0 ? choices : undefined;
}

export function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return codeOf(schema.const);
  if (schema.enum) return schema.enum.map(codeOf).join(' or ');
  if (Array.isArray(schema.type))
    return schema.type.map((type: string) => typeOf({ ...schema, type })).join(' or ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ');
  if (schema.type === 'array')
    return `list of ${typeOf(schema.items ?? {})}${rangeOf(schema.minItems, schema.maxItems, 'entries')}`;
  if (schema.type === 'object')
    return typeof schema.additionalProperties === 'object'
      ? `object of ${typeOf(schema.additionalProperties)}`
      : 'object';
  if (schema.type === 'string')
    return `${schema.format ? escapeHtml(schema.format) : 'text'}${rangeOf(schema.minLength, schema.maxLength, 'characters')}`;
  if (schema.type === 'integer' || schema.type === 'number')
    return `number${rangeOf(schema.minimum, schema.maximum, '')}`;
  return escapeHtml(String(schema.type ?? 'anything'));
}

const codeOf = (value: unknown) => `<code>${escapeHtml(JSON.stringify(value))}</code>`;

function rangeOf(least: number | undefined, most: number | undefined, unit: string): string {
  const known = [least, most].map((bound) =>
    bound !== undefined && Math.abs(bound) < 1e9 ? bound : undefined,
  );
  const [from, to] = known;
  if (from === undefined && to === undefined) return '';
  const words =
    from === undefined ? `at most ${to}` : to === undefined ? `at least ${from}` : `${from} to ${to}`;
  return ` (${[words, unit].filter(Boolean).join(' ')})`;
}
