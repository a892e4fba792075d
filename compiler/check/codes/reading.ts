// Codes of the reader (compiler/read): what keeps a part of the file from being read at all.
import { error } from '../finding.ts';

export const READING_CODES = {
  syntax: error(
    'The file is not valid YAML, or holds what a notice may not.',
    'Correct the line; quote texts that hold a colon followed by a space.',
  ),
  'duplicate-key': error(
    'A key stands twice in the same section.',
    'Keep one of the two, or give the second a key of its own.',
  ),
  'file-too-large': error('The file has more than a mebibyte.', 'Move tables and attachments elsewhere.'),
  'unknown-format-version': error(
    'The file is written for a version of the language not known here.',
    'Write seloste: 1.',
  ),
  'unknown-key': error(
    'A word is not part of the language at this place.',
    'Correct it; the message lists the words known there.',
  ),
  'missing-key': error('A required word is missing.', 'Add it.'),
  'wrong-type': error(
    'A value is of another kind than the place needs.',
    'Write the kind the message names.',
  ),
  'bad-value': error('A value is not one of those allowed.', 'Write one of those the message lists.'),
  'bad-key': error(
    'A key is not in kebab-case.',
    'Use small letters, digits and single hyphens, beginning with a letter.',
  ),
  'bad-language-tag': error('A language is not one the product speaks.', 'Write fi, sv or en.'),
  'bad-date': error(
    'A day is not in the calendar, or not written as one.',
    'Write year-month-day: 2026-11-21, or --06-30 for a day of each year.',
  ),
  'bad-duration': error('A duration is not written as one.', 'Write ISO 8601: P10Y, P3M, P2W, P14D.'),
  'bad-step': error(
    'A step of the calendar is not known.',
    'Write P3M, working-days 14, end-of year, next --06-30 or next RUN.',
  ),
  'bad-anchor': error(
    'An event to count from, or a path to it, is not written as one.',
    'Write [first | last | each] EVENT [of PATH]; a path has at most two keys.',
  ),
  'bad-condition': error(
    'A condition asks no question, or several.',
    'Ask one question in each; join several with all or any.',
  ),
  'bad-rule': error(
    'A retention rule says no period, or several without a word that joins them.',
    'Say one period, or join them with later-of, earlier-of or cases.',
    'GDPR 13(2)(a)',
  ),
  'too-deep': error(
    'Rules or conditions are nested too deeply to be read as a sentence.',
    'Give the inner part a name.',
    'GDPR 12(1)',
  ),
} as const;
