// The notice as JSON-LD in the W3C Data Privacy Vocabulary 2.3, for tools that compare notices. One dpv:Process per purpose; texts in
// every language of the notice.
import { BUILT_IN_ITEMS } from '../language/items.ts';
import type { RightKind } from '../model/conduct.ts';
import type { ItemDefinition } from '../model/data.ts';
import type { Notice } from '../model/notice.ts';
import type { BasisKind, Purpose } from '../model/purposes.ts';
import type { Key, Texts } from '../model/text.ts';
import { planSentence } from './algebra.ts';
import { type Scope, scopeOf } from './scope.ts';
import { rightKinds } from './sections/rights.ts';

export type JsonLd = { readonly [property: string]: unknown };

const CONTEXT = {
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
};

const BASES: Readonly<Record<BasisKind, readonly string[]>> = {
  consent: ['dpv:Consent', 'eu-gdpr:A6-1-a'],
  contract: ['dpv:Contract', 'eu-gdpr:A6-1-b'],
  'legal-obligation': ['dpv:LegalObligation', 'eu-gdpr:A6-1-c'],
  'vital-interest': ['dpv:VitalInterest', 'eu-gdpr:A6-1-d'],
  'public-task': ['dpv:PublicInterest', 'eu-gdpr:A6-1-e'],
  'legitimate-interest': ['dpv:LegitimateInterestOfController', 'eu-gdpr:A6-1-f'],
};

const RIGHTS: Readonly<Partial<Record<RightKind, string>>> = {
  access: 'eu-gdpr:A15',
  rectification: 'eu-gdpr:A16',
  erasure: 'eu-gdpr:A17',
  restriction: 'eu-gdpr:A18',
  portability: 'eu-gdpr:A20',
  objection: 'eu-gdpr:A21',
  'marketing-objection': 'eu-gdpr:A21',
  'human-review': 'eu-gdpr:A22',
  withdrawal: 'eu-gdpr:A7-3',
  complaint: 'eu-gdpr:A77',
};

/** Kinds of personal data the extension names; the others are described by their titles. */
const PERSONAL_DATA: Readonly<Record<Key, string>> = {
  name: 'pd:Name',
  email: 'pd:EmailAddress',
  phone: 'pd:TelephoneNumber',
  'postal-address': 'pd:PhysicalAddress',
  'birth-date': 'pd:BirthDate',
  'identity-code': 'pd:OfficialID',
  'ip-address': 'pd:IPAddress',
  language: 'pd:Language',
};

const ORIGINS: Readonly<Record<ItemDefinition['origin'], string>> = {
  provided: 'dpv:CollectedPersonalData',
  observed: 'dpv:ObservedPersonalData',
  derived: 'dpv:DerivedPersonalData',
  inferred: 'dpv:InferredPersonalData',
};

export function noticeDpv(notice: Notice): JsonLd {
  const base = `urn:seloste:notice:${notice.register}`;
  return {
    '@context': CONTEXT,
    '@graph': [
      {
        '@id': base,
        '@type': 'dpv:PrivacyNotice',
        'dct:title': inLanguages(notice.title),
        'dct:modified': notice.updated,
        'dpv:hasDataController': controller(notice, base),
        'dpv:hasRight': rights(notice),
        'dpv:hasProcess': notice.purposes.map((purpose) => ref(base, 'process', purpose.key)),
      },
      ...notice.purposes.map((purpose) => processOf(notice, base, purpose)),
      ...notice.people.map((kind) => named(base, 'people', 'dpv:DataSubject', kind)),
      ...notice.recipients.map((recipient) => named(base, 'recipient', 'dpv:Recipient', recipient)),
      ...itemsOf(notice).map((key) => dataOf(notice, base, key)),
      ...plansOf(notice, base),
    ],
  };
}

const ref = (base: string, kind: string, key: Key) => ({ '@id': `${base}#${kind}-${key}` });

function inLanguages(texts: Texts): readonly JsonLd[] {
  return Object.entries(texts).map(([language, text]) => ({ '@value': text, '@language': language }));
}

function named(base: string, kind: string, type: string, entry: { key: Key; title: Texts }): JsonLd {
  return { ...ref(base, kind, entry.key), '@type': type, 'dct:title': inLanguages(entry.title) };
}

function controller({ controller: { name, businessId } }: Notice, base: string): JsonLd {
  return {
    '@id': `${base}#controller`,
    '@type': 'dpv:DataController',
    'dpv:hasName': name,
    ...(businessId === undefined ? {} : { 'dct:identifier': businessId }),
  };
}

function rights(notice: Notice): readonly JsonLd[] {
  const terms = rightKinds(notice).flatMap((kind) => RIGHTS[kind] ?? []);
  return [...new Set(terms)].map((term) => ({ '@id': term }));
}

function processOf(notice: Notice, base: string, purpose: Purpose): JsonLd {
  const categories = notice.categories.filter((one) => one.purposes.some((use) => use.key === purpose.key));
  const items = new Set(categories.flatMap((category) => category.items.map((item) => item.key)));
  const plans = new Set(categories.flatMap((category) => purpose.keep ?? category.keep ?? []));
  const recipients = notice.recipients.filter((recipient) => recipient.purposes.includes(purpose.key));
  const kinds = notice.people.filter((kind) => kind.opens.includes(purpose.key));
  return {
    ...ref(base, 'process', purpose.key),
    '@type': 'dpv:Process',
    'dpv:hasPurpose': {
      ...ref(base, 'purpose', purpose.key),
      '@type': ['dpv:Purpose', termOf(purpose)].filter((term) => term !== undefined),
      'dct:title': inLanguages(purpose.title),
    },
    'dpv:hasLegalBasis': purpose.bases.flatMap((basis) => BASES[basis.kind].map((term) => ({ '@id': term }))),
    'dpv:hasPersonalData': [...items].map((key) => ref(base, 'item', key)),
    'dpv:hasDataController': { '@id': `${base}#controller` },
    'dpv:hasDataSubject': kinds.map((kind) => ref(base, 'people', kind.key)),
    'dpv:hasRecipient': recipients.map((recipient) => ref(base, 'recipient', recipient.key)),
    'dpv:hasStorageCondition': [...plans].map((key) => ref(base, 'plan', key)),
    'dpv:hasNotice': { '@id': base },
  };
}

function termOf(purpose: Purpose): string | undefined {
  if (purpose.dpv !== undefined) return purpose.dpv.includes(':') ? purpose.dpv : `dpv:${purpose.dpv}`;
  return purpose.directMarketing ? 'dpv:DirectMarketing' : undefined;
}

function itemsOf(notice: Notice): readonly Key[] {
  return [...new Set(notice.categories.flatMap((category) => category.items.map((item) => item.key)))];
}

function dataOf(notice: Notice, base: string, key: Key): JsonLd {
  const builtIn = BUILT_IN_ITEMS.find((item) => item.key === key);
  const own = notice.items.find((item) => item.key === key);
  const types = [ORIGINS[own?.origin ?? builtIn?.origin ?? 'provided'], PERSONAL_DATA[key]];
  const special = own?.special !== undefined && own.special !== 'criminal';
  return {
    ...ref(base, 'item', key),
    '@type': [...types, special ? 'dpv:SpecialCategoryPersonalData' : undefined].filter((type) => type),
    'dct:title': inLanguages(own?.title ?? builtIn?.title ?? {}),
  };
}

function plansOf(notice: Notice, base: string): readonly JsonLd[] {
  const scopes = notice.languages.map((language) => scopeOf(notice, language));
  const sentence = (scope: Scope, key: Key) => ({
    '@value': planSentence(scope, key),
    '@language': scope.language,
  });
  const used = notice.categories.some((category) => category.keep === 'never-stored');
  const keys = notice.retention.map((plan) => plan.key);
  return [...new Set([...keys, ...(used ? ['never-stored'] : [])])].map((key) => ({
    ...ref(base, 'plan', key),
    '@type': 'dpv:StorageCondition',
    'dct:description': scopes.map((scope) => sentence(scope, key)),
  }));
}
