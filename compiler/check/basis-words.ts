// Where the organisation's own words name another legal basis than `basis` does (registers ME.5 and CO.4). People read the words
// and the software follows the basis, so the difference is told; it does not stop, because words are not decidable.
import type { BasisKind, Purpose } from '../model/purposes.ts';
import type { Language } from '../model/text.ts';
import type { Check } from './index-notice.ts';

/** Stems of the words that say "legal basis", so that merely mentioning a contract is not taken for naming one. */
const SAYS_BASIS: Readonly<Record<Language, RegExp>> = {
  fi: /perus(te|tuu|teena)/iu,
  sv: /(rättslig|laglig) grund|grundar sig|grunden/iu,
  en: /\bbas(is|ed)\b|legal ground/iu,
};

const NAMES: Readonly<Record<Language, Readonly<Partial<Record<BasisKind, RegExp>>>>> = {
  fi: {
    consent: /suostumu/iu,
    contract: /sopimu/iu,
    'legitimate-interest': /oikeutet\p{L}* e[td]u/iu,
    'legal-obligation': /lakisäätei|lain velvoit/iu,
  },
  sv: {
    consent: /samtyck/iu,
    contract: /avtal/iu,
    'legitimate-interest': /berättiga\p{L}* intress/iu,
    'legal-obligation': /rättslig förpliktelse|lagstadgad/iu,
  },
  en: {
    consent: /\bconsent/iu,
    contract: /\bcontract/iu,
    'legitimate-interest': /legitimate interest/iu,
    'legal-obligation': /legal obligation|statutory duty/iu,
  },
};

/** The bases a sentence about the basis names, in one language. */
function named(text: string, language: Language): readonly BasisKind[] {
  const sentences = text.split(/(?<=[.!?])\s+/u).filter((sentence) => SAYS_BASIS[language].test(sentence));
  const kinds = Object.entries(NAMES[language]) as readonly (readonly [BasisKind, RegExp])[];
  return kinds
    .filter(([, words]) => sentences.some((sentence) => words.test(sentence)))
    .map(([kind]) => kind);
}

function different(purpose: Purpose, languages: readonly Language[]): BasisKind | undefined {
  const stated = new Set(purpose.bases.map((basis) => basis.kind));
  for (const language of languages)
    for (const kind of named(purpose.text?.[language] ?? '', language)) if (!stated.has(kind)) return kind;
  return undefined;
}

export const checkBasisWords: Check = function* ({ notice }) {
  for (const purpose of notice.purposes) {
    if (purpose.bases.length === 0) continue;
    const kind = different(purpose, notice.languages);
    if (kind)
      yield {
        code: 'basis-words-differ',
        place: [...purpose.at, 'text'],
        message: `The words of “${purpose.key}” name ${kind} as the basis; basis says ${purpose.bases.map((basis) => basis.kind).join(', ')}.`,
      };
  }
};
