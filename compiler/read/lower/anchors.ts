// Anchors, paths and date steps from their one-line spelling (language.md a, b).
import { nearest } from '../../language/nearest.ts';
import type { Anchor, Step } from '../../model/retention.ts';
import type { Key, Place } from '../../model/text.ts';
import { DURATION, KEY, YEAR_DAY } from '../surface/words.ts';
import { type Context, list } from './context.ts';

const MOST_PATH_KEYS = 2;

/** At most two keys joined by a dot; a longer path is told and cut. */
export function path(context: Context, input: string, at: Place): readonly Key[] {
  const keys = input.split('.');
  if (keys.length <= MOST_PATH_KEYS && keys.every((key) => KEY.test(key))) return keys;
  context.tell({
    code: 'bad-anchor',
    place: at,
    message: `\`${input}\` is not a path of one or two keys.`,
    hint: 'Write `relationship` or `record.project`; a longer way needs an event or a state of its own.',
  });
  return keys.filter((key) => KEY.test(key)).slice(0, MOST_PATH_KEYS);
}

function told(context: Context, input: string, at: Place): undefined {
  context.tell({
    code: 'bad-anchor',
    place: at,
    message: `\`${input}\` is not an event to count from.`,
    hint: 'Write `recorded`, `last contact`, or `first visited of relationship`: [first | last | each] EVENT [of PATH].',
  });
}

const PICKS = ['first', 'last', 'each'] as const;

/** `last-contact` is `last contact`, unless the notice has an event of that very name. */
function pickOf(context: Context, word: string): { pick: Anchor['pick']; event: Key } {
  if (context.events.has(word)) return { pick: 'last', event: word };
  for (const pick of PICKS) {
    const rest = word.slice(pick.length + 1);
    if (word.startsWith(`${pick}-`) && context.events.has(rest)) return { pick, event: rest };
  }
  return { pick: 'last', event: word };
}

/** An event happens once or is corrected by a newer one, so `last` is meant where nothing is said. */
export function anchor(context: Context, input: string, at: Place): Anchor | undefined {
  const words = input.trim().split(/\s+/);
  const pick = PICKS.find((candidate) => candidate === words[0] && words.length > 1);
  if (pick !== undefined) words.shift();
  const [event, of, where, ...rest] = words;
  if (event === undefined || !KEY.test(event) || rest.length > 0) return told(context, input, at);
  if (of !== undefined && (of !== 'of' || where === undefined)) return told(context, input, at);
  const owner = where === undefined ? [] : path(context, where, at);
  return pick === undefined
    ? { ...pickOf(context, event), path: owner, at }
    : { pick, event, path: owner, at };
}

const UNITS = ['month', 'year', 'financial-year'] as const;

function next(word: string): Step | undefined {
  if (YEAR_DAY.test(word)) return { step: 'next-day', day: word };
  return KEY.test(word) ? { step: 'next-run', run: word } : undefined;
}

function parseStep(input: string): Step | undefined {
  const [word = '', argument = '', ...rest] = input.trim().split(/\s+/);
  if (rest.length > 0) return undefined;
  if (argument === '') {
    if (DURATION.test(word)) return { step: 'period', period: word };
    return YEAR_DAY.test(word) ? { step: 'next-day', day: word } : undefined;
  }
  if (word === 'working-days' && /^\d{1,4}$/.test(argument))
    return { step: 'working-days', days: Number(argument) };
  const unit = UNITS.find((candidate) => candidate === argument);
  if (word === 'end-of' && unit !== undefined) return { step: 'end-of', unit };
  return word === 'next' ? next(argument) : undefined;
}

/** Two periods and a word for "or" between them: which one holds is what the notice has to say. */
const BARE_OR = /^\s*P\d\w*\s+(?:or|tai|eller|\|)\s+P\d\w*\s*$/;

function badStep(context: Context, input: string, at: Place): void {
  if (BARE_OR.test(input)) {
    context.tell({
      code: 'bare-or',
      place: at,
      message: `\`${input}\` joins two periods without saying which one holds.`,
      hint: 'Write { earlier-of: […] }, { later-of: […] }, cases, or between with a choice.',
    });
    return;
  }
  const looksLikeDuration = /^\s*[Pp]?T?\d/.test(input);
  const near = nearest(input.trim().split(/\s+/)[0] ?? '', ['working-days', 'end-of', 'next']);
  context.tell({
    code: looksLikeDuration ? 'bad-duration' : 'bad-step',
    place: at,
    message: looksLikeDuration
      ? `\`${input}\` is not a duration of whole calendar units.`
      : `\`${input}\` is not a step of the calendar.`,
    hint: looksLikeDuration
      ? 'Write ISO 8601: `P10Y` is ten years, `P3M` three months, `P14D` fourteen days.'
      : `${near === undefined ? '' : `Did you mean \`${near}\`? `}Write P3M, working-days 14, end-of year, end-of financial-year, next --06-30 or next RUN.`,
  });
}

/** The steps in order; one that cannot be read is told and left out. */
export function steps(context: Context, input: string | readonly string[], at: Place): readonly Step[] {
  return list(input).flatMap((text, index) => {
    const step = parseStep(text);
    if (step !== undefined) return [step];
    badStep(context, text, Array.isArray(input) ? [...at, index] : at);
    return [];
  });
}
