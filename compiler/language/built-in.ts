// What every notice has without writing it: the person as a source, the Finnish supervisory authority, the plan for what is
// never stored, and the purposes whose use needs a case (design: the four implicit purposes).
import type { Source } from '../model/data.ts';
import type { Authority } from '../model/notice.ts';
import type { RetentionPlan } from '../model/retention.ts';
import type { Key } from '../model/text.ts';

/** Art. 13: data obtained from the data subject. */
const THE_PERSON: Source = {
  key: 'the-person',
  title: { fi: 'Rekisteröity itse', sv: 'Den registrerade själv', en: 'The data subject' },
  public: false,
  fromPerson: true,
  automatic: false,
  at: ['sources', 'the-person'],
};

export const BUILT_IN_SOURCES: readonly Source[] = [THE_PERSON];

export const IMPLICIT_PURPOSES: readonly Key[] = ['rights', 'retention', 'security', 'upkeep'];

/** `keep: never-stored`: processed in memory under its purpose, refused by every table. */
export const NEVER_STORED: RetentionPlan = {
  key: 'never-stored',
  title: { fi: 'Ei tallenneta', sv: 'Lagras inte', en: 'Never stored' },
  neverStored: true,
  stages: [],
  asARule: false,
  at: ['retention', 'never-stored'],
};

/** Tietosuojavaltuutetun toimisto, as its web pages give it (2026). */
export const FINNISH_AUTHORITY: Authority = {
  name: {
    fi: 'Tietosuojavaltuutetun toimisto',
    sv: 'Dataombudsmannens byrå',
    en: 'Office of the Data Protection Ombudsman',
  },
  visiting: {
    fi: 'Lintulahdenkuja 4, 00530 Helsinki',
    sv: 'Fågelviksgränden 4, 00530 Helsingfors',
    en: 'Lintulahdenkuja 4, 00530 Helsinki, Finland',
  },
  postal: {
    fi: 'PL 800, 00531 Helsinki',
    sv: 'PB 800, 00531 Helsingfors',
    en: 'P.O. Box 800, 00531 Helsinki, Finland',
  },
  phone: '029 566 6700',
  registry: '029 566 6768',
  email: 'tietosuoja@om.fi',
  website: 'https://tietosuoja.fi',
};
