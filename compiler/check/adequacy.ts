// Countries where data may go without more (the EEA) or on the Commission's decision (Art. 45). A dated table: a decision that
// falls is a `to`, never a deleted line.
import type { Day } from '../model/text.ts';

/** ISO 3166-1 alpha-2: the member states, Iceland, Liechtenstein and Norway. */
export const EEA: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
);

interface Adequacy {
  readonly country: string;
  readonly from: Day;
  readonly to: Day | null;
}

const decided = (from: Day, countries: string): readonly Adequacy[] =>
  countries.split(' ').map((country) => ({ country, from, to: null }));

const ADEQUACY: readonly Adequacy[] = [
  ...decided('2000-07-26', 'CH'),
  ...decided('2001-12-20', 'CA'),
  ...decided('2003-06-30', 'AR'),
  ...decided('2003-11-21', 'GG'),
  ...decided('2004-04-28', 'IM'),
  ...decided('2008-05-08', 'JE'),
  ...decided('2010-03-05', 'FO'),
  ...decided('2010-10-19', 'AD'),
  ...decided('2011-01-31', 'IL'),
  ...decided('2012-08-21', 'UY'),
  ...decided('2012-12-19', 'NZ'),
  ...decided('2019-01-23', 'JP'),
  ...decided('2021-06-28', 'GB'),
  ...decided('2021-12-17', 'KR'),
  // Only organisations certified under the Data Privacy Framework.
  ...decided('2023-07-10', 'US'),
  ...decided('2026-01-27', 'BR'),
];

/** True when a decision for the country is in force on the day. */
export function isAdequate(country: string, day: Day): boolean {
  return ADEQUACY.some(
    (line) => line.country === country && line.from <= day && (line.to === null || day <= line.to),
  );
}
