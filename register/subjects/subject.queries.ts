// What the gate lets through of one person, and who is found by words. Closed facts are absent: no label, no gap.

import type { CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Language, Texts } from '../../compiler/model/text.ts';
import type { Entered, SubjectRow } from '../../database/door/door.ts';
import { ITEM_FACTS, type Table } from '../../database/tables.ts';
import { ProblemError } from '../../platform/problems.ts';
import { type EndsOfFact, findEnds, type PurposeEnd } from '../retention/due.queries.ts';

export interface Fact {
  readonly id: string;
  readonly item: string;
  readonly title: string;
  /** Printable; an encrypted item shows its mask. */
  readonly value: string;
  readonly source: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
  readonly relationshipId: string | null;
  /** Until when each purpose keeps it, and why; empty where nothing has been dated. */
  readonly kept: readonly PurposeEnd[];
}

export interface ShownSubject {
  readonly id: string;
  readonly facts: readonly Fact[];
  readonly relationships: readonly Relationship[];
  readonly elsewhere: readonly { readonly purpose: string; readonly facts: number }[];
}

export interface Relationship {
  readonly id: string;
  readonly kind: string;
  readonly startedOn: string;
  readonly endedOn: string | null;
}

interface PageRow extends SubjectRow {
  readonly facts: readonly FactRow[];
  readonly relationships: readonly RelationshipRow[];
}

interface FactRow {
  readonly id: string;
  readonly item_no: number;
  readonly source_no: number;
  /** ISO 8601 with an offset. */
  readonly recorded_at: string;
  readonly relationship_id: string | null;
  readonly value: string;
}

interface RelationshipRow {
  readonly id: string;
  readonly kind_no: number;
  readonly started_on: string;
  readonly ended_on: string | null;
}

/** The columns a person reads: a seal has its mask, an address its parts. */
function valueExpression(table: Table): string {
  const names = table.values.map((column) => column.name);
  if (names.includes('mask')) return 'mask';
  return `concat_ws(${table.name === 'postal_address' ? "', '" : "' '"}, ${names.map((name) => `${name}::text`).join(', ')})`;
}

const factsOf = (table: Table) =>
  `select id, item_no, source_no, recorded_at, relationship_id, ${valueExpression(table)} as value
       from ${table.schema}.${table.name} where subject_id = $1`;

/** The whole page as one statement, so that one look is one record; a table whose items the notice does not name is not asked. */
function pageOfSubject(notice: CompiledNotice): string {
  const named = new Set(notice.items.map((item) => item.table));
  const facts = ITEM_FACTS.filter((table) => named.has(table.name)).map(factsOf);
  const aggregated = (rows: string) => `(select coalesce(json_agg(r), '[]') from (${rows}) r)`;
  const relationships = `select id, kind_no, started_on, ended_on from register.relationship where subject_id = $1
       order by started_on, id limit ${RELATIONSHIP_LIMIT}`;
  return `select s.id as subject_id, ${facts.length > 0 ? aggregated(facts.join('\nunion all\n')) : "'[]'::json"} as facts,
       ${aggregated(relationships)} as relationships
     from register.subject s where s.id = $1`;
}

const RELATIONSHIP_LIMIT = 500;

interface Words {
  readonly notice: CompiledNotice;
  readonly terms: Notice;
  readonly language: Language;
}

/** Throws `not-found` alike for a person who is closed, of another register, or never was. */
export async function showSubject(entered: Entered, subjectId: string, words: Words): Promise<ShownSubject> {
  // Sent together: neither of the others shows anything of a person whom the first does not.
  const [[subject], ends, elsewhere] = await Promise.all([
    entered.read<PageRow>('subject: page', { text: pageOfSubject(words.notice), values: [subjectId] }),
    findEnds(entered, subjectId, words),
    entered.call<{ purpose_key: string; facts: string }>({
      text: 'select purpose_key, facts from gate.facts_elsewhere($1)',
      values: [subjectId],
    }),
  ]);
  if (!subject)
    throw new ProblemError('not-found', 'There is no such person, or they are not part of the purpose.');
  return {
    id: subjectId,
    facts: toFacts(subject.facts, words, ends),
    relationships: toRelationships(subject.relationships, words.notice),
    elsewhere: elsewhere.map((each) => ({ purpose: each.purpose_key, facts: Number(each.facts) })),
  };
}

/** In the order of the notice's items, newest first within one. */
function toFacts(rows: readonly FactRow[], { notice, terms, language }: Words, ends: EndsOfFact): Fact[] {
  const choices = new Map(terms.items.map((item) => [item.key, item.choices]));
  const items = new Map(notice.items.map((item, order) => [item.no, { item, order }]));
  const sources = new Map(notice.sources.map((source) => [source.no, source]));
  return rows
    .map((row) => ({ row, known: items.get(row.item_no) }))
    .sort(
      (a, b) =>
        (a.known?.order ?? 0) - (b.known?.order ?? 0) ||
        Date.parse(b.row.recorded_at) - Date.parse(a.row.recorded_at),
    )
    .map(({ row, known }) => ({
      id: row.id,
      item: known?.item.key ?? String(row.item_no),
      title: textIn(known?.item.title, language),
      value: wordOf(choices.get(known?.item.key ?? ''), row.value, language),
      source: textIn(sources.get(row.source_no)?.title, language),
      recordedAt: new Date(row.recorded_at).toISOString(),
      relationshipId: row.relationship_id,
      kept: ends({ id: row.id, itemNo: row.item_no, relationshipId: row.relationship_id }),
    }));
}

/** A choice is kept by its key and shown by its title. */
function wordOf(choices: Notice['items'][number]['choices'] | undefined, value: string, language: Language) {
  const chosen = choices?.find(({ key }) => key === value);
  return chosen ? textIn(chosen.title, language) : value;
}

const textIn = (texts: Texts | undefined, language: Language) =>
  texts?.[language] ?? Object.values(texts ?? {})[0] ?? '';

function toRelationships(rows: readonly RelationshipRow[], notice: CompiledNotice): Relationship[] {
  const kinds = new Map(notice.kinds.map((kind) => [kind.no, kind.key]));
  return rows.map((row) => ({
    id: row.id,
    kind: kinds.get(row.kind_no) ?? String(row.kind_no),
    startedOn: row.started_on,
    endedOn: row.ended_on,
  }));
}

export interface FoundSubject {
  readonly id: string;
  readonly name: string;
}

/** How many people one search shows; whoever shows them says when there may be more. */
export const FIND_LIMIT = 50;

/** At most `limit` people (≤ 100), best match first, with the name where the purpose may read it. */
export async function findSubjects(
  entered: Entered,
  words: string,
  limit = FIND_LIMIT,
): Promise<readonly FoundSubject[]> {
  const rows = await entered.read<SubjectRow & { name: string | null }>('subject: search', {
    text: `with hit as (
             select subject_id, max(rank) as rank from gate.search($1, 500) group by subject_id order by rank desc, subject_id limit $2
           )
           select h.subject_id,
                  (select concat_ws(', ', n.family_name, n.given_name)
                     from register.person_name n where n.subject_id = h.subject_id order by n.recorded_at desc limit 1) as name
             from hit h order by h.rank desc, h.subject_id`,
    values: [words, Math.min(limit, 100)],
  });
  return rows.map((row) => ({ id: row.subject_id, name: row.name ?? '' }));
}
