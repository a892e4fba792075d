/** The four states of whatever is loaded: coming, failed, and there; a list that is empty says so itself. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNote } from './ProblemNote.tsx';
import { RowsSkeleton } from './Skeletons.tsx';

export interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly skeleton?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

export function Loaded<Data>({ query, skeleton = <RowsSkeleton />, children }: LoadedProps<Data>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}
