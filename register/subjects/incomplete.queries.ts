// People of whom something mandatory is missing, a page at a time. Nearly everybody is complete, so a page looks at thousands of people
// to show some: how far it may look is bounded, and it tells where the next one begins.
import type { CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Key, Language } from '../../compiler/model/text.ts';
import type { Entered, SubjectRow } from '../../database/door/door.ts';
import { ProblemError } from '../../platform/problems.ts';

export interface IncompleteRequest {
  readonly notice: CompiledNotice;
  /** For titles, and for what follows when an item is missing. */
  readonly terms: Notice;
  readonly language: Language;
  /** `next` of the page before. */
  readonly after?: string;
  /** 1–100, 50 unless told. */
  readonly limit?: number;
}

/** missing: required and not there; unknown: whether it is required is not known; one-of: each of several is missing, one is enough. */
export type Lack = 'missing' | 'unknown' | 'one-of';

export interface MissingItem {
  readonly relationshipId: string;
  readonly kind: Key;
  /** Titles of the items, in their order of preference. */
  readonly items: readonly { readonly key: Key; readonly title: string }[];
  readonly lack: Lack;
  /** What follows from it, in the notice's words (`else`). */
  readonly consequence: string | null;
}

export interface IncompletePerson {
  readonly id: string;
  readonly missing: readonly MissingItem[];
}

export interface IncompletePage {
  readonly people: readonly IncompletePerson[];
  /** Where the next page begins; null when everybody was looked at. It may stand on a page that shows nobody. */
  readonly next: string | null;
}

interface LackRow extends SubjectRow {
  readonly relationship_id: string;
  readonly kind: Key;
  readonly items: readonly Key[];
  readonly reason: Lack;
}

const PAGE = 50;
const PAGE_LIMIT = 100;
const LOOKED_AT_ONCE = 5_000;
const LOOKS = 10;
const SUBJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the purpose may read counts: an item of another purpose is that purpose's to ask for, a closed one is missing to this one. */
export async function listIncomplete(entered: Entered, request: IncompleteRequest): Promise<IncompletePage> {
  const limit = Math.min(Math.max(request.limit ?? PAGE, 1), PAGE_LIMIT);
  const found: LackRow[] = [];
  let after = cursorOf(request.after);
  for (let look = 0; look < LOOKS; look += 1) {
    const until = await endOfLook(entered, after);
    const wanted = limit - countPeople(found);
    const rows = await entered.read<LackRow>('subject: incomplete', {
      text: 'select subject_id, relationship_id, kind, items, reason from gate.incomplete($1, $2, $3)',
      values: [after, until, wanted],
    });
    found.push(...rows);
    const isFull = countPeople(rows) === wanted;
    after = isFull
      ? (rows
          .map((row) => row.subject_id)
          .sort()
          .at(-1) ?? null)
      : until;
    if (isFull || after === null) break;
  }
  return { people: peopleOf(found, request), next: after };
}

async function endOfLook(entered: Entered, after: string | null): Promise<string | null> {
  const [row] = await entered.call<{ until: string | null }>({
    text: 'select gate.people_until($1, $2) as until',
    values: [after, LOOKED_AT_ONCE],
  });
  return row?.until ?? null;
}

const countPeople = (rows: readonly LackRow[]) => new Set(rows.map((row) => row.subject_id)).size;

function peopleOf(rows: readonly LackRow[], request: IncompleteRequest): readonly IncompletePerson[] {
  const people = new Map<string, MissingItem[]>();
  for (const row of rows) {
    const missing = people.get(row.subject_id) ?? [];
    missing.push(missingItem(row, request));
    people.set(row.subject_id, missing);
  }
  return [...people].map(([id, missing]) => ({ id, missing }));
}

function missingItem(row: LackRow, { notice, terms, language }: IncompleteRequest): MissingItem {
  const kind = terms.people.find(({ key }) => key === row.kind);
  const consequence = kind?.requirements?.find(({ item }) => item === row.items[0])?.else;
  const titleOf = (key: Key) => notice.items.find((item) => item.key === key)?.title[language] ?? key;
  return {
    relationshipId: row.relationship_id,
    kind: row.kind,
    items: row.items.map((key) => ({ key, title: titleOf(key) })),
    lack: row.reason,
    consequence: consequence?.[language] ?? null,
  };
}

function cursorOf(after: string | undefined): string | null {
  if (after === undefined) return null;
  if (!SUBJECT_ID.test(after))
    throw new ProblemError(
      'request-invalid',
      'The place to continue from is not one a list gave. Begin the list anew.',
    );
  return after;
}
