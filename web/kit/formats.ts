/** Dates, times and numbers as each language writes them (never with leading zeros in text), in Finnish time. */
import { useMemo } from 'react';
import { type Language, useTexts } from './texts.ts';

const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };
const ZONE = 'Europe/Helsinki';
/** Intl knows no word before the hour; a no-break space keeps it with its number. */
const BEFORE_TIME: Readonly<Record<Language, string>> = { fi: 'klo\u00a0', sv: 'kl.\u00a0', en: '' };

export interface Formats {
  day(value: string | Date): string;
  time(value: string | Date): string;
  moment(value: string | Date): string;
  number(value: number): string;
}

function makeFormats(language: Language): Formats {
  const locale = LOCALES[language];
  const month = language === 'en' ? 'short' : 'numeric';
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month, year: 'numeric', timeZone: ZONE });
  const clock = new Intl.DateTimeFormat(language === 'sv' ? 'fi-FI' : locale, {
    hour: language === 'en' ? '2-digit' : 'numeric',
    minute: '2-digit',
    timeZone: ZONE,
  });
  const number = new Intl.NumberFormat(locale);
  const asDay = (value: string | Date) => day.format(new Date(value));
  const asTime = (value: string | Date) => BEFORE_TIME[language] + clock.format(new Date(value));
  return {
    day: asDay,
    time: asTime,
    moment: (value) => `${asDay(value)}${language === 'en' ? ', ' : ' '}${asTime(value)}`,
    number: (value) => number.format(value),
  };
}

export function useFormats(): Formats {
  const { language } = useTexts();
  return useMemo(() => makeFormats(language), [language]);
}
