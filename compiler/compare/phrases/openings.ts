// What a comparison says when the new version allows more.
import { open } from './phrase.ts';

export const OPENINGS = {
  'purpose-added': open([
    'Uusi käyttötarkoitus: {purpose}.',
    'Nytt ändamål: {purpose}.',
    'New purpose: {purpose}.',
  ]),
  'openness-widened': open(
    [
      'Käyttötarkoitus avautuu useammalle: {purpose}. Ennen: {from}, nyt: {to}.',
      'Ändamålet öppnas för fler: {purpose}. Förut: {from}, nu: {to}.',
      'The purpose opens to more people: {purpose}. Before: {from}, now: {to}.',
    ],
    '25(2)',
  ),
  'item-added': open(['Uusi tieto: {item}.', 'Ny uppgift: {item}.', 'New item: {item}.']),
  'item-opened': open(
    [
      'Uusi käyttö – tieto: {item}; käyttötarkoitus: {purpose}.',
      'Ny användning – uppgift: {item}; ändamål: {purpose}.',
      'New use – item: {item}; purpose: {purpose}.',
    ],
    '13(3), 14(4)',
  ),
  'source-added': open(
    [
      'Uusi lähde – tieto: {item}; lähde: {source}.',
      'Ny källa – uppgift: {item}; källa: {source}.',
      'New source – item: {item}; source: {source}.',
    ],
    '14(2)(f)',
  ),
  'recipient-added': open([
    'Uusi vastaanottaja: {recipient}.',
    'Ny mottagare: {recipient}.',
    'New recipient: {recipient}.',
  ]),
  'recipient-opened': open([
    'Uusi luovutus – tieto: {item}; vastaanottaja: {recipient}.',
    'Nytt utlämnande – uppgift: {item}; mottagare: {recipient}.',
    'New disclosure – item: {item}; recipient: {recipient}.',
  ]),
  'recipient-need-dropped': open([
    'Luovutuksen ehto poistuu – vastaanottaja: {recipient}; ehto: {need}.',
    'Ett villkor för utlämnande faller bort – mottagare: {recipient}; villkor: {need}.',
    'A condition of disclosure goes – recipient: {recipient}; condition: {need}.',
  ]),
  'kind-opened': open([
    'Suhde avaa käyttötarkoituksen – ihmisryhmä: {kind}; käyttötarkoitus: {purpose}.',
    'Relationen öppnar ett ändamål – persongrupp: {kind}; ändamål: {purpose}.',
    'The relationship opens a purpose – people: {kind}; purpose: {purpose}.',
  ]),
  'after-end-opened': open([
    'Käyttötarkoitus jää auki suhteen päätyttyä – ihmisryhmä: {kind}; käyttötarkoitus: {purpose}.',
    'Ändamålet förblir öppet efter relationen – persongrupp: {kind}; ändamål: {purpose}.',
    'The purpose stays open after the relationship – people: {kind}; purpose: {purpose}.',
  ]),
  'kind-added': open(['Uusi ihmisryhmä: {kind}.', 'Ny persongrupp: {kind}.', 'New kind of people: {kind}.']),
  'role-added': open(['Uusi rooli: {role}.', 'Ny roll: {role}.', 'New role: {role}.']),
  'role-widened': open([
    'Rooli saa lisää – rooli: {role}; lisäys: {what}.',
    'En roll får mer – roll: {role}; tillägg: {what}.',
    'A role gets more – role: {role}; added: {what}.',
  ]),
  'age-lowered': open(
    [
      'Ikäraja alenee – käyttötarkoitus: {purpose}. Ennen: {from}, nyt: {to}.',
      'Åldersgränsen sänks – ändamål: {purpose}. Förut: {from}, nu: {to}.',
      'The age limit falls – purpose: {purpose}. Before: {from}, now: {to}.',
    ],
    '8',
  ),
  'retention-longer': open([
    'Säilytysaika pitenee: {rule}. Ennen: {from} Nyt: {to}',
    'Lagringstiden förlängs: {rule}. Förut: {from} Nu: {to}',
    'Retention lengthens: {rule}. Before: {from} Now: {to}',
  ]),
  'keep-longer': open([
    'Tieto säilyy pidempään – tieto: {item}; käyttötarkoitus: {purpose}. Ennen: {from} Nyt: {to}',
    'Uppgiften sparas längre – uppgift: {item}; ändamål: {purpose}. Förut: {from} Nu: {to}',
    'The item is kept longer – item: {item}; purpose: {purpose}. Before: {from} Now: {to}',
  ]),
  'storing-begins': open([
    'Tieto, jota ei ennen tallennettu, tallennetaan: {item}.',
    'En uppgift som tidigare inte lagrades börjar lagras: {item}.',
    'An item that was never stored is now stored: {item}.',
  ]),
} as const;
