// Why a row was set aside, in sentences for whoever mends the file. They name the column and what it should hold, never what it holds.
import type { IdentifierProblem } from '../identifiers/identifier.ts';
import type { RowProblem } from './row-parts.ts';

const REASONS: Readonly<Record<IdentifierProblem, string>> = {
  empty: 'the cell is empty',
  'too-long': 'the text is longer than the item may be',
  'control-character': 'the text holds a line break, a hidden mark or another control character',
  'email-malformed': 'this is no e-mail address; write one such as name@company.example',
  'phone-malformed': 'this is no telephone number; write one such as +358 40 123 4567',
  'identity-code-malformed': 'this is not of the form of a personal identity code',
  'identity-code-date': 'the day of birth in the identity code does not exist',
  'identity-code-check': 'the last character of the identity code does not agree with the rest',
  'business-id-malformed': 'this is not of the form of a business id, 1234567-8',
  'business-id-check': 'the check digit of the business id does not agree with the rest',
  'postal-code-malformed': 'this is no postal code of the country; a Finnish one has five digits',
  'date-malformed': 'this is no day; write 2026-11-21 or 21.11.2026',
  'number-malformed': 'this is no whole number',
  'flag-malformed': 'this is neither yes nor no',
  'name-missing': 'there is no name',
  'columns-unequal': 'the row has more or fewer cells than the first line',
  'row-empty': 'no column that is imported holds anything',
  'required-missing': 'the notice requires it of this kind of person',
  'beside-another': 'the notice keeps this only where the other of the two is missing',
  'condition-unmet': 'left out: the notice keeps this only where its condition is known to hold',
  'language-unknown': 'this is no language; write fi, sv or en',
  'choice-unknown': 'this is none of the choices the notice lists',
  'time-ahead': 'the time lies ahead, and an answer cannot have been given then',
  'consent-unproved':
    'a consent is taken only with its wording, its time, where it was given and in which language',
  'character-unreadable':
    'a letter cannot be read, since its byte is not of the file’s encoding; write it anew',
  'start-missing': 'a part that has ended needs the day it began',
  'dates-crossed': 'the end lies before the beginning',
  'organisation-kind-unknown':
    'this is no form of organisation; write legal person, sole trader, partnership or private person',
  'organisation-personal':
    'the organisation is somebody’s own or of no known form, and no item of the notice may hold its name; say what it is in a column mapped to organisation.kind',
};

export function explainProblem({ column, problem }: RowProblem): string {
  return column === null ? REASONS[problem] : `${column}: ${REASONS[problem]}`;
}
