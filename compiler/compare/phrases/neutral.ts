// What a comparison says when nothing anybody may do changes.
import { neutral } from './phrase.ts';

export const NEUTRAL = {
  'item-renamed': neutral([
    'Tiedon avain vaihtuu: {from} → {to}. Tallennetut tiedot seuraavat mukana.',
    'En uppgift får en ny nyckel: {from} → {to}. Sparade uppgifter följer med.',
    'An item gets a new key: {from} → {to}. Stored data follows.',
  ]),
  'language-added': neutral([
    'Uusi kieli: {language}.',
    'Nytt språk: {language}.',
    'New language: {language}.',
  ]),
  'wording-changed': neutral([
    'Sanamuoto muuttuu: {what}.',
    'Ordalydelsen ändras: {what}.',
    'The wording changes: {what}.',
  ]),
  'retention-added': neutral([
    'Uusi säilytyssääntö: {rule}. {to}',
    'Ny lagringsregel: {rule}. {to}',
    'New retention rule: {rule}. {to}',
  ]),
  'retention-removed': neutral([
    'Säilytyssääntö poistuu: {rule}. {from}',
    'En lagringsregel tas bort: {rule}. {from}',
    'A retention rule goes: {rule}. {from}',
  ]),
  'retention-changed': neutral([
    'Säilytyssääntö muuttuu; aiempi tai myöhempi päättyminen riippuu tapauksesta: {rule}. Ennen: {from} Nyt: {to}',
    'En lagringsregel ändras; om slutet kommer tidigare eller senare beror på fallet: {rule}. Förut: {from} Nu: {to}',
    'A retention rule changes; whether the end is earlier or later depends on the case: {rule}. Before: {from} Now: {to}',
  ]),
  'keep-changed': neutral([
    'Säilytyssääntö vaihtuu – tieto: {item}; käyttötarkoitus: {purpose}. Ennen: {from} Nyt: {to}',
    'Lagringsregeln byts – uppgift: {item}; ändamål: {purpose}. Förut: {from} Nu: {to}',
    'The retention rule changes – item: {item}; purpose: {purpose}. Before: {from} Now: {to}',
  ]),
  'outcome-changed': neutral([
    'Säilytysajan päättyessä tapahtuu muuta: {rule}. Ennen: {from} Nyt: {to}',
    'Det som händer när lagringstiden går ut ändras: {rule}. Förut: {from} Nu: {to}',
    'What happens at the end of retention changes: {rule}. Before: {from} Now: {to}',
  ]),
  'hold-added': neutral([
    'Uusi syy lykätä poistamista: {hold}.',
    'Ny grund att skjuta upp raderingen: {hold}.',
    'New hold: {hold}.',
  ]),
  'hold-removed': neutral([
    'Syy lykätä poistamista poistuu: {hold}.',
    'En grund att skjuta upp raderingen tas bort: {hold}.',
    'A hold goes: {hold}.',
  ]),
  'right-changed': neutral([
    'Oikeuden käyttö muuttuu: {right}.',
    'Hur en rättighet utövas ändras: {right}.',
    'How a right is used changes: {right}.',
  ]),
} as const;
