/**
 * A list of any length: only the rows in sight exist, more are fetched before the end is reached, and the whole is one tab stop with
 * keys for rows and cells. Narrow screens get cards of the same rows.
 */
import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTexts } from '../texts.ts';
import type { Cell } from './grid-focus.ts';
import { ListHead } from './ListHead.tsx';
import { ListRow } from './ListRow.tsx';
import type { RecordListProps } from './list-props.ts';
import './list.css';
import { useListKeys } from './list-keys.ts';

const ROWS_AHEAD = 25;
const OVERSCAN = 12;
const NARROW = '(max-width: 47.99em)';

export function RecordList<Row>(props: RecordListProps<Row>) {
  const { rows, columns, hasMore, onMore, idOf, startAt } = props;
  const { t } = useTexts();
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) === true;
  const place = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(narrow);
  const [focus, setFocus] = useState<Cell>(() => ({ row: startRow(rows, idOf, startAt), column: 0 }));
  const focusRow = Math.min(focus.row, rows.length - 1);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(place.current?.offsetTop ?? 0), []);
  // The focused row stays mounted when it scrolls out, or the focus would fall to the page.
  const rangeExtractor = useCallback(
    (range: Range) => withRow(defaultRangeExtractor(range), focusRow),
    [focusRow],
  );
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: STICKY_PX,
    scrollPaddingEnd: rowHeight * 2,
    rangeExtractor,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the row's height changes.
  useEffect(() => virtual.measure(), [rowHeight]);
  const items = virtual.getVirtualItems();
  const last = items.findLast(({ index }) => index !== focusRow)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - ROWS_AHEAD) onMore();
  }, [hasMore, last, rows.length, onMore]);
  const keys = useListKeys(props, { place, focus, setFocus, virtual, rowHeight, narrow });
  const template = columns.map(({ width = 'minmax(0, 1fr)' }) => width).join(' ');
  const style = { '--s-list-columns': template, '--s-list-row': `${rowHeight}px` } as Record<string, string>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by their number, which those of a table cannot be.
    <div
      ref={place}
      role="grid"
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-colcount={columns.length}
      className={narrow ? 's-list-grid s-list-cards' : 's-list-grid'}
      style={style}
      onKeyDown={keys}
    >
      <ListHead columns={columns} focus={focus} onFocus={setFocus} hidden={narrow} />
      {/* biome-ignore lint/a11y/useSemanticElements: a row group of a grid that is no table. */}
      <div role="rowgroup" className="s-list-rows" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <ListRow
              key={idOf(row)}
              list={props}
              row={row}
              index={index}
              offset={start - top}
              narrow={narrow}
              focus={focusRow === index ? focus : undefined}
              onFocus={setFocus}
            />
          );
        })}
      </div>
      {hasMore && (
        <p className="s-list-more s-muted" aria-live="off">
          {t('kit.loading')}
        </p>
      )}
    </div>
  );
}

/** Head of the shell and of the list: nothing that has the focus lies under them (WCAG 2.4.11). */
const STICKY_PX = 96;
/** A row is `--s-row` and its line; a card has a name and two fields. */
const CARD_PX = 84;

function useRowHeight(narrow: boolean): number {
  const [height, setHeight] = useState(37);
  useLayoutEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const rem = Number.parseFloat(style.fontSize) || 16;
    const row = Number.parseFloat(style.getPropertyValue('--s-row')) || 2.25;
    setHeight(narrow ? (CARD_PX * rem) / 16 : row * rem + 1);
  }, [narrow]);
  return height;
}

function startRow<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  startAt: string | undefined,
): number {
  if (startAt === undefined) return 0;
  return Math.max(
    rows.findIndex((row) => idOf(row) === startAt),
    0,
  );
}

function withRow(indexes: number[], row: number): number[] {
  if (row < 0 || indexes.includes(row)) return indexes;
  return [...indexes, row].sort((one, other) => one - other);
}
