/** A row of a list, or a card of it on a narrow screen. A click opens it, as Enter does. */
import { type MouseEvent, memo } from 'react';
import type { Cell } from './grid-focus.ts';
import type { RecordListProps } from './list-props.ts';

interface ListRowProps<Row> {
  readonly list: RecordListProps<Row>;
  readonly row: Row;
  readonly index: number;
  readonly offset: number;
  readonly narrow: boolean;
  /** The focused cell when it is in this row. */
  readonly focus: Cell | undefined;
  readonly onFocus: (cell: Cell) => void;
}

const isControl = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('a, button, input, label') !== null;

function ListRowOf<Row>({ list, row, index, offset, narrow, focus, onFocus }: ListRowProps<Row>) {
  const { columns } = list;
  const open = (event: MouseEvent) => {
    if (!isControl(event.target) && window.getSelection()?.toString() === '') list.onOpen(row);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter opens the row that has the focus; the grid hears it.
    // biome-ignore lint/a11y/useFocusableInteractive: the cells of a row take the focus.
    // biome-ignore lint/a11y/useSemanticElements: a row of a grid that is no table.
    <div
      role="row"
      aria-rowindex={index + 2}
      className="s-list-line"
      data-focused={focus !== undefined || undefined}
      style={{ transform: `translateY(${offset}px)` }}
      onClick={open}
    >
      {narrow ? (
        // biome-ignore lint/a11y/useSemanticElements: a cell of a grid that is no table.
        <div
          role="gridcell"
          aria-colspan={columns.length}
          className="s-list-card"
          tabIndex={focus ? 0 : -1}
          data-cell={`${index}:0`}
          onFocus={() => onFocus({ row: index, column: 0 })}
        >
          {list.card(row)}
        </div>
      ) : (
        columns.map(({ key, cell }, column) => (
          // biome-ignore lint/a11y/useSemanticElements: a cell of a grid that is no table.
          <span
            key={key}
            role="gridcell"
            className="s-list-cell"
            tabIndex={focus?.column === column ? 0 : -1}
            data-cell={`${index}:${column}`}
            onFocus={() => onFocus({ row: index, column })}
          >
            {cell(row)}
          </span>
        ))
      )}
    </div>
  );
}

export const ListRow = memo(ListRowOf) as typeof ListRowOf;
