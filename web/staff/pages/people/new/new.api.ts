/** What adding a person asks of the API: reading a pasted text, who may be the same, and the adding itself. */
import { queryOptions } from '@tanstack/react-query';
import type {
  FactValue,
  NewPerson,
  Parsed,
  Similar,
} from '../../../../../register/subjects/people-writing.schemas.ts';
import { call } from '../../../api/client.ts';
import { queryClient } from '../../../api/session.ts';
import { type Place, pathOf, peopleKey } from '../people.api.ts';

export interface NewFact {
  readonly item: string;
  readonly value: FactValue;
  readonly source: string;
}

export type { NewPerson, Parsed };

const write = <Result>(place: Place, rest: string, body: unknown, idempotencyKey?: string) =>
  call<Result>(pathOf(place, rest), {
    method: 'POST',
    body,
    purpose: place.purpose,
    ...(idempotencyKey && { idempotencyKey }),
  });

/** Nothing is stored. */
export const parseText = (place: Place, text: string): Promise<Parsed> => write(place, '/parse', { text });

export const similarQuery = (
  place: Place,
  facts: readonly Omit<NewFact, 'source'>[],
  organisation?: string,
) =>
  queryOptions({
    queryKey: [...peopleKey(place), 'similar', facts, organisation],
    queryFn: () => write<Similar>(place, '/similar', { facts, ...(organisation && { organisation }) }),
    enabled: facts.length > 0,
  });

export async function addPerson(place: Place, person: NewPerson, idempotencyKey: string): Promise<string> {
  const { id } = await write<{ id: string }>(place, '', person, idempotencyKey);
  void queryClient.invalidateQueries({ queryKey: peopleKey(place) });
  return id;
}
