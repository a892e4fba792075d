import { RowsSkeleton } from '../../kit/Skeletons.tsx';

/** Shown while the code of a page is on its way. */
export function RoutePending() {
  return (
    <div className="s-pad">
      <RowsSkeleton />
    </div>
  );
}
