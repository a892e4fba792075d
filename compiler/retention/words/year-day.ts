// Recurring days of the year in words; a run of sweeps is known to a reader by its days.
import type { Language, Texts, YearDay } from '../../model/text.ts';

const MONTHS = {
  sv: 'januari februari mars april maj juni juli augusti september oktober november december',
  en: 'January February March April May June July August September October November December',
};

const OR: Readonly<Record<Language, string>> = { fi: ' tai ', sv: ' eller ', en: ' or ' };

/** `--06-30` → "30.6.", "30 juni", "30 June". */
export function sayYearDay(yearDay: YearDay, language: Language): string {
  const [month = 1, day = 1] = yearDay.slice(2).split('-').map(Number);
  return language === 'fi' ? `${day}.${month}.` : `${day} ${MONTHS[language].split(' ')[month - 1]}`;
}

/** The days in every language: "30.6. tai 31.12.". */
export function yearDayTexts(yearDays: readonly YearDay[]): Texts {
  const say = (language: Language) => yearDays.map((one) => sayYearDay(one, language)).join(OR[language]);
  return { fi: say('fi'), sv: say('sv'), en: say('en') };
}
