// A second interpreter of the notice's rules, written from the language's description and not from the real one: it asks of
// every single day whether the row must be kept and may remain, and lives through the history report by report.
import type { Anchor, Condition, RetentionPlan, Rule, StateDefinition } from '../model/retention.ts';
import type { History } from './history.ts';
import { DAYS, dayAt, iso, type NaiveSettings, numberOf, walkSteps } from './naive-calendar.testing.ts';

type Answer = 'yes' | 'no' | 'unknown';

/** A value as text: a day, `never` or `unknown`. */
export interface NaiveEnds {
  readonly keep: string;
  readonly by: string;
}

export interface World extends NaiveSettings {
  readonly at: string;
  readonly states: readonly StateDefinition[];
  readonly plans: readonly RetentionPlan[];
  readonly history: History;
}

export function naiveEnds(rule: Rule, world: World): NaiveEnds {
  return ends(rule, world) ?? { keep: 'unknown', by: 'unknown' };
}

/** Null: nothing of the rule applies to the row. */
function ends(rule: Rule, world: World): NaiveEnds | null {
  switch (rule.is) {
    case 'window': {
      const start = startOf(rule.from, world);
      const by = rule.by === null ? 'never' : chain(start, [...rule.keep, ...rule.by], world);
      return { keep: rule.keepStated || rule.by === null ? chain(start, rule.keep, world) : by, by };
    }
    case 'between': {
      const start = startOf(rule.from, world);
      const [low, high] = [chain(start, rule.floor, world), chain(start, rule.ceiling, world)];
      const chosen = world.history.choices[rule.choice];
      if (chosen === undefined || chosen === 'unknown') return { keep: low, by: high };
      const wanted = chain(start, [{ step: 'period', period: chosen }], world);
      return { keep: wanted < low ? low : wanted > high ? high : wanted, by: high };
    }
    case 'law':
      return lawEnds(rule, world);
    case 'absent': {
      const seen = startOf(rule.event, world);
      const from = startOf(rule.from, world);
      const start = seen === 'never' ? from : from === 'never' ? seen : everyDay('any', [seen, from]);
      return { keep: chain(start, rule.within, world), by: 'never' };
    }
    case 'with': {
      const windows = world.history.inherited[rule.path.join('.')];
      if (windows === undefined) return { keep: 'unknown', by: 'unknown' };
      const said = windows.map((one) => ({ keep: textOf(one.keepThrough), by: textOf(one.goneBy) }));
      return said.length === 0 ? null : both('any', said);
    }
    case 'newest':
      return { keep: displaced(rule.count, world.history.newer), by: 'never' };
    case 'endless':
      return { keep: 'never', by: 'never' };
    case 'named': {
      const plan = world.plans.find(({ key }) => key === rule.name);
      const stage = plan?.stages.at(-1);
      return stage === undefined ? { keep: 'unknown', by: 'unknown' } : naiveEnds(stage.rule, world);
    }
    default:
      return combinedEnds(rule, world);
  }
}

type Combined = Extract<
  Rule,
  { is: 'later-of' | 'earlier-of' | 'first-known' | 'bounded' | 'cases' | 'while' | 'agreed' }
>;

function combinedEnds(rule: Combined, world: World): NaiveEnds | null {
  switch (rule.is) {
    case 'later-of':
    case 'earlier-of': {
      const parts = rule.of.flatMap((part) => ends(part, world) ?? []);
      return parts.length === 0 ? null : both(rule.is === 'later-of' ? 'any' : 'every', parts);
    }
    case 'first-known': {
      const parts = rule.of.flatMap((part) => ends(part, world) ?? []);
      for (const part of parts) if (isDay(part.keep) || isDay(part.by)) return part;
      for (const part of parts) if (part.keep === 'unknown') return part;
      return parts[0] ?? null;
    }
    case 'bounded':
      return boundedEnds(rule, world);
    case 'cases': {
      for (const one of rule.cases) {
        const answer = live(one.if, world).now;
        if (answer === 'unknown') return { keep: 'unknown', by: 'unknown' };
        if (answer === 'yes') return ends(one.rule, world);
      }
      return rule.otherwise === null ? null : ends(rule.otherwise, world);
    }
    case 'while': {
      const own = rule.rule === null ? null : ends(rule.rule, world);
      const held = live(rule.condition, world).heldUntil;
      if (held === null) return own;
      return own === null
        ? { keep: held, by: rule.rule === null ? 'never' : held }
        : both('any', [own, { keep: held, by: held }]);
    }
    default:
      return agreedEnds(rule, world);
  }
}

function agreedEnds(rule: Extract<Rule, { is: 'agreed' }>, world: World): NaiveEnds | null {
  let found: History['agreements'][number] | undefined;
  for (const one of world.history.agreements) {
    const isOver = one.to !== undefined && one.to < world.at;
    if (one.scope === rule.scope && one.from <= world.at && !isOver) found = one;
  }
  if (found === undefined) return ends(rule.rule, world);
  if (found.until !== undefined) return { keep: found.until, by: 'never' };
  if (found.period === undefined || rule.rule.is !== 'window') return { keep: 'unknown', by: 'unknown' };
  return {
    keep: chain(startOf(rule.rule.from, world), [{ step: 'period', period: found.period }], world),
    by: 'never',
  };
}

function lawEnds(rule: Extract<Rule, { is: 'law' }>, world: World): NaiveEnds {
  const start = startOf(rule.from ?? { pick: 'last', event: 'recorded', path: [], at: [] }, world);
  const year = { step: 'end-of', unit: 'year' } as const;
  const financial = { step: 'end-of', unit: 'financial-year' } as const;
  if (rule.law === 'accounting-vouchers')
    return {
      keep: chain(start, [financial, year, { step: 'period', period: 'P6Y' }], world),
      by: isDay(start) ? 'never' : start,
    };
  const camera = chain(start, [{ step: 'period', period: 'P1Y' }], world);
  return { keep: camera, by: camera };
}

/** Floor first, then ceiling, and a law's floor once more. */
function boundedEnds(rule: Extract<Rule, { is: 'bounded' }>, world: World): NaiveEnds | null {
  const own = ends(rule.rule, world);
  if (own === null) return null;
  const floor = rule.atLeast === null ? null : ends(rule.atLeast, world);
  const ceiling = rule.atMost === null ? null : ends(rule.atMost, world);
  const raise = (one: NaiveEnds, least: NaiveEnds) =>
    both('any', [one, { keep: least.keep, by: least.keep }]);
  let now = floor === null ? own : raise(own, floor);
  if (ceiling !== null) {
    const most = ceiling.by === 'never' ? ceiling.keep : ceiling.by;
    now = both('every', [now, { keep: most, by: most }]);
  }
  return floor !== null && JSON.stringify(rule.atLeast).includes('accounting-vouchers')
    ? raise(now, floor)
    : now;
}

function isDay(value: string): boolean {
  return value !== 'never' && value !== 'unknown';
}

function textOf(value: History['inherited'][string][number]['keepThrough']): string {
  return value.is === 'day' ? value.day : value.is;
}

function startOf(anchor: Anchor, world: World): string {
  const path = anchor.path.join('.');
  const reports = standing(world.history).filter(
    (report) => report.event === anchor.event && (report.path ?? []).join('.') === path,
  );
  if (reports.length === 0) return 'never';
  if (reports.some(({ on }) => on === 'unknown')) return 'unknown';
  let found = reports[0]?.on ?? 'never';
  for (const { on } of reports) if (anchor.pick === 'first' ? on < found : on > found) found = on;
  return found;
}

function standing(history: History): History['events'] {
  const replaced = history.events.map(({ corrects }) => corrects);
  return history.events.filter(
    ({ id, withdrawn }) => withdrawn !== true && (id === undefined || !replaced.includes(id)),
  );
}

function chain(start: string, steps: Parameters<typeof walkSteps>[1], world: World): string {
  return isDay(start) ? iso(dayAt(walkSteps(numberOf(start), steps, world))) : start;
}

/** Must the row be kept (may it remain) on this day, if this is the value? */
function on(value: string, day: string): Answer {
  if (value === 'unknown') return 'unknown';
  return value === 'never' || day <= value ? 'yes' : 'no';
}

function either(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function every(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

export function both(how: 'any' | 'every', parts: readonly NaiveEnds[]): NaiveEnds {
  const goneBys = parts.map(({ by }) => by);
  return {
    keep: everyDay(
      how,
      parts.map(({ keep }) => keep),
    ),
    by: how === 'any' ? everyDay(how, goneBys) : lastPossible(goneBys),
  };
}

/** Asks every day in turn. One doubtful day makes the end unknown; kept on the last day of the world is never. */
function everyDay(how: 'any' | 'every', values: readonly string[]): string {
  let last = 'never';
  for (const day of ISO_DAYS) {
    const answer = onDay(how, values, day);
    if (answer === 'unknown') return 'unknown';
    if (answer === 'no') return last;
    last = day;
  }
  return 'never';
}

/** The answers of all values on one day: yes as soon as any is, or no as soon as one of every is. */
function onDay(how: 'any' | 'every', values: readonly string[], day: string): Answer {
  const decisive = how === 'any' ? 'yes' : 'no';
  let answer: Answer = how === 'any' ? 'no' : 'yes';
  for (const value of values) {
    const one = on(value, day);
    if (one === decisive) return one;
    if (one === 'unknown') answer = one;
  }
  return answer;
}

/** `by` of the earliest: the first day on which it is certain that the row must not remain, less one. */
function lastPossible(values: readonly string[]): string {
  let last = '';
  for (const day of ISO_DAYS) {
    if (onDay('every', values, day) === 'no') return last;
    last = day;
  }
  return values.includes('unknown') ? 'unknown' : 'never';
}

const ISO_DAYS = DAYS.map(iso);

function displaced(count: number, newer: History['newer']): string {
  if (newer === 'unknown') return 'unknown';
  if (newer.length < count) return 'never';
  if (newer.includes('unknown')) return 'unknown';
  for (const day of ISO_DAYS) if (newer.filter((one) => one <= day).length >= count) return day;
  return 'never';
}

/** Every event, answer, date and birthday of these tests lies before 2030, so that no condition changes after it. */
const LIVED_DAYS = ISO_DAYS.filter((day) => day < '2030');

interface Lived {
  readonly now: Answer;
  /** The last day on any part of which the condition may have held; null = on none. */
  readonly heldUntil: string | null;
}

/** Lives through the world day by day and report by report, asking the condition again after each. */
export function live(condition: Condition, world: World): Lived {
  const reports = standing(world.history);
  const open = new Set<string>();
  const doubtful = new Set(
    world.states
      .filter(
        ({ from, to }) =>
          reports.some(({ event }) => event === from) &&
          reports.some((one) => one.on === 'unknown' && (one.event === from || one.event === to)),
      )
      .map(({ key }) => key),
  );
  const seen: Seen = { world, open, doubtful, day: '', isDuring: false };
  let held: string | null = null;
  let now: Answer = 'no';
  let last: Answer = 'no';
  const byDay = Map.groupBy(
    reports.filter((one) => one.on !== 'unknown'),
    (one) => one.on,
  );
  for (const day of LIVED_DAYS) {
    seen.day = day;
    seen.isDuring = false;
    const answers = [ask(condition, seen)];
    seen.isDuring = true;
    answers.push(ask(condition, seen));
    for (const { event } of byDay.get(day) ?? []) {
      for (const state of world.states) {
        if (state.from === event) open.add(state.key);
        else if (state.to === event) open.delete(state.key);
      }
      answers.push(ask(condition, seen));
    }
    last = answers.at(-1) ?? 'no';
    if (answers.some((answer) => answer !== 'no')) held = day;
    if (day === world.at) now = last;
  }
  if (last === 'yes') return { now, heldUntil: 'never' };
  return { now, heldUntil: last === 'unknown' ? 'unknown' : held };
}

interface Seen {
  readonly world: World;
  readonly open: ReadonlySet<string>;
  readonly doubtful: ReadonlySet<string>;
  day: string;
  /** The day has begun: what was answered or changed on it counts. */
  isDuring: boolean;
}

function ask(condition: Condition, seen: Seen): Answer {
  const { history } = seen.world;
  const has = (since: string) => since < seen.day || (since === seen.day && seen.isDuring);
  const said = (yes: boolean): Answer => (yes ? 'yes' : 'no');
  switch (condition.is) {
    case 'all':
      return every(condition.of.map((part) => ask(part, seen)));
    case 'any':
      return either(condition.of.map((part) => ask(part, seen)));
    case 'not': {
      const answer = ask(condition.of, seen);
      return answer === 'unknown' ? 'unknown' : said(answer === 'no');
    }
    case 'state':
      return seen.doubtful.has(condition.state) ? 'unknown' : said(seen.open.has(condition.state));
    case 'dates':
      return said((condition.from ?? '') <= seen.day && seen.day <= (condition.to ?? '9999'));
    case 'age-below':
      return history.birthDate === 'unknown'
        ? 'unknown'
        : said(ageOn(seen.day, history.birthDate) < condition.years);
    case 'kind':
      return history.kinds === 'unknown' ? 'unknown' : said(history.kinds.includes(condition.kind));
    case 'answer': {
      let latest: { on: string; yes?: boolean } = { on: '' };
      for (const one of history.answers) {
        const isAsked = one.to === condition.to && one.by === condition.by;
        if (isAsked && has(one.on) && one.on >= latest.on) latest = one;
      }
      return said(latest.yes === condition.yes);
    }
    case 'given': {
      const item = history.items[condition.item];
      if (item === undefined || (item.since !== undefined && !has(item.since))) return 'unknown';
      return said(item.value !== null);
    }
    default:
      throw new RangeError(`The naive interpreter is not asked about “${condition.is}”.`);
  }
}

/** Full years lived; who was born on 29 February grows a year older on 1 March of a common year. */
function ageOn(day: string, born: string): number {
  return Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);
}
