// Dates as people type them in Finland: 21.11.2026 and 2026-11-21. Two-digit years are refused, since a century guessed
// wrong is a person of the wrong age.
import { Temporal } from 'temporal-polyfill';
import { accepted, type Normalised, normaliseText, refused } from './identifier.ts';

const FORMS = [
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
];

/** Answers an ISO 8601 day. */
export function normaliseDate(input: string): Normalised {
  const text = normaliseText(input, 10);
  if (!text.ok) return text.problem === 'too-long' ? refused('date-malformed') : text;
  for (const form of FORMS) {
    const parts = form.exec(text.value)?.groups;
    if (!parts) continue;
    try {
      const day = { year: Number(parts.year), month: Number(parts.month), day: Number(parts.day) };
      return accepted(Temporal.PlainDate.from(day, { overflow: 'reject' }).toString());
    } catch {
      return refused('date-malformed');
    }
  }
  return refused('date-malformed');
}
