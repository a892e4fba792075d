import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { compiledItem, readNoticeFile } from '../../tests/notices/reading.ts';
import { choicesOf } from './choices.ts';
import { readRow } from './row.ts';

const { notice, compiled } = readNoticeFile(new URL('../../notices/consultancy-group.yaml', import.meta.url));
const item = compiledItem(compiled, 'survey-information');
const context = {
  columns: [
    { index: 0, name: 'Käsittely', target: { is: 'item' as const, item: item.key, part: 'value' as const } },
  ],
  items: new Map([[item.key, item]]),
  timeZone: notice.timeZone,
  now: Temporal.Instant.from('2026-11-21T10:00:00Z'),
  required: [],
  choices: choicesOf(notice),
};

describe('an item that is a choice', () => {
  it.each([
    'linkable',
    'LINKABLE ',
    'Tulokset voidaan yhdistää henkilöön',
    'results can be linked to the person',
  ])('CG.10 is known by its key and by its title in every language: %j', (word) => {
    expect(readRow([word], context)).toMatchObject({
      facts: [{ values: { value: 'linkable' } }],
      problems: [],
    });
  });

  it('CG.10 takes no word the notice does not list', () => {
    expect(readRow(['perhaps'], context)).toEqual({
      facts: [],
      answers: [],
      ties: null,
      problems: [{ column: 'Käsittely', problem: 'choice-unknown' }],
    });
  });
});
