import { describe, expect, it } from 'vitest';
import { cellAfter } from './grid-focus.ts';

const size = { rows: 100, columns: 4, page: 10 };
const at = (row: number, column: number) => ({ row, column });
const press = (key: string, cell = at(5, 1), ctrl = false) => cellAfter(cell, { key, ctrl }, size);

describe('keys in a list', () => {
  it('move by a row, a cell and a page', () => {
    expect(press('ArrowDown')).toEqual(at(6, 1));
    expect(press('ArrowUp')).toEqual(at(4, 1));
    expect(press('ArrowRight')).toEqual(at(5, 2));
    expect(press('PageDown')).toEqual(at(15, 1));
    expect(press('PageUp', at(3, 1))).toEqual(at(0, 1));
  });

  it('go to the ends of a row, and with Ctrl of the list', () => {
    expect(press('Home')).toEqual(at(5, 0));
    expect(press('End')).toEqual(at(5, 3));
    expect(press('Home', at(5, 2), true)).toEqual(at(0, 0));
    expect(press('End', at(5, 2), true)).toEqual(at(99, 3));
  });

  it('reach the head and go no further than the edges', () => {
    expect(press('ArrowUp', at(0, 2))).toEqual(at(-1, 2));
    expect(press('ArrowUp', at(-1, 2))).toEqual(at(-1, 2));
    expect(press('ArrowDown', at(99, 2))).toEqual(at(99, 2));
    expect(press('ArrowLeft', at(5, 0))).toEqual(at(5, 0));
  });

  it('leave other keys alone', () => {
    expect(press('a')).toBeUndefined();
    expect(press('Tab')).toBeUndefined();
  });
});
