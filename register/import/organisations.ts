// The organisation a row names: whose it is decides what may be kept of it. A legal person is nobody's data; a sole trader, a partnership
// or a private person is the person's own, and what is not known counts as personal.
import type { Key } from '../../compiler/model/text.ts';
import { normaliseBusinessId } from '../identifiers/business-id.ts';
import { normaliseDate } from '../identifiers/date.ts';
import { accepted, type Normalised, normaliseText, refused } from '../identifiers/identifier.ts';
import type { Column } from './columns.ts';
import type { RowFact, RowProblem } from './row-parts.ts';
import type { OrganisationTarget, RelationshipTarget } from './targets.ts';

export type OrganisationKind = 'legal-person' | 'sole-trader' | 'partnership' | 'private-person' | 'unknown';

export interface RowOrganisation {
  readonly kind: OrganisationKind;
  /** Null for an organisation that is somebody's own: its name is a fact of the person. */
  readonly name: string | null;
  readonly businessId: string | null;
}

export interface RowTies {
  /** Null when the row names none that could be told from others. */
  readonly organisation: RowOrganisation | null;
  /** ISO 8601 days; null: today, and not ended. */
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  /** The name of an organisation that is somebody's own, which only a fact of the person may hold. */
  readonly personalName: string | null;
}

const NAME_LIMIT = 200;

const KINDS: Readonly<Record<OrganisationKind, readonly string[]>> = {
  'legal-person': [
    'oikeushenkilö',
    'yhteisö',
    'juridisk person',
    'legal person',
    'oy',
    'oyj',
    'ab',
    'abp',
    'ry',
    'rf',
    'osk',
  ],
  'sole-trader': [
    'toiminimi',
    'tmi',
    'yksityinen elinkeinonharjoittaja',
    'enskild näringsidkare',
    'firma',
    'sole trader',
  ],
  partnership: [
    'henkilöyhtiö',
    'avoin yhtiö',
    'kommandiittiyhtiö',
    'öppet bolag',
    'kommanditbolag',
    'partnership',
    'ky',
    'ay',
    'kb',
  ],
  'private-person': ['yksityishenkilö', 'privatperson', 'private person'],
  unknown: ['tuntematon', 'okänd', 'unknown'],
};

// Forms that Finnish and Swedish names carry by law, as a word of their own (toiminimilaki, yhdistyslaki, osuuskuntalaki).
const LEGAL_FORM =
  /(?:^|[\s,])(?:oy|oyj|ab|abp|ry|r\.y\.|rf|r\.f\.|osk|osuuskunta|andelslag|sr|säätiö|stiftelse|kaupunki|kunta|stad|kommun|seurakunta|församling|yliopisto|universitet|ltd|inc|gmbh)(?:$|[\s,.])/iu;
const SOLE_FORM = /(?:^|[\s,])(?:tmi|t:mi|toiminimi|firma)(?:$|[\s,.:])/iu;
const PARTNER_FORM = /(?:^|[\s,])(?:ky|ay|kb|öb|avoin yhtiö|kommandiittiyhtiö)(?:$|[\s,.])/iu;

type TieColumn = Column & { readonly target: OrganisationTarget | RelationshipTarget };
const isTie = (column: Column): column is TieColumn =>
  column.target?.is === 'organisation' || column.target?.is === 'relationship';

/** Items that name an organisation; one of them gives the name when no column of its own does. */
export const NAME_ITEMS: readonly Key[] = ['organisation-represented', 'employer'];

/** Null when no column ties the person to anything. Adds to `problems` what is wrong with the cells. */
export function readTies(
  cells: readonly string[],
  { columns, facts }: { readonly columns: readonly Column[]; readonly facts: readonly RowFact[] },
  problems: RowProblem[],
): RowTies | null {
  const ties = columns.filter(isTie);
  if (ties.length === 0) return null;
  const take = (part: TieColumn['target']['part'], normalise: (text: string) => Normalised) => {
    const column = ties.find(({ target }) => target.part === part);
    const text = column ? (cells[column.index]?.trim() ?? '') : '';
    if (!column || text === '') return null;
    const result = normalise(text);
    if (result.ok) return result.value;
    problems.push({ column: column.name, problem: result.problem });
    return null;
  };
  const startedOn = take('started', normaliseDate);
  const endedOn = take('ended', normaliseDate);
  const endColumn = ties.find(({ target }) => target.part === 'ended')?.name ?? null;
  if (endedOn !== null && startedOn === null) problems.push({ column: endColumn, problem: 'start-missing' });
  else if (endedOn !== null && startedOn !== null && endedOn < startedOn)
    problems.push({ column: endColumn, problem: 'dates-crossed' });
  const businessId = take('business-id', normaliseBusinessId);
  const stated = take('kind', normaliseKind) as OrganisationKind | null;
  const own = take('name', (text) => normaliseText(text, NAME_LIMIT));
  const told = facts.find(({ item }) => NAME_ITEMS.includes(item))?.values.value;
  const kind = stated ?? kindOfName(own ?? told ?? '');
  const organisation = organisationOf({ kind, name: own ?? told ?? null, businessId });
  return { organisation, startedOn, endedOn, personalName: kind === 'legal-person' ? null : own };
}

/** What has no business id is told apart by its name, and only where that is nobody's data. */
function organisationOf({ kind, name, businessId }: RowOrganisation): RowOrganisation | null {
  if (kind !== 'legal-person') return businessId === null ? null : { kind, name: null, businessId };
  return name === null ? null : { kind, name, businessId };
}

function kindOfName(name: string): OrganisationKind {
  if (SOLE_FORM.test(name)) return 'sole-trader';
  if (PARTNER_FORM.test(name)) return 'partnership';
  return LEGAL_FORM.test(name) ? 'legal-person' : 'unknown';
}

function normaliseKind(input: string): Normalised {
  const word = input.normalize('NFC').trim().toLowerCase();
  const found = Object.entries(KINDS).find(([kind, words]) => kind === word || words.includes(word));
  return found ? accepted(found[0]) : refused('organisation-kind-unknown');
}
