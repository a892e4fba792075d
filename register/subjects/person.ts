// The page of a person, made of what was looked at: facts in the notice's groups and order, with sentences in every language.
import type { CompiledItem } from '../../compiler/model/compiled.ts';
import type { Category } from '../../compiler/model/data.ts';
import type { Language, Texts } from '../../compiler/model/text.ts';
import { lastEnd, type PurposeEnd, type StoredEnds, sayEnds } from '../retention/due.queries.ts';
import { typeOf } from './fact-value.ts';
import type { FactAnswer, PersonAnswer } from './people.schemas.ts';
import { findRestriction, permissionStates } from './permission-state.ts';
import type { AnswerRow, FactRow, PersonLook, TieRow } from './person.queries.ts';
import { type Asking, bitOf, eventByKey, itemsOf, kindByNo, sourceByNo, titledIn } from './words.ts';

export interface PersonParts {
  readonly asking: Asking;
  readonly look: PersonLook;
  /** Names of staff by their account. */
  readonly names: ReadonlyMap<string, string>;
  readonly now: Date;
  readonly allowed: PersonAnswer['allowed'];
}

const LANGUAGES: readonly Language[] = ['fi', 'sv', 'en'];

export function makePerson(parts: PersonParts): PersonAnswer {
  const { asking, look, now } = parts;
  const { words } = asking;
  const facts = look.facts.map((row) => ({
    row,
    answer: toFact(row, { asking, ends: look.ends, names: parts.names }),
  }));
  const restriction = findRestriction(look.answers, now);
  const title = newest(look.facts, 'title', asking)?.value ?? null;
  return {
    id: look.id,
    mergedIds: [...look.mergedIds],
    header: {
      name: nameOf(look, asking),
      kinds: distinct(look.ties.filter(({ live }) => live).map((tie) => kindByNo(words, tie.kind_no))),
      organisations: distinct(
        look.ties.flatMap(({ live, organisation }) =>
          live && organisation?.name
            ? [{ key: organisation.id, id: organisation.id, name: organisation.name }]
            : [],
        ),
      ).map(({ id, name }) => ({ id, name })),
      title,
    },
    restricted: restriction
      ? {
          since: iso(restriction.at),
          ground: look.answers.find(({ id }) => id === restriction.id)?.ground ?? null,
          permissionId: restriction.id,
        }
      : null,
    groups: groupsOf(facts, parts),
    permissions: permissionsOf(parts),
    answers: look.answers.map((row) => toAnswer(row, parts)),
    relationships: look.ties.map((tie) => toRelationship(tie, parts)),
    elsewhere: restriction ? null : elsewhereOf(parts),
    nextEnd: nextEndOf(
      facts.map(({ answer }) => answer),
      parts,
    ),
    recordedAt: iso(look.lead.recorded_at),
    source: sourceByNo(words, look.lead.source_no),
    notice: { version: words.version, updated: words.terms.updated },
    allowed: parts.allowed,
  };
}

const iso = (at: string) => new Date(at).toISOString();

function distinct<Row extends { readonly key: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}

function newest(facts: readonly FactRow[], key: string, { words }: Asking): FactRow | undefined {
  const no = words.itemByKey.get(key)?.no;
  return facts
    .filter((fact) => fact.item_no === no)
    .toSorted((one, other) => Date.parse(other.recorded_at) - Date.parse(one.recorded_at))[0];
}

function nameOf({ facts }: PersonLook, asking: Asking): PersonAnswer['header']['name'] {
  const parts = newest(facts, 'name', asking)?.parts;
  return parts ? { given: parts.given_name ?? '', family: parts.family_name ?? '' } : null;
}

export interface FactParts {
  readonly asking: Asking;
  readonly ends: ReadonlyMap<string, StoredEnds>;
  readonly names: ReadonlyMap<string, string>;
}

export function toFact(row: FactRow, { asking, ends, names }: FactParts): FactAnswer {
  const { words } = asking;
  const item = words.itemByNo.get(row.item_no);
  const choices = words.terms.items.find(({ key }) => key === item?.key)?.choices ?? [];
  return {
    id: row.id,
    item: item?.key ?? String(row.item_no),
    title: item?.title ?? {},
    type: item ? typeOf(item) : 'text',
    value: row.value ?? '',
    parts: { ...row.parts },
    label: choices.find(({ key }) => key === row.value)?.title ?? null,
    version: row.version,
    source: sourceByNo(words, row.source_no),
    recordedAt: iso(row.recorded_at),
    recordedBy: (row.recorded_by && names.get(row.recorded_by)) || null,
    relationshipId: row.relationship_id,
    purposes: item ? purposesOf(row, item, asking) : [],
    ...keptOf(row, asking, ends),
  };
}

function purposesOf(row: FactRow, item: CompiledItem, { words }: Asking): FactAnswer['purposes'] {
  const open = (BigInt(row.gate) ^ words.notice.flip) & ~BigInt(row.barred) & item.purposes;
  return words.notice.purposes
    .filter((purpose) => !purpose.implicit && (open & bitOf(purpose)) !== 0n)
    .map(({ key, title }) => ({ key, title }));
}

function keptOf(
  row: FactRow,
  asking: Asking,
  storedEnds: FactParts['ends'],
): Pick<FactAnswer, 'kept' | 'keptFor'> {
  const { words } = asking;
  const stored = storedEnds.get(row.subject_id);
  if (!stored) return { kept: null, keptFor: [] };
  const place = { id: row.id, itemNo: row.item_no, relationshipId: row.relationship_id };
  const spoken = LANGUAGES.filter((language) => words.terms.languages.includes(language)).map((language) => ({
    language,
    ends: sayEnds(stored, { terms: words.terms, language })(place),
  }));
  const said = (purpose: string): Texts =>
    Object.fromEntries(
      spoken.map(({ language, ends }) => [
        language,
        ends.find((each) => each.purpose === purpose)?.because ?? '',
      ]),
    );
  const ends = spoken[0]?.ends ?? [];
  const last = lastEnd(ends);
  return {
    kept: last ? toKept(last, said(last.purpose), asking) : null,
    keptFor: ends.map(({ purpose, until }) => ({
      ...titledIn(words.notice.purposes, purpose),
      until,
      because: said(purpose),
    })),
  };
}

function toKept(end: PurposeEnd, because: Texts, { words }: Asking): NonNullable<FactAnswer['kept']> {
  const plan = words.terms.retention.find(({ key }) => key === end.plan);
  return {
    until: end.until,
    plan: { key: end.plan, title: plan?.title ?? {} },
    held: end.held,
    reviewOn: end.reviewOn,
    because,
    anchor: end.anchor ? { event: eventByKey(words, end.anchor.event), on: end.anchor.on } : null,
  };
}

/** The group an item stands in for the purpose: a category that lists both, else the first that lists the item. */
export function groupOf(
  item: CompiledItem,
  { words, purpose }: Pick<Asking, 'words' | 'purpose'>,
): Category | undefined {
  const lists = words.terms.categories.filter((category) =>
    category.items.some(({ key }) => key === item.key),
  );
  return lists.find((category) => category.purposes.some(({ key }) => key === purpose.key)) ?? lists[0];
}

/** Items of the purpose by their group, both in the order of the notice. */
export function itemsByGroup(
  asking: Pick<Asking, 'words' | 'purpose'>,
): readonly { group: Category; items: readonly CompiledItem[] }[] {
  const items = itemsOf(asking);
  return asking.words.terms.categories
    .map((group) => ({
      group,
      items: group.items.flatMap(({ key }) =>
        items.filter((item) => item.key === key && groupOf(item, asking) === group),
      ),
    }))
    .filter((each) => each.items.length > 0);
}

interface Shown {
  readonly row: FactRow;
  readonly answer: FactAnswer;
}

function groupsOf(facts: readonly Shown[], { asking, look }: PersonParts): PersonAnswer['groups'] {
  const kinds = new Set(look.ties.map((tie) => tie.kind_no));
  const isFor = (item: CompiledItem) => item.kinds === null || item.kinds.some((kind) => kinds.has(kind));
  return itemsByGroup(asking).map(({ group, items }) => ({
    key: group.key,
    title: group.title,
    facts: items.flatMap((item) =>
      facts
        .filter(({ row }) => row.item_no === item.no)
        .toSorted((one, other) => Date.parse(other.row.recorded_at) - Date.parse(one.row.recorded_at))
        .map(({ answer }) => answer),
    ),
    empty: items
      .filter(
        (item) =>
          look.addItems.includes(item.no) && isFor(item) && facts.every(({ row }) => row.item_no !== item.no),
      )
      .map(({ key }) => key),
  }));
}

function permissionsOf({ asking, look, now }: PersonParts): PersonAnswer['permissions'] {
  const { notice } = asking.words;
  const said = permissionStates(look.answers, notice, now);
  const open = (BigInt(look.lead.gate) ^ notice.flip) & ~BigInt(look.lead.barred);
  return notice.purposes
    .filter((purpose) => !purpose.implicit && !purpose.inMemory)
    .flatMap((purpose) => {
      const answer = said.find((each) => each.purpose === purpose);
      const asks = purpose.open === 'consent' || purpose.directMarketing || answer !== undefined;
      if (!asks) return [];
      const isOpen = (open & bitOf(purpose)) !== 0n;
      const { key, title } = purpose;
      const unasked = purpose.open === 'consent' ? 'not-asked' : 'open';
      return [
        {
          key,
          title,
          open: isOpen,
          state: answer?.state ?? unasked,
          deciding: answer?.deciding.id ?? null,
        } as const,
      ];
    });
}

function toAnswer(row: AnswerRow, { asking, names }: PersonParts): PersonAnswer['answers'][number] {
  const { words } = asking;
  const item = row.scope_item_no === null ? undefined : words.itemByNo.get(row.scope_item_no);
  const isProved = row.wording !== null || row.proof !== null;
  return {
    id: row.id,
    kind: row.kind,
    purpose: row.purpose_key === null ? null : titledIn(words.notice.purposes, row.purpose_key),
    channel: row.channel,
    at: iso(row.at),
    expiresAt: row.expires_at === null ? null : iso(row.expires_at),
    givenBy: row.given_by,
    ground: row.ground,
    item: item ? { key: item.key, title: item.title } : null,
    factId: row.scope_row_id,
    allowed: [...row.allowed],
    source: row.source_no === 0 ? null : sourceByNo(words, row.source_no),
    recordedBy: (row.recorded_by && names.get(row.recorded_by)) || null,
    proof: isProved
      ? {
          wording: row.wording,
          language: row.language,
          noticeVersion: row.notice_version,
          shownBy: row.proof,
        }
      : null,
  };
}

function toRelationship(tie: TieRow, { asking, look }: PersonParts): PersonAnswer['relationships'][number] {
  const { words } = asking;
  const under = look.facts.filter((fact) => fact.relationship_id === tie.id);
  return {
    id: tie.id,
    kind: kindByNo(words, tie.kind_no),
    organisation: tie.organisation?.name ? { id: tie.organisation.id, name: tie.organisation.name } : null,
    project: tie.project,
    title: newest(under, 'title', asking)?.value ?? null,
    startedOn: tie.started_on,
    endedOn: tie.ended_on,
    live: tie.live,
    source: sourceByNo(words, tie.source_no),
  };
}

function elsewhereOf({ asking, look }: PersonParts): PersonAnswer['elsewhere'] {
  if (look.elsewhere.length === 0) return null;
  const purposes = look.elsewhere.map(({ purpose_key, facts }) => ({
    ...titledIn(asking.words.notice.purposes, purpose_key),
    facts: Number(facts),
  }));
  return { facts: purposes.reduce((sum, each) => sum + each.facts, 0), purposes };
}

const DAY = /^\d{4}-/;

function nextEndOf(facts: readonly FactAnswer[], { asking, look }: PersonParts): PersonAnswer['nextEnd'] {
  const ends = facts.flatMap((fact) =>
    fact.keptFor
      .filter(({ key, until }) => key === asking.purpose.key && DAY.test(until) && until >= look.today)
      .map(({ until }) => until),
  );
  const on = ends.toSorted()[0];
  return on === undefined ? null : { on, facts: ends.filter((each) => each === on).length };
}
