// The small words of the YAML: keys, texts, days, durations, contacts. Each pattern has the code and the mend of its finding, so
// that a wrong date is told as a wrong date and not as a text that fits no pattern.
import { z } from 'zod';
import type { ReadingCode } from '../codes.ts';

export const KEY = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
export const DURATION = /^P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?$/;
const CLOCK_DURATION =
  /^P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/;
export const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
export const YEAR_DAY = /^--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

export interface Mend {
  readonly code: ReadingCode;
  readonly must: string;
  readonly hint: string;
}

/** What a failed pattern means to the writer of a notice. */
export const PATTERN_MENDS: ReadonlyMap<string, Mend> = new Map([
  [
    String(KEY),
    {
      code: 'bad-key',
      must: 'must be a key: small letters, digits and single hyphens, beginning with a letter',
      hint: 'Write it like `customer-care`.',
    },
  ],
  [
    String(DURATION),
    {
      code: 'bad-duration',
      must: 'must be a duration of whole calendar units',
      hint: 'Write ISO 8601: `P10Y` is ten years, `P3M` three months, `P2W` two weeks, `P14D` fourteen days.',
    },
  ],
  [
    String(CLOCK_DURATION),
    {
      code: 'bad-duration',
      must: 'must be a duration',
      hint: 'Write ISO 8601: `P1Y` is a year, `P30D` thirty days, `PT30M` thirty minutes.',
    },
  ],
  [
    String(DAY),
    {
      code: 'bad-date',
      must: 'must be a day of the calendar',
      hint: 'Write year-month-day, e.g. `2026-11-21`.',
    },
  ],
  [
    String(YEAR_DAY),
    {
      code: 'bad-date',
      must: 'must be a recurring day of the year',
      hint: 'Write `--MM-DD`, e.g. `--06-30` for the end of June.',
    },
  ],
]);

function existsInCalendar(day: string): boolean {
  if (!DAY.test(day)) return true;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

export const key = z
  .string()
  .regex(KEY)
  .max(60)
  .meta({ id: 'Key', description: 'A word in kebab-case, e.g. customer-care.' });
export const keys = z.union([key, z.array(key)]).describe('One key or a list of keys.');
export const words = z.string().min(1).max(2_000);
export const day = z
  .string()
  .regex(DAY)
  .refine(existsInCalendar, { error: 'is not in the calendar', params: { code: 'bad-date' } })
  .meta({ id: 'Day', description: 'A calendar day, ISO 8601: 2026-11-21.' });
export const duration = z
  .string()
  .regex(DURATION)
  .meta({ id: 'Duration', description: 'An ISO 8601 duration of calendar units: P10Y, P3M, P2W, P14D.' });
export const clockDuration = z
  .string()
  .regex(CLOCK_DURATION)
  .meta({ id: 'ClockDuration', description: 'An ISO 8601 duration; hours and minutes too: PT30M.' });
export const yearDay = z
  .string()
  .regex(YEAR_DAY)
  .meta({ id: 'YearDay', description: 'A recurring day of the year: --06-30 is 30 June.' });

const LANGUAGES = ['fi', 'sv', 'en'] as const;
export const language = z.enum(LANGUAGES).meta({ id: 'Language', description: 'fi, sv or en.' });

const text = z.string().min(1).max(20_000);
export const texts = z
  .union([
    text,
    z.strictObject({
      fi: text.optional().describe('In Finnish.'),
      sv: text.optional().describe('In Swedish.'),
      en: text.optional().describe('In English.'),
      all: text.optional().describe('The same in every language, e.g. the name of a product.'),
    }),
  ])
  .meta({
    id: 'Texts',
    description:
      'A text in each language of the register; a plain text where the register has one language only.',
  });
export type TextsInput = z.infer<typeof texts>;

const contactShape = {
  title: texts.optional().describe('The role of the contact, e.g. administrative director.'),
  address: words.optional().describe('Postal address.'),
  email: words.optional().describe('E-mail address.'),
  phone: words.optional().describe('Phone number.'),
  website: words.optional().describe('Web address.'),
};

export const contact = z
  .strictObject({ name: words.optional().describe('Name of the person, mailbox or unit.'), ...contactShape })
  .meta({ id: 'Contact', description: 'How to reach somebody.' });
export const namedContact = z.strictObject({
  name: words.describe('Name of the organisation.'),
  ...contactShape,
});
export type ContactInput = z.infer<typeof contact>;

/** What many entries have: a title for people and the organisation's own words. */
export const titled = {
  title: texts.describe('What people call it, in the nominative: it stands after a colon in sentences.'),
  text: texts.optional().describe("The organisation's own words; shown in the notice."),
};

/** A section: keys of the writer's choosing, each with one entry. */
export function section<Entry extends z.ZodType>(entry: Entry) {
  return z.record(key, entry);
}
