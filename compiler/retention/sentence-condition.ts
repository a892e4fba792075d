// A condition as a clause, to stand after "if" or "as long as".
import type { Condition } from '../model/retention.ts';
import type { Language } from '../model/text.ts';
import { fill } from '../render/phrases/phrases.ts';
import { sayDate, sayEvent, sayList, type Titles, titleIn, type Voice, voiceOf } from './words/words.ts';

/** `customership is open and the person is under 13`, in the language. */
export function describeCondition(condition: Condition, language: Language, titles: Titles): string {
  return sayCondition(condition, voiceOf(language, titles));
}

export function sayCondition(condition: Condition, voice: Voice): string {
  const clause = clauseOf(condition, voice);
  if (condition.frozenAt === undefined) return clause;
  return fill(voice.words.condition.frozen, {
    condition: clause,
    event: sayEvent(condition.frozenAt, [], voice),
  });
}

function clauseOf(condition: Condition, voice: Voice): string {
  const words = voice.words.condition;
  const { titles } = voice;
  switch (condition.is) {
    case 'all':
      return sayList(
        condition.of.map((part) => grouped(part, voice)),
        words.and,
      );
    case 'any':
      return sayList(
        condition.of.map((part) => grouped(part, voice)),
        words.or,
      );
    case 'not':
      return fill(words.not, { condition: sayCondition(condition.of, voice) });
    case 'state':
      return fill(words.state, { state: titles('state', condition.state) });
    case 'count':
      return sayCount(condition, voice);
    case 'age-below':
      return fill(words.ageBelow, { n: condition.years });
    case 'kind':
      return fill(words.kind, { kind: titleIn(voice, ['people', 'item'], condition.kind) });
    case 'source':
      return fill(words.source, { source: titles('source', condition.source) });
    case 'answer': {
      const said = condition.yes ? words.yes : words.no;
      return fill(said[condition.by], {
        to: titleIn(voice, ['purpose', 'choice', 'category', 'item'], condition.to),
      });
    }
    case 'agreed':
      return fill(words.agreed, { key: titleIn(voice, ['agreement', 'choice', 'plan'], condition.key) });
    case 'attested':
      return fill(words.attested, { key: titleIn(voice, ['choice', 'state', 'hold'], condition.key) });
    case 'dates':
      return sayDates(condition, voice);
    default:
      return sayItem(condition, voice);
  }
}

/** Clauses of several parts inside another get brackets, so that "and" and "or" cannot be read two ways. */
function grouped(condition: Condition, voice: Voice): string {
  const clause = sayCondition(condition, voice);
  return (condition.is === 'all' || condition.is === 'any') && condition.of.length > 1
    ? `(${clause})`
    : clause;
}

function sayCount(condition: Extract<Condition, { is: 'count' }>, voice: Voice): string {
  const words = voice.words.condition;
  const title = titleIn(voice, ['item', 'category'], condition.item);
  const item =
    condition.state === undefined
      ? title
      : fill(words.inState, { item: title, state: voice.titles('state', condition.state) });
  if (condition.quantity === 'some') return fill(words.some, { item });
  return condition.quantity === 'none'
    ? fill(words.none, { item })
    : fill(words.count, { n: condition.quantity, item });
}

function sayItem(
  condition: Extract<Condition, { is: 'given' | 'missing' | 'one-of' | 'below' | 'at-least' }>,
  voice: Voice,
): string {
  const words = voice.words.condition;
  const item = titleIn(voice, ['item', 'category'], condition.item);
  switch (condition.is) {
    case 'given':
      return fill(words.given, { item });
    case 'missing':
      return fill(words.missing, { item });
    case 'one-of':
      return fill(words.oneOf, { item, values: sayList(sayValues(condition, voice), words.or) });
    case 'below':
      return fill(words.below, { item, value: sayLimit(condition.value, voice) });
    case 'at-least':
      return fill(words.atLeast, { item, value: sayLimit(condition.value, voice) });
    default:
      return condition satisfies never;
  }
}

/** A value of an item with choices is said by the choice's title. */
function sayValues({ item, values }: Extract<Condition, { is: 'one-of' }>, voice: Voice): readonly string[] {
  return values.map((value) => {
    const key = `${item}.${value}`;
    const title = voice.titles('choice', key);
    return title === key ? String(value) : title;
  });
}

function sayLimit(value: string | number, voice: Voice): string {
  return typeof value === 'string' ? sayDate(value, voice) : String(value);
}

function sayDates(condition: Extract<Condition, { is: 'dates' }>, voice: Voice): string {
  const words = voice.words.condition;
  const from = condition.from === undefined ? '' : sayDate(condition.from, voice);
  const to = condition.to === undefined ? '' : sayDate(condition.to, voice);
  if (to === '') return fill(words.datesFrom, { from });
  return fill(from === '' ? words.datesTo : words.dates, { from, to });
}
