// What a comparison says when somebody has to be asked or told.
import { duty } from './phrase.ts';

export const DUTIES = {
  'consent-needed': duty(
    [
      'Pyydä uusi suostumus – käyttötarkoitus: {purpose}. Kukaan ei ole siinä avoinna ennen omaa suostumustaan.',
      'Be om nytt samtycke – ändamål: {purpose}. Ingen är öppen för det före sitt eget samtycke.',
      'Ask for a new consent – purpose: {purpose}. Nobody is open to it before their own consent.',
    ],
    '6(1)(a), 7',
  ),
  'consent-wording-changed': duty(
    [
      'Suostumuksen sanamuoto muuttuu – käyttötarkoitus: {purpose}. Arvioi, kattavatko aiemmat suostumukset uuden sanamuodon.',
      'Samtyckets ordalydelse ändras – ändamål: {purpose}. Bedöm om tidigare samtycken täcker den nya lydelsen.',
      'The wording of a consent changes – purpose: {purpose}. Weigh whether earlier consents cover the new wording.',
    ],
    '7(1)',
  ),
  'information-purpose': duty(
    [
      'Kerro rekisteröidyille ennen käyttöä – uusi käyttötarkoitus: {purpose}.',
      'Informera de registrerade före användningen – nytt ändamål: {purpose}.',
      'Tell the people concerned before the use – new purpose: {purpose}.',
    ],
    '13(3), 14(4)',
  ),
  'information-recipient': duty(
    [
      'Kerro rekisteröidyille – uusi vastaanottaja: {recipient}.',
      'Informera de registrerade – ny mottagare: {recipient}.',
      'Tell the people concerned – new recipient: {recipient}.',
    ],
    '13(1)(e), 14(1)(e)',
  ),
  'information-transfer': duty(
    [
      'Kerro rekisteröidyille – siirto ETA-alueen ulkopuolelle: {transfer}.',
      'Informera de registrerade – överföring utanför EES: {transfer}.',
      'Tell the people concerned – transfer outside the EEA: {transfer}.',
    ],
    '13(1)(f), 14(1)(f), 44',
  ),
  'information-source': duty(
    [
      'Kerro niille, joiden tietoja saadaan muualta – uusi lähde: {source}.',
      'Informera dem vars uppgifter kommer från annat håll – ny källa: {source}.',
      'Tell those whose data comes from elsewhere – new source: {source}.',
    ],
    '14(1)–(3)',
  ),
  'information-controller': duty(
    [
      'Kerro rekisteröidyille – rekisterinpitäjän tai tietosuojavastaavan tiedot muuttuvat.',
      'Informera de registrerade – den personuppgiftsansvariges eller dataskyddsombudets uppgifter ändras.',
      'Tell the people concerned – the details of the controller or the data protection officer change.',
    ],
    '13(1)(a)–(b)',
  ),
  'information-decisions': duty(
    [
      'Kerro rekisteröidyille – uusi automatisoitu päätös: {decision}.',
      'Informera de registrerade – nytt automatiserat beslut: {decision}.',
      'Tell the people concerned – new automated decision: {decision}.',
    ],
    '13(2)(f), 22',
  ),
  'channel-changed': duty(
    [
      'Kanava vaihtuu – käyttötarkoitus: {purpose}. Ennen: {from}, nyt: {to}. Aiempi suostumus ei koske uutta kanavaa.',
      'Kanalen byts – ändamål: {purpose}. Förut: {from}, nu: {to}. Tidigare samtycke gäller inte den nya kanalen.',
      'The channel changes – purpose: {purpose}. Before: {from}, now: {to}. Earlier consent does not concern the new channel.',
    ],
    '7',
  ),
  'language-removed': duty(
    [
      'Kieli poistuu: {language}. Huolehdi, että tieto on yhä niiden ymmärrettävissä, jotka sitä käyttivät.',
      'Ett språk tas bort: {language}. Se till att informationen fortfarande kan förstås av dem som använde det.',
      'A language goes: {language}. See that those who used it can still understand the information.',
    ],
    '12(1)',
  ),
} as const;
