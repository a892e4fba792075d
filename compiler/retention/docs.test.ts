// Executes the examples of docs/notice-language/retention.md: every YAML block is read as part of a notice, every line of
// dates is evaluated with the block's first rule.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { LAWS } from '../language/laws.ts';
import type { Notice } from '../model/notice.ts';
import { MINIMAL } from '../read/fixtures.testing.ts';
import { readNotice } from '../read/read.ts';
import { contextOf } from './context.ts';
import { type History, NO_HISTORY, type PastEvent } from './history.ts';
import { ends } from './rules.testing.ts';
import { evaluatePlan } from './stages.ts';
import { NEVER, onDay } from './value.ts';

const PAGE = readFileSync(new URL('../../docs/notice-language/retention.md', import.meta.url), 'utf8');

interface Example {
  readonly yaml: string;
  readonly lines: readonly string[];
}

const EXAMPLES: readonly Example[] = [
  ...PAGE.matchAll(/```yaml\n([\s\S]*?)```\n```dates\n([\s\S]*?)```/g),
].map(([, yaml = '', dates = '']) => ({ yaml, lines: dates.trim().split('\n') }));

type Sections = Record<string, Record<string, unknown>> & { retention?: Record<string, unknown> };

/** The example's sections put into a small complete notice. */
function noticeWith(yaml: string): { notice: Notice; rule: string } {
  const whole = parse(MINIMAL) as Sections;
  const part = parse(yaml) as Sections;
  for (const [section, entries] of Object.entries(part)) {
    whole[section] =
      typeof entries === 'object' && !Array.isArray(entries) ? { ...whole[section], ...entries } : entries;
  }
  const { notice, findings } = readNotice(stringify(whole), 'retention.md');
  expect(findings, yaml).toEqual([]);
  const [rule] = Object.keys(part.retention ?? {});
  if (notice === null || rule === undefined) throw new Error('The example defines no rule.');
  return { notice, rule };
}

/** `recorded 2024-01-01, kind trainee, phone given`: one report or fact after another. */
function historyOf(text: string): History {
  return text
    .split(', ')
    .reduce((given, part) => told(given, part.split(' ')), { ...NO_HISTORY, keys: ['contact'] } as History);
}

function told(given: History, [word = '', value = '', ...rest]: readonly string[]): History {
  switch (word) {
    case 'nothing':
      return given;
    case 'kind':
      return { ...given, kinds: [value] };
    case 'born':
      return { ...given, birthDate: value };
    case 'newer':
      return { ...given, newer: [...(given.newer === 'unknown' ? [] : given.newer), value] };
    case 'chosen':
      return { ...given, choices: { ...given.choices, [value]: rest[0] ?? '' } };
    case 'yes':
      return {
        ...given,
        answers: [...given.answers, { to: value, by: 'person', yes: true, on: rest[0] ?? '' }],
      };
    case 'agreed':
      return { ...given, agreements: [{ scope: 'project', from: '2000-01-01', period: rest[0] ?? '' }] };
    default:
      return toldOfItem(given, word, [value, ...rest]);
  }
}

function toldOfItem(given: History, word: string, [value = '', day = '']: readonly string[]): History {
  if (value === 'given' || value === 'missing')
    return { ...given, items: { ...given.items, [word]: { value: value === 'given' ? 'x' : null } } };
  if (value === 'ends') {
    const windows = day === 'nowhere' ? [] : [{ keepThrough: onDay(day), goneBy: NEVER }];
    return { ...given, inherited: { ...given.inherited, [word]: windows } };
  }
  const event: PastEvent = { event: word, on: value };
  return { ...given, events: [...given.events, event] };
}

describe('the examples of the retention page', () => {
  it('are found, each with its dates', () => {
    expect(EXAMPLES.length).toBe([...PAGE.matchAll(/```yaml/g)].length);
    expect(EXAMPLES.length).toBeGreaterThan(20);
  });

  it.each(EXAMPLES.flatMap(({ yaml, lines }) => lines.map((line) => ({ yaml, line }))))(
    'give $line',
    ({ yaml, line }) => {
      const { notice, rule } = noticeWith(yaml);
      const plan = notice.retention.find(({ key }) => key === rule);
      const [before = '', after = ''] = line.split(' → ');
      const last = plan && evaluatePlan(plan, historyOf(before), contextOf(notice, '2026-11-21')).at(-1);
      const [, keep, by] = /^kept through (\S+?)(?:, gone by (\S+))?$/.exec(after) ?? [];
      expect(last && ends(last)).toMatchObject({ keep, ...(by === undefined ? {} : { by }) });
    },
  );

  it('name every law of the table', () => {
    for (const { key, kind } of LAWS) expect(PAGE).toContain(`| \`${key}\` | ${kind} |`);
  });
});
