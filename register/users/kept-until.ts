// Until when the data of a user whose access was removed is kept.

/** CG.37: six calendar years from the removal, so to the end of the sixth year after the year of the removal. */
const CALENDAR_YEARS = 6;

/** The last day, as `YYYY-MM-DD`; `removedAt` in the time zone of the register. */
export function administrationKeptUntil(removedAt: Date, timeZone: string): string {
  const year = Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }).format(removedAt));
  return `${year + CALENDAR_YEARS}-12-31`;
}
