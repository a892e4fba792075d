// Which item of the notice each column of a table holds. Headers are recognised by the item's titles in every language and by the
// names other systems export; what the notice does not list is refused by name, never stored (CG.16) and never silently dropped.
import type { Key, Language, Texts } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';
import { findLayout, targetIn } from './layouts.ts';
import { type ColumnTarget, notInNotice, PARTS, parseTarget, writeTarget } from './targets.ts';

export interface Column {
  readonly index: number;
  readonly name: string;
  /** Null when the column is left out on request. */
  readonly target: ColumnTarget | null;
}

export interface MappableItem {
  readonly key: Key;
  readonly title: Texts;
}

// Names that tables from Finnish, Swedish and English systems use for parts and common items, beside the notice's own titles.
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  'name.family': ['sukunimi', 'efternamn', 'last name', 'lastname', 'family name', 'surname'],
  'name.given': ['etunimi', 'etunimet', 'förnamn', 'first name', 'firstname', 'given name'],
  'name.full': ['nimi', 'koko nimi', 'namn', 'hela namnet', 'name', 'full name'],
  'name-used': ['kutsumanimi', 'tilltalsnamn', 'name used', 'nickname'],
  email: [
    'sähköposti',
    'sähköpostiosoite',
    'e-post',
    'e-postadress',
    'epost',
    'email',
    'e-mail',
    'email address',
  ],
  'work-email': ['työsähköposti', 'arbetse-post', 'work email', 'work e-mail'],
  phone: [
    'puhelin',
    'puhelinnumero',
    'matkapuhelin',
    'gsm',
    'telefon',
    'telefonnummer',
    'mobil',
    'phone',
    'mobile',
  ],
  'work-phone': ['työpuhelin', 'arbetstelefon', 'work phone'],
  'postal-address.street': [
    'katuosoite',
    'lähiosoite',
    'osoite',
    'postiosoite',
    'gatuadress',
    'adress',
    'street',
    'address',
  ],
  'postal-address.postal-code': ['postinumero', 'postnummer', 'postal code', 'postcode', 'zip'],
  'postal-address.town': ['postitoimipaikka', 'paikkakunta', 'kaupunki', 'postort', 'ort', 'town', 'city'],
  'postal-address.country': ['maa', 'land', 'country'],
  title: ['titteli', 'tehtävänimike', 'nimike', 'titel', 'title', 'job title'],
  'organisation-represented': [
    'organisaatio',
    'yritys',
    'organisation',
    'företag',
    'organization',
    'company',
  ],
  language: ['kieli', 'asiointikieli', 'språk', 'language'],
  'birth-date': ['syntymäaika', 'födelsedatum', 'födelsetid', 'date of birth', 'birth date', 'birthday'],
  'identity-code': ['henkilötunnus', 'hetu', 'personbeteckning', 'personal identity code'],
  'customer-number': ['asiakasnumero', 'kundnummer', 'customer number'],
};

// A closing may be taken from its header alone, since it only tightens: a ban of direct marketing, whatever the purpose.
const BAN_NAMES: readonly string[] = [
  'markkinointikielto',
  'suoramarkkinointikielto',
  'marknadsföringsförbud',
  'direktmarknadsföringsförbud',
  'marketing ban',
  'direct marketing ban',
];

// Columns that tie the person to an organisation. Its name is recognised as the item that holds it.
const TIE_NAMES: Readonly<Record<string, readonly string[]>> = {
  'organisation.business-id': [
    'y-tunnus',
    'ytunnus',
    'fo-nummer',
    'fo nummer',
    'business id',
    'vat number',
    'alv-tunnus',
  ],
  'organisation.kind': ['yritysmuoto', 'yhtiömuoto', 'företagsform', 'company form'],
  'relationship.started': ['suhde alkoi', 'asiakkuus alkoi', 'kunden sedan', 'customer since'],
  'relationship.ended': ['suhde päättyi', 'asiakkuus päättyi', 'kund till', 'customer until'],
};

// A register of organisations' people may list the address at work only; then that is what its column “e-mail” holds.
const INSTEAD: Readonly<Record<Key, Key>> = {
  email: 'work-email',
  phone: 'work-phone',
  'organisation-represented': 'employer',
};

/** What a rejects file has before the columns of its table; they are left out when it is imported again. */
export const REJECTS_COLUMNS: readonly string[] = ['row', 'reason'];

export const isRejects = (header: readonly string[]) =>
  REJECTS_COLUMNS.every((name, index) => header[index] === name);

/**
 * `explicit` comes from `--map "Column=item.part"`; an empty target leaves the column out, and so does holding nothing (`empty`, by index).
 * Throws ProblemError.
 */
export function mapColumns(
  header: readonly string[],
  items: readonly MappableItem[],
  explicit: Readonly<Record<string, string>>,
  empty: ReadonlySet<number> = new Set(),
): readonly Column[] {
  const named = new Map(Object.entries(explicit).map(([name, target]) => [fold(name), target]));
  const recognised = recognisableNames(items);
  refuseHeaderless(header, [...named.keys(), ...recognised.keys()]);
  refuseUnknownNames(header, Object.keys(explicit));
  const again = isRejects(header);
  const layout = findLayout(header);
  const keys = new Set(items.map(({ key }) => key));
  const columns = header.map((name, index): Column => {
    const isOurs = again && index < REJECTS_COLUMNS.length;
    const known = layout && targetIn(layout, name);
    const wanted =
      named.get(fold(name)) ??
      (isOurs || empty.has(index)
        ? ''
        : known
          ? insteadOf(known, keys)
          : (known ?? recognised.get(fold(name))));
    if (wanted === undefined) throw notInNotice(name);
    return { index, name, target: wanted === '' ? null : parseTarget(wanted, name, items) };
  });
  if (columns.every(({ target }) => target === null)) {
    throw new ProblemError(
      'import-mapping-wrong',
      'Every column is left out, so there is nothing to import.',
    );
  }
  refuseDoubleTargets(columns);
  return columns;
}

const fold = (name: string) => name.normalize('NFC').trim().toLowerCase();

const insteadOf = (target: string, keys: ReadonlySet<Key>): string =>
  keys.has(target) ? target : (INSTEAD[target] ?? target);

function recognisableNames(items: readonly MappableItem[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>(BAN_NAMES.map((name) => [name, 'ban']));
  for (const [target, known] of Object.entries(TIE_NAMES)) for (const name of known) names.set(name, target);
  const keys = new Set(items.map((item) => item.key));
  for (const [known, synonyms] of Object.entries(SYNONYMS)) {
    const target = insteadOf(known, keys);
    if (!keys.has(target.split('.')[0] ?? '')) continue;
    for (const synonym of synonyms) if (!names.has(synonym)) names.set(synonym, target);
  }
  for (const item of items) {
    // A title of the notice beats a synonym; an item in parts is recognised by its parts only.
    const target = PARTS[item.key]
      ? `${item.key}.${PARTS[item.key]?.includes('full') ? 'full' : 'street'}`
      : item.key;
    for (const language of Object.keys(item.title) as Language[])
      names.set(fold(item.title[language] ?? ''), target);
    names.set(item.key, target);
  }
  return names;
}

/** Where no name is known the first line may be a person: it is not repeated in an error. */
function refuseHeaderless(header: readonly string[], known: readonly string[]): void {
  const names = new Set(known);
  if (header.some((name) => names.has(fold(name)))) return;
  throw new ProblemError(
    'import-mapping-wrong',
    'No column of the first line is known. The first line must name the columns; say what they hold with --map "COLUMN=ITEM".',
  );
}

function refuseUnknownNames(header: readonly string[], names: readonly string[]): void {
  const present = new Set(header.map(fold));
  const missing = names.find((name) => !present.has(fold(name)));
  if (missing !== undefined) {
    throw new ProblemError(
      'import-mapping-wrong',
      `The file has no column “${missing}”. Its columns: ${header.join(', ')}.`,
    );
  }
}

function refuseDoubleTargets(columns: readonly Column[]): void {
  const seen = new Map<string, string>();
  for (const { target, name } of columns) {
    if (!target) continue;
    const key = writeTarget(target);
    const before = seen.get(key);
    if (before !== undefined) {
      throw new ProblemError(
        'import-mapping-wrong',
        `Columns “${before}” and “${name}” both hold ${key}. Leave one out with --map "${name}=".`,
      );
    }
    seen.set(key, name);
  }
}
