// Codes about what a notice must tell (Arts 13 and 14), recipients and transfers, rights, and plain slips.
import { error, warning } from '../finding.ts';

export const CONTENT_CODES = {
  'missing-language': error(
    'A text is missing in a language of the register.',
    'Write it in each language under languages.',
    'GDPR 12(1)',
  ),
  'extra-language': warning(
    'A text is given in a language the register does not offer.',
    'Add the language under languages, or remove the text.',
  ),
  'missing-contact': error(
    'The controller cannot be reached: neither e-mail, phone nor address.',
    'Add an e-mail address, a phone number or an address to controller or its contact.',
    'GDPR 13(1)(a)',
  ),
  'missing-officer': error(
    'The data protection officer cannot be reached, or nothing says why there is none.',
    'Add the officer’s contact, or none-because.',
    'GDPR 13(1)(b), 37',
  ),
  'missing-right': error(
    'A right that the law gives for these bases is not told.',
    'Add it under rights.',
    'GDPR 13(2)(b)–(d)',
  ),
  'missing-provision': error(
    'Nothing says whether the person must give the data and what follows if not.',
    'Add provision to the notice or to the category.',
    'GDPR 13(2)(e)',
  ),
  'missing-protection': warning(
    'Nothing says how the data is protected.',
    'Add protection.',
    'GDPR 30(1)(g), 32',
  ),
  'missing-decisions': warning(
    'Nothing says whether decisions are automated.',
    'Write decisions: none, or each of them.',
    'GDPR 13(2)(f), 22',
  ),
  'decision-without-human': error(
    'An automated decision lacks its logic, its effects or the way to a human.',
    'State logic, effects and human.',
    'GDPR 13(2)(f), 22',
  ),
  'answer-too-late': error(
    'Requests are answered later than within the law’s month.',
    'Write P1M, P28D or less.',
    'GDPR 12(3)',
  ),
  'fee-where-free': error(
    'A fee is asked where the law says free of charge.',
    'Use fee: { free: always }; for access at least the first copy is free.',
    'GDPR 12(5), 15(3)',
  ),
  'right-without-way': error('A right is given without a way to use it.', 'Add ways.', 'GDPR 12(2)'),
  'portability-without-basis': warning(
    'Portability is given for a purpose that rests on neither consent nor contract.',
    'Fine as a promise; the law asks it only for consent and contract.',
    'GDPR 20(1)',
  ),
  'recipient-without-data': error(
    'A recipient gets no data.',
    'Add data, or all: true for a processor.',
    'GDPR 13(1)(e)',
  ),
  'processor-without-agreement': error(
    'A processor is used without an agreement.',
    'Add needs: [{ agreement: … }].',
    'GDPR 28(3)',
  ),
  'recipient-without-transfer': error(
    'Data goes to a recipient outside the EEA without a named transfer.',
    'Add transfer with a key of transfers.',
    'GDPR 44',
  ),
  'grant-never-opens': error(
    'None of the data granted is listed for any of the purposes granted.',
    'Correct data or for.',
    'GDPR 5(1)(b)',
  ),
  'transfer-without-mechanism': error(
    'Data leaves the EEA without a mechanism.',
    'Add mechanism.',
    'GDPR 44–49, 13(1)(f)',
  ),
  'transfer-without-copy': error(
    'Safeguards are relied on without saying where a copy of them can be had.',
    'Add copy.',
    'GDPR 13(1)(f), 46',
  ),
  'derogation-unnamed': error(
    'A derogation is relied on without naming which.',
    'Add derogation, for example 49-1-b.',
    'GDPR 49(1)',
  ),
  'adequacy-unknown': warning(
    'Adequacy is relied on for a country without a decision known to the product.',
    'Use another mechanism, or check that the decision is in force.',
    'GDPR 45',
  ),
  'transfer-inside-eea': warning(
    'A transfer names only countries of the EEA.',
    'Remove it; inside the EEA nothing more is needed.',
    'GDPR 44',
  ),
  'updated-before-drawn-up': error(
    'The notice was updated before it was drawn up.',
    'Correct one of the days.',
  ),
  'business-id-invalid': error(
    'A business id has a wrong form or check digit.',
    'Copy it again from the trade register.',
  ),
  'email-malformed': error('An e-mail address cannot be right.', 'Correct the address.', 'GDPR 13(1)(a)'),
  'time-zone-unknown': error('The time zone is not in the IANA list.', 'Write for example Europe/Helsinki.'),
} as const;
