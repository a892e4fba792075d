// Codes about what is stored and about whom: items, categories, sources and kinds of person.
import { error, warning } from '../finding.ts';

export const DATA_CODES = {
  'item-never-usable': error(
    'An item is stored but no purpose may ever use it.',
    'List a purpose that is open, or remove the item.',
    'GDPR 5(1)(c)',
  ),
  'item-listed-twice': warning('A category lists the same item twice.', 'Remove one of the two.'),
  'conflicting-keep': error(
    'Two retention rules of equal specificity claim the same item for the same purpose.',
    'Say keep on the item itself, or give the categories different purposes.',
    'GDPR 13(2)(a)',
  ),
  'item-without-retention': error(
    'An item has no retention rule, on itself or on any of its categories, purposes or kinds of person.',
    'Add keep to the item or to its category.',
    'GDPR 5(1)(e), 13(2)(a)',
  ),
  'category-without-retention': error(
    'A category has neither a period nor a review cycle.',
    'Add keep to the category: a period or a review, never nothing.',
    'GDPR 5(1)(e), 13(2)(a)',
  ),
  'purpose-outside-category': error(
    'An item is listed for a purpose that none of its categories serves.',
    'Add the purpose to the category, or remove it from the item.',
    'GDPR 5(1)(b)',
  ),
  'special-without-condition': error(
    'An item of a special category has no condition of Article 9(2).',
    'Add special-condition with the condition relied on.',
    'GDPR 9(2)',
  ),
  'criminal-without-law': error(
    'Criminal data rests on neither a law nor a legal claim.',
    'Use special-condition: law or legal-claims, or do not collect the item.',
    'GDPR 10; tietosuojalaki 7 §',
  ),
  'explicit-consent-mismatch': error(
    'An item relies on explicit consent, but a purpose that uses it is not based on consent.',
    'Restrict the item with for: to purposes based on consent, or name another condition.',
    'GDPR 9(2)(a)',
  ),
  'identity-code-without-reason': error(
    'The personal identity code is stored without its reason.',
    'Add law-reason with the ground of section 29.',
    'tietosuojalaki 29 §',
  ),
  'identity-code-not-encrypted': error(
    'The personal identity code is stored in clear.',
    'Remove encrypted: false.',
    'tietosuojalaki 29 §; GDPR 32',
  ),
  'item-defined-twice': error('An item is defined in two places.', 'Keep one of the definitions.'),
  'was-still-listed': error(
    'An item replaces another that is still listed.',
    'Remove the old key from data, or remove was.',
  ),
  'camera-kept-too-long': warning(
    'Camera footage is kept longer than a year.',
    'Shorten the period; what is under investigation belongs under holds.',
    'laki yksityisyyden suojasta työelämässä 17 §',
  ),
  'accounting-below-law': warning(
    'Vouchers are gone before the accounting law allows.',
    'Use { law: accounting-vouchers }, alone or under at-least.',
    'kirjanpitolaki 2:10',
  ),
  'choice-without-choices': error(
    'An item of type choice offers nothing to choose.',
    'Add choices, or use type text.',
  ),
  'part-of-no-record': error(
    'An item is part of something that is not a record.',
    'Name an item of type record or file.',
  ),
  'kinds-forbid-item': error(
    'An item is listed as stored, yet every kind of person it could be stored for says never.',
    'Allow it for one kind, or remove it from the category.',
    'GDPR 5(1)(c)',
  ),
  'requirement-not-stored': error(
    'A kind of person must or may have an item whose categories are about other kinds.',
    'Add the kind to of: of the category, or remove the item from the kind.',
    'GDPR 5(1)(c)',
  ),
  'guardian-without-kind': warning(
    'A purpose needs a guardian’s yes, but no kind of person is linked to a guardian.',
    'Add links to the kind of person the purpose concerns.',
    'GDPR 8(2)',
  ),
  'condition-never': error(
    'A condition contradicts itself, so it is never true.',
    'Correct the condition, or remove what depends on it.',
  ),
  'period-reversed': error(
    'A period ends before it begins.',
    'Exchange from and to, or correct one of them.',
  ),
} as const;
