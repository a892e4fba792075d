/** Grey rows in the shape of what is coming; seen only when it takes longer than a fifth of a second. */
import { useTexts } from './texts.ts';

export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useTexts();
  return (
    <div className="s-skeleton" role="status">
      <span className="s-unseen">{t('kit.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move.
        <div key={row} className="s-skeleton-row" />
      ))}
    </div>
  );
}
