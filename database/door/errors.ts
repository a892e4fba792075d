// What the database refused, as a problem of the catalogue. Matched by SQLSTATE (our own class is SE); the database's own words
// may hold values of a row and never travel further than the cause.
import { type ProblemCode, ProblemError } from '../../platform/problems.ts';

const OURS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  SE000: ['session-ended', 'The session has ended or never was. Sign in again.'],
  SE001: ['not-allowed', 'The session’s tasks do not include this under the purpose.'],
  SE002: ['not-found', 'There is no such person in this register.'],
  SE003: ['not-found', 'The person has no such relationship.'],
  SE004: ['item-not-in-notice', 'The notice does not list this item for the kind of person.'],
  SE005: ['purpose-not-in-notice', 'The notice in force has no such purpose.'],
  SE006: ['item-not-in-notice', 'The notice in force does not let this item be kept under the purpose.'],
  SE007: ['source-not-in-notice', 'The notice in force does not accept this source for the item.'],
  SE008: ['request-invalid', 'An answer cannot lie in the future.'],
  SE009: ['not-allowed', 'Only a guardian on record may answer for this person.'],
  SE010: ['not-allowed', 'The audit is append-only.'],
  SE011: ['kind-not-in-notice', 'The notice in force has no such kind of person.'],
  SE012: ['event-not-in-notice', 'The notice in force has no such event.'],
  SE015: ['not-allowed', 'The row is held or its use is restricted, so it is only kept.'],
  SE016: ['not-found', 'There is no such row in this register.'],
  SE017: [
    'source-not-in-notice',
    'The notice accepts this source only where its condition holds for the person, and that is not known to be so.',
  ],
  SE018: ['source-not-in-notice', 'The notice does not record this kind of person from this source.'],
  SE019: [
    'request-invalid',
    'The relationship has ended already. It can be given an earlier end; who comes back begins a new one.',
  ],
  SE020: ['session-ended', 'The session has ended, so nothing may be read. Sign in again.'],
  SE021: ['read-too-wide', 'A read shows at most 500 people. Narrow it, or run it as a set.'],
  SE022: ['request-invalid', 'What was closed is opened only with its proof or ground: how it is known.'],
  SE024: [
    'request-invalid',
    'Too many confirmations were asked for this person within an hour. Try again later.',
  ],
  SE025: ['requirement-unmet', 'The notice makes more mandatory. Give also: {items}.'],
  SE026: [
    'requirement-unmet',
    'The notice lets this be kept only where its condition is known to hold, or not there at all: {items}.',
  ],
  SE027: [
    'requirement-unmet',
    'The notice keeps only one of several, and another is there already: {items}.',
  ],
  SE050: [
    'not-allowed',
    'This person cannot be recorded under the purpose: what they or the notice said before closes it.',
  ],
  SE051: [
    'request-invalid',
    'The notice narrows what comes from the present source. Record the value anew from its new source, and erase the old one.',
  ],
  SE030: ['request-invalid', 'The import has been undone already.'],
  SE023: ['request-invalid', 'That is not a day of the calendar.'],
  SE060: [
    'request-invalid',
    'This cannot be corrected in place: it tells who somebody is, or the other source would open what the present one closes. Erase the row and record it anew.',
  ],
};

const POSTGRES: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  '42501': ['not-allowed', 'The notice, the purpose or the session’s tasks do not allow this.'],
  '55P03': ['database-busy', 'Another change holds the same rows. Nothing was changed; try again.'],
  '57014': ['database-busy', 'The database did not answer in time. Nothing was changed; try again.'],
  '40001': ['database-busy', 'Another change came first. Nothing was changed; try again.'],
  '40P01': ['database-busy', 'Another change came first. Nothing was changed; try again.'],
  '53300': ['database-busy', 'The database has no free connection. Try again.'],
};

/** Names the items a requirement is about. Their keys are the notice's own words; details of other errors may hold values of a row. */
function named(sentence: string, error: Error): string {
  return sentence.replace('{items}', 'detail' in error ? String(error.detail) : '');
}

/** A ProblemError for what we know, else the error as it came. */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof ProblemError || !(error instanceof Error) || !('code' in error)) return error;
  const known = OURS[String(error.code)] ?? POSTGRES[String(error.code)];
  return known ? new ProblemError(known[0], named(known[1], error), { cause: error }) : error;
}
