// What evaluation needs of a notice, for one day.
import { LAWS } from '../language/laws.ts';
import type { Notice } from '../model/notice.ts';
import type { Day } from '../model/text.ts';
import type { RetentionContext } from './history.ts';

/** `at` is the day of evaluation in the register's time zone; it decides conditions that are read now. */
export function contextOf(notice: Notice, at: Day): RetentionContext {
  return {
    at,
    timeZone: notice.timeZone,
    financialYearEnd: notice.financialYearEnds,
    runs: notice.runs,
    states: notice.states,
    plans: notice.retention,
    holds: notice.holds,
    laws: LAWS,
  };
}
