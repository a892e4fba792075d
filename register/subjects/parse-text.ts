// Reads a business card, an e-mail signature or a vCard into facts somebody may then confirm. Pure: nothing is stored, nothing logged,
// and what is not recognised is shown as left over instead of being guessed into a field.
import { normaliseBusinessId } from '../identifiers/business-id.ts';
import { normaliseEmail } from '../identifiers/email.ts';
import { normalisePhone } from '../identifiers/phone.ts';

/** `item` is the first of the keys that the purpose has. */
export interface ReadFact {
  readonly items: readonly string[];
  readonly value: string;
  readonly parts: Readonly<Record<string, string>>;
  /** False: a guess by place or look. */
  readonly sure: boolean;
}

export interface ReadText {
  readonly from: 'vcard' | 'text';
  readonly facts: readonly ReadFact[];
  readonly organisation: { readonly name: string; readonly businessId: string | null } | null;
  readonly left: readonly string[];
}

const LINES_LIMIT = 200;
const LINE_LIMIT = 300;

export function parseText(text: string): ReadText {
  const normal = text.normalize('NFC').replace(/\r\n?/g, '\n');
  return /^\s*BEGIN:VCARD/i.test(normal) ? parseCard(normal) : parseLines(normal);
}

const fact = (
  items: readonly string[],
  value: string,
  { sure = true, parts = {} }: { sure?: boolean; parts?: Record<string, string> } = {},
): ReadFact => ({ items, value, parts, sure });

const WORK_EMAIL = ['work-email', 'email'];
const OWN_EMAIL = ['email', 'work-email'];
const WORK_PHONE = ['work-phone', 'phone'];
const OWN_PHONE = ['phone', 'work-phone'];

function nameFact(given: string, family: string, sure: boolean): ReadFact {
  const parts = { given_name: given, family_name: family };
  return fact(['name'], [given, family].filter(Boolean).join(' '), { sure, parts });
}

// -- vCard 2.1, 3.0 and 4.0 (RFC 6350) ----------------------------------------------------------------------------------------------

interface Property {
  readonly name: string;
  readonly types: string;
  readonly value: string;
}

function parseCard(text: string): ReadText {
  const properties = unfold(text).flatMap(readProperty);
  const facts: ReadFact[] = [];
  const left: string[] = [];
  let organisation: ReadText['organisation'] = null;
  const hasName = properties.some(({ name }) => name === 'N');
  for (const property of properties) {
    if (property.name === 'FN' && hasName) continue;
    if (property.name === 'ORG') organisation = { name: split(property.value)[0] ?? '', businessId: null };
    else if (!SILENT.has(property.name)) {
      const read = readCardFact(property);
      if (read) facts.push(read);
      else left.push(unescapeText(property.value));
    }
  }
  return {
    from: 'vcard',
    facts,
    organisation: organisation?.name ? organisation : null,
    left: left.filter(Boolean),
  };
}

const SILENT = new Set([
  'BEGIN',
  'END',
  'VERSION',
  'PRODID',
  'REV',
  'UID',
  'PHOTO',
  'LOGO',
  'KIND',
  'SORT-STRING',
  'CATEGORIES',
]);

/** A line that begins with white space continues the one before it. */
function unfold(text: string): readonly string[] {
  return text
    .replace(/=\n/g, '')
    .replace(/\n[ \t]/g, '')
    .split('\n')
    .slice(0, LINES_LIMIT);
}

function readProperty(line: string): Property[] {
  const colon = line.indexOf(':');
  if (colon < 1) return [];
  const [head = '', ...types] = line.slice(0, colon).toUpperCase().split(';');
  const name = head.includes('.') ? head.slice(head.indexOf('.') + 1) : head;
  const value = line.slice(colon + 1, colon + 1 + LINE_LIMIT).trim();
  return [
    {
      name,
      types: types.join(';'),
      value: types.some((each) => /QUOTED-PRINTABLE/.test(each)) ? quoted(value) : value,
    },
  ];
}

/** vCard 2.1 of old telephones: =C3=84 is Ä. */
function quoted(value: string): string {
  const bytes = value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => `%${hex}`);
  try {
    return decodeURIComponent(bytes.replace(/%(?![0-9A-F]{2})/gi, '%25'));
  } catch {
    return value;
  }
}

const unescapeText = (value: string) =>
  value
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim();
const split = (value: string) => value.split(/(?<!\\);/).map(unescapeText);

function readCardFact({ name, types, value }: Property): ReadFact | null {
  const isWork = types.includes('WORK');
  switch (name) {
    case 'N': {
      const [family = '', given = '', additional = ''] = split(value);
      return nameFact([given, additional].filter(Boolean).join(' '), family, true);
    }
    case 'FN':
      return splitName(unescapeText(value), true);
    case 'EMAIL':
      return emailFact(unescapeText(value), isWork ? WORK_EMAIL : OWN_EMAIL);
    case 'TEL':
      return phoneFact(unescapeText(value).replace(/^tel:/i, ''), isWork ? WORK_PHONE : OWN_PHONE);
    case 'TITLE':
    case 'ROLE':
      return fact(['title'], unescapeText(value));
    case 'URL':
      return fact(['web-address'], unescapeText(value));
    case 'ADR': {
      const [, extended = '', street = '', locality = '', , code = '', country = ''] = split(value);
      return addressFact([street, extended].filter(Boolean).join(', '), code, locality, country, true);
    }
    case 'LANG':
      return fact(['language'], unescapeText(value));
    case 'BDAY':
      return fact(['birth-date'], unescapeText(value).replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3'));
    default:
      return null;
  }
}

function emailFact(text: string, items: readonly string[]): ReadFact | null {
  const email = normaliseEmail(text);
  return email.ok ? fact(items, email.value) : null;
}

function phoneFact(text: string, items: readonly string[]): ReadFact | null {
  const phone = normalisePhone(text.replace(/\(0\)/, ''));
  return phone.ok ? fact(items, phone.value) : null;
}

function addressFact(
  street: string,
  code: string,
  locality: string,
  country: string,
  sure: boolean,
): ReadFact | null {
  if (street === '' && code === '' && locality === '') return null;
  const parts = {
    street,
    postal_code: code,
    locality,
    country: /^(finland|suomi|fi)?$/i.test(country) ? 'FI' : country,
  };
  return fact(['postal-address'], [street, code, locality].filter(Boolean).join(', '), { sure, parts });
}

// -- Lines of a signature or a card -------------------------------------------------------------------------------------------------

const EMAIL = /[^\s<>()[\]:;,"|]+@[^\s<>()[\]:;,"|]+\.[a-z]{2,}/giu;
const PHONE = /(?:\+|00)?\d[\d\s().\-\u2010-\u2013/]{5,}\d/gu;
const WEB = /(?:https?:\/\/|www\.)[^\s|,;]+/giu;
const BUSINESS_ID = /\b\d{6,7}-\d\b/gu;
const FIRM =
  /\b(?:oy|oyj|ab|abp|ry|rf|osk|ky|ay|tmi|ltd|gmbh|inc|llc|plc|group|konserni|kunta|kaupunki|kuntayhtymä|yliopisto|university|kommun|stad|säätiö|stiftelse|foundation|virasto)\b/iu;
const ROLE =
  /(?:johtaja|päällikkö|asiantuntija|suunnittelija|insinööri|myyjä|neuvoja|sihteeri|koordinaattori|kehittäjä|konsultti|arkkitehti|vastaava|toimitusjohtaja|chef|direktör|ingenjör|konsult|säljare|manager|director|engineer|officer|consultant|developer|designer|advisor|specialist|assistant|coordinator|sales|architect|\bceo\b|\bcto\b|\bcfo\b)/iu;
const TOWN = /\b(?:fi-)?(\d{5})\s+(\p{Lu}[\p{L}\s-]{1,40})/iu;
const CLOSING =
  /^(?:terveisin|ystävällisin terveisin|med vänlig hälsning|hälsningar|best regards|kind regards|regards|br|t\.?|--)[,.]?$/iu;
const NAME = /^\p{Lu}[\p{L}'’.-]*(?:\s+(?:von|af|de|van|der)?\s*\p{Lu}[\p{L}'’.-]*){1,3}$/u;

interface Reading {
  readonly facts: ReadFact[];
  readonly left: string[];
  organisation: string | null;
  businessId: string | null;
}

function parseLines(text: string): ReadText {
  const reading: Reading = { facts: [], left: [], organisation: null, businessId: null };
  const lines = text
    .split('\n')
    .flatMap((line) => line.split(/\s+[|•·]\s+/))
    .map((line) => line.replace(/\s+/gu, ' ').trim().slice(0, LINE_LIMIT))
    .filter((line) => line !== '' && !CLOSING.test(line))
    .slice(0, LINES_LIMIT);
  for (const [index, line] of lines.entries()) {
    const rest = takeAddresses(line, reading);
    if (rest !== '') takeWords(rest, reading, index > 0 ? (lines[index - 1] ?? '') : '');
  }
  const organisation = reading.organisation ?? (reading.businessId ? '' : null);
  return {
    from: 'text',
    facts: reading.facts,
    organisation: organisation ? { name: organisation, businessId: reading.businessId } : null,
    left: reading.left,
  };
}

/** Takes what has a form of its own out of the line; answers what is left without the labels. */
function takeAddresses(line: string, reading: Reading): string {
  let rest = line;
  const take = (form: RegExp, read: (text: string) => boolean) => {
    rest = rest.replace(form, (found) => (read(found) ? ' ' : found));
  };
  take(EMAIL, (text) => push(reading, emailFact(text.replace(/[.]$/, ''), WORK_EMAIL)));
  take(WEB, (text) => push(reading, fact(['web-address'], text)));
  take(BUSINESS_ID, (text) => {
    const id = normaliseBusinessId(text);
    if (id.ok) reading.businessId = id.value;
    return id.ok;
  });
  if (!TOWN.test(rest)) take(PHONE, (text) => push(reading, phoneFact(text, WORK_PHONE)));
  if (rest === line) return line;
  return rest
    .replace(
      /\b(?:puh|p|tel|tfn|gsm|mobile|mob|matkapuhelin|puhelin|phone|e-?mail|sähköposti|e-post|web|www|y-tunnus|fo-nummer|business id|vat)\b\.?\s*:?/giu,
      ' ',
    )
    .replace(/[\s,;:|/<>()–-]+$/u, '')
    .replace(/^[\s,;:|/<>()–-]+/u, '')
    .trim();
}

function push(reading: Reading, read: ReadFact | null): boolean {
  if (read && !reading.facts.some((each) => each.value === read.value)) reading.facts.push(read);
  return read !== null;
}

const has = (reading: Reading, item: string) => reading.facts.some(({ items }) => items.includes(item));

function takeWords(line: string, reading: Reading, previous: string): void {
  const town = TOWN.exec(line);
  if (town) {
    takeTown(line, { code: town[1] ?? '', town: (town[2] ?? '').trim(), at: town.index }, reading, previous);
  } else if (reading.organisation === null && FIRM.test(line)) reading.organisation = line;
  else if (!has(reading, 'title') && ROLE.test(line))
    reading.facts.push(fact(['title'], line, { sure: false }));
  else if (!has(reading, 'name') && NAME.test(line)) reading.facts.push(splitName(line, false));
  else reading.left.push(line);
}

/** The street stands before the code, on the same line or the one above. */
function takeTown(
  line: string,
  { code, town, at }: { code: string; town: string; at: number },
  reading: Reading,
  previous: string,
): void {
  const before = line.slice(0, at).replace(/[\s,]+$/u, '');
  const above =
    /\p{L}.*\d/u.test(previous) && reading.left.at(-1) === previous ? (reading.left.pop() ?? '') : '';
  push(reading, addressFact(before || above, code, town, '', false));
}

function splitName(line: string, sure: boolean): ReadFact {
  const words = line.split(' ');
  const particle = words.findIndex((word, index) => index > 0 && /^(?:von|af|de|van|der)$/u.test(word));
  const at = particle > 0 ? particle : words.length - 1;
  return nameFact(words.slice(0, at).join(' '), words.slice(at).join(' '), sure);
}
