/** The head of a list: titles that sort when they are activated. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Icon } from '../Icon.tsx';
import type { Cell } from './grid-focus.ts';
import type { ListColumn } from './list-props.ts';

interface ListHeadProps<Row> {
  readonly columns: readonly ListColumn<Row>[];
  readonly focus: Cell;
  readonly onFocus: (cell: Cell) => void;
  /** Cards have no head; a screen reader still hears the columns' names. */
  readonly hidden: boolean;
}

export function ListHead<Row>({ columns, focus, onFocus, hidden }: ListHeadProps<Row>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row group of a grid that is no table.
    <div role="rowgroup" className={hidden ? 's-unseen' : 's-list-head'}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells of a row take the focus. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a row of a grid that is no table. */}
      <div role="row" aria-rowindex={1} className="s-list-line">
        {columns.map(({ key, title, sorted, onSort }, column) => (
          // biome-ignore lint/a11y/useSemanticElements: a cell of a grid that is no table.
          // biome-ignore lint/a11y/useFocusableInteractive: where it sorts, the button within takes the focus.
          <span
            key={key}
            role="columnheader"
            aria-sort={sorted ?? (onSort ? 'none' : undefined)}
            className="s-list-cell"
            data-cell={`-1:${column}`}
            {...(!onSort && { tabIndex: hidden ? undefined : tabOf(focus, column) })}
            onFocus={() => onFocus({ row: -1, column })}
          >
            {onSort ? (
              <button
                type="button"
                className="s-list-sort"
                tabIndex={hidden ? -1 : tabOf(focus, column)}
                onClick={onSort}
              >
                {title}
                {sorted && <Icon of={sorted === 'ascending' ? IconArrowUp : IconArrowDown} size={14} />}
              </button>
            ) : (
              <span className="s-cut">{title}</span>
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

const tabOf = (focus: Cell, column: number) => (focus.row === -1 && focus.column === column ? 0 : -1);
