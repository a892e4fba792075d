// The answers a row holds beside its facts. A yes in a column of bans closes; a no and an empty cell say nothing, since a table never
// lifts what a person closed. A consent counts only with its proof in the same row (Art. 7(1)).
import { Temporal } from 'temporal-polyfill';
import type { Channel } from '../../compiler/model/purposes.ts';
import type { Key, Texts } from '../../compiler/model/text.ts';
import { type Normalised, normaliseText } from '../identifiers/identifier.ts';
import { LONG_TEXT_LIMIT, normaliseFlag, normaliseLanguage, normaliseTime } from '../identifiers/value.ts';
import type { Column } from './columns.ts';
import type { RowProblem } from './row-parts.ts';
import { type AnswerKind, type AnswerPart, type AnswerTarget, writeAnswer } from './targets.ts';

export interface RowAnswer {
  readonly kind: AnswerKind;
  readonly purpose: Key | null;
  readonly channel: Channel | null;
  /** ISO 8601 instant; null: when it is imported. A consent always has its own. */
  readonly at: string | null;
  /** Of a consent, and of nothing else. */
  readonly proof: ConsentProof | null;
}

export interface ConsentProof {
  readonly wording: string;
  readonly language: string;
  /** Where it was given, and what else shows it. */
  readonly shownBy: string;
}

export interface AnswerContext {
  readonly columns: readonly Column[];
  readonly timeZone: string;
  readonly now: Temporal.Instant;
  /** The notice's own wordings, by purpose: a consent to one of them needs no column for the language. */
  readonly wordings?: ReadonlyMap<Key, Texts>;
}

type AnswerColumn = Column & { readonly target: AnswerTarget };
type Take = (part: AnswerPart, normalise: (text: string) => Normalised) => string | null;

const PROOF_LIMIT = 500;
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
    .flatMap((asked): readonly RowAnswer[] => {
      const answer = writeAnswer(asked.target);
      const parts = columns.filter(({ target }) => writeAnswer(target) === answer);
      const take: Take = (part, normalise) => takeCell(cells, columnOf(parts, part), { normalise, problems });
      if (take('value', normaliseFlag) !== 'true') return [];
      const { kind, purpose, channel } = asked.target;
      const before = problems.length;
      const at = take('time', (text) => pastTime(text, context));
      if (kind !== 'consent') return [{ kind, purpose, channel, at, proof: null }];
      const proof = readProof(take, context.wordings?.get(purpose ?? ''));
      if (at !== null && proof) return [{ kind, purpose, channel, at, proof }];
      if (problems.length === before) problems.push({ column: asked.name, problem: 'consent-unproved' });
      return [];
    });
}

const columnOf = (columns: readonly AnswerColumn[], part: AnswerPart) =>
  columns.find(({ target }) => target.part === part);

interface Reading {
  readonly normalise: (text: string) => Normalised;
  readonly problems: RowProblem[];
}

/** Null when there is no column, nothing in the cell, or what is in it is wrong. */
function takeCell(
  cells: readonly string[],
  column: AnswerColumn | undefined,
  { normalise, problems }: Reading,
): string | null {
  const text = column ? (cells[column.index]?.trim() ?? '') : '';
  if (!column || text === '') return null;
  const result = normalise(text);
  if (result.ok) return result.value;
  problems.push({ column: column.name, problem: result.problem });
  return null;
}

function readProof(take: Take, known: Texts | undefined): ConsentProof | null {
  const wording = take('wording', (text) => normaliseText(text.replace(/\s+/gu, ' '), LONG_TEXT_LIMIT));
  const where = take('channel', (text) => normaliseText(text, PROOF_LIMIT));
  const shown = take('proof', (text) => normaliseText(text, PROOF_LIMIT));
  const language = take('language', normaliseLanguage) ?? languageOf(wording, known);
  if (wording === null || where === null || language === null) return null;
  return { wording, language, shownBy: shown === null ? where : `${where}; ${shown}` };
}

function languageOf(wording: string | null, known: Texts | undefined): string | null {
  const fold = (text: string) => text.replace(/\s+/gu, ' ').trim();
  const found = Object.entries(known ?? {}).find(([, text]) => wording !== null && fold(text) === wording);
  return found?.[0] ?? null;
}

/** An answer that lies ahead has not been given. */
function pastTime(text: string, { timeZone, now }: AnswerContext): Normalised {
  const time = normaliseTime(text, timeZone);
  if (!time.ok || Temporal.Instant.compare(Temporal.Instant.from(time.value), now) <= 0) return time;
  return { ok: false, problem: 'time-ahead' };
}
