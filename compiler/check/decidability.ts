// What the analysis of rules finds out before any row exists (compiler/retention/decide.ts), told with the catalogue's codes: every
// combination of answers is tried, so "never" is proved and not guessed.
import type { Rule } from '../model/retention.ts';
import { type Finding as Analysed, analyseRule, type Surroundings } from '../retention/decide.ts';
import type { CheckCode } from './codes.ts';
import type { Problem } from './finding.ts';
import type { Check, NoticeIndex } from './index-notice.ts';

/** The rules that nothing larger contains, and whether a stage has ended before each. */
function wholeRules({
  notice,
}: NoticeIndex): readonly { readonly rule: Rule; readonly isFirstStage: boolean }[] {
  const stages = notice.retention.flatMap((plan) =>
    plan.stages.map(({ rule }, position) => ({ rule, isFirstStage: position === 0 })),
  );
  const others = [
    ...notice.holds.map((hold) => hold.then),
    ...notice.publications.map((publication) => publication.ends),
    ...notice.rights.flatMap((right) => right.exceptions.map((exception) => exception.until ?? null)),
  ];
  return [...stages, ...others.filter((rule) => rule !== null).map((rule) => ({ rule, isFirstStage: true }))];
}

function toProblem(found: Analysed): Problem<CheckCode> | undefined {
  const { place } = found;
  switch (found.kind) {
    case 'never-due':
      // An event nobody may report has been told at the event.
      if (found.event !== undefined && found.event !== 'stage-ended') return undefined;
      return { code: 'rule-never-due', place, message: 'Whatever the answers, this rule has no end.' };
    case 'case-never-due':
      return { code: 'rule-never-due', place, message: 'This case has no end of its own.' };
    case 'case-never-reached':
      return { code: 'case-never-reached', place, message: 'Earlier cases leave nothing for this one.' };
    case 'condition-constant':
      return found.answer === 'yes'
        ? undefined
        : {
            code: 'condition-never',
            place,
            message: 'This condition contradicts itself, so it is never true.',
          };
    case 'floor-above-ceiling':
      return {
        code: 'floor-above-ceiling',
        place,
        message: `The shortest time is longer than the longest one${found.always ? '' : ', counted from some days of the year'}.`,
      };
    case 'ceiling-below-law':
      return {
        code: 'ceiling-below-law',
        place,
        message: `The law “${found.law}” keeps longer than at-most, which then has no effect.`,
      };
    case 'too-many-conditions':
      return {
        code: 'rule-too-many-conditions',
        place,
        message: `This rule rests on ${found.count} conditions; eight can be tried.`,
      };
    default:
      return found satisfies never;
  }
}

function surroundings({ notice, events }: NoticeIndex): Omit<Surroundings, 'isFirstStage'> {
  const { states, retention: plans, financialYearEnds: financialYearEnd, runs } = notice;
  return {
    definitions: { events: [...events.values()], states, plans },
    settings: { financialYearEnd, runs },
  };
}

export const checkDecidability: Check = function* (index) {
  const around = surroundings(index);
  for (const { rule, isFirstStage } of wholeRules(index))
    for (const found of analyseRule(rule, { ...around, isFirstStage })) {
      const problem = toProblem(found);
      if (problem) yield problem;
    }
};
