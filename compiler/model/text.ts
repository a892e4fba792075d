// The small words every part of the model is made of: keys, texts in languages, places in the file.

/** The languages Seloste speaks completely; a notice names a subset in `languages:`. */
export type Language = 'fi' | 'sv' | 'en';

/** A text in each language of the register. YAML: `{ fi: …, sv: …, en: … }`. */
export type Texts = Readonly<Partial<Record<Language, string>>>;

/** A word of the notice in kebab-case, unique within its section: `customer-care`. */
export type Key = string;

/** Where a node stands in the YAML tree: `['data', 'contact', 'for', 0]`. The reader maps it to line and column. */
export type Place = readonly (string | number)[];

/** A calendar day, ISO 8601: `2026-11-21`. Retention works on plain days only, after conversion to the register's time zone. */
export type Day = string;

/** An ISO 8601 duration of whole calendar units: `P10Y`, `P3M`, `P14D`. */
export type Duration = string;

/** A recurring day of the year, ISO 8601 truncated form: `--06-30`. */
export type YearDay = string;
