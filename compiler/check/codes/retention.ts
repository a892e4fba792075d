// Codes about retention rules, events, states and holds.
import { error, warning } from '../finding.ts';

export const RETENTION_CODES = {
  'rule-never-due': error(
    'A rule can never come due.',
    'Correct the rule, or state a review cycle.',
    'GDPR 5(1)(e)',
  ),
  'floor-above-ceiling': error(
    'A rule must keep data longer than it may.',
    'Correct at-least, at-most, keep or by.',
    'GDPR 5(1)(e)',
  ),
  'ceiling-below-law': warning(
    'A rule may keep data for less than the law demands; the law holds.',
    'Remove at-most, or raise it to the period of the law.',
    'GDPR 17(3)(b)',
  ),
  'case-never-reached': error(
    'A case of a rule is never chosen, because earlier cases take everything.',
    'Put the narrower case first, or remove it.',
  ),
  'bare-or': error(
    'Two periods are joined by a bare “or”, so nobody can tell which one holds.',
    'Use earlier-of, later-of, cases or between with a choice.',
    'GDPR 13(2)(a)',
  ),
  'periods-added': warning(
    'Two plain periods follow each other in one chain, so they are added.',
    'Write their sum, or join alternatives with earlier-of, later-of or cases.',
  ),
  'cases-without-otherwise': error(
    'A rule by cases does not say what holds when no case does.',
    'Add { otherwise: … } as the last case.',
    'GDPR 5(1)(e)',
  ),
  'rule-cycle': error(
    'Named rules lead back to themselves.',
    'Break the circle: one of them needs a period of its own.',
  ),
  'rule-too-many-conditions': error(
    'A rule rests on more than eight conditions, so its cases cannot all be tried.',
    'Make a state of some of them, or split the rule.',
  ),
  'event-without-reporter': error(
    'An event is defined that nobody may report, so it never happens.',
    'Add by with who reports it.',
  ),
  'event-owner-mismatch': error(
    'A rule rests on an event or a state that can never be of the rows it is for.',
    'Choose an event of the row, its record or its relationship, or say of with a path.',
  ),
  'state-owner-mismatch': error(
    'A state lies between events of different owners.',
    'Use two events of the state’s own owner.',
  ),
  'state-without-end': warning('Nothing closes a state.', 'Add to, or open-ended: true if it is meant so.'),
  'pseudonymise-last': error(
    'Pseudonymising is the last stage, but pseudonymised data is personal data.',
    'Add a stage that erases or anonymises.',
    'GDPR 4(5), 5(1)(e)',
  ),
  'outlives-last-stage': error(
    'Personal data is left after the last stage.',
    'Add a stage that erases, anonymises or transfers, a recurring review, or an archive under a law.',
    'GDPR 5(1)(e)',
  ),
  'endless-rule': error(
    'Data is kept without an end outside an archive that a law orders.',
    'State a period, or a recurring review.',
    'GDPR 5(1)(e)',
  ),
  'never-stored-conflict': error(
    'An item that is never stored is also stored.',
    'Keep it never-stored everywhere, or give it a period.',
    'GDPR 5(1)(c)',
  ),
  'hold-without-end': error(
    'Nobody and nothing ends a hold.',
    'Add while, until, or by with the roles that lift it.',
    'GDPR 5(1)(e), 17(3)',
  ),
  'hold-without-review': error('A hold has neither a last day nor a review.', 'Add review.', 'GDPR 5(1)(e)'),
  'hold-without-ground': error('A hold has no ground.', 'Add ground with the reason in law.', 'GDPR 17(3)'),
  'hold-on-nothing': error('A hold stops no data.', 'Add on with items or categories.'),
  'needs-never-met': error(
    'Something is needed that the register never records, so it never happens.',
    'Remove the need, or make the register record it.',
  ),
} as const;
