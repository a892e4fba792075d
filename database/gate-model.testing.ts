/**
 * The gate once more, naively: one person, one row at a time, straight from the words of README.md. The tests compare it with what
 * PostgreSQL shows after random answers; it shares no code with the database.
 */

export type Contact = 'email' | 'phone' | null;

export interface AnswerEvent {
  readonly kind:
    | 'consent'
    | 'withdrawal'
    | 'ban'
    | 'ban-lifted'
    | 'objection'
    | 'objection-lifted'
    | 'restriction'
    | 'restriction-lifted';
  readonly purpose: string | null;
  readonly channel: 'email' | 'sms' | 'phone' | null;
  readonly allowed: readonly string[];
  /** Place in time; two events may share one. */
  readonly at: number;
}

export interface ModelPurpose {
  readonly key: string;
  readonly open: 'default' | 'consent' | 'relationship';
  readonly channel: 'email' | null;
  readonly directMarketing: boolean;
  readonly objectable: boolean;
}

export interface ModelRelationship {
  readonly opens: readonly string[];
  readonly afterEnd: readonly string[];
  readonly ended: boolean;
}

const contactOf = (channel: AnswerEvent['channel']): Contact =>
  channel === 'email' ? 'email' : channel === null ? null : 'phone';

/** Whether a closing of the channel reaches a row of the contact under the purpose. */
function reaches(event: AnswerEvent, purpose: ModelPurpose, contact: Contact): boolean {
  if (event.channel === null || event.channel === purpose.channel) return true;
  return purpose.channel === null && contact !== null && contactOf(event.channel) === contact;
}

function opensRow(event: AnswerEvent, purpose: ModelPurpose, contact: Contact): boolean {
  const by = contactOf(event.channel ?? purpose.channel);
  return by === null || contact === null || by === contact;
}

function isConsented(events: readonly AnswerEvent[], purpose: ModelPurpose, contact: Contact): boolean {
  const of = (kind: AnswerEvent['kind']) =>
    events.filter((event) => event.kind === kind && event.purpose === purpose.key);
  const yes = of('consent').filter((event) => opensRow(event, purpose, contact));
  const no = of('withdrawal').filter((event) => reaches(event, purpose, contact));
  return yes.some((consent) => no.every((withdrawal) => consent.at > withdrawal.at));
}

function isWithdrawn(events: readonly AnswerEvent[], purpose: ModelPurpose, contact: Contact): boolean {
  const said = events.some(
    (event) =>
      event.kind === 'withdrawal' && event.purpose === purpose.key && reaches(event, purpose, contact),
  );
  return said && !isConsented(events, purpose, contact);
}

function stands(events: readonly AnswerEvent[], closing: AnswerEvent): boolean {
  return !events.some(
    (event) =>
      event.kind === `${closing.kind}-lifted` &&
      event.at > closing.at &&
      (event.purpose === null || event.purpose === closing.purpose) &&
      (closing.kind === 'restriction' || event.channel === null || event.channel === closing.channel),
  );
}

function concerns(event: AnswerEvent, purpose: ModelPurpose, contact: Contact): boolean {
  if (event.kind === 'restriction')
    return (event.purpose === null || event.purpose === purpose.key) && !event.allowed.includes(purpose.key);
  const named = event.purpose === purpose.key;
  const general =
    event.purpose === null && (purpose.directMarketing || (event.kind === 'objection' && purpose.objectable));
  return (named || general) && reaches(event, purpose, contact);
}

export interface ModelRow {
  readonly contact: Contact;
  /** The relationships whose state the row follows: its own one, or all of the person's. */
  readonly relationships: readonly ModelRelationship[];
}

export function isOpen(purpose: ModelPurpose, row: ModelRow, events: readonly AnswerEvent[]): boolean {
  const closed =
    isWithdrawn(events, purpose, row.contact) ||
    events.some(
      (event) =>
        ['ban', 'objection', 'restriction'].includes(event.kind) &&
        concerns(event, purpose, row.contact) &&
        stands(events, event),
    );
  if (closed) return false;
  const answered =
    purpose.open === 'default' || (purpose.open === 'consent' && isConsented(events, purpose, row.contact));
  if (row.relationships.length === 0) return answered;
  return row.relationships.some((relationship) =>
    relationship.ended
      ? relationship.afterEnd.includes(purpose.key) && (answered || purpose.open === 'relationship')
      : answered || (purpose.open !== 'consent' && relationship.opens.includes(purpose.key)),
  );
}
