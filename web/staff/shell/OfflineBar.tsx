/** While the browser has no line at all: what is typed stays. */
import { useNetwork } from '@mantine/hooks';
import { useTexts } from '../../kit/texts.ts';

export function OfflineBar() {
  const { t } = useTexts();
  const { online } = useNetwork();
  return (
    <div role="status" className="s-screen">
      {!online && (
        <div className="s-bar s-note-soon">
          {t('problem.offline.title')}. {t('problem.offline')}
        </div>
      )}
    </div>
  );
}
