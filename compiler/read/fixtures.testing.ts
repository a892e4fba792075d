// A small notice that is complete and checks clean; tests start from it and change one thing.

import { parse, stringify } from 'yaml';

/** One register of an invented company: two purposes, one of them on consent; every section the law asks for. */
export const MINIMAL = `seloste: 1
register: customers
title: { fi: Asiakasrekisteri, sv: Kundregister, en: Customer register }
summary:
  fi: Hoidamme asiakassuhteita ja lähetämme uutiskirjeen sen tilanneille.
  sv: Vi sköter kundrelationer och skickar ett nyhetsbrev till dem som beställt det.
  en: We look after customers and send a newsletter to those who asked for it.
updated: 2026-11-21
languages: [fi, sv, en]
controller:
  name: Esimerkki Oy
  business-id: 1234567-1
  address: Testikatu 1, 00100 Helsinki
  contact: { name: Asiakaspalvelu, email: tietosuoja@esimerkki.example, phone: "+358 9 000 0000" }
  data-protection-officer: { name: Tietosuojavastaava, email: dpo@esimerkki.example }
people:
  customer:
    title: { fi: Asiakas, sv: Kund, en: Customer }
    opens: [customer-care]
    after-end: [customer-care]
purposes:
  customer-care:
    title: { fi: Asiakassuhteen hoito, sv: Skötsel av kundrelationen, en: Customer care }
    basis: contract
  newsletter:
    title: { fi: Uutiskirje, sv: Nyhetsbrev, en: Newsletter }
    basis: consent
    channel: email
    direct-marketing: true
    wording: { fi: Haluan uutiskirjeen., sv: Jag vill ha nyhetsbrevet., en: I want the newsletter. }
    withdraw:
      fi: Peruuta tilaus kirjeen linkistä.
      sv: Avsluta prenumerationen via länken i brevet.
      en: Unsubscribe with the link in the letter.
data:
  contact:
    title: { fi: Yhteystiedot, sv: Kontaktuppgifter, en: Contact details }
    items: [name, email]
    for: [customer-care, newsletter]
    from: the-person
    keep: relationship
retention:
  relationship: { from: relationship-ended, keep: P10Y, then: erase }
recipients:
  none:
    fi: Tietoja ei luovuteta.
    sv: Uppgifterna lämnas inte ut.
    en: Data is not disclosed.
transfers:
  text:
    fi: Tietoja ei siirretä Euroopan talousalueen ulkopuolelle.
    sv: Uppgifterna överförs inte utanför Europeiska ekonomiska samarbetsområdet.
    en: Data is not transferred outside the European Economic Area.
provision:
  fi: Ilman nimeä ja osoitetta emme voi hoitaa asiakassuhdetta.
  sv: Utan namn och adress kan vi inte sköta kundrelationen.
  en: Without a name and an address we cannot look after a customer.
rights:
  ways: [email]
  access: {}
  rectification: {}
  erasure: {}
  restriction: {}
  objection: {}
  marketing-objection: {}
  portability: {}
  withdrawal: {}
  complaint: {}
decisions: none
protection:
  access:
    kind: access
    text:
      fi: Rekisteriä käyttävät vain nimetyt henkilöt omilla tunnuksillaan.
      sv: Endast namngivna personer använder registret med egna användar-id.
      en: Only named people use the register, each with a user id of their own.
`;

/** MINIMAL with a piece of its text replaced; throws when the piece is not there, so that a test cannot pass by accident. */
export function minimalWith(replaced: string, replacement: string): string {
  if (!MINIMAL.includes(replaced)) throw new Error(`MINIMAL does not hold: ${replaced}`);
  return MINIMAL.replace(replaced, () => replacement);
}

type Section = Record<string, unknown>;

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merged(base: Section, added: Section): Section {
  const result: Section = { ...base };
  for (const [key, value] of Object.entries(added)) {
    const before = result[key];
    result[key] = isSection(before) && isSection(value) ? merged(before, value) : value;
  }
  return result;
}

/** MINIMAL with a fragment of YAML laid over it: sections are joined key by key, everything else is replaced. */
export function minimalPlus(...fragments: readonly string[]): string {
  const base: unknown = parse(MINIMAL);
  const result = fragments.reduce<unknown>((joined, fragment) => {
    const added: unknown = parse(fragment);
    return isSection(joined) && isSection(added) ? merged(joined, added) : joined;
  }, base);
  return stringify(result, { lineWidth: 0, aliasDuplicateObjects: false });
}
