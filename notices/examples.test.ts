// The invented people shipped for the import: each file fits its register's notice, and each bad row is refused.
import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { mapColumns } from '../register/import/columns.ts';
import { openTable } from '../register/import/open-table.ts';
import { planImport } from '../register/import/plan.ts';
import { type RowResult, readRow } from '../register/import/row.ts';
import { compiledItem, readNoticeFile } from '../tests/notices/reading.ts';
import { NOTICE_FILES } from '../tools/notice-facts.ts';

const now = Temporal.Instant.from('2026-11-21T10:00:00Z');

async function readExample(notice: string, name: string) {
  const read = readNoticeFile(new URL(notice, import.meta.url));
  const csv = await openTable(new URL(`examples/${name}.csv`, import.meta.url).pathname);
  const columns = mapColumns(csv.header, read.compiled.items, {});
  const items = new Map(read.compiled.items.map((item) => [item.key, item]));
  const rows: RowResult[] = [];
  for await (const { cells } of csv.rows) {
    rows.push(readRow(cells, { columns, items, timeZone: read.notice.timeZone, now, required: [] }));
  }
  return { read, csv, columns, rows };
}

describe.each(Object.values(NOTICE_FILES))('the people for %s', (notice) => {
  const name = notice.replace('.yaml', '');

  it('have only columns the notice lists and rows that are taken', async () => {
    const { read, csv, columns, rows } = await readExample(notice, name);
    expect(csv.delimiter).toBe(';');
    for (const { target } of columns)
      expect(compiledItem(read.compiled, target?.is === 'item' ? target.item : '').neverStored).toBe(false);
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(rows.length).toBeLessThanOrEqual(60);
    expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('have addresses on reserved domains alone', async () => {
    const { rows } = await readExample(notice, name);
    const addresses = rows.flatMap(({ facts }) => facts.map(({ values }) => values.address ?? ''));
    const given = addresses.filter((address) => address !== '');
    expect(given.length).toBeGreaterThanOrEqual(40);
    for (const address of given) expect(address).toMatch(/@[a-z-]+\.(test|example)$/);
  });

  it('have a second file in which bad addresses, numbers and broken rows are refused', async () => {
    const { rows } = await readExample(notice, `${name}-bad`);
    const refused = rows.filter(({ problems }) => problems.length > 0);
    const problems = new Set(refused.flatMap((row) => row.problems.map(({ problem }) => problem)));
    for (const problem of [
      'email-malformed',
      'phone-malformed',
      'columns-unequal',
      'row-empty',
      'too-long',
    ]) {
      expect(problems).toContain(problem);
    }
    expect(refused.length).toBeGreaterThanOrEqual(6);
    expect(rows.length - refused.length).toBeGreaterThanOrEqual(4);
  });
});

describe('the commands of the README', () => {
  const page = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const commands = [...page.matchAll(/^npx seloste import notices\/examples\/(\S+)\.csv (.+)$/gm)];

  it('import each example with words of its own notice', async () => {
    expect(commands.map(([, name]) => `${name}.yaml`).sort()).toEqual(Object.values(NOTICE_FILES).sort());
    for (const [, name = '', words = ''] of commands) {
      const option = Object.fromEntries(words.split('--').map((pair) => pair.trim().split(' ')));
      const { read, csv } = await readExample(`${name}.yaml`, name);
      expect(option.register).toBe(read.notice.register);
      const { source = '', purpose = '', kind = '' } = option;
      expect(() => planImport(read.compiled, csv.header, { source, purpose, kind, map: {} })).not.toThrow();
    }
  });
});
