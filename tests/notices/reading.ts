/** Reads a notice file for tests: checked, compiled, and its retention rules evaluated for what has happened to one row. */
import { readFileSync } from 'node:fs';
import { checkNoticeSource } from '../../compiler/check/check.ts';
import type { Finding } from '../../compiler/check/finding.ts';
import { compile } from '../../compiler/compile/compile.ts';
import { LAWS } from '../../compiler/language/laws.ts';
import type { CompiledItem, CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import type { Outcome } from '../../compiler/model/retention.ts';
import type { Day, Key } from '../../compiler/model/text.ts';
import { type History, NO_HISTORY } from '../../compiler/retention/history.ts';
import { evaluatePlan, type StageResult } from '../../compiler/retention/stages.ts';
import type { Value } from '../../compiler/retention/value.ts';

export interface ReadNotice {
  readonly text: string;
  readonly notice: Notice;
  readonly compiled: CompiledNotice;
  readonly findings: readonly Finding[];
}

export function readNoticeFile(url: URL): ReadNotice {
  const text = readFileSync(url, 'utf8');
  const file = url.pathname.split('/').at(-1) ?? '';
  const { notice, findings } = checkNoticeSource(text, file);
  if (notice === null) throw new Error(`${file} is not a notice: ${findings[0]?.message}`);
  return { text, notice, compiled: compile(notice, 'test'), findings };
}

export interface Due {
  readonly keep: string;
  readonly by: string;
  readonly then: Outcome;
}

/** What has happened, as `EVENT=DAY` or `EVENT of PATH=DAY`; answers, items and the like in `more`. */
export function dueStages(
  notice: Notice,
  plan: Key,
  events: readonly string[],
  { at = '2026-11-21', ...more }: Partial<History> & { readonly at?: Day } = {},
): readonly Due[] {
  const found = notice.retention.find(({ key }) => key === plan);
  if (found === undefined) throw new Error(`${notice.register} has no rule ${plan}`);
  const history: History = { ...NO_HISTORY, events: events.map(pastEvent), ...more };
  return evaluatePlan(found, history, contextOf(notice, at)).map(shown);
}

/** The end of a plan's first stage. */
export function due(...question: Parameters<typeof dueStages>): Due {
  const [first] = dueStages(...question);
  if (first === undefined) throw new Error(`the rule ${question[1]} has no stage`);
  return first;
}

function pastEvent(text: string): History['events'][number] {
  const [name = '', on = ''] = text.split('=');
  const [event = '', path] = name.split(' of ');
  return { event, on, path: path === undefined ? [] : path.split('.') };
}

function contextOf(notice: Notice, at: Day) {
  const { timeZone, runs, states, holds } = notice;
  return {
    at,
    timeZone,
    financialYearEnd: notice.financialYearEnds,
    runs,
    states,
    plans: notice.retention,
    holds,
    laws: LAWS,
  };
}

const shown = ({ keepThrough, goneBy, outcome }: StageResult): Due => ({
  keep: sayValue(keepThrough),
  by: sayValue(goneBy),
  then: outcome,
});

const sayValue = (value: Value) => (value.is === 'day' ? value.day : value.is);

/** The purposes an item is listed for, implicit ones left out. */
export function purposesOf({ compiled }: ReadNotice, item: Key): readonly Key[] {
  const { purposes } = compiledItem(compiled, item);
  return compiled.purposes
    .filter(({ implicit, bit }) => !implicit && (purposes & (1n << BigInt(bit))) !== 0n)
    .map(({ key }) => key);
}

/** The sources that may bring an item, each with the purposes it closes on the row. */
export function sourcesOf({ compiled }: ReadNotice, item: Key): Readonly<Record<Key, readonly Key[]>> {
  const keyOf = new Map(compiled.sources.map(({ no, key }) => [no, key]));
  return Object.fromEntries(
    compiledItem(compiled, item).sources.map(({ no, bars }) => [
      keyOf.get(no) ?? '',
      compiled.purposes.filter(({ bit }) => (bars & (1n << BigInt(bit))) !== 0n).map(({ key }) => key),
    ]),
  );
}

/** The plans under which an item is kept for a purpose, for rows of the person's own. */
export function plansOf({ compiled }: ReadNotice, item: Key, purpose: Key): readonly Key[] {
  const bit = compiled.purposes.find(({ key }) => key === purpose)?.bit;
  return compiledItem(compiled, item)
    .keep.filter((entry) => entry.purpose === bit && entry.kind === null)
    .map(({ plan }) => compiled.plans.find(({ no }) => no === plan)?.key ?? '');
}

export function compiledItem(compiled: CompiledNotice, key: Key): CompiledItem {
  const item = compiled.items.find((entry) => entry.key === key);
  if (item === undefined) throw new Error(`${compiled.register} does not list ${key}`);
  return item;
}
