// A small notice as the reader would lower it, for tests of what follows from a notice: any part can be replaced.
import type { Category, ItemDefinition, Source } from '../model/data.ts';
import type { Notice } from '../model/notice.ts';
import type { PersonKind } from '../model/people.ts';
import type { Purpose } from '../model/purposes.ts';
import type { Anchor, Outcome, RetentionPlan } from '../model/retention.ts';
import type { Key, Texts } from '../model/text.ts';

const AT = ['test'] as const;

const texts = (word: string): Texts => ({ fi: `${word} (fi)`, sv: `${word} (sv)`, en: word });

export function purpose(key: Key, more: Partial<Purpose> = {}): Purpose {
  return {
    key,
    title: texts(key),
    bases: [{ kind: 'contract', at: AT }],
    open: 'default',
    directMarketing: false,
    profiling: false,
    objection: 'none',
    audience: 'all',
    needs: [],
    inMemory: false,
    at: ['purposes', key],
    ...more,
  };
}

export function consentPurpose(key: Key, more: Partial<Purpose> = {}): Purpose {
  return purpose(key, { bases: [{ kind: 'consent', at: AT }], open: 'consent', channel: 'email', ...more });
}

export function item(key: Key, more: Partial<ItemDefinition> = {}): ItemDefinition {
  return {
    key,
    title: texts(key),
    type: 'text',
    choices: [],
    origin: 'provided',
    encrypted: false,
    purposes: null,
    sources: null,
    at: ['items', key],
    ...more,
  };
}

interface CategoryParts {
  readonly items: readonly Key[];
  readonly for: readonly Key[];
  readonly from?: readonly Key[];
  readonly keep?: Key;
  readonly of?: readonly Key[];
}

export function category(key: Key, parts: CategoryParts): Category {
  return {
    key,
    title: texts(key),
    items: parts.items.map((entry) => ({ key: entry, at: AT })),
    purposes: parts.for.map((entry) => ({ key: entry, at: AT })),
    sources: (parts.from ?? ['the-person']).map((entry) => ({ key: entry, narrows: [], at: AT })),
    keep: parts.keep ?? 'relationship',
    people: parts.of ?? [],
    at: ['data', key],
  };
}

export function kind(key: Key, more: Partial<PersonKind> = {}): PersonKind {
  return {
    key,
    title: texts(key),
    opens: [],
    afterEnd: [],
    identified: true,
    with: 'nothing',
    requirements: null,
    oneOf: [],
    links: [],
    sources: null,
    at: ['people', key],
    ...more,
  };
}

export function source(key: Key, more: Partial<Source> = {}): Source {
  return {
    key,
    title: texts(key),
    public: false,
    fromPerson: false,
    automatic: false,
    at: ['sources', key],
    ...more,
  };
}

interface PlanParts {
  readonly period: string;
  readonly event?: Key;
  readonly pick?: Anchor['pick'];
  readonly outcome?: Outcome;
}

/** A plan of one stage: kept for the period from the event, then erased. */
export function plan(key: Key, parts: PlanParts): RetentionPlan {
  const from: Anchor = {
    pick: parts.pick ?? 'first',
    event: parts.event ?? 'relationship-ended',
    path: [],
    at: AT,
  };
  return {
    key,
    title: texts(key),
    neverStored: false,
    stages: [
      {
        rule: {
          is: 'window',
          from,
          keep: [{ step: 'period', period: parts.period }],
          keepStated: true,
          by: null,
          at: AT,
        },
        outcome: parts.outcome ?? { do: 'erase' },
        items: [],
        at: AT,
      },
    ],
    asARule: false,
    at: ['retention', key],
  };
}

const CARE = {
  purposes: [purpose('care'), consentPurpose('newsletter')],
  categories: [category('contact', { items: ['name', 'email'], for: ['care', 'newsletter'] })],
  sources: [source('the-person', { fromPerson: true })],
  retention: [plan('relationship', { period: 'P10Y' })],
};

/** A register with one purpose of contract and one of consent, a name and an e-mail address, kept ten years. */
export function notice(more: Partial<Notice> = {}): Notice {
  return {
    format: 1,
    register: 'customers',
    title: texts('Customers'),
    summary: texts('Customers and what we hold about them.'),
    updated: '2026-11-21',
    languages: ['fi', 'sv', 'en'],
    timeZone: 'Europe/Helsinki',
    financialYearEnds: '--12-31',
    controller: {
      name: 'Esimerkki Oy',
      group: [],
      joint: [],
      contact: { email: 'tietosuoja@esimerkki.example' },
      officer: { is: 'none', because: texts('Small.') },
      at: AT,
    },
    authority: { name: texts('Authority'), visiting: texts('Street 1'), postal: texts('Box 1') },
    systems: [],
    people: [],
    items: [],
    recipients: [],
    transfers: [],
    agreements: [],
    events: [],
    states: [],
    choices: [],
    runs: [],
    holds: [],
    roles: [],
    publications: [],
    site: [],
    rights: [],
    decisions: [],
    protection: [],
    access: { undertaking: false, multiFactor: false, at: AT },
    changes: { at: AT },
    texts: [],
    ...CARE,
    ...more,
  };
}
