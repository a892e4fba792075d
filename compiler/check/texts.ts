// Every text of the notice in every language of the register (Art. 12(1)). The model is walked as data, so that a new text field
// is checked the day it is added.
import { BUILT_IN_SOURCES, FINNISH_AUTHORITY, NEVER_STORED } from '../language/built-in.ts';
import { BUILT_IN_EVENTS } from '../language/events.ts';
import { BUILT_IN_ITEMS } from '../language/items.ts';
import type { Notice } from '../model/notice.ts';
import type { Language, Place } from '../model/text.ts';
import type { CheckCode } from './codes.ts';
import type { Problem } from './finding.ts';
import type { Check } from './index-notice.ts';

const LANGUAGES: readonly Language[] = ['fi', 'sv', 'en'];

/** Titles the product brings along: complete, in more languages than the register may offer. */
const OURS: ReadonlySet<unknown> = new Set([
  ...[...BUILT_IN_EVENTS, ...BUILT_IN_ITEMS, ...BUILT_IN_SOURCES, NEVER_STORED].map(({ title }) => title),
  FINNISH_AUTHORITY.name,
  FINNISH_AUTHORITY.visiting,
  FINNISH_AUTHORITY.postal,
]);

type Entries = Readonly<Record<string, unknown>>;

interface Found {
  readonly texts: Readonly<Partial<Record<Language, string>>>;
  readonly place: Place;
}

/** Fields of the model whose YAML key is not simply their name in kebab-case. */
const SPELLED: Readonly<Record<string, Place>> = {
  groupText: ['acts-for'],
  recipientsText: ['recipients', 'text'],
  transfersText: ['transfers', 'text'],
  retentionText: ['retention', 'text'],
  siteText: ['site', 'text'],
  rightsText: ['rights', 'text'],
  decisionsText: ['decisions', 'text'],
  officer: ['data-protection-officer'],
  because: ['none-because'],
  categories: ['data'],
};

function spelled(field: string): Place {
  return SPELLED[field] ?? [field.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)];
}

function isTexts(value: Entries): boolean {
  const fields = Object.entries(value);
  return (
    fields.length > 0 &&
    fields.every(([field, words]) => LANGUAGES.includes(field as Language) && typeof words === 'string')
  );
}

function* texts(value: unknown, place: Place): Generator<Found> {
  if (Array.isArray(value)) {
    for (const [position, entry] of value.entries()) yield* texts(entry, [...place, position]);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const entries = value as Entries;
  if (isTexts(entries)) {
    if (!OURS.has(entries)) yield { texts: entries, place };
    return;
  }
  const own = (entries.at ?? entries.place ?? place) as Place;
  for (const [field, inner] of Object.entries(entries))
    if (field !== 'at' && field !== 'place') yield* texts(inner, [...own, ...spelled(field)]);
}

function* problems(found: Found, notice: Notice): Generator<Problem<CheckCode>> {
  const missing = notice.languages.filter((language) => !found.texts[language]?.trim());
  if (missing.length > 0)
    yield {
      code: 'missing-language',
      place: found.place,
      message: `This text is missing in ${missing.join(' and ')}.`,
    };
  for (const language of LANGUAGES)
    if (found.texts[language] !== undefined && !notice.languages.includes(language))
      yield {
        code: 'extra-language',
        place: [...found.place, language],
        message: `The register does not offer “${language}”.`,
      };
}

export const checkTexts: Check = function* ({ notice }) {
  for (const found of texts(notice, [])) yield* problems(found, notice);
};
