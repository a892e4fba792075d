/** What a list is given: its columns, its rows and what its keys do. */
import type { ReactNode } from 'react';

export interface ListColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** A share of the width, or a fixed width with its unit. */
  readonly width?: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sorted?: 'ascending' | 'descending' | undefined;
  readonly onSort?: (() => void) | undefined;
}

export interface RecordListProps<Row> {
  readonly label: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** On a narrow screen instead of cells. */
  readonly card: (row: Row) => ReactNode;
  readonly onOpen: (row: Row) => void;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  /** The row to begin at, when one comes back from it. */
  readonly startAt?: string | undefined;
}
