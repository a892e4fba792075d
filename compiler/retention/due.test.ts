// When a rule of a whole notice comes due.
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Notice } from '../model/notice.ts';
import { MINIMAL } from '../read/fixtures.testing.ts';
import { readNotice } from '../read/read.ts';
import { type DueAnswer, dueDates } from './due.ts';

function notice(more: Readonly<Record<string, Record<string, unknown>>> = {}): Notice {
  const whole = parse(MINIMAL) as Record<string, Record<string, unknown>>;
  for (const [section, entries] of Object.entries(more)) whole[section] = { ...whole[section], ...entries };
  const { notice: read } = readNotice(stringify(whole), 'due.yaml');
  if (read === null) throw new Error('The notice of the test cannot be read.');
  return read;
}

function answer(of: Notice, rule: string, events: readonly string[], at = '2026-11-21'): DueAnswer {
  const found = dueDates(of, { rule, events, at });
  if ('problem' in found) throw new Error(found.problem);
  return found;
}

describe('a due date', () => {
  it('is reached on the day after the last day of keeping, not before', () => {
    const dueOn = (at: string) =>
      answer(notice(), 'relationship', ['relationship-ended=2016-02-29'], at).stages[0]?.due;
    expect(dueOn('2026-02-28')).toBe(false);
    expect(dueOn('2026-03-01')).toBe(true);
  });

  it('is reached on the day by which the row must be gone', () => {
    const camera = notice({ retention: { camera: { from: 'recorded', by: 'P1Y', then: 'overwrite' } } });
    const dueOn = (at: string) => answer(camera, 'camera', ['recorded=2024-03-01'], at).stages[0]?.due;
    expect(dueOn('2025-02-28')).toBe(false);
    expect(dueOn('2025-03-01')).toBe(true);
    expect(answer(camera, 'camera', ['recorded=2024-03-01']).stages[0]?.erasableFrom).toBe('2025-03-01');
  });

  it('is never reached while the event has not happened or its day is unknown', () => {
    expect(answer(notice(), 'relationship', []).stages[0]).toMatchObject({
      keptThrough: 'never',
      erasableFrom: null,
      due: false,
    });
    expect(answer(notice(), 'relationship', ['relationship-ended=unknown']).stages[0]).toMatchObject({
      keptThrough: 'unknown',
      due: false,
    });
  });

  it('converts a moment to the day of the register', () => {
    expect(
      answer(notice(), 'relationship', ['relationship-ended=2023-12-31T22:30:00Z']).stages[0]?.keptThrough,
    ).toBe('2034-01-01');
  });

  it('has its reason and outcome in every language of the notice', () => {
    const [stage] = answer(notice(), 'relationship', ['relationship-ended=2016-02-29']).stages;
    expect(stage?.then).toEqual({
      fi: 'tieto poistetaan',
      sv: 'raderas uppgiften',
      en: 'the data is erased',
    });
    expect(Object.keys(stage?.because ?? {})).toEqual(['fi', 'sv', 'en']);
  });

  it('waits for a hold on a category that the rule keeps', () => {
    const text = (word: string) => ({ fi: word, sv: word, en: word });
    const held = notice({
      events: {
        opened2: { title: text('opened'), of: 'subject', by: ['staff'] },
        closed2: { title: text('closed'), of: 'subject', by: ['staff'] },
      },
      states: { open: { title: text('open'), of: 'subject', from: 'opened2', to: 'closed2' } },
      holds: {
        dispute: {
          title: text('dispute'),
          on: 'contact',
          while: 'open',
          ground: text('claim'),
          review: 'P6M',
        },
      },
    });
    const events = ['relationship-ended=2000-01-01', 'opened2=2005-01-01'];
    expect(answer(held, 'relationship', events).stages[0]).toMatchObject({
      keptThrough: 'never',
      held: 1,
      due: false,
    });
    expect(answer(held, 'relationship', [...events, 'closed2=2015-01-01'])).toMatchObject({
      unused: [],
      stages: [{ keptThrough: '2015-01-01', held: 0, due: true }],
    });
  });

  it('tells which events the rule does not ask about', () => {
    expect(answer(notice(), 'relationship', ['contact=2020-01-01']).unused).toEqual(['contact']);
  });

  it('refuses what the notice does not know', () => {
    const ask = (rule: string, ...events: readonly string[]) =>
      dueDates(notice(), { rule, events, at: '2026-11-21' });
    expect(ask('relationshop')).toEqual({
      problem: 'unknown-rule',
      word: 'relationshop',
      nearest: 'relationship',
    });
    expect(ask('relationship', 'contakt=2020-01-01')).toEqual({
      problem: 'unknown-event',
      word: 'contakt',
      nearest: 'contact',
    });
    expect(ask('relationship', 'contact')).toMatchObject({ problem: 'bad-event' });
    expect(ask('relationship', 'contact=2026-02-30')).toMatchObject({ problem: 'bad-date' });
  });
});
