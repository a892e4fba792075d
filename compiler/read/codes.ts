// The catalogue of what can be wrong with the spelling of a notice, for the documentation and for the checker's list of codes.
import { type CodeEntry, error } from '../check/finding.ts';

export const READING_CODES = {
  syntax: error('The file is not valid YAML.', 'Mend the line: quotes, brackets, indentation with spaces.'),
  'file-too-large': error(
    'The file is larger than a mebibyte.',
    'A notice is a text people read; move attachments elsewhere.',
  ),
  'duplicate-key': error(
    'A key stands twice in one section.',
    'Keep one, or give the second a key of its own.',
  ),
  'unknown-format-version': error('The version of the notice language is not known.', 'Write `seloste: 1`.'),
  'unknown-key': error(
    'A word is not one of the language at this place.',
    'Take the nearest known word, or delete the line.',
  ),
  'missing-key': error('A word that must be there is missing.', 'Add the line.'),
  'wrong-type': error(
    'A value is of the wrong kind: a list for a text, one text for several languages, nothing at all.',
    'Write what the message asks for.',
  ),
  'bad-value': error('A value is not one of those the language knows.', 'Take one of the values listed.'),
  'bad-key': error(
    'A key is not written as keys are.',
    'Small letters, digits and single hyphens, beginning with a letter.',
  ),
  'bad-date': error(
    'A day is not one of the calendar, or not written as ISO 8601.',
    'Write 2026-11-21, or --06-30 for a day of every year.',
  ),
  'bad-duration': error('A duration is not written as ISO 8601.', 'Write P10Y, P3M, P2W or P14D.'),
  'bad-language-tag': error('A language is not one the product speaks.', 'Write fi, sv or en.'),
  'bad-anchor': error(
    'An event to count from is not written as one, or its path has more than two keys.',
    'Write [first | last | each] EVENT [of PATH].',
  ),
  'bad-step': error(
    'A date step is not written as one.',
    'Write P3M, working-days 14, end-of year, next --06-30 or next RUN.',
  ),
  'bad-condition': error(
    'A condition asks nothing, or two things at once.',
    'One question in each; join them with all, any and not.',
  ),
  'bad-rule': error(
    'A retention rule says no period, or two without a word that joins them.',
    'Say which counts: later-of, earlier-of or cases.',
  ),
  'too-deep': error(
    'A rule or condition is nested too deeply to be read.',
    'Give the inner part a name under `retention:` or `states:`.',
  ),
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type ReadingCode = keyof typeof READING_CODES;
