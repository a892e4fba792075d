// The mails of signing in, in the language of the member of staff.
import type { Message } from '../mail/mail.ts';
import type { Account } from './account.queries.ts';

type Language = 'fi' | 'sv' | 'en';

interface Words {
  readonly subject: string;
  readonly body: (name: string, link: string, until: string) => string;
}

const INVITATION: Readonly<Record<Language, Words>> = {
  fi: {
    subject: 'Kutsu käyttää rekisteriä',
    body: (name, link, until) => `Hei ${name},

sinulle on avattu käyttäjätunnus rekisteriin. Avaa linkki, valitse salasana ja lue salassapitositoumus:

${link}

Linkki toimii kerran, ${until} asti. Jos et odottanut kutsua, jätä viesti huomiotta.
`,
  },
  sv: {
    subject: 'Inbjudan att använda registret',
    body: (name, link, until) => `Hej ${name},

du har fått ett användarkonto i registret. Öppna länken, välj ett lösenord och läs sekretessförbindelsen:

${link}

Länken fungerar en gång, till och med ${until}. Om du inte väntade dig en inbjudan kan du bortse från meddelandet.
`,
  },
  en: {
    subject: 'Your invitation to the register',
    body: (name, link, until) => `Hello ${name},

an account has been opened for you in the register. Open the link, choose a password and read the confidentiality undertaking:

${link}

The link works once, until ${until}. If you did not expect an invitation, ignore this message.
`,
  },
};

export function invitationMail(account: Account, link: string, expiresAt: Date): Message {
  const language = languageOf(account.language);
  const { subject, body } = INVITATION[language];
  return {
    to: account.login,
    subject,
    text: body(oneLine(account.name), link, dayOf(expiresAt, language)),
    language,
  };
}

export type CredentialChange = 'password' | 'authenticator' | 'passkey' | 'recovery-codes';

const CHANGED: Readonly<
  Record<Language, { subject: string; body: Readonly<Record<CredentialChange, string>>; end: string }>
> = {
  fi: {
    subject: 'Kirjautumistietosi muuttuivat',
    body: {
      password: 'Salasanasi on vaihdettu.',
      authenticator: 'Kirjautumisen todennussovellus on lisätty tai poistettu.',
      passkey: 'Kirjautumisen pääsyavain on lisätty tai poistettu.',
      'recovery-codes': 'Uudet palautuskoodit on luotu; vanhat eivät enää toimi.',
    },
    end: 'Jos et tehnyt tätä itse, kerro heti ylläpitäjällesi.',
  },
  sv: {
    subject: 'Dina inloggningsuppgifter har ändrats',
    body: {
      password: 'Ditt lösenord har bytts.',
      authenticator: 'Autentiseringsappen för inloggning har lagts till eller tagits bort.',
      passkey: 'En nyckel (passkey) för inloggning har lagts till eller tagits bort.',
      'recovery-codes': 'Nya återställningskoder har skapats; de gamla fungerar inte längre.',
    },
    end: 'Om du inte gjorde det själv, kontakta genast administratören.',
  },
  en: {
    subject: 'How you sign in has changed',
    body: {
      password: 'Your password was changed.',
      authenticator: 'The authenticator app for signing in was added or removed.',
      passkey: 'A passkey for signing in was added or removed.',
      'recovery-codes': 'New recovery codes were made; the old ones no longer work.',
    },
    end: 'If this was not you, tell your administrator at once.',
  },
};

/** Somebody who got in must not be able to stay in unnoticed (ASVS 6.3.7). */
export function changedMail(account: Pick<Account, 'login' | 'language'>, change: CredentialChange): Message {
  const language = languageOf(account.language);
  const { subject, body, end } = CHANGED[language];
  return { to: account.login, subject, text: `${body[change]}\n\n${end}\n`, language };
}

const languageOf = (language: string): Language => (language === 'fi' || language === 'sv' ? language : 'en');

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

/** Finnish time: the servers of the register may stand elsewhere. */
const dayOf = (moment: Date, language: Language) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'Europe/Helsinki',
  }).format(moment);
