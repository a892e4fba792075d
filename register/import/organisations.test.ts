import { describe, expect, it } from 'vitest';
import type { Column } from './columns.ts';
import { readTies } from './organisations.ts';
import type { RowProblem } from './row-parts.ts';
import type { ColumnTarget } from './targets.ts';

const TARGETS: readonly ColumnTarget[] = [
  { is: 'organisation', part: 'name' },
  { is: 'organisation', part: 'business-id' },
  { is: 'organisation', part: 'kind' },
  { is: 'relationship', part: 'started' },
  { is: 'relationship', part: 'ended' },
];
const columns = TARGETS.map((target, index): Column => ({ index, name: `c${index}`, target }));

function read(...cells: string[]) {
  const problems: RowProblem[] = [];
  return { ties: readTies(cells, { columns, facts: [] }, problems), problems };
}

describe('the organisation of a row', () => {
  it.each([
    ['Esimerkki Oy', 'legal-person'],
    ['Ab Exempel', 'legal-person'],
    ['Malliyhdistys ry', 'legal-person'],
    ['Testin kaupunki', 'legal-person'],
    ['Tmi Aino Malli', 'sole-trader'],
    ['Malli ja pojat Ky', 'partnership'],
    ['Parturi Malli', 'unknown'],
    ['Oyama Malli', 'unknown'],
  ])('takes %s for a %s by the form in its name', (name, kind) => {
    expect(read(name, '2345678-1').problems).toEqual([{ column: 'c1', problem: 'business-id-check' }]);
    expect(read(name, '2345678-0').ties?.organisation?.kind).toBe(kind);
  });

  it('keeps the name of nobody’s organisation, and of somebody’s own the business id alone', () => {
    expect(read('Esimerkki Oy', 'FI23456780').ties).toMatchObject({
      organisation: { kind: 'legal-person', name: 'Esimerkki Oy', businessId: '2345678-0' },
      personalName: null,
    });
    expect(read('Parturi Malli', '2345678-0').ties).toMatchObject({
      organisation: { kind: 'unknown', name: null, businessId: '2345678-0' },
      personalName: 'Parturi Malli',
    });
    expect(read('Parturi Malli').ties?.organisation).toBeNull();
  });

  it('follows a column that says what it is', () => {
    expect(read('Parturi Malli', '', 'yhteisö').ties?.organisation?.kind).toBe('legal-person');
    expect(read('Parturi Oy', '2345678-0', 'Toiminimi').ties?.organisation?.name).toBeNull();
    expect(read('Parturi Malli', '', 'pyörä').problems).toEqual([
      { column: 'c2', problem: 'organisation-kind-unknown' },
    ]);
  });

  it('wants an end to have a beginning that lies before it', () => {
    expect(read('', '', '', '1.2.2020', '1.2.2020')).toMatchObject({
      ties: { startedOn: '2020-02-01', endedOn: '2020-02-01' },
      problems: [],
    });
    expect(read('', '', '', '', '1.2.2020').problems).toEqual([{ column: 'c4', problem: 'start-missing' }]);
    expect(read('', '', '', '2.2.2020', '1.2.2020').problems).toEqual([
      { column: 'c4', problem: 'dates-crossed' },
    ]);
  });
});
