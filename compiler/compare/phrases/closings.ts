// What a comparison says when the new version allows less.
import { close } from './phrase.ts';

export const CLOSINGS = {
  'purpose-removed': close([
    'Käyttötarkoitus poistuu: {purpose}. Sen käyttö päättyy heti.',
    'Ett ändamål tas bort: {purpose}. Användningen upphör genast.',
    'A purpose goes: {purpose}. Its use stops at once.',
  ]),
  'purpose-succeeded': close([
    'Käyttötarkoitus {purpose} seuraa käyttötarkoitusta {from} ja perii jokaisen peruutuksen, kiellon, vastustuksen ja rajoituksen.',
    'Ändamålet {purpose} efterträder {from} och ärver varje återkallelse, förbud, invändning och begränsning.',
    'The purpose {purpose} succeeds {from} and inherits every withdrawal, ban, objection and restriction.',
  ]),
  'openness-narrowed': close([
    'Käyttötarkoitus on avoinna harvemmalle: {purpose}. Ennen: {from}, nyt: {to}.',
    'Ändamålet är öppet för färre: {purpose}. Förut: {from}, nu: {to}.',
    'The purpose is open to fewer people: {purpose}. Before: {from}, now: {to}.',
  ]),
  'item-removed': close([
    'Tieto poistuu: {item}. Sitä ei voi enää lukea eikä tallentaa, ja tallennetut tiedot päättyvät entisten säilytysaikojensa mukaan.',
    'En uppgift tas bort: {item}. Den kan inte längre läsas eller sparas, och sparade uppgifter upphör enligt sina tidigare lagringstider.',
    'An item goes: {item}. It can no longer be read or stored, and stored data ends by its earlier periods.',
  ]),
  'item-closed': close([
    'Käyttö päättyy – tieto: {item}; käyttötarkoitus: {purpose}.',
    'Användningen upphör – uppgift: {item}; ändamål: {purpose}.',
    'A use ends – item: {item}; purpose: {purpose}.',
  ]),
  'source-removed': close([
    'Lähdettä ei enää hyväksytä – tieto: {item}; lähde: {source}.',
    'Källan godtas inte längre – uppgift: {item}; källa: {source}.',
    'A source is no longer accepted – item: {item}; source: {source}.',
  ]),
  'recipient-removed': close([
    'Vastaanottaja poistuu: {recipient}.',
    'En mottagare tas bort: {recipient}.',
    'A recipient goes: {recipient}.',
  ]),
  'recipient-closed': close([
    'Luovutus päättyy – tieto: {item}; vastaanottaja: {recipient}.',
    'Ett utlämnande upphör – uppgift: {item}; mottagare: {recipient}.',
    'A disclosure ends – item: {item}; recipient: {recipient}.',
  ]),
  'recipient-need-added': close([
    'Luovutus saa uuden ehdon – vastaanottaja: {recipient}; ehto: {need}.',
    'Utlämnandet får ett nytt villkor – mottagare: {recipient}; villkor: {need}.',
    'Disclosure gets a new condition – recipient: {recipient}; condition: {need}.',
  ]),
  'transfer-removed': close([
    'Siirto poistuu: {transfer}.',
    'En överföring tas bort: {transfer}.',
    'A transfer goes: {transfer}.',
  ]),
  'kind-closed': close([
    'Suhde ei enää avaa käyttötarkoitusta – ihmisryhmä: {kind}; käyttötarkoitus: {purpose}.',
    'Relationen öppnar inte längre ändamålet – persongrupp: {kind}; ändamål: {purpose}.',
    'The relationship no longer opens a purpose – people: {kind}; purpose: {purpose}.',
  ]),
  'after-end-closed': close([
    'Käyttötarkoitus sulkeutuu suhteen päättyessä – ihmisryhmä: {kind}; käyttötarkoitus: {purpose}.',
    'Ändamålet stängs när relationen upphör – persongrupp: {kind}; ändamål: {purpose}.',
    'The purpose closes when the relationship ends – people: {kind}; purpose: {purpose}.',
  ]),
  'kind-removed': close([
    'Ihmisryhmä poistuu: {kind}.',
    'En persongrupp tas bort: {kind}.',
    'A kind of people goes: {kind}.',
  ]),
  'role-removed': close(['Rooli poistuu: {role}.', 'En roll tas bort: {role}.', 'A role goes: {role}.']),
  'role-narrowed': close([
    'Roolilta poistuu – rooli: {role}; poistuva: {what}.',
    'En roll mister något – roll: {role}; bort: {what}.',
    'A role loses something – role: {role}; removed: {what}.',
  ]),
  'age-raised': close([
    'Ikäraja nousee – käyttötarkoitus: {purpose}. Ennen: {from}, nyt: {to}.',
    'Åldersgränsen höjs – ändamål: {purpose}. Förut: {from}, nu: {to}.',
    'The age limit rises – purpose: {purpose}. Before: {from}, now: {to}.',
  ]),
  'retention-shorter': close([
    'Säilytysaika lyhenee, ja tietoja poistuu aiemmin: {rule}. Ennen: {from} Nyt: {to}',
    'Lagringstiden förkortas och uppgifter raderas tidigare: {rule}. Förut: {from} Nu: {to}',
    'Retention shortens and data is erased earlier: {rule}. Before: {from} Now: {to}',
  ]),
  'keep-shorter': close([
    'Tieto poistuu aiemmin – tieto: {item}; käyttötarkoitus: {purpose}. Ennen: {from} Nyt: {to}',
    'Uppgiften raderas tidigare – uppgift: {item}; ändamål: {purpose}. Förut: {from} Nu: {to}',
    'The item is erased earlier – item: {item}; purpose: {purpose}. Before: {from} Now: {to}',
  ]),
  'storing-ends': close([
    'Tietoa ei enää tallenneta: {item}.',
    'Uppgiften lagras inte längre: {item}.',
    'The item is no longer stored: {item}.',
  ]),
} as const;
