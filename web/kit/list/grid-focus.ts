/** Where the focus of a grid is: one tab stop for the whole list, arrows for rows and cells (the grid pattern of the ARIA practices). */

export interface Cell {
  /** −1 is the head. */
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** How many rows a page of the screen holds. */
  readonly page: number;
}

export interface GridKey {
  readonly key: string;
  readonly ctrl: boolean;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

const STEPS: Readonly<Record<string, (cell: Cell, size: GridSize, ctrl: boolean) => Cell>> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  PageUp: ({ row, column }, { page }) => ({ row: Math.max(row - page, 0), column }),
  Home: ({ row }, _size, ctrl) => ({ row: ctrl ? 0 : row, column: 0 }),
  End: ({ row }, { rows, columns }, ctrl) => ({ row: ctrl ? rows - 1 : row, column: columns - 1 }),
};

/** The cell a key leads to; undefined for keys that do not move. */
export function cellAfter(cell: Cell, { key, ctrl }: GridKey, size: GridSize): Cell | undefined {
  const next = STEPS[key]?.(cell, size, ctrl);
  if (next === undefined) return undefined;
  return { row: clamp(next.row, -1, size.rows - 1), column: clamp(next.column, 0, size.columns - 1) };
}
