/**
 * Texts in three languages. They lie in web/texts, one file per area and language; a browser loads one language, and the others when
 * they are chosen. Keys read `area.key`.
 */
import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** A language calls itself by its own name, whatever the page's language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  fi: 'Suomi',
  sv: 'Svenska',
  en: 'English',
};
export type LocalText = Readonly<Record<Language, string>>;
export type Translate = TFunction;

const loaders: Readonly<Record<Language, () => Promise<{ texts: Record<string, string> }>>> = {
  fi: () => import('../texts/fi.ts'),
  sv: () => import('../texts/sv.ts'),
  en: () => import('../texts/en.ts'),
};

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

/** The first language of the browser that we have; Finnish otherwise. */
export function languageOfBrowser(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find(isLanguage) ?? 'fi';
}

export async function startTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    // Keys have points in them and are flat all the same.
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
  });
  await changeLanguage(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const { texts } = await loaders[language]();
    i18next.addResourceBundle(language, 'translation', texts);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export function useTexts(): { t: Translate; language: Language } {
  const { t, i18n } = useTranslation();
  const language = isLanguage(i18n.language) ? i18n.language : 'fi';
  return { t, language };
}
