/** Which answers can be recorded to a purpose as it stands; the server refuses the rest in its own words. */
import type { FieldsAnswer, PersonPermission } from '../../people.api.ts';

export type AnswerKind =
  | 'consent'
  | 'withdrawal'
  | 'ban'
  | 'ban-lifted'
  | 'objection'
  | 'objection-lifted'
  | 'restriction'
  | 'restriction-lifted';

type Terms = FieldsAnswer['permissions'][number];

/** A looser answer than the one that stands is a new consent or a lifting, with its proof. */
export function possibleAnswers({ state }: PersonPermission, terms: Terms | undefined): AnswerKind[] {
  const byConsent = terms?.wording !== null && terms?.wording !== undefined;
  if (state === 'banned') return ['ban-lifted'];
  if (state === 'objected') return ['objection-lifted'];
  const kinds: AnswerKind[] = [];
  if (byConsent && state !== 'given') kinds.push('consent');
  if (state === 'given') kinds.push('withdrawal');
  if (terms?.directMarketing) kinds.push('ban');
  else if (!byConsent) kinds.push('objection');
  return kinds;
}

/** Lifting a closing opens data again: it needs its proof and its ground, as a consent needs its proof (Art. 7(1)). */
export const needsProof = (kind: AnswerKind): boolean => kind === 'consent' || kind.endsWith('-lifted');
export const needsGround = (kind: AnswerKind): boolean => kind === 'restriction' || kind.endsWith('-lifted');
export const closes = (kind: AnswerKind): boolean => !needsProof(kind);
