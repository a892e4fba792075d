// What may be seen and done, read from the notice alone. Written independently of the compiler and of the database's functions: it
// looks at the notice's lists and at what the person answered, never at bits, numbers or gates.
import type { Category, SourceUse } from '../../compiler/model/data.ts';
import type { Verb } from '../../compiler/model/grants.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import type { PersonKind } from '../../compiler/model/people.ts';
import type { Purpose } from '../../compiler/model/purposes.ts';
import type { Key } from '../../compiler/model/text.ts';

export type ContactPoint = 'email' | 'phone' | 'post' | null;

/** Everything that bears on whether a row is open; the same words as the states that are set up in the database. */
export interface PersonState {
  readonly relationships: readonly { readonly kind: Key; readonly ended: boolean }[];
  readonly consents: readonly {
    readonly purpose: Key;
    readonly channel: string | null;
    readonly now: 'in-force' | 'withdrawn' | 'expired';
    readonly byGuardian: boolean;
  }[];
  readonly bans: readonly { readonly purpose: Key | null; readonly channel: string | null }[];
  readonly objections: readonly { readonly purpose: Key | null }[];
  readonly restrictions: readonly {
    readonly purpose: Key | null;
    readonly item: Key | null;
    readonly row: boolean;
    readonly allowed: readonly Key[];
  }[];
  /** Null: no birth date on record. */
  readonly age: number | null;
}

export interface RowState {
  readonly item: Key;
  /** Which of the person's relationships it belongs to; null = the person's own. */
  readonly relationship: number | null;
  readonly contactPoint: ContactPoint;
  /** This very row is the restricted one. */
  readonly restricted: boolean;
}

export function isListed(notice: Notice, item: Key, purpose: Key): boolean {
  return categoriesOf(notice, item).some((category) => purposesOf(notice, item, category).includes(purpose));
}

export function isNeverStored(notice: Notice, item: Key): boolean {
  const own = notice.items.find((each) => each.key === item)?.keep;
  const plans = own ? [own] : categoriesOf(notice, item).flatMap((category) => category.keep ?? []);
  return (
    plans.length > 0 && plans.every((key) => notice.retention.find((plan) => plan.key === key)?.neverStored)
  );
}

/** For somebody who has answered nothing: a source that asks for a yes is not accepted. */
export function acceptsSource(notice: Notice, item: Key, source: Key): boolean {
  const accepts = (use: SourceUse) => use.key === source && use.condition === undefined;
  const own = notice.items.find((each) => each.key === item)?.sources;
  if (own) return own.some(accepts);
  return categoriesOf(notice, item).some((category) => category.sources.some(accepts));
}

function categoriesOf(notice: Notice, item: Key): readonly Category[] {
  return notice.categories.filter((category) => category.items.some((each) => each.key === item));
}

function purposesOf(notice: Notice, item: Key, category: Category): readonly Key[] {
  const own = notice.items.find((each) => each.key === item)?.purposes;
  return own ?? category.purposes.map((each) => each.key);
}

/** Of several bases one that says nothing of verbs carries them all; else each verb needs a basis that names it. */
export function lendsVerb(purpose: Purpose, verb: Verb): boolean {
  return purpose.bases.some((basis) => basis.verbs === undefined || basis.verbs.includes(verb));
}

/** Whether a stored row may be read under the purpose. */
export function mayRead(notice: Notice, purpose: Purpose, person: PersonState, row: RowState): boolean {
  return (
    lendsVerb(purpose, 'read') &&
    isListed(notice, row.item, purpose.key) &&
    isOpen(notice, purpose, person, row) &&
    !isClosed(purpose, person, row)
  );
}

function isOpen(notice: Notice, purpose: Purpose, person: PersonState, row: RowState): boolean {
  const parts =
    row.relationship === null
      ? person.relationships
      : person.relationships.slice(row.relationship, row.relationship + 1);
  if (parts.length === 0)
    return (
      purpose.open === 'default' ||
      (purpose.open === 'consent' && hasConsent(purpose, person, row.contactPoint))
    );
  return parts.some(
    (part) =>
      opensBy(notice, purpose, part) ||
      (reaches(notice, purpose, part) && hasConsent(purpose, person, row.contactPoint)),
  );
}

/** A live relationship leaves default purposes open and opens its kind's; an ended one keeps only what is said to stay. */
function opensBy(notice: Notice, purpose: Purpose, part: { kind: Key; ended: boolean }): boolean {
  if (purpose.open === 'consent') return false;
  const kind = kindOf(notice, part.kind);
  if (part.ended) return kind.afterEnd.includes(purpose.key);
  return purpose.open === 'default' || kind.opens.includes(purpose.key);
}

const reaches = (notice: Notice, purpose: Purpose, part: { kind: Key; ended: boolean }) =>
  !part.ended || kindOf(notice, part.kind).afterEnd.includes(purpose.key);

function kindOf(notice: Notice, key: Key): PersonKind {
  const kind = notice.people.find((each) => each.key === key);
  if (!kind) throw new Error(`no kind ${key}`);
  return kind;
}

const POINT_OF_CHANNEL: Readonly<Record<string, ContactPoint>> = {
  email: 'email',
  sms: 'phone',
  phone: 'phone',
  post: 'post',
};

function hasConsent(purpose: Purpose, person: PersonState, point: ContactPoint): boolean {
  if (purpose.open !== 'consent') return false;
  return person.consents.some((consent) => {
    if (consent.purpose !== purpose.key || consent.now !== 'in-force') return false;
    if (
      purpose.guardianBelow !== undefined &&
      !consent.byGuardian &&
      !(person.age !== null && person.age >= purpose.guardianBelow)
    )
      return false;
    const opened = POINT_OF_CHANNEL[consent.channel ?? purpose.channel ?? ''] ?? null;
    // Consent by text message opens the phone number, not the e-mail address; what is no contact point opens with any channel.
    return point === null || opened === null || opened === point;
  });
}

function isClosed(purpose: Purpose, person: PersonState, row: RowState): boolean {
  return (
    person.bans.some(
      (ban) => concerns(purpose, ban.purpose, false) && reachesPoint(purpose, ban.channel, row.contactPoint),
    ) ||
    person.objections.some((objection) => concerns(purpose, objection.purpose, true)) ||
    person.restrictions.some((restriction) => restricts(purpose, restriction, row)) ||
    (purpose.minimumAge !== undefined && !(person.age !== null && person.age >= purpose.minimumAge))
  );
}

/** Without a purpose, a no is to all direct marketing; an objection also to whatever rests on interests or a public task (Art. 21(1)). */
function concerns(purpose: Purpose, named: Key | null, isObjection: boolean): boolean {
  if (named !== null) return named === purpose.key;
  const basis = purpose.bases[0]?.kind;
  return (
    purpose.directMarketing || (isObjection && (basis === 'legitimate-interest' || basis === 'public-task'))
  );
}

function reachesPoint(purpose: Purpose, channel: string | null, point: ContactPoint): boolean {
  if (channel === null || channel === purpose.channel) return true;
  return purpose.channel === undefined && point !== null && POINT_OF_CHANNEL[channel] === point;
}

function restricts(
  purpose: Purpose,
  restriction: PersonState['restrictions'][number],
  row: RowState,
): boolean {
  if (restriction.purpose !== null && restriction.purpose !== purpose.key) return false;
  if (restriction.allowed.includes(purpose.key)) return false;
  if (restriction.row) return row.restricted;
  return restriction.item === null || restriction.item === row.item;
}
