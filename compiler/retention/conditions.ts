// Conditions with three answers. A condition is read at a moment, so the same code answers "now", "at that event"
// and, for `while`, "until when".
import type { Condition, StateDefinition } from '../model/retention.ts';
import type { Day, Key } from '../model/text.ts';
import { birthday } from './calendar.ts';
import type { History, ItemValue, RetentionContext } from './history.ts';
import { compareMoments, endOfDay, happenings, type Moment, pathKey } from './moments.ts';

export type Truth = 'yes' | 'no' | 'unknown';

/** The condition's answer on the day of evaluation, or at the event it is frozen at. */
export function answerNow(condition: Condition, history: History, context: RetentionContext): Truth {
  return answerAt(condition, endOfDay(context.at), history, context);
}

/** The condition's answer at a moment; a frozen one is read at its event whatever the moment. */
export function answerAt(
  condition: Condition,
  moment: Moment,
  history: History,
  context: RetentionContext,
): Truth {
  if (condition.frozenAt === undefined) return answerOf(condition, moment, history, context);
  const frozen = frozenMoment(condition.frozenAt, history, context);
  if (frozen === null) return 'unknown';
  const asThen = { ...history, items: { ...history.items, ...history.frozen[condition.frozenAt] } };
  return answerOf(condition, frozen, asThen, context);
}

/** Where a condition is frozen: the last occurrence of the event; null when it has not happened or its day is unknown. */
function frozenMoment(event: Key, history: History, context: RetentionContext): Moment | null {
  const found = happenings(history, context).filter((happening) => happening.event === event);
  const moments = found
    .flatMap(({ day, order }) => (day === null ? [] : [{ day, order }]))
    .sort(compareMoments);
  return moments.length === found.length ? (moments.at(-1) ?? null) : null;
}

function answerOf(condition: Condition, moment: Moment, history: History, context: RetentionContext): Truth {
  switch (condition.is) {
    case 'all':
      return all(condition.of.map((part) => answerAt(part, moment, history, context)));
    case 'any':
      return not(all(condition.of.map((part) => not(answerAt(part, moment, history, context)))));
    case 'not':
      return not(answerAt(condition.of, moment, history, context));
    case 'state': {
      const state = context.states.find((known) => known.key === condition.state);
      return state === undefined ? 'unknown' : inState(state, moment, history, context);
    }
    case 'dates':
      return truth(
        (condition.from ?? '') <= moment.day && (condition.to === undefined || moment.day <= condition.to),
      );
    case 'age-below':
      return history.birthDate === 'unknown'
        ? 'unknown'
        : truth(moment.day < birthday(history.birthDate, condition.years));
    case 'answer':
      return truth(answered(condition, moment, history));
    case 'agreed':
      return truth(
        history.agreements.some(
          (agreement) => agreement.key === condition.key && covers(agreement, moment.day),
        ),
      );
    case 'attested':
      return truth(history.attestations.some((one) => one.key === condition.key && covers(one, moment.day)));
    default:
      return answerFromRow(condition, moment, history);
  }
}

type RowCondition = Extract<
  Condition,
  { is: 'count' | 'given' | 'missing' | 'one-of' | 'below' | 'at-least' | 'kind' | 'source' }
>;

/** Conditions on what the row is. Items and tallies know only their last change; what they were before it is unknown. */
function answerFromRow(condition: RowCondition, moment: Moment, history: History): Truth {
  switch (condition.is) {
    case 'count':
      return counted(condition, moment, history);
    case 'kind':
      return history.kinds === 'unknown' ? 'unknown' : truth(history.kinds.includes(condition.kind));
    case 'source':
      return history.source === 'unknown' ? 'unknown' : truth(history.source === condition.source);
    default: {
      const item = history.items[condition.item];
      return item === undefined || !isSince(item.since, moment)
        ? 'unknown'
        : truth(itemIs(condition, item.value));
    }
  }
}

type ItemCondition = Extract<RowCondition, { item: Key; is: Exclude<RowCondition['is'], 'count'> }>;

function itemIs(condition: ItemCondition, value: ItemValue['value']): boolean {
  switch (condition.is) {
    case 'given':
      return value !== null;
    case 'missing':
      return value === null;
    case 'one-of':
      return value !== null && condition.values.includes(value);
    // A number and a day are each compared with their own kind only; ISO days sort as text.
    case 'below':
      return value !== null && typeof value === typeof condition.value && value < condition.value;
    case 'at-least':
      return value !== null && typeof value === typeof condition.value && value >= condition.value;
    default:
      return condition satisfies never;
  }
}

function counted(condition: Extract<Condition, { is: 'count' }>, moment: Moment, history: History): Truth {
  const tally = history.tallies.find(
    (known) =>
      known.item === condition.item &&
      known.state === condition.state &&
      pathKey(known.path ?? []) === pathKey(condition.path),
  );
  if (tally === undefined || tally.count === 'unknown' || !isSince(tally.since, moment)) return 'unknown';
  if (condition.quantity === 'none') return truth(tally.count === 0);
  return truth(tally.count >= (condition.quantity === 'some' ? 1 : condition.quantity));
}

/** In a state: its last opening before the moment has no closing after it. A day that is not known leaves it open. */
function inState(state: StateDefinition, moment: Moment, history: History, context: RetentionContext): Truth {
  const relevant = happenings(history, context).filter(
    ({ event }) => event === state.from || event === state.to,
  );
  if (!relevant.some(({ event }) => event === state.from)) return 'no';
  if (relevant.some(({ day }) => day === null)) return 'unknown';
  const last = relevant
    .flatMap(({ event, day, order }) => (day === null ? [] : [{ event, day, order }]))
    .filter((happening) => compareMoments(happening, moment) <= 0)
    .sort(compareMoments)
    .at(-1);
  return truth(last !== undefined && last.event === state.from);
}

/** Whether the latest answer of the party by that day is the one asked for; no answer is neither yes nor no. */
function answered(
  condition: Extract<Condition, { is: 'answer' }>,
  moment: Moment,
  history: History,
): boolean {
  const parties =
    condition.by === 'anyone-involved' ? (['person', 'guardian', 'other'] as const) : [condition.by];
  return parties.some((party) => {
    const answers = history.answers.filter(
      (answer) => answer.to === condition.to && answer.by === party && isSince(answer.on, moment),
    );
    const latest = answers
      .map(({ on }) => on)
      .sort()
      .at(-1);
    return answers.findLast(({ on }) => on === latest)?.yes === condition.yes;
  });
}

/** What happens without a place in the day's order takes effect once its day has begun. */
function isSince(day: Day | undefined, moment: Moment): boolean {
  return day === undefined || day < moment.day || (day === moment.day && moment.order >= 0);
}

function covers(span: { readonly from: Day; readonly to?: Day }, day: Day): boolean {
  return span.from <= day && (span.to === undefined || day <= span.to);
}

function truth(answer: boolean): Truth {
  return answer ? 'yes' : 'no';
}

function not(answer: Truth): Truth {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}

/** No as soon as one is no, else unknown as soon as one is, else yes. */
function all(answers: readonly Truth[]): Truth {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}
