import { describe, expect, it } from 'vitest';
import { BUILT_IN_ITEMS, ITEM_TABLES } from '../compiler/language/items.ts';
import { TABLES } from './tables.ts';

const find = (name: string) => TABLES.find((table) => table.schema === 'register' && table.name === name);

describe('the catalogue of tables', () => {
  it('has every table an item of a notice may lie in', () => {
    expect(ITEM_TABLES.filter((name) => find(name) === undefined)).toEqual([]);
  });

  it('agrees with the catalogue of items on which item a table of one item holds', () => {
    for (const table of TABLES) {
      if (typeof table.items !== 'number') continue;
      const held = BUILT_IN_ITEMS.filter((item) => item.table === table.name).map((item) => item.no);
      expect({ table: table.name, held }).toEqual({ table: table.name, held: [table.items] });
    }
  });

  it('has sealed columns wherever an item is encrypted, and nowhere a clear value beside them', () => {
    for (const item of BUILT_IN_ITEMS.filter((entry) => entry.encrypted)) {
      const columns = find(item.table)?.values.map((column) => column.name);
      expect(columns).toEqual(['sealed', 'mask', 'epoch']);
    }
  });
});
