// Codes about purposes, their bases, consent, marketing and the website.
import { error, warning } from '../finding.ts';

export const PURPOSE_CODES = {
  'purpose-without-basis': error('A purpose has no legal basis.', 'Add basis.', 'GDPR 6(1), 13(1)(c)'),
  'purpose-unused': error(
    'A purpose uses no data: no category lists it.',
    'Add it to for: of the categories it needs, or remove it.',
    'GDPR 5(1)(b)',
  ),
  'too-many-purposes': error(
    'The register has more purposes than a row has bits for: 58 beside the four built in.',
    'Join purposes that have the same basis, data and people.',
  ),
  'interest-without-text': error(
    'A purpose rests on a legitimate interest that is not named.',
    'Write basis: { legitimate-interest: …, balancing: … }.',
    'GDPR 13(1)(d)',
  ),
  'interest-without-balancing': error(
    'A purpose rests on a legitimate interest without the outcome of its balancing.',
    'Add balancing beside the interest.',
    'GDPR 6(1)(f), 5(2)',
  ),
  'obligation-without-law': error(
    'A purpose rests on a legal obligation without naming the law.',
    'Write basis: { legal-obligation: … } with act and section.',
    'GDPR 6(1)(c), 6(3)',
  ),
  'consent-without-withdrawal': error(
    'A consent purpose does not say how consent is withdrawn.',
    'Add withdraw.',
    'GDPR 7(3), 13(2)(c)',
  ),
  'consent-without-wording': error(
    'A consent purpose does not say what is asked.',
    'Add wording with the question as the person reads it.',
    'GDPR 7(1), 7(2)',
  ),
  'consent-open-by-default': error(
    'A consent purpose is open before the person has said yes.',
    'Remove open: default; a consent purpose is open by consent.',
    'GDPR 4(11), 7',
  ),
  'consent-terms-unused': warning(
    'A purpose has terms of a consent and does not rest on consent.',
    'Remove the terms, or correct the basis.',
    'GDPR 7',
  ),
  'guardian-never-asked': warning(
    'A guardian’s yes is asked only of people too young to be let in at all.',
    'Lower minimum-age, or remove guardian-below.',
    'GDPR 8(1)',
  ),
  'child-without-age': warning(
    'An information society service rests on consent without a minimum age.',
    'Add minimum-age: 13, or guardian-below.',
    'GDPR 8(1); tietosuojalaki 5 §',
  ),
  'age-below-law': error(
    'A child under thirteen could consent alone to an information society service.',
    'Raise minimum-age to 13, or add guardian-below: 13.',
    'GDPR 8(1); tietosuojalaki 5 §',
  ),
  'marketing-without-objection': error(
    'Direct marketing does not leave an unconditional right to object.',
    'Remove objection, or write objection: always.',
    'GDPR 21(2)–(3)',
  ),
  'electronic-marketing-without-consent': warning(
    'Electronic direct marketing to people rests on something other than consent.',
    'Use consent, or keep the exception for one’s own customers and organisations in the text.',
    'SVPL 200 §',
  ),
  'open-tracking-without-consent': warning(
    'Whether an e-mail was opened is recorded without a consent purpose of its own.',
    'List the item for a consent purpose made for it alone.',
    'SVPL 205 §',
  ),
  'profiling-forbidden': error(
    'The notice says that no profiling is carried out, and a purpose profiles.',
    'Remove profiling from the purpose, or change the statement.',
    'GDPR 4(4), 5(1)(a)',
  ),
  'basis-words-differ': warning(
    'The organisation’s own words name another legal basis than basis does.',
    'Correct the words or the basis; people read the words, the software follows the basis.',
    'GDPR 13(1)(c)',
  ),
  'succeeds-unknown': warning(
    'A purpose succeeds one that this notice does not have.',
    'Keep the old purpose with its last day under to, so that its closings stay.',
    'GDPR 5(1)(b)',
  ),
  'succeeds-cycle': error(
    'Purposes succeed each other in a circle.',
    'Name only the older purpose.',
    'GDPR 5(1)(b)',
  ),
  'site-without-consent': warning(
    'A cookie or script that is not necessary serves a purpose that is not based on consent.',
    'Give it a consent purpose.',
    'SVPL 205 §',
  ),
  'tracker-called-necessary': warning(
    'A pixel or a third party’s script is called necessary.',
    'Give it a consent purpose, unless the service the visitor asked for cannot work without it.',
    'SVPL 205 §',
  ),
  'cookie-outlives-rule': warning(
    'A cookie lives longer on the device than the data it brings may be kept.',
    'Shorten lives, or correct the retention rule.',
    'GDPR 5(1)(e)',
  ),
  'publication-without-end': error(
    'Data is published without an end.',
    'Add ends with a rule.',
    'GDPR 5(1)(e), 17',
  ),
} as const;
