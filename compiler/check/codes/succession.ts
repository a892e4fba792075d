// Codes that need the version before: what may not change between two versions of one register.
import { error, warning } from '../finding.ts';

export const SUCCESSION_CODES = {
  'register-changed': error(
    'The notice is for another register than the version before.',
    'Compare versions of one register; a register’s key never changes.',
  ),
  'basis-changed': error(
    'The basis of a purpose has changed.',
    'Make a new purpose that succeeds the old one.',
    'GDPR 5(1)(b), 6',
  ),
  'renamed-without-was': error(
    'An item is gone and another with the same title has come.',
    'Add was with the old key.',
    'GDPR 5(1)(a)',
  ),
  'item-removed': warning(
    'An item of the version before is gone; its rows can no longer be read and will end.',
    'Add was to the item that replaces it, or leave it so.',
    'GDPR 5(1)(e)',
  ),
  'item-type-changed': error(
    'An item has changed its type, so stored values no longer fit.',
    'Make a new item with was.',
  ),
  'was-unknown': error(
    'An item says was with a key that the version before does not have.',
    'Correct the key, or remove was.',
  ),
  'purpose-removed': warning(
    'A purpose of the version before is gone and no purpose succeeds it.',
    'Keep it with its last day under to, or name its successor.',
    'GDPR 5(1)(b)',
  ),
  'updated-not-later': warning(
    'The content has changed, but not the day of updating.',
    'Set updated to the day of the change.',
    'GDPR 12(1)',
  ),
} as const;
