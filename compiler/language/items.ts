// The catalogue of built-in items: the kinds of personal data every register may name without defining them. Their numbers and
// tables are fixed for ever, because rows carry the number; every other item of a notice is a typed attribute row.
import type { ItemDefinition, ItemType } from '../model/data.ts';
import type { Key, Language } from '../model/text.ts';

/** How a value is brought to one spelling before it is stored and compared; the code lies with the register. */
export type Normaliser =
  | 'name'
  | 'email'
  | 'phone'
  | 'postal-address'
  | 'date'
  | 'identity-code'
  | 'language'
  | 'web-address'
  | 'ip-address';

export interface BuiltInItem {
  readonly key: Key;
  /** Below 1000; larger numbers belong to the items a notice names itself. */
  readonly no: number;
  /** Table of the register schema. */
  readonly table: string;
  readonly type: ItemType;
  readonly title: Readonly<Record<Language, string>>;
  readonly origin: ItemDefinition['origin'];
  readonly encrypted: boolean;
  readonly normaliser: Normaliser | null;
}

type Refinement = Partial<Pick<BuiltInItem, 'type' | 'origin' | 'encrypted' | 'normaliser'>>;

/** An item from its key, number, table and titles in Finnish, Swedish and English; a text the person gives unless refined. */
function item(
  key: Key,
  no: number,
  table: string,
  titles: readonly [string, string, string],
  refined: Refinement = {},
): BuiltInItem {
  const [fi, sv, en] = titles;
  return {
    key,
    no,
    table,
    type: 'text',
    title: { fi, sv, en },
    origin: 'provided',
    encrypted: false,
    normaliser: null,
    ...refined,
  };
}

const record = (no: number, key: Key, titles: readonly [string, string, string], refined: Refinement = {}) =>
  item(key, no, 'record', titles, { type: 'record', origin: 'observed', ...refined });

const text = (no: number, key: Key, titles: readonly [string, string, string], refined: Refinement = {}) =>
  item(key, no, 'attribute_text', titles, refined);

const PERSON: readonly BuiltInItem[] = [
  item('name', 1, 'person_name', ['Nimi', 'Namn', 'Name'], { normaliser: 'name' }),
  text(2, 'name-used', ['Kutsumanimi', 'Tilltalsnamn', 'Name used'], { normaliser: 'name' }),
  item('birth-date', 3, 'birth_date', ['Syntymäaika', 'Födelsedatum', 'Date of birth'], {
    type: 'date',
    normaliser: 'date',
  }),
  item('identity-code', 4, 'identity_code', ['Henkilötunnus', 'Personbeteckning', 'Personal identity code'], {
    encrypted: true,
    normaliser: 'identity-code',
  }),
  text(5, 'language', ['Kieli', 'Språk', 'Language'], { normaliser: 'language' }),
  text(6, 'gender', ['Sukupuoli', 'Kön', 'Gender']),
  text(7, 'education', ['Koulutus', 'Utbildning', 'Education']),
  text(8, 'customer-number', ['Asiakasnumero', 'Kundnummer', 'Customer number'], { origin: 'derived' }),
  text(9, 'user-id', ['Käyttäjätunnus', 'Användar-id', 'User id'], { origin: 'derived' }),
  text(10, 'interests', ['Kiinnostuksen kohteet', 'Intressen', 'Interests']),
];

const CONTACT: readonly BuiltInItem[] = [
  item('email', 20, 'email', ['Sähköpostiosoite', 'E-postadress', 'E-mail address'], { normaliser: 'email' }),
  item('work-email', 21, 'email', ['Työsähköpostiosoite', 'E-postadress i arbetet', 'Work e-mail address'], {
    normaliser: 'email',
  }),
  item('phone', 22, 'phone', ['Puhelinnumero', 'Telefonnummer', 'Phone number'], { normaliser: 'phone' }),
  item('work-phone', 23, 'phone', ['Työpuhelinnumero', 'Telefonnummer i arbetet', 'Work phone number'], {
    normaliser: 'phone',
  }),
  item('postal-address', 24, 'postal_address', ['Postiosoite', 'Postadress', 'Postal address'], {
    normaliser: 'postal-address',
  }),
  text(25, 'web-address', ['Verkko-osoite', 'Webbadress', 'Web address'], { normaliser: 'web-address' }),
];

const longText = (
  no: number,
  key: Key,
  titles: readonly [string, string, string],
  refined: Refinement = {},
) => item(key, no, 'attribute_long_text', titles, { type: 'long-text', ...refined });

const WORK: readonly BuiltInItem[] = [
  text(40, 'title', ['Tehtävänimike', 'Titel', 'Job title']),
  text(41, 'area-of-responsibility', ['Vastuualue', 'Ansvarsområde', 'Area of responsibility']),
  text(42, 'procurement-area', [
    'Hankintojen vastuualue',
    'Ansvarsområde för inköp',
    'Procurement area of responsibility',
  ]),
  text(43, 'organisation-represented', [
    'Edustettu organisaatio',
    'Organisation som företräds',
    'Organisation represented',
  ]),
  text(44, 'employer', ['Työnantaja', 'Arbetsgivare', 'Employer']),
];

const OBSERVED: readonly BuiltInItem[] = [
  text(60, 'ip-address', ['IP-osoite', 'IP-adress', 'IP address'], {
    origin: 'observed',
    normaliser: 'ip-address',
  }),
  longText(61, 'log-entry', ['Lokitieto', 'Loggpost', 'Log entry'], { origin: 'observed' }),
  text(62, 'browser', ['Selain', 'Webbläsare', 'Browser'], { origin: 'observed' }),
  item('visit-time', 63, 'attribute_time', ['Käynnin ajankohta', 'Tid för besöket', 'Time of visit'], {
    type: 'time',
    origin: 'observed',
  }),
  longText(64, 'pages-visited', ['Katsotut sivut', 'Besökta sidor', 'Pages visited'], {
    origin: 'observed',
  }),
];

const RECORDS: readonly BuiltInItem[] = [
  record(100, 'note', ['Muistiinpano', 'Anteckning', 'Note']),
  record(101, 'meeting', ['Tapaaminen', 'Möte', 'Meeting']),
  record(102, 'message', ['Viesti', 'Meddelande', 'Message'], { origin: 'provided' }),
  record(103, 'call-recording', ['Puhelutallenne', 'Samtalsinspelning', 'Call recording']),
  record(104, 'chat', ['Chat-keskustelu', 'Chattsamtal', 'Chat conversation'], { origin: 'provided' }),
  record(105, 'ticket', ['Palvelupyyntö', 'Serviceärende', 'Service ticket'], { origin: 'provided' }),
  record(106, 'report', ['Raportti', 'Rapport', 'Report'], { origin: 'inferred' }),
  record(107, 'photo', ['Valokuva', 'Fotografi', 'Photograph']),
  record(108, 'footage', ['Kameratallenne', 'Kamerainspelning', 'Camera footage']),
  record(109, 'invoice', ['Lasku', 'Faktura', 'Invoice'], { origin: 'derived' }),
  record(110, 'payment', ['Maksu', 'Betalning', 'Payment']),
  record(111, 'order', ['Tilaus', 'Beställning', 'Order'], { origin: 'provided' }),
  record(112, 'offer', ['Tarjous', 'Offert', 'Offer'], { origin: 'derived' }),
  record(113, 'call', ['Puhelu', 'Telefonsamtal', 'Call']),
  record(114, 'feedback', ['Palaute', 'Respons', 'Feedback'], { origin: 'provided' }),
];

/** In the order of their numbers. */
export const BUILT_IN_ITEMS: readonly BuiltInItem[] = [
  ...PERSON,
  ...CONTACT,
  ...WORK,
  ...OBSERVED,
  ...RECORDS,
];

const BY_KEY: ReadonlyMap<Key, BuiltInItem> = new Map(BUILT_IN_ITEMS.map((entry) => [entry.key, entry]));

/** The built-in item of the key, or undefined when the notice has to define it itself. */
export function builtInItem(key: Key): BuiltInItem | undefined {
  return BY_KEY.get(key);
}

/** Numbers from here on are given, per register, to the items a notice names itself. */
export const FIRST_OWN_ITEM_NO = 1000;

/** The table that holds an item a notice defines itself; parts of a record and files lie with records, which may be about several. */
export function attributeTable(item: Pick<ItemDefinition, 'type' | 'encrypted' | 'partOf'>): string {
  if (item.type === 'record' || item.type === 'file' || item.partOf !== undefined) return 'record';
  if (item.encrypted) return 'attribute_sealed';
  switch (item.type) {
    case 'text':
    case 'choice':
      return 'attribute_text';
    case 'long-text':
      return 'attribute_long_text';
    case 'number':
      return 'attribute_number';
    case 'date':
      return 'attribute_date';
    case 'time':
      return 'attribute_time';
    case 'yes-no':
      return 'attribute_flag';
    default:
      return item.type satisfies never;
  }
}

/** Every table an item can lie in, for the database's catalogue to be checked against. */
export const ITEM_TABLES: readonly string[] = [
  ...new Set(BUILT_IN_ITEMS.map((entry) => entry.table)),
  'attribute_long_text',
  'attribute_number',
  'attribute_date',
  'attribute_flag',
  'attribute_sealed',
];
