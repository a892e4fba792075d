/**
 * The catalogue of problem codes: what HTTP status and exit code each one has and what it is called in three languages.
 * Domain code throws `ProblemError`; only the server, the command line and the worker translate it (RFC 9457).
 */

export type Problem = {
  /** HTTP status of the answer when the problem reaches the server. */
  status: number;
  /** Exit code of a command; the numbers above 63 follow BSD's sysexits(3). */
  exit: number;
  title: { fi: string; sv: string; en: string };
};

export const problems = {
  'basis-changed': {
    status: 409,
    exit: 65,
    title: {
      fi: 'Käsittelyperuste ei voi vaihtua',
      sv: 'Den rättsliga grunden kan inte ändras',
      en: 'A legal basis cannot change',
    },
  },
  'check-failed': {
    status: 500,
    exit: 1,
    title: { fi: 'Tarkistus löysi vikaa', sv: 'Kontrollen hittade fel', en: 'A check found faults' },
  },
  'cluster-foreign': {
    status: 503,
    exit: 69,
    title: {
      fi: 'Portissa vastaa toinen tietokanta',
      sv: 'En annan databas svarar på porten',
      en: 'Another database answers on the port',
    },
  },
  'cluster-locked': {
    status: 503,
    exit: 75,
    title: {
      fi: 'Tietokannan käynnistys on varattu toiselle prosessille',
      sv: 'Databasens start är upptagen av en annan process',
      en: 'Another process is starting the database',
    },
  },
  'cluster-missing-binaries': {
    status: 503,
    exit: 69,
    title: {
      fi: 'Mukana toimitettava PostgreSQL puuttuu',
      sv: 'Den medföljande PostgreSQL saknas',
      en: 'The bundled PostgreSQL is missing',
    },
  },
  'cluster-start-failed': {
    status: 503,
    exit: 69,
    title: {
      fi: 'Tietokanta ei käynnistynyt',
      sv: 'Databasen startade inte',
      en: 'The database did not start',
    },
  },
  'code-wrong': {
    status: 422,
    exit: 77,
    title: {
      fi: 'Koodi on väärä',
      sv: 'Koden är fel',
      en: 'The code is wrong',
    },
  },
  'configuration-invalid': {
    status: 500,
    exit: 78,
    title: { fi: 'Asetus on virheellinen', sv: 'En inställning är felaktig', en: 'A setting is wrong' },
  },
  'cross-site': {
    status: 403,
    exit: 77,
    title: {
      fi: 'Pyyntö tuli toiselta sivustolta',
      sv: 'Begäran kom från en annan webbplats',
      en: 'The request came from another site',
    },
  },
  'database-busy': {
    status: 503,
    exit: 75,
    title: { fi: 'Tietokanta on varattu', sv: 'Databasen är upptagen', en: 'The database is busy' },
  },
  'data-folder-closed': {
    status: 503,
    exit: 77,
    title: {
      fi: 'Tietokansioon ei ole oikeuksia',
      sv: 'Rättigheter till datamappen saknas',
      en: 'The data folder is closed to this account',
    },
  },
  'database-newer': {
    status: 503,
    exit: 78,
    title: {
      fi: 'Tietokanta on uudempi kuin ohjelma',
      sv: 'Databasen är nyare än programmet',
      en: 'The database is newer than the program',
    },
  },
  'database-unreachable': {
    status: 503,
    exit: 69,
    title: {
      fi: 'Tietokantaan ei saada yhteyttä',
      sv: 'Databasen kan inte nås',
      en: 'The database cannot be reached',
    },
  },
  'edit-conflict': {
    status: 409,
    exit: 75,
    title: {
      fi: 'Joku muutti tätä ensin',
      sv: 'Någon annan ändrade detta först',
      en: 'Somebody changed this first',
    },
  },
  'event-not-in-notice': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Selosteessa ei ole tapahtumaa',
      sv: 'Händelsen nämns inte i dataskyddsbeskrivningen',
      en: 'The notice does not list the event',
    },
  },
  'group-too-small': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Ryhmä on liian pieni laskettavaksi',
      sv: 'Gruppen är för liten för att räknas',
      en: 'The group is too small to count',
    },
  },
  'idempotency-conflict': {
    status: 409,
    exit: 65,
    title: {
      fi: 'Sama tunniste, toinen pyyntö',
      sv: 'Samma nyckel, en annan begäran',
      en: 'The same idempotency key with another request',
    },
  },
  'import-file-unreadable': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Tiedostoa ei voi lukea',
      sv: 'Filen kan inte läsas',
      en: 'The file cannot be read',
    },
  },
  'import-mapping-wrong': {
    status: 422,
    exit: 64,
    title: {
      fi: 'Sarakkeita ei voi yhdistää',
      sv: 'Kolumnerna kan inte kopplas',
      en: 'The columns cannot be mapped',
    },
  },
  'internal-error': {
    status: 500,
    exit: 70,
    title: { fi: 'Odottamaton virhe', sv: 'Ett oväntat fel', en: 'An unexpected error' },
  },
  'in-memory-failed': {
    status: 500,
    exit: 1,
    title: {
      fi: 'Muistissa tehty käsittely epäonnistui',
      sv: 'Behandlingen i minnet misslyckades',
      en: 'Processing in memory failed',
    },
  },
  'invitation-gone': {
    status: 410,
    exit: 66,
    title: {
      fi: 'Linkki ei ole enää voimassa',
      sv: 'Länken gäller inte längre',
      en: 'The link is no longer good',
    },
  },
  'item-not-in-notice': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Seloste ei mainitse tietoa',
      sv: 'Uppgiften nämns inte i dataskyddsbeskrivningen',
      en: 'The notice does not list the item',
    },
  },
  'kind-not-in-notice': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Selosteessa ei ole henkilöryhmää',
      sv: 'Gruppen av registrerade nämns inte i dataskyddsbeskrivningen',
      en: 'The notice does not list the kind of person',
    },
  },
  'login-could-climb': {
    status: 503,
    exit: 78,
    title: {
      fi: 'Tietokantatunnuksella on liian laajat oikeudet',
      sv: 'Databaskontot har för stora rättigheter',
      en: 'The database login has too many rights',
    },
  },
  'mail-not-sent': {
    status: 502,
    exit: 75,
    title: {
      fi: 'Viestiä ei voitu lähettää',
      sv: 'Meddelandet kunde inte skickas',
      en: 'The message could not be sent',
    },
  },
  'not-allowed': {
    status: 403,
    exit: 77,
    title: { fi: 'Tätä ei saa tehdä', sv: 'Det här är inte tillåtet', en: 'This is not allowed' },
  },
  'migration-changed': {
    status: 503,
    exit: 78,
    title: {
      fi: 'Tietokannan siirtotiedosto on muuttunut',
      sv: 'En migrationsfil har ändrats',
      en: 'A migration file has changed',
    },
  },
  'not-signed-in': {
    status: 401,
    exit: 77,
    title: {
      fi: 'Kirjaudu ensin sisään',
      sv: 'Logga in först',
      en: 'Sign in first',
    },
  },
  'not-found': {
    status: 404,
    exit: 66,
    title: { fi: 'Ei löydy', sv: 'Hittas inte', en: 'Not found' },
  },
  'owner-exists': {
    status: 409,
    exit: 65,
    title: {
      fi: 'Omistaja on jo olemassa',
      sv: 'Det finns redan en ägare',
      en: 'There is an owner already',
    },
  },
  'password-weak': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Salasana on liian heikko',
      sv: 'Lösenordet är för svagt',
      en: 'The password is too weak',
    },
  },
  'port-taken': {
    status: 503,
    exit: 69,
    title: { fi: 'Portti on varattu', sv: 'Porten är upptagen', en: 'The port is taken' },
  },
  'notice-not-successor': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Seloste ei voi seurata voimassa olevaa',
      sv: 'Beskrivningen kan inte efterträda den gällande',
      en: 'The notice cannot succeed the one in force',
    },
  },
  'purpose-missing': {
    status: 400,
    exit: 65,
    title: {
      fi: 'Käyttötarkoitus puuttuu',
      sv: 'Ändamålet saknas',
      en: 'The purpose is missing',
    },
  },
  'purpose-not-in-notice': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Selosteessa ei ole käyttötarkoitusta',
      sv: 'Ändamålet nämns inte i dataskyddsbeskrivningen',
      en: 'The notice does not list the purpose',
    },
  },
  'read-too-wide': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Haku koskee liian montaa henkilöä',
      sv: 'Sökningen gäller för många personer',
      en: 'The read covers too many people',
    },
  },
  'request-invalid': {
    status: 422,
    exit: 65,
    title: { fi: 'Pyyntö on virheellinen', sv: 'Begäran är felaktig', en: 'The request is not valid' },
  },
  'request-malformed': {
    status: 400,
    exit: 65,
    title: { fi: 'Pyyntö on virheellinen', sv: 'Begäran är felaktig', en: 'The request is malformed' },
  },
  'request-too-large': {
    status: 413,
    exit: 65,
    title: { fi: 'Pyyntö on liian suuri', sv: 'Begäran är för stor', en: 'The request is too large' },
  },
  'request-unfinished': {
    status: 409,
    exit: 75,
    title: {
      fi: 'Sama pyyntö on vielä kesken',
      sv: 'Samma begäran pågår ännu',
      en: 'The same request is not finished',
    },
  },
  'requirement-unmet': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Seloste vaatii muuta',
      sv: 'Meddelandet kräver något annat',
      en: 'The notice requires otherwise',
    },
  },
  'session-ended': {
    status: 401,
    exit: 77,
    title: { fi: 'Istunto on päättynyt', sv: 'Sessionen har avslutats', en: 'The session has ended' },
  },
  'sign-in-again': {
    status: 403,
    exit: 77,
    title: {
      fi: 'Kirjaudu ensin uudelleen',
      sv: 'Logga först in på nytt',
      en: 'Sign in again first',
    },
  },
  'sign-in-failed': {
    status: 401,
    exit: 77,
    title: {
      fi: 'Kirjautuminen ei onnistunut',
      sv: 'Inloggningen misslyckades',
      en: 'Signing in failed',
    },
  },
  'sign-in-locked': {
    status: 429,
    exit: 75,
    title: {
      fi: 'Kirjautuminen on hetken lukittu',
      sv: 'Inloggningen är låst en stund',
      en: 'Signing in is locked for a while',
    },
  },
  'sign-in-unfinished': {
    status: 403,
    exit: 77,
    title: {
      fi: 'Kirjautumisesta puuttuu vaihe',
      sv: 'Ett steg i inloggningen saknas',
      en: 'A step of signing in is missing',
    },
  },
  'source-not-in-notice': {
    status: 422,
    exit: 65,
    title: {
      fi: 'Seloste ei hyväksy lähdettä',
      sv: 'Dataskyddsbeskrivningen godkänner inte källan',
      en: 'The notice does not accept the source',
    },
  },
  'too-many-requests': {
    status: 429,
    exit: 75,
    title: {
      fi: 'Liian monta pyyntöä',
      sv: 'För många förfrågningar',
      en: 'Too many requests',
    },
  },
  'usage-wrong': {
    status: 400,
    exit: 64,
    title: { fi: 'Komento on väärin kirjoitettu', sv: 'Kommandot är felskrivet', en: 'The command is wrong' },
  },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;

/** A problem we know: `detail` is a whole sentence that says what is wrong and how to mend it, without personal data. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly fields: readonly FieldProblem[] | undefined;
  /** When it makes sense to try again. */
  readonly retryAt: Date | undefined;
  /** What stands now, for whoever wrote from an older state and may see it; never logged. */
  readonly conflict: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(`${code}: ${detail}`, options);
    this.name = 'ProblemError';
    this.code = code;
    this.detail = detail;
    this.fields = options.fields;
    this.retryAt = options.retryAt;
    this.conflict = options.conflict;
  }
}

/** What is wrong with one field of a request: `path` with dots, `code` for texts in the reader's language, never the value. */
export type FieldProblem = { path: string; code: string; message: string };

type ProblemOptions = ErrorOptions & {
  fields?: readonly FieldProblem[];
  retryAt?: Date;
  conflict?: Readonly<Record<string, unknown>>;
};

export function problemOf(code: ProblemCode): Problem {
  return problems[code];
}
