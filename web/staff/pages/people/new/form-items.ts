/** Which items the form of a new person asks for: what most people have, what the kind must have, and what was read from a text. */

import { typedDay } from '../../../../kit/typed-day.ts';
import type { Addable, FieldsAnswer } from '../people.api.ts';
import { type Typed, WHOLE } from '../person/facts/value-fields.tsx';
import type { Parsed } from './new.api.ts';

const USUAL_TYPES: readonly string[] = ['name', 'email', 'phone'];
const NOT_IN_FORMS: readonly string[] = ['sealed'];

/** Items the notice lets be recorded of this kind of person. */
export function itemsFor(fields: FieldsAnswer, kind: string): Addable[] {
  const never = requirementsOf(fields, kind).filter(({ level }) => level === 'never');
  return fields.addable.filter(
    ({ item, kinds, type }) =>
      (kinds === null || kinds.includes(kind)) &&
      !never.some((requirement) => requirement.item === item) &&
      !NOT_IN_FORMS.includes(type),
  );
}

const requirementsOf = (fields: FieldsAnswer, kind: string) =>
  fields.kinds.find(({ key }) => key === kind)?.requirements ?? [];

export function itemsToBegin(fields: FieldsAnswer, kind: string): string[] {
  const items = itemsFor(fields, kind);
  const first = USUAL_TYPES.flatMap((type) => items.find((item) => item.type === type)?.item ?? []);
  const mandatory = requirementsOf(fields, kind).filter(({ level }) => level === 'mandatory');
  return [...first, ...mandatory.map(({ item }) => item)];
}

/** A kind may narrow where its people come from (RE.4). */
export function sourcesFor(fields: FieldsAnswer, kind: string): FieldsAnswer['sources'] {
  const allowed = fields.kinds.find(({ key }) => key === kind)?.sources;
  return allowed ? fields.sources.filter(({ key }) => allowed.includes(key)) : fields.sources;
}

export function typedOfParsed(fields: FieldsAnswer, parsed: Parsed | undefined): Record<string, Typed> {
  const entries = (parsed?.facts ?? []).flatMap(({ item, value, parts }) => {
    const known = fields.addable.find((one) => one.item === item);
    if (known === undefined) return [];
    if (known.parts.length > 0) return [[item, parts] as const];
    return [[item, { [WHOLE]: known.type === 'date' ? typedDay(value) : value }] as const];
  });
  // The first of several wins: the form asks for each item once, the page can add more.
  return Object.fromEntries(entries.toReversed());
}
