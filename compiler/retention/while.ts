// Until when a condition holds. The condition is read at every moment at which it could change, the future ones
// that are known already (a due date, a birthday, a date in the rule) included, so no clock has to re-date a row.
import type { Condition } from '../model/retention.ts';
import type { Day } from '../model/text.ts';
import { addDays, birthday } from './calendar.ts';
import { answerAt } from './conditions.ts';
import type { History, RetentionContext } from './history.ts';
import { compareMoments, happenings, type Moment, startOfDay } from './moments.ts';
import { NEVER, onDay, UNKNOWN, type Value } from './value.ts';

/**
 * The last day on any part of which the condition may have held. Never: it holds and nothing known ends it. Unknown:
 * whether it still holds is not known. Null: it has not held at any moment.
 */
export function heldUntil(condition: Condition, history: History, context: RetentionContext): Value | null {
  const moments = changes(condition, history, context);
  const answers = moments.map((moment) => answerAt(condition, moment, history, context));
  const last = answers.findLastIndex((answer) => answer !== 'no');
  if (last === -1) return null;
  const next = moments[last + 1];
  if (next === undefined) return answers[last] === 'unknown' ? UNKNOWN : NEVER;
  // A change at the start of a day is the clock's: the condition held through the day before. Anything else ends it during its day.
  return onDay(next.order < 0 ? addDays(next.day, -1) : next.day);
}

/** Before every date an event or a rule can name; the moment from which a condition without history is read. */
const BEGINNING: Moment = startOfDay('0001-01-01');

function changes(condition: Condition, history: History, context: RetentionContext): readonly Moment[] {
  const events = happenings(history, context).flatMap(({ day, order }) =>
    day === null ? [] : [{ day, order }],
  );
  const during = [...events, ...reportedDays(condition, history).map((day) => ({ day, order: 0 }))];
  const starts = [
    ...during.map(({ day }) => startOfDay(day)),
    ...clockDays(condition, history).map(startOfDay),
  ];
  const sorted = [BEGINNING, ...during, ...starts].sort(compareMoments);
  return sorted.filter(
    (moment, index) => index === 0 || compareMoments(moment, sorted[index - 1] ?? BEGINNING) !== 0,
  );
}

/** Days at whose start the clock may change the condition: dates in the rule, birthdays, spans of agreements. */
function clockDays(condition: Condition, history: History): Day[] {
  const ends = ({ from, to }: { readonly from?: Day; readonly to?: Day }) => [
    ...(from === undefined ? [] : [from]),
    ...(to === undefined ? [] : [addDays(to, 1)]),
  ];
  switch (condition.is) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => clockDays(part, history));
    case 'not':
      return clockDays(condition.of, history);
    case 'dates':
      return ends(condition);
    case 'age-below':
      return history.birthDate === 'unknown' ? [] : [birthday(history.birthDate, condition.years)];
    case 'agreed':
      return history.agreements.filter(({ key }) => key === condition.key).flatMap(ends);
    case 'attested':
      return history.attestations.filter(({ key }) => key === condition.key).flatMap(ends);
    default:
      return [];
  }
}

/** Days during which a report may change the condition: answers, and the last change of an item or a tally. */
function reportedDays(condition: Condition, history: History): Day[] {
  switch (condition.is) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => reportedDays(part, history));
    case 'not':
      return reportedDays(condition.of, history);
    case 'answer':
      return history.answers.filter(({ to }) => to === condition.to).map(({ on }) => on);
    case 'count':
      return history.tallies
        .filter(({ item }) => item === condition.item)
        .flatMap(({ since }) => (since === undefined ? [] : [since]));
    case 'given':
    case 'missing':
    case 'one-of':
    case 'below':
    case 'at-least': {
      const since = history.items[condition.item]?.since;
      return since === undefined ? [] : [since];
    }
    default:
      return [];
  }
}
