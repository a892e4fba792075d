// The events every register has without naming them. A notice adds its own under `events:`, and may restate one of these to
// change its title or who may report it.
import type { EventDefinition, Owner, Reporter } from '../model/retention.ts';
import type { Key, Texts } from '../model/text.ts';

function event(
  key: Key,
  owner: Owner,
  by: readonly Reporter[],
  titles: readonly [string, string, string],
  ahead = false,
): EventDefinition {
  const [fi, sv, en] = titles;
  const title: Texts = { fi, sv, en };
  return { key, title, owner, by, ahead, builtIn: true, at: ['events', key] };
}

const ROW: readonly EventDefinition[] = [
  event(
    'recorded',
    'row',
    ['system'],
    ['tiedon tallentaminen', 'uppgiften antecknades', 'the data was recorded'],
  ),
  event(
    'answered',
    'row',
    ['the-person', 'staff', 'system'],
    ['vastaaminen', 'svaret gavs', 'the answer was given'],
  ),
  event(
    'taken',
    'row',
    ['staff', 'system'],
    [
      'kuvan tai tallenteen ottaminen',
      'bilden eller upptagningen togs',
      'the picture or recording was taken',
    ],
  ),
  event('made', 'row', ['staff', 'system'], ['laatiminen', 'upprättandet', 'it was made']),
  event(
    'registered',
    'row',
    ['the-person', 'staff', 'system'],
    ['ilmoittautuminen', 'anmälan', 'the registration'],
  ),
  event('visited', 'row', ['system', 'staff'], ['käynti', 'besöket', 'the visit']),
  event('sent', 'row', ['system', 'staff'], ['lähettäminen', 'avsändandet', 'it was sent']),
  event(
    'stage-ended',
    'row',
    ['system'],
    ['edellisen vaiheen päättyminen', 'föregående skede upphörde', 'the earlier stage ended'],
  ),
];

const RECORD: readonly EventDefinition[] = [
  event('opened', 'record', ['staff', 'system'], ['avaaminen', 'öppnandet', 'it was opened']),
  event('closed', 'record', ['staff', 'system'], ['päättäminen', 'avslutandet', 'it was closed']),
  event('due', 'record', ['staff', 'system'], ['eräpäivä', 'förfallodagen', 'the due date'], true),
  event('paid', 'record', ['staff', 'system'], ['maksaminen', 'betalningen', 'the payment']),
  event('delivered', 'record', ['staff', 'system'], ['toimitus', 'leveransen', 'the delivery']),
  event(
    'expires',
    'record',
    ['staff', 'system'],
    ['voimassaolon päättyminen', 'giltighetstiden går ut', 'it expires'],
    true,
  ),
];

const RELATIONSHIP: readonly EventDefinition[] = [
  event(
    'relationship-started',
    'relationship',
    ['staff', 'system', 'the-person'],
    ['suhteen alkaminen', 'relationen inleddes', 'the relationship started'],
  ),
  event(
    'relationship-ended',
    'relationship',
    ['staff', 'system', 'the-person'],
    ['suhteen päättyminen', 'relationen upphörde', 'the relationship ended'],
  ),
  event(
    'contact-role-ended',
    'relationship',
    ['staff', 'employer', 'the-person'],
    [
      'yhteyshenkilön tehtävän päättyminen',
      'uppdraget som kontaktperson upphörde',
      'the role as contact person ended',
    ],
  ),
  event(
    'contact',
    'relationship',
    ['staff', 'the-person', 'system'],
    ['yhteydenpito', 'kontakten', 'contact'],
  ),
  event(
    'access-removed',
    'subject',
    ['staff', 'system'],
    ['käyttöoikeuksien poistaminen', 'åtkomsträtten avslutades', 'access rights were removed'],
  ),
];

const PROJECT: readonly EventDefinition[] = [
  event(
    'project-started',
    'project',
    ['staff'],
    ['projektin alkaminen', 'projektet inleddes', 'the project started'],
  ),
  event(
    'project-ended',
    'project',
    ['staff'],
    ['projektin päättyminen', 'projektet avslutades', 'the project ended'],
  ),
];

const SUBJECT: readonly EventDefinition[] = [
  event(
    'consent-given',
    'subject',
    ['the-person', 'guardian', 'staff'],
    ['suostumuksen antaminen', 'samtycket gavs', 'consent was given'],
  ),
  event(
    'consent-withdrawn',
    'subject',
    ['the-person', 'guardian', 'staff'],
    ['suostumuksen peruuttaminen', 'samtycket återkallades', 'consent was withdrawn'],
  ),
  event(
    'objected',
    'subject',
    ['the-person', 'guardian', 'staff'],
    ['vastustaminen', 'invändningen gjordes', 'the objection'],
  ),
  event(
    'banned',
    'subject',
    ['the-person', 'guardian', 'staff'],
    ['kiellon antaminen', 'förbudet meddelades', 'the ban was given'],
  ),
  event('born', 'subject', ['system'], ['syntymä', 'födelsen', 'birth']),
  event('died', 'subject', ['staff', 'guardian'], ['kuolema', 'dödsfallet', 'the person died']),
  event(
    'request-closed',
    'subject',
    ['staff', 'system'],
    ['pyynnön käsittelyn päättyminen', 'begäran avslutades', 'the request was closed'],
  ),
];

const OTHERS: readonly EventDefinition[] = [
  event(
    'organisation-ended',
    'organisation',
    ['staff'],
    [
      'organisaation asiakkuuden päättyminen',
      'organisationens kundförhållande upphörde',
      "the organisation's custom ended",
    ],
  ),
  event(
    'session-ended',
    'session',
    ['system'],
    ['istunnon päättyminen', 'sessionen avslutades', 'the session ended'],
  ),
  event(
    'financial-year-ended',
    'register',
    ['system'],
    ['tilikauden päättyminen', 'räkenskapsperioden gick ut', 'the financial year ended'],
  ),
];

export const BUILT_IN_EVENTS: readonly EventDefinition[] = [
  ...ROW,
  ...RECORD,
  ...RELATIONSHIP,
  ...PROJECT,
  ...SUBJECT,
  ...OTHERS,
];
