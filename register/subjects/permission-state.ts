// What a person's answers come to, purpose by purpose: the newest that stands decides what is shown. What is open is the gate's to say.
import type { CompiledNotice, CompiledPurpose } from '../../compiler/model/compiled.ts';
import type { Key } from '../../compiler/model/text.ts';

export interface AnswerEvent {
  readonly id: string;
  readonly kind: string;
  readonly purpose_key: Key | null;
  readonly channel: string | null;
  readonly at: string;
  readonly expires_at: string | null;
  readonly lifts: string | null;
  readonly scope_item_no: number | null;
  readonly scope_row_id: string | null;
}

export interface PurposeState {
  readonly purpose: CompiledPurpose;
  readonly state: 'given' | 'withdrawn' | 'banned' | 'objected';
  readonly deciding: AnswerEvent;
}

const STATES = { consent: 'given', withdrawal: 'withdrawn', ban: 'banned', objection: 'objected' } as const;
type Standing = keyof typeof STATES;

/** A ban or objection that names no purpose is of all it can concern, as the gate has it. */
function concerns(event: Pick<AnswerEvent, 'kind' | 'purpose_key'>, purpose: CompiledPurpose): boolean {
  if (event.purpose_key !== null) return event.purpose_key === purpose.key;
  if (purpose.directMarketing) return true;
  const isInterest = purpose.basis === 'legitimate-interest' || purpose.basis === 'public-task';
  return event.kind.startsWith('objection') && isInterest;
}

/** Purposes about which the person said something that still stands; a closing that was lifted leaves what was said before it. */
export function permissionStates(
  events: readonly AnswerEvent[],
  notice: CompiledNotice,
  now: Date,
): readonly PurposeState[] {
  const newest = events.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return notice.purposes
    .filter((purpose) => !purpose.implicit && !purpose.inMemory)
    .flatMap((purpose) => {
      const about = newest.filter((event) => concerns(event, purpose));
      const deciding = about.find((event, index) => stands(event, about.slice(0, index), now));
      return deciding ? [{ purpose, state: STATES[deciding.kind as Standing], deciding }] : [];
    });
}

function stands(event: AnswerEvent, newer: readonly AnswerEvent[], now: Date): boolean {
  if (!Object.hasOwn(STATES, event.kind)) return false;
  if (event.expires_at !== null && Date.parse(event.expires_at) <= now.getTime()) return false;
  const lifting = `${event.kind}-lifted`;
  return !newer.some((each) => each.kind === lifting && (each.lifts === null || each.lifts === event.id));
}

/** The restriction of everything, where one stands (Art. 18). */
export function findRestriction(events: readonly AnswerEvent[], now: Date): AnswerEvent | undefined {
  const isWhole = (event: AnswerEvent) =>
    event.purpose_key === null && event.scope_item_no === null && event.scope_row_id === null;
  const isLifted = (event: AnswerEvent) =>
    events.some(
      (each) =>
        each.kind === 'restriction-lifted' &&
        (each.lifts === event.id ||
          (each.lifts === null && isWhole(each) && Date.parse(each.at) > Date.parse(event.at))),
    );
  return events.find(
    (event) =>
      event.kind === 'restriction' &&
      isWhole(event) &&
      (event.expires_at === null || Date.parse(event.expires_at) > now.getTime()) &&
      !isLifted(event),
  );
}
