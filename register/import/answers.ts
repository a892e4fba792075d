// The answers a row holds beside its facts. A yes in a column of bans closes; a no and an empty cell say nothing, since a table never
// lifts what a person closed.
import { Temporal } from 'temporal-polyfill';
import type { Channel } from '../../compiler/model/purposes.ts';
import type { Key } from '../../compiler/model/text.ts';
import type { Normalised } from '../identifiers/identifier.ts';
import { normaliseFlag, normaliseTime } from '../identifiers/value.ts';
import type { Column } from './columns.ts';
import type { RowProblem } from './row.ts';
import { type AnswerTarget, type ClosingKind, writeAnswer } from './targets.ts';

export interface RowAnswer {
  readonly kind: ClosingKind;
  readonly purpose: Key | null;
  readonly channel: Channel | null;
  /** ISO 8601 instant; null: when it is imported. */
  readonly at: string | null;
}

export interface AnswerContext {
  readonly columns: readonly Column[];
  readonly timeZone: string;
  readonly now: Temporal.Instant;
}

type AnswerColumn = Column & { readonly target: AnswerTarget };

const isAnswer = (column: Column): column is AnswerColumn => column.target?.is === 'answer';

/** Adds to `problems` what is wrong with the cells. */
export function readAnswers(
  cells: readonly string[],
  context: AnswerContext,
  problems: RowProblem[],
): readonly RowAnswer[] {
  const columns = context.columns.filter(isAnswer);
  return columns
    .filter(({ target }) => target.part === 'value')
    .flatMap((asked) => {
      const take = (column: AnswerColumn | undefined, normalise: (text: string) => Normalised) => {
        const text = column ? (cells[column.index]?.trim() ?? '') : '';
        if (!column || text === '') return null;
        const result = normalise(text);
        if (result.ok) return result.value;
        problems.push({ column: column.name, problem: result.problem });
        return null;
      };
      if (take(asked, normaliseFlag) !== 'true') return [];
      const { kind, purpose, channel } = asked.target;
      const answer = writeAnswer(asked.target);
      const time = columns.find(({ target }) => target.part === 'time' && writeAnswer(target) === answer);
      return [{ kind, purpose, channel, at: take(time, (text) => pastTime(text, context)) }];
    });
}

/** An answer that lies ahead has not been given. */
function pastTime(text: string, { timeZone, now }: AnswerContext): Normalised {
  const time = normaliseTime(text, timeZone);
  if (!time.ok || Temporal.Instant.compare(Temporal.Instant.from(time.value), now) <= 0) return time;
  return { ok: false, problem: 'time-ahead' };
}
