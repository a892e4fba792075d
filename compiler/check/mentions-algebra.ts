// The names that rules, conditions, events, states and holds mention.
import type { Notice } from '../model/notice.ts';
import type { Anchor, Condition, Outcome, Rule } from '../model/retention.ts';
import type { Place } from '../model/text.ts';
import { type Algebra, gatherAlgebra } from './algebra.ts';
import type { Mention } from './mention.ts';

function* conditionMentions(condition: Condition): Generator<Mention> {
  const { place } = condition;
  const at = (word: string): Place => [...place, word];
  if (condition.frozenAt !== undefined)
    yield { section: 'event', key: condition.frozenAt, place: at('at-event') };
  switch (condition.is) {
    case 'state':
      // Spelled as a bare word or under `in`; only the place itself is sure.
      yield { section: 'state', key: condition.state, place };
      return;
    case 'count':
      yield { section: 'data', key: condition.item, place: at(counted(condition.quantity)) };
      if (condition.state !== undefined) yield { section: 'state', key: condition.state, place: at('in') };
      for (const key of condition.path) yield { section: 'path', key, place: at('at') };
      return;
    case 'given':
    case 'missing':
      yield { section: 'item', key: condition.item, place: at(condition.is) };
      return;
    case 'one-of':
    case 'below':
    case 'at-least':
      yield { section: 'item', key: condition.item, place: at('item') };
      return;
    case 'kind':
      yield { section: 'kind', key: condition.kind, place: at('kind') };
      return;
    case 'source':
      yield { section: 'source', key: condition.source, place: at('source') };
      return;
    case 'answer':
      yield { section: 'answer', key: condition.to, place: at(condition.yes ? 'yes' : 'no') };
      return;
    default:
      return;
  }
}

/** The word that names the item counted: `some: invoice`, `none: invoice`, or `count: 3` with `of: invoice`. */
const counted = (quantity: 'some' | 'none' | number): string =>
  typeof quantity === 'number' ? 'of' : quantity;

function* anchorMentions(anchor: Anchor): Generator<Mention> {
  yield { section: 'event', key: anchor.event, place: anchor.at };
  for (const key of anchor.path) yield { section: 'path', key, place: anchor.at };
}

function* ruleMentions(rule: Rule): Generator<Mention> {
  if (rule.is === 'named') yield { section: 'rule', key: rule.name, place: rule.at };
  if (rule.is === 'law') yield { section: 'law', key: rule.law, place: [...rule.at, 'law'] };
  if (rule.is === 'between') yield { section: 'choice', key: rule.choice, place: [...rule.at, 'choice'] };
  if (rule.is === 'with') for (const key of rule.path) yield { section: 'path', key, place: rule.at };
}

function* outcomeMentions(outcome: Outcome, place: Place): Generator<Mention> {
  const at: Place = [...place, outcome.do];
  if (outcome.do === 'transfer') yield { section: 'recipient', key: outcome.to, place: at };
  if (outcome.do === 'move') yield { section: 'rule', key: outcome.rule, place: at };
  if (outcome.do === 'archive') yield { section: 'purpose', key: outcome.purpose, place: at };
  if (outcome.do === 'narrow')
    for (const [position, key] of outcome.purposes.entries())
      yield { section: 'purpose', key, place: [...at, position] };
  if (outcome.do === 'pseudonymise')
    for (const key of Object.keys(outcome.items)) yield { section: 'item', key, place: [...at, key] };
}

function* gathered(algebra: Algebra): Generator<Mention> {
  for (const condition of algebra.conditions) yield* conditionMentions(condition);
  for (const anchor of algebra.anchors) yield* anchorMentions(anchor);
  for (const rule of algebra.rules) yield* ruleMentions(rule);
  for (const { value, place } of algebra.outcomes) yield* outcomeMentions(value, place);
  for (const { value, place } of algebra.steps)
    if (value.step === 'next-run') yield { section: 'run', key: value.run, place };
}

function* definitions(notice: Notice): Generator<Mention> {
  for (const event of notice.events)
    for (const [position, key] of event.by.entries())
      yield { section: 'party', key, place: [...event.at, 'by', position] };
  for (const state of notice.states) {
    yield { section: 'event', key: state.from, place: [...state.at, 'from'] };
    if (state.to !== undefined) yield { section: 'event', key: state.to, place: [...state.at, 'to'] };
  }
  for (const plan of notice.retention)
    for (const stage of plan.stages)
      for (const [position, key] of stage.items.entries())
        yield { section: 'item', key, place: [...stage.at, 'items', position] };
}

function* holdMentions(notice: Notice): Generator<Mention> {
  for (const hold of notice.holds) {
    for (const [position, key] of hold.on.entries())
      yield { section: 'data', key, place: [...hold.at, 'on', position] };
    for (const [position, key] of hold.by.entries())
      yield { section: 'role', key, place: [...hold.at, 'by', position] };
    for (const [position, key] of hold.opensTo.entries())
      yield { section: 'purpose', key, place: [...hold.at, 'opens-to', position] };
    if (hold.law !== undefined) yield { section: 'law', key: hold.law, place: [...hold.at, 'law'] };
  }
}

export function* algebraMentions(notice: Notice): Generator<Mention> {
  yield* definitions(notice);
  yield* holdMentions(notice);
  yield* gathered(gatherAlgebra(notice));
}
