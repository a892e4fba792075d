// Why a row is kept until a day, in a sentence: the date, the deciding event, condition, law or hold, and the period.
import type { Day, Language } from '../model/text.ts';
import { fill } from '../render/phrases/phrases.ts';
import { innermost, type Trace } from './because.ts';
import type { Result } from './combine.ts';
import { sayLaw } from './sentence.ts';
import { sayCondition } from './sentence-condition.ts';
import type { Value } from './value.ts';
import {
  sayDate,
  sayEvent,
  sayPath,
  sayPeriod,
  saySteps,
  type Titles,
  type Voice,
  voiceOf,
} from './words/words.ts';

/** "Kept until 12 Oct 2036 because this happened on 12 Oct 2026: the relationship ended. For: 10 years." */
export function describeBecause(result: Result, language: Language, titles: Titles): string {
  const voice = voiceOf(language, titles);
  const words = voice.words.because;
  const trace = innermost(result.because);
  const head = sayEnd(result, trace, voice);
  const tail = [...sayDetail(trace, voice), ...sayDeadline(result, voice)];
  return [`${head}${words.because}${sayReason(trace, voice)}.`, ...tail].join(' ');
}

function sayEnd(result: Result, trace: Trace, voice: Voice): string {
  const words = voice.words.because;
  const { keepThrough } = result;
  if (keepThrough.is === 'never') return words.noEnd;
  if (keepThrough.is === 'unknown') return words.notKnown;
  const isCeiling = trace.why === 'window' && !trace.keepStated;
  return fill(isCeiling ? words.keptAtMost : words.keptThrough, { day: sayDate(keepThrough.day, voice) });
}

function sayReason(trace: Trace, voice: Voice): string {
  const words = voice.words.because;
  switch (trace.why) {
    case 'window':
    case 'absent':
      return sayHappening(trace.event, trace.path, trace.on, voice);
    case 'between':
      return sayHappening(trace.event, [], trace.on, voice);
    case 'law':
      return trace.on.is === 'day'
        ? fill(words.law, sayLaw(trace.law, voice))
        : sayHappening(trace.event, [], trace.on, voice);
    case 'with':
      return fill(words.with, { path: sayPath(trace.path, voice) });
    case 'newest':
      return sayNewest(trace.displaced, voice);
    case 'while':
      return sayUntil(
        trace.until,
        { holds: words.while, held: words.whilePast },
        { condition: sayCondition(trace.condition, voice) },
        voice,
      );
    case 'hold':
      return sayUntil(
        trace.until,
        { holds: words.hold, held: words.holdPast },
        { hold: voice.titles('hold', trace.hold) },
        voice,
      );
    case 'condition-unknown':
      return fill(words.conditionUnknown, { condition: sayCondition(trace.condition, voice) });
    case 'agreed':
      return words.agreed;
    case 'endless':
      return words.endless;
    default:
      return words.doesNotApply;
  }
}

function sayHappening(event: string, path: readonly string[], on: Value, voice: Voice): string {
  const words = voice.words.because;
  const said = sayEvent(event, path, voice);
  if (on.is === 'never') return fill(words.notHappened, { event: said });
  if (on.is === 'unknown') return fill(words.dayUnknown, { event: said });
  return fill(words.happened, { day: sayDate(on.day, voice), event: said });
}

function sayNewest(displaced: Value, voice: Voice): string {
  const words = voice.words.because;
  if (displaced.is === 'day') return fill(words.displaced, { day: sayDate(displaced.day, voice) });
  return displaced.is === 'never' ? words.newest : words.newestUnknown;
}

interface Patterns {
  readonly holds: string;
  readonly held: string;
}

function sayUntil(
  until: Value,
  patterns: Patterns,
  values: Readonly<Record<string, string>>,
  voice: Voice,
): string {
  if (until.is === 'day') return fill(patterns.held, { ...values, day: sayDate(until.day, voice) });
  if (until.is === 'never') return fill(patterns.holds, values);
  return fill(voice.words.because.conditionUnknown, { condition: Object.values(values).join(', ') });
}

/** The period that was counted; without a known start there is nothing to count. */
function sayDetail(trace: Trace, voice: Voice): string[] {
  const words = voice.words.because;
  switch (trace.why) {
    case 'window': {
      const steps = trace.keepStated ? trace.keep : (trace.by ?? []);
      return steps.length === 0
        ? []
        : [fill(trace.keepStated ? words.keep : words.atMost, { steps: saySteps(steps, voice) })];
    }
    case 'absent':
      return [fill(words.keep, { steps: saySteps(trace.within, voice) })];
    case 'between':
      return [
        trace.chosen === null
          ? words.unchosen
          : fill(words.chosen, { period: sayPeriod(trace.chosen, voice) }),
      ];
    default:
      return [];
  }
}

function sayDeadline({ keepThrough, goneBy }: Result, voice: Voice): string[] {
  if (goneBy.is !== 'day' || isDay(keepThrough, goneBy.day)) return [];
  return [fill(voice.words.because.goneBy, { day: sayDate(goneBy.day, voice) })];
}

function isDay(value: Value, day: Day): boolean {
  return value.is === 'day' && value.day === day;
}
