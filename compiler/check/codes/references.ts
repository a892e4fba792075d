// Codes for words that lead nowhere, and for words nothing leads to.
import { error, warning } from '../finding.ts';

const DEFINE = 'Correct the word, or define it in the section named in the message.';

export const REFERENCE_CODES = {
  'unknown-item': error('An item is named that is neither built in nor defined under items.', DEFINE),
  'item-not-listed': error(
    'An item is known and named, but no category lists it, so the register never stores it.',
    'List it under data, or remove it here.',
    'GDPR 5(1)(b)',
  ),
  'unknown-purpose': error('A purpose is named that is not under purposes.', DEFINE, 'GDPR 5(1)(b)'),
  'unknown-source': error('A source is named that is not under sources.', DEFINE, 'GDPR 14(2)(f)'),
  'unknown-recipient': error('A recipient is named that is not under recipients.', DEFINE, 'GDPR 13(1)(e)'),
  'unknown-event': error('An event is named that is neither built in nor defined under events.', DEFINE),
  'unknown-state': error('A state is named that is not under states.', DEFINE),
  'unknown-rule': error('A retention rule is named that is not under retention.', DEFINE, 'GDPR 13(2)(a)'),
  'unknown-role': error('A role is named that is not under roles.', DEFINE),
  'unknown-system': error('A category names a system that is not under systems.', DEFINE),
  'unknown-kind': error('A kind of person is named that is not under people.', DEFINE),
  'unknown-transfer': error(
    'A recipient names a transfer that is not under transfers.',
    DEFINE,
    'GDPR 13(1)(f)',
  ),
  'unknown-agreement': error('An agreement is named that is not under agreements.', DEFINE, 'GDPR 28(3)'),
  'unknown-choice': error(
    'A choice is named that is neither under choices nor a purpose asked for consent.',
    DEFINE,
  ),
  'unknown-run': error('A rule waits for a run that is not under runs.', DEFINE),
  'unknown-law': error(
    'A rule names a statutory period that the product does not know.',
    'Use a key of the table of laws in the language reference, or state the period itself.',
  ),
  'unknown-value': error(
    'A condition compares a choice item with a value the item does not offer.',
    'Use one of the item’s choices, or add the choice.',
  ),
  'unused-definition': warning(
    'Something is defined and nothing refers to it.',
    'Remove it, or use it where it was meant.',
    'GDPR 5(1)(c)',
  ),
  'duplicate-title': warning(
    'Two entries of one section carry the same title, so that readers cannot tell them apart.',
    'Give each its own title.',
    'GDPR 12(1)',
  ),
  'untitled-word': warning(
    'A condition says that something is agreed or attested, and nothing gives it a title, so that readers would see a key.',
    'Define it under choices with a title.',
    'GDPR 12(1)',
  ),
  'shadowed-name': error(
    'A name takes the place of a word that already means something else.',
    'Choose another key.',
  ),
} as const;
