// Until when a person's facts are kept, for each purpose, and why: read from the table of due dates, said with the notice's sentence.
import type { Notice } from '../../compiler/model/notice.ts';
import type { Day, Key, Language } from '../../compiler/model/text.ts';
import { scopeOf } from '../../compiler/render/scope.ts';
import { innermost, type Trace } from '../../compiler/retention/because.ts';
import { describeBecause } from '../../compiler/retention/sentence-because.ts';
import type { Entered } from '../../database/door/door.ts';
import { readDate } from './history.ts';

/** `never`: nothing has started it. `unknown`: a day or an answer is missing, and unknown erases nothing. */
export type KeptDay = Day | 'never' | 'unknown';

export interface PurposeEnd {
  readonly purpose: Key;
  readonly until: KeptDay;
  readonly plan: Key;
  /** Holds in force: nothing is erased while one is. */
  readonly held: number;
  /** When the need is next assessed, where the notice says so. */
  readonly reviewOn: Day | null;
  /** "Kept until … because …", in the language asked for. */
  readonly because: string;
  /** The event the period counts from, where the rule that decided has one that has happened. */
  readonly anchor: { readonly event: Key; readonly on: Day } | null;
}

export interface FactPlace {
  readonly id: string;
  readonly itemNo: number;
  readonly relationshipId: string | null;
}

/** Ends of every purpose for a fact; empty when the fact has not been dated. */
export type EndsOfFact = (fact: FactPlace) => readonly PurposeEnd[];

interface EndRow {
  readonly row_id: string | null;
  readonly relation: string;
  readonly item_no: number;
  readonly purpose: Key;
  readonly ends_on: string | null;
  readonly plan: Key;
  readonly keep_through: string | null;
  readonly gone_by: string | null;
  readonly held: number;
  readonly review_on: Day | null;
  readonly because: string;
}

const OWN = '00000000-0000-0000-0000-000000000000';

/** The ends as they are stored, to be said in any language. */
export interface StoredEnds {
  readonly rows: readonly EndRow[];
}

/** Nothing is told of a person the present purpose may not see. */
export async function readEnds(entered: Entered, subjectId: string): Promise<StoredEnds> {
  const rows = await entered.call<EndRow>({
    text: `select row_id, relation, item_no, purpose, ends_on::text, plan, keep_through::text, gone_by::text, held, review_on::text, because
             from gate.fact_ends($1)`,
    values: [subjectId],
  });
  return { rows };
}

export async function findEnds(
  entered: Entered,
  subjectId: string,
  words: { readonly terms: Notice; readonly language: Language },
): Promise<EndsOfFact> {
  return sayEnds(await readEnds(entered, subjectId), words);
}

export function sayEnds(
  { rows }: StoredEnds,
  words: { readonly terms: Notice; readonly language: Language },
): EndsOfFact {
  const titles = scopeOf(words.terms, words.language).title;
  return (fact) => {
    const mine = rows.filter(
      (row) =>
        row.item_no === fact.itemNo &&
        (row.row_id ?? fact.id) === fact.id &&
        row.relation === (fact.relationshipId ?? OWN),
    );
    return [...new Set(mine.map(({ purpose }) => purpose))].sort().map((purpose) => {
      const row = deciding(mine.filter((each) => each.purpose === purpose));
      const { plan, held, review_on: reviewOn } = row;
      return {
        purpose,
        plan,
        held,
        reviewOn,
        until: dayOf(row.ends_on),
        because: sayBecause(row, words.language, titles),
        anchor: anchorOf(row),
      };
    });
  };
}

/** Of several plans the one whose own end is the purpose's end. */
function deciding(rows: readonly EndRow[]): EndRow {
  const row =
    rows.find((each) => each.keep_through === each.ends_on || each.gone_by === each.ends_on) ?? rows[0];
  if (!row) throw new Error('a purpose without a plan was asked for its end');
  return row;
}

function sayBecause(row: EndRow, language: Language, titles: Parameters<typeof describeBecause>[2]): string {
  if (row.because === '') return '';
  // Stored by ourselves from a trace of the rules; only where conditions stand in the file was left out.
  const because = JSON.parse(row.because) as Trace;
  return describeBecause(
    { keepThrough: readDate(row.keep_through), goneBy: readDate(row.gone_by), because },
    language,
    titles,
  );
}

function anchorOf({ because }: EndRow): PurposeEnd['anchor'] {
  if (because === '') return null;
  const trace = innermost(JSON.parse(because) as Trace);
  if (!('event' in trace) || trace.on.is !== 'day') return null;
  return { event: trace.event, on: trace.on.day };
}

function dayOf(date: string | null): KeptDay {
  return date === null ? 'unknown' : date === 'infinity' ? 'never' : date;
}

/** The row goes at the latest end of all its purposes: never, else unknown, else the latest day. */
export function lastEnd(ends: readonly PurposeEnd[]): PurposeEnd | null {
  const rank = ({ until }: PurposeEnd) => (until === 'never' ? '2' : until === 'unknown' ? '1' : `0${until}`);
  return ends.toSorted((one, other) => (rank(one) < rank(other) ? 1 : -1))[0] ?? null;
}
