// The facts of the reference registers that a notice declares: each stands in the rendered example notice, in every language.
import { describe, expect, it } from 'vitest';
import type { Language, Texts } from '../model/text.ts';
import { documentHtml } from './html.ts';
import { noticeDocument } from './notice.ts';
import { exampleFiles, exampleNotice } from './notices.testing.ts';
import { takeApart } from './page.testing.ts';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
type Said = Readonly<Record<Language, string>>;

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

function pagesOf(file: string): Said {
  const notice = exampleNotice(file);
  const words = (language: Language) => flat(takeApart(documentHtml(noticeDocument(notice, language))).words);
  return { fi: words('fi'), sv: words('sv'), en: words('en') };
}

const consultancy = pagesOf('consultancy-group.yaml');
const coaching = pagesOf('coaching.yaml');
const media = pagesOf('media.yaml');
const rail = pagesOf('rail-engineering.yaml');
const trust = pagesOf('trust-services.yaml');

/** The parts a page must hold: one text for all languages, or one for each. */
function expectSaid(pages: Said, ...parts: (string | Said)[]): void {
  for (const language of LANGUAGES) {
    for (const part of parts)
      expect(pages[language]).toContain(typeof part === 'string' ? part : part[language]);
  }
}

const inLanguages = (fi: string, sv: string, en: string): Said => ({ fi, sv, en });

const AUTHORITY = [
  inLanguages(
    'Tietosuojavaltuutetun toimisto',
    'Dataombudsmannens byrå',
    'Office of the Data Protection Ombudsman',
  ),
  inLanguages('PL 800, 00531 Helsinki', 'PB 800, 00531 Helsingfors', 'P.O. Box 800, 00531 Helsinki'),
  'tietosuoja@om.fi',
];

describe('what the example notices declare is on the page', () => {
  it('CG.1 names the parent company, its subsidiaries, the scope and both dates', () => {
    expectSaid(
      consultancy,
      ...['Havuranta Group Oy', '9120034-9', 'Mallikatu 12, 00100 Helsinki', '+358 9 4245 0120'],
      ...['Havuranta Viestintä Oy', 'Havuranta Valmennus Oy', 'Havuranta Brussels Oy'],
      inLanguages(
        'jokaisen tytäryhtiönsä puolesta',
        'för varje dotterbolags räkning',
        'on behalf of each of its subsidiaries',
      ),
      inLanguages(
        'toiminta Suomessa',
        'verksamhet i Finland',
        'operations of Havuranta Group Oy and its subsidiaries in Finland',
      ),
      inLanguages('Laadittu: 24.5.2018', 'Upprättad: 24.5.2018', 'Drawn up: 24 May 2018'),
      inLanguages(
        'Viimeksi päivitetty: 21.11.2026',
        'Senast uppdaterad: 21.11.2026',
        'Last updated: 21 Nov 2026',
      ),
    );
  });

  it('CG.2 names the contact person with role, address and mailbox', () => {
    expectSaid(
      consultancy,
      inLanguages(
        'Helmi Esimerkki, hallintojohtaja',
        'Helmi Esimerkki, administrativ direktör',
        'Helmi Esimerkki, administrative director',
      ),
      'tietosuoja@havuranta.example',
    );
  });

  it('CG.3 names the register and the four systems it is made of', () => {
    expectSaid(
      consultancy,
      inLanguages(
        'Asiakas- ja markkinointirekisteri',
        'Kund- och marknadsföringsregister',
        'Customer and marketing register',
      ),
      inLanguages('Myyntireskontra', 'Kundreskontra', 'Ledger (accounts receivable)'),
      inLanguages('Kameravalvonta', 'Kameraövervakning', 'Camera surveillance'),
      inLanguages('Konsernin asiakkuudenhallinta', 'Koncernens kundhantering', 'The group\u0027s CRM'),
      inLanguages('Markkinointijärjestelmä', 'Marknadsföringssystem', 'Marketing system'),
    );
  });

  it('CG.50 says where to complain', () => expectSaid(consultancy, ...AUTHORITY));

  it('CG.51 says that every use of rights goes to the contact in writing', () => {
    expectSaid(
      consultancy,
      inLanguages(
        'kirjallisesti yhteyshenkilölle',
        'skriftligen till kontaktpersonen',
        'go to the contact in writing',
      ),
    );
  });

  it('CG.53 says that systems are protected as the law requires', () => {
    expectSaid(
      consultancy,
      inLanguages(
        'lain edellyttämin teknisin ja hallinnollisin keinoin',
        'de tekniska och administrativa medel som lagen kräver',
        'technical and administrative means as the law requires',
      ),
    );
  });

  it('CO.1 names the company, its care-of address and its contact person', () => {
    expectSaid(coaching, 'Suunta Valmennus Oy', 'Tilitoimisto Malli', 'Kerttu Esimerkki', '+358 2 4245 0120');
  });

  it('CO.2 says why no data protection officer is needed, and when that was assessed', () => {
    expectSaid(
      coaching,
      inLanguages(
        'Tietosuojavastaavaa ei ole nimitetty.',
        'Inget dataskyddsombud har utsetts.',
        'No data protection officer has been appointed.',
      ),
      inLanguages('ettei sen tarvitse nimittää', 'att det inte behöver utse', 'that it need not appoint'),
      inLanguages('15.1.2026', '15.1.2026', '15 Jan 2026'),
    );
  });

  it('CO.3 names the customer and marketing register', () => {
    expectSaid(
      coaching,
      inLanguages(
        'Asiakas- ja markkinointirekisteri',
        'Kund- och marknadsföringsregister',
        'Customer and marketing register',
      ),
    );
  });

  it('CO.36 says where to complain', () => expectSaid(coaching, ...AUTHORITY));

  it('TS.1 names the controller, the data protection officer with mailbox and address, and the register', () => {
    expectSaid(
      trust,
      ...[
        'Varmuri Palvelut Oy',
        '9780101-4',
        'tietosuoja@varmuri.example',
        'Tietosuojavastaava, Mallikuja 7, 02600 Espoo',
      ],
      inLanguages(
        'Asiakas- ja markkinointiviestintärekisteri',
        'Kund- och marknadskommunikationsregister',
        'Customer and marketing communications register',
      ),
    );
  });

  it('TS.30 leads every contact through the data protection officer', () => {
    expectSaid(
      trust,
      inLanguages('Tietosuojavastaava', 'Dataskyddsombud', 'Data protection officer'),
      'tietosuoja@varmuri.example',
    );
  });

  it('TS.31 says at the start when the notice was last updated', () => {
    for (const language of LANGUAGES) {
      const [organisation, updated] = noticeDocument(exampleNotice('trust-services.yaml'), language).dates;
      expect([organisation, flat(updated ?? '')]).toEqual([
        'Varmuri Palvelut Oy',
        inLanguages(
          'Viimeksi päivitetty: 21.11.2026',
          'Senast uppdaterad: 21.11.2026',
          'Last updated: 21 Nov 2026',
        )[language],
      ]);
    }
    expectSaid(
      trust,
      inLanguages(
        'aiemmat versiot ovat luettavissa',
        'tidigare versioner kan läsas',
        'earlier versions can be read',
      ),
    );
  });

  it('RE.1 names the customer and stakeholder register', () => {
    expectSaid(
      rail,
      inLanguages(
        'Asiakas- ja sidosryhmärekisteri',
        'Kund- och intressentregister',
        'Customer and stakeholder register',
      ),
    );
  });

  it('RE.19 says how databases, backups and server rooms are protected', () => {
    expectSaid(
      rail,
      inLanguages(
        'palomuurien ja muiden suodattavien ja valvovien laitteiden',
        'brandväggar och annan filtrerande och övervakande utrustning',
        'behind firewalls and other filtering and monitoring devices',
      ),
      inLanguages(
        'lukituissa ja suojatuissa palvelintiloissa',
        'låsta och skyddade serverrum',
        'locked and protected server rooms',
      ),
    );
  });

  it('RE.27 says where to complain and where to ask for more', () =>
    expectSaid(rail, ...AUTHORITY, 'tietosuoja@vaihdetie.example'));

  it('ME.1 names the register, its dates, the controller and the contact person', () => {
    expectSaid(
      media,
      ...['Tuokio Media Oy', '9780066-0', 'Esimerkkitori 3, 33100 Tampere', 'Eino Malli', '+358 3 4245 0150'],
      inLanguages('Asiakasrekisteri', 'Kundregister', 'Customer register'),
      inLanguages('Laadittu: 26.10.2021', 'Upprättad: 26.10.2021', 'Drawn up: 26 Oct 2021'),
    );
  });

  it('ME.17 says that nothing is decided by machine alone', () => {
    expectSaid(
      media,
      inLanguages(
        'Sinusta ei tehdä päätöksiä, jotka perustuvat pelkästään automaattiseen käsittelyyn.',
        'Inga beslut om dig fattas enbart genom automatiserad behandling.',
        'No decisions about you are made by automated processing alone.',
      ),
    );
  });

  it('ME.25 gives the authority’s addresses, phone, registry, e-mail and website, and the member state of residence', () => {
    expectSaid(
      media,
      ...AUTHORITY,
      ...['029 566 6700', '029 566 6768', 'tietosuoja.fi'],
      inLanguages(
        'Lintulahdenkuja 4, 00530 Helsinki',
        'Fågelviksgränden 4, 00530 Helsingfors',
        'Lintulahdenkuja 4, 00530 Helsinki',
      ),
      inLanguages('jossa asut tai työskentelet', 'där du bor eller arbetar', 'where you live or work'),
    );
  });

  it('ME.27 says that processing keeps to the Regulation on paper and electronically', () => {
    expectSaid(
      media,
      inLanguages('paperilla ja sähköisesti', 'på papper och elektroniskt', 'on paper and electronically'),
    );
  });

  it.each(exampleFiles())(
    'says every text of %s in every language, but for events that no sentence needs',
    (file) => {
      const pages = pagesOf(file);
      const { events: _events, ...told } = exampleNotice(file);
      for (const [path, texts] of textsIn(told)) {
        for (const language of LANGUAGES) {
          const text = flat(texts[language] ?? '');
          expect([path, language, pages[language].includes(text) || text]).toEqual([path, language, true]);
        }
      }
    },
  );
});

/** Every text of a model with the path to it. */
function textsIn(value: unknown, path = ''): readonly (readonly [string, Texts])[] {
  if (Array.isArray(value)) return value.flatMap((inside, index) => textsIn(inside, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  const isTexts = keys.length > 0 && keys.every((key) => LANGUAGES.includes(key as Language));
  if (isTexts) return [[path, value as Texts]];
  return Object.entries(value).flatMap(([key, inside]) => textsIn(inside, `${path}.${key}`));
}
