// Short ways to write rules, histories and contexts in tests. Steps are written as in the notice.
import { LAWS } from '../language/laws.ts';
import type {
  Anchor,
  Condition,
  Hold,
  Outcome,
  RetentionPlan,
  Rule,
  Stage,
  StateDefinition,
  Step,
} from '../model/retention.ts';
import type { Key } from '../model/text.ts';
import { type History, NO_HISTORY, type RetentionContext, type Window } from './history.ts';
import type { Value } from './value.ts';

type RuleOf<Is extends Rule['is']> = Extract<Rule, { is: Is }>;

export const CONTEXT: RetentionContext = {
  at: '2026-11-21',
  timeZone: 'Europe/Helsinki',
  financialYearEnd: '--12-31',
  runs: [],
  states: [],
  plans: [],
  holds: [],
  laws: LAWS,
};

/** `P3M`, `working-days 14`, `end-of year`, `next --06-30`, `next yearly-sweep`. */
export function step(text: string): Step {
  const [word, rest] = text.split(' ');
  if (rest === undefined) return { step: 'period', period: text };
  if (word === 'working-days') return { step: 'working-days', days: Number(rest) };
  if (word === 'end-of') return { step: 'end-of', unit: rest as 'month' | 'year' | 'financial-year' };
  return rest.startsWith('--') ? { step: 'next-day', day: rest } : { step: 'next-run', run: rest };
}

/** `contact`, `first contact`, `last contact of relationship`. */
export function anchor(text: string): Anchor {
  const words = text.split(' ');
  const pick = (['first', 'last', 'each'] as const).find((word) => word === words[0]);
  const [event, , path] = pick === undefined ? words : words.slice(1);
  return { pick: pick ?? 'last', event: event ?? '', path: path?.split('.') ?? [], at: [] };
}

export function window(
  from: string,
  steps: { keep?: readonly string[]; by?: readonly string[] },
): RuleOf<'window'> {
  return {
    is: 'window',
    from: anchor(from),
    keep: (steps.keep ?? []).map(step),
    by: steps.by?.map(step) ?? null,
    keepStated: steps.keep !== undefined,
    at: [],
  };
}

export function until(event: string): Rule {
  return window(event, { keep: [] });
}

export function law(key: Key, from?: string): Rule {
  return { is: 'law', law: key, from: from === undefined ? null : anchor(from), at: [] };
}

export function whileIn(state: Key, rule: Rule | null): Rule {
  return { is: 'while', condition: inState(state), rule, spelled: 'while', at: [] };
}

export function inState(state: Key): Condition {
  return { is: 'state', state, place: [] };
}

export function bounded(rule: Rule, bounds: { atLeast?: Rule; atMost?: Rule }): Rule {
  return { is: 'bounded', rule, atLeast: bounds.atLeast ?? null, atMost: bounds.atMost ?? null, at: [] };
}

export function either(is: 'later-of' | 'earlier-of' | 'first-known', ...of: readonly Rule[]): Rule {
  return { is, of, at: [] };
}

export function state(key: Key, from: Key, to: Key): StateDefinition {
  return { key, owner: 'record', from, to, openEnded: false, at: [] };
}

export function stage(
  rule: Rule,
  outcome: Outcome['do'] | Outcome = 'erase',
  more: Partial<Stage> = {},
): Stage {
  return {
    rule,
    outcome: (typeof outcome === 'string' ? { do: outcome } : outcome) as Outcome,
    items: [],
    at: [],
    ...more,
  };
}

export function plan(key: Key, ...stages: readonly Stage[]): RetentionPlan {
  return { key, neverStored: false, stages, asARule: false, at: [] };
}

export function hold(key: Key, more: Partial<Hold>): Hold {
  return {
    key,
    title: { en: key },
    on: ['camera'],
    ground: { en: key },
    by: ['security'],
    lift: 1,
    then: null,
    opensTo: [],
    at: [],
    ...more,
  };
}

/** A history of events, each `event=day`, in the order of their reports. */
export function history(events: readonly string[], more: Partial<History> = {}): History {
  const past = events.map((text) => {
    const [name, on] = text.split('=');
    const { event, path } = anchor(name ?? '');
    return { event, path, on: on ?? '' };
  });
  return { ...NO_HISTORY, events: past, ...more };
}

/** Both ends as text: a day, `never` or `unknown`. */
export function ends({ keepThrough, goneBy }: Window): { keep: string; by: string } {
  return { keep: shown(keepThrough), by: shown(goneBy) };
}

export function shown(value: Value): string {
  return value.is === 'day' ? value.day : value.is;
}
