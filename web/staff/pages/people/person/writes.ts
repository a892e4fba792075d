/** What the page of a person writes. Each write answers with how it is undone, and everything that shows the person is asked anew. */
import i18next from 'i18next';
import type { z } from 'zod';
import type { FactValue, factChanged } from '../../../../../register/subjects/people-writing.schemas.ts';
import { useProblemText } from '../../../../kit/problem-text.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { ApiProblem, call } from '../../../api/client.ts';
import { queryClient } from '../../../api/session.ts';
import { type Place, pathOf, peopleKey } from '../people.api.ts';

export type { FactValue };

/** A write may be sent again when the line broke; the same key gets the same answer. */
const newKey = (): string => crypto.randomUUID();

async function write<Result>(
  place: Place,
  rest: string,
  method: 'POST' | 'PATCH' | 'DELETE',
  body: unknown,
): Promise<Result> {
  const answer = await call<Result>(pathOf(place, rest), {
    method,
    body,
    purpose: place.purpose,
    idempotencyKey: newKey(),
  });
  void queryClient.invalidateQueries({ queryKey: peopleKey(place) });
  return answer;
}

interface Person {
  readonly place: Place;
  readonly person: string;
}

interface FactChange extends Person {
  readonly fact: string;
  readonly value: FactValue;
  /** Of the fact as it was shown: a colleague's newer value is never overwritten. */
  readonly version: string;
  readonly source: string;
}

type FactChanged = z.output<typeof factChanged>;

/** Answers how to take it back. */
export async function changeFact({ place, person, fact, ...body }: FactChange): Promise<Undo | undefined> {
  const { changeId } = await write<FactChanged>(place, `/${person}/facts/${fact}`, 'PATCH', body);
  return changeId === null ? undefined : () => void undoAgain(place, person, changeId);
}

export type Undo = () => void;

interface NewFact extends Person {
  readonly item: string;
  readonly value: FactValue;
  readonly source: string;
  readonly relationshipId: string | undefined;
}

export async function addFact({ place, person, relationshipId, ...fact }: NewFact): Promise<void> {
  const body = { ...fact, ...(relationshipId && { relationshipId }) };
  await write(place, `/${person}/facts`, 'POST', body);
}

/** For good: what is erased is in no history. */
export const removeFact = (place: Place, person: string, fact: string, ground: string): Promise<unknown> =>
  write(place, `/${person}/facts/${fact}`, 'DELETE', { ground });

/** An undo that fails is told where undo was offered; the history keeps its own button. */
async function undoAgain(place: Place, person: string, change: string): Promise<void> {
  try {
    await undoChange(place, person, change);
  } catch {
    showToast(i18next.t('people.undo-failed'));
  }
}

export const undoChange = (place: Place, person: string, change: string): Promise<unknown> =>
  write(place, `/${person}/changes/${change}/undo`, 'POST', {});

export interface AnswerWish {
  readonly kind: string;
  readonly purpose?: string;
  readonly language?: string;
  readonly proof?: string;
  readonly ground?: string;
  readonly source: string;
  readonly expiresAt?: string;
}

export const recordAnswer = (place: Place, person: string, answer: AnswerWish): Promise<unknown> =>
  write(place, `/${person}/permissions`, 'POST', answer);

/** What is wrong with a value, said at its field. */
export function useFactError(title: string): (error: unknown) => string {
  const { t } = useTexts();
  const say = useProblemText();
  return (error) => {
    if (error instanceof ApiProblem) {
      const [field] = error.fields;
      if (field) return `${title}: ${t(`field.${field.code}`, { defaultValue: field.message })}`;
    }
    const { title: what, help } = say(error);
    return `${what}. ${help}`;
  };
}
