/** What every part of a person's page is given. */
import type { FieldsAnswer, PersonAnswer, Place } from '../people.api.ts';

export interface PersonProps {
  readonly person: PersonAnswer;
  readonly fields: FieldsAnswer;
  readonly place: Place;
}
