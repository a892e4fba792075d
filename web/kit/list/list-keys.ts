/** The keys of a list: those of a grid while it has the focus, and j and k wherever the focus is on the page. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { useShortcuts } from '../shortcuts.ts';
import { useTexts } from '../texts.ts';
import { type Cell, cellAfter } from './grid-focus.ts';
import type { RecordListProps } from './list-props.ts';

interface ListPlace {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly focus: Cell;
  readonly setFocus: (cell: Cell) => void;
  readonly virtual: Virtualizer<Window, Element>;
  readonly rowHeight: number;
  readonly narrow: boolean;
}

export function useListKeys<Row>(list: RecordListProps<Row>, at: ListPlace) {
  const { t } = useTexts();
  const { rows, columns } = list;
  const { place, focus, setFocus, virtual } = at;
  const go = useCallback(
    (cell: Cell) => {
      setFocus(cell);
      if (cell.row >= 0) virtual.scrollToIndex(cell.row);
      focusCell(place, cell);
    },
    [place, setFocus, virtual],
  );
  const isInside = () => place.current?.contains(document.activeElement) === true;
  const step = (by: number) => {
    const row = isInside() ? focus.row + by : Math.max(focus.row, 0);
    if (rows.length > 0) go({ row: Math.min(Math.max(row, 0), rows.length - 1), column: focus.column });
  };
  useShortcuts([
    { keys: 'j', text: t('kit.next-row'), run: () => step(1) },
    { keys: 'k', text: t('kit.previous-row'), run: () => step(-1) },
  ]);
  const size = {
    rows: rows.length,
    columns: at.narrow ? 1 : columns.length,
    page: Math.max(1, Math.floor(window.innerHeight / at.rowHeight) - 3),
  };
  return (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.shiftKey || isField(event.target)) return;
    const next = cellAfter(focus, { key: event.key, ctrl: event.ctrlKey }, size);
    if (next !== undefined) {
      event.preventDefault();
      go(next);
    } else if (event.key === 'Enter' && !isButton(event.target)) {
      event.preventDefault();
      const row = rows[focus.row];
      if (row !== undefined) list.onOpen(row);
    }
  };
}

const isField = (target: EventTarget) =>
  target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), textarea, select');

const isButton = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('button, a') !== null;

const FRAMES_TO_WAIT = 20;

/** A cell far away is drawn only after the list has scrolled to it. */
function focusCell(place: RefObject<HTMLDivElement | null>, cell: Cell, frames = FRAMES_TO_WAIT): void {
  const found = place.current?.querySelector<HTMLElement>(`[data-cell="${cell.row}:${cell.column}"]`);
  if (found) {
    const target = found.tabIndex < 0 && cell.row < 0 ? found.querySelector<HTMLElement>('button') : found;
    (target ?? found).focus({ preventScroll: true });
  } else if (frames > 0) requestAnimationFrame(() => focusCell(place, cell, frames - 1));
}
