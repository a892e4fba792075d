// The retention words of all languages, and the small words that sentences share: titles, steps, lists.
import type { Anchor, Step } from '../../model/retention.ts';
import type { Day, Duration, Key, Language } from '../../model/text.ts';
import { fill, phrasesOf } from '../../render/phrases/phrases.ts';
import { sayDay, sayDuration } from '../../render/words.ts';
import { pathKey } from '../moments.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';
import { sayYearDay } from './year-day.ts';

/** Finnish is the original; the type checker holds the other languages to its keys. */
type RetentionWords = typeof fi;

/** The title behind a key of a section, in the sentence's language; the key itself when it has none. */
export type Titles = (section: TitleSection, key: Key) => string;

export type TitleSection =
  | 'purpose'
  | 'item'
  | 'category'
  | 'source'
  | 'people'
  | 'recipient'
  | 'agreement'
  | 'plan'
  | 'hold'
  | 'event'
  | 'state'
  | 'choice'
  | 'run';

/** What every sentence is made with. */
export interface Voice {
  readonly language: Language;
  readonly words: RetentionWords;
  readonly titles: Titles;
}

export function voiceOf(language: Language, titles: Titles): Voice {
  return { language, words: { fi, sv, en }[language], titles };
}

/** A key that may stand in several sections, e.g. what somebody answered yes to: the first title found. */
export function titleIn(voice: Voice, sections: readonly TitleSection[], key: Key): string {
  return sections.map((section) => voice.titles(section, key)).find((title) => title !== key) ?? key;
}

export function sayPeriod(period: Duration, voice: Voice): string {
  return sayDuration(period, phrasesOf(voice.language));
}

export function sayDate(day: Day, voice: Voice): string {
  return sayDay(day, voice.language);
}

/** A chain of steps: "to the end of the year, then 2 years". */
export function saySteps(steps: readonly Step[], voice: Voice): string {
  const said = steps.map((step) => sayStep(step, voice)).join(voice.words.steps.then);
  return said === '' ? voice.words.steps.none : said;
}

function sayStep(step: Step, voice: Voice): string {
  const { steps } = voice.words;
  switch (step.step) {
    case 'period':
      return sayPeriod(step.period, voice);
    case 'working-days':
      return fill(step.days === 1 ? steps.workingDays.one : steps.workingDays.other, { n: step.days });
    case 'end-of':
      return step.unit === 'financial-year' ? steps.financialYear : steps[step.unit];
    case 'next-day':
      return fill(steps.next, { day: sayYearDay(step.day, voice.language) });
    case 'next-run':
      return sayRun(step.run, voice);
    default:
      return step satisfies never;
  }
}

/** The title of a run is its days; a run without any is the checker's to tell. */
function sayRun(run: Key, voice: Voice): string {
  const { steps } = voice.words;
  const days = voice.titles('run', run);
  return days === run ? steps.nextRun : fill(steps.next, { day: days });
}

/** The event of an anchor, with what it belongs to when the path leads further than its own owner. */
export function sayAnchor(anchor: Anchor, voice: Voice): string {
  const event = sayEvent(anchor.event, anchor.path, voice);
  if (anchor.pick === 'first') return fill(voice.words.anchor.first, { event });
  return anchor.pick === 'last' && anchor.event === 'contact'
    ? fill(voice.words.anchor.last, { event })
    : event;
}

export function sayEvent(event: Key, path: readonly Key[], voice: Voice): string {
  const title = voice.titles('event', event);
  return pathKey(path) === ''
    ? title
    : fill(voice.words.anchor.of, { event: title, path: sayPath(path, voice) });
}

export function sayPath(path: readonly Key[], voice: Voice): string {
  const owners: Readonly<Record<string, string>> = voice.words.owners;
  return path.map((key) => owners[key] ?? titleIn(voice, ['item', 'category', 'people'], key)).join(' · ');
}

/** "a, b or c". */
export function sayList(parts: readonly string[], last: string): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1)}`;
}

/** A sentence inside another: without its own full stop. */
export function inner(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
