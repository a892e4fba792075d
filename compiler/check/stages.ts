// Stages, outcomes and holds (language.md e and f): nothing personal outlives the last stage but a law's archive or a recurring
// review, and every hold can end.
import type { Outcome, RetentionPlan, Stage } from '../model/retention.ts';
import type { Check, NoticeIndex } from './index-notice.ts';

const BY_LAW: readonly unknown[] = ['legal-obligation', 'public-task'];

function archivesByLaw(index: NoticeIndex, outcome: Outcome): boolean {
  if (outcome.do !== 'archive') return false;
  const purpose = index.purposes.get(outcome.purpose);
  // An unknown purpose has been told already.
  return purpose === undefined || purpose.bases.some((basis) => BY_LAW.includes(basis.kind));
}

/** Why personal data is left when this was the last outcome, or null when none is. */
function leaves(index: NoticeIndex, outcome: Outcome): string | null {
  switch (outcome.do) {
    case 'erase':
    case 'anonymise':
    case 'transfer':
    case 'move':
    case 'overwrite':
    case 'review':
      return null;
    case 'pseudonymise':
      return 'pseudonymised data is personal data';
    case 'narrow':
      return 'narrowing keeps the data';
    case 'ask':
      return 'silence goes on to a next stage that is missing';
    case 'archive':
      return archivesByLaw(index, outcome) ? null : `no law orders the archive “${outcome.purpose}”`;
    case 'either':
      return outcome.of.map((inner) => leaves(index, inner)).find((why) => why !== null) ?? null;
    default:
      return outcome satisfies never;
  }
}

function* stageProblems(index: NoticeIndex, plan: RetentionPlan, stage: Stage, last: boolean) {
  if (stage.rule.is === 'endless' && plan.review === undefined && !archivesByLaw(index, stage.outcome)) {
    if (stage.outcome.do !== 'review')
      yield {
        code: 'endless-rule' as const,
        place: stage.rule.at,
        message: `“${plan.key}” keeps data without an end.`,
      };
    return;
  }
  const why = last ? leaves(index, stage.outcome) : null;
  if (why === null) return;
  yield {
    code:
      stage.outcome.do === 'pseudonymise' ? ('pseudonymise-last' as const) : ('outlives-last-stage' as const),
    place: [...stage.at, 'then'],
    message: `After the last stage of “${plan.key}” personal data is left: ${why}.`,
  };
}

export const checkStages: Check = function* (index) {
  for (const plan of index.notice.retention) {
    for (const [position, stage] of plan.stages.entries())
      yield* stageProblems(index, plan, stage, position === plan.stages.length - 1);
  }
};

export const checkHolds: Check = function* ({ notice }) {
  for (const hold of notice.holds) {
    const { key, at } = hold;
    if (hold.while === undefined && hold.until === undefined && hold.by.length === 0)
      yield { code: 'hold-without-end', place: at, message: `Nobody and nothing ends the hold “${key}”.` };
    else if (hold.until === undefined && hold.review === undefined)
      yield {
        code: 'hold-without-review',
        place: at,
        message: `The hold “${key}” is never looked at again.`,
      };
    if (Object.values(hold.ground).every((words) => !words) && hold.law === undefined)
      yield { code: 'hold-without-ground', place: at, message: `The hold “${key}” has no ground.` };
    if (hold.on.length === 0)
      yield { code: 'hold-on-nothing', place: at, message: `The hold “${key}” stops no data.` };
    if (hold.lift > 1 && hold.by.length === 0)
      yield {
        code: 'needs-never-met',
        place: at,
        message: `The hold “${key}” takes ${hold.lift} people to lift, and no role may.`,
      };
  }
};
