/** A list that comes page by page: its states, its rows, and the way to the next page. */
import { Button } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNote } from './ProblemNote.tsx';
import { RowsSkeleton } from './Skeletons.tsx';
import { useTexts } from './texts.ts';

interface ListPagesProps<Row> {
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly rows: readonly Row[] }>>;
  readonly empty: ReactNode;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

export function ListPages<Row>({ query, empty, children }: ListPagesProps<Row>) {
  const { t } = useTexts();
  const note = query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return note || <RowsSkeleton />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return note || empty;
  return (
    <>
      {note}
      {children(rows)}
      {query.hasNextPage && (
        <div>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('kit.show-more')}
          </Button>
        </div>
      )}
    </>
  );
}
