// Which words a schema knows at a place, so that an unknown word can be answered with the nearest known one.
import type { z } from 'zod';
import type { Place } from '../model/text.ts';

interface Definition {
  readonly type: string;
  readonly shape?: Record<string, z.core.$ZodType>;
  readonly catchall?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly getter?: () => z.core.$ZodType;
}

function definitionOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

/** The schema without its optional and lazy wrappings; a union gives each of its options. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  const definition = definitionOf(schema);
  if (definition.type === 'union') return (definition.options ?? []).flatMap(unwrap);
  if (definition.type === 'lazy' && definition.getter !== undefined) return unwrap(definition.getter());
  if (definition.innerType !== undefined) return unwrap(definition.innerType);
  return [schema];
}

function step(schema: z.core.$ZodType, key: string | number): z.core.$ZodType[] {
  const definition = definitionOf(schema);
  if (definition.type === 'object') {
    const shape = definition.shape ?? {};
    const inner = Object.hasOwn(shape, key) ? shape[key] : definition.catchall;
    return inner === undefined || definitionOf(inner).type === 'never' ? [] : [inner];
  }
  if (definition.type === 'record' && definition.valueType !== undefined) return [definition.valueType];
  if (definition.type === 'array' && definition.element !== undefined) return [definition.element];
  return [];
}

/** Every schema that may stand at the place. */
function schemasAt(root: z.core.$ZodType, place: Place): z.core.$ZodType[] {
  let current = unwrap(root);
  for (const key of place) current = current.flatMap((schema) => step(schema, key)).flatMap(unwrap);
  return current;
}

/** The words of the objects that may stand at the place. */
export function wordsAt(root: z.core.$ZodType, place: Place): string[] {
  const words = schemasAt(root, place).flatMap((schema) => Object.keys(definitionOf(schema).shape ?? {}));
  return [...new Set(words)];
}
