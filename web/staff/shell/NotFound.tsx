/** One answer for what does not exist and what the purpose does not open: nothing leaks. */
import { Link } from '@tanstack/react-router';
import { Page } from '../../kit/Page.tsx';
import { useTexts } from '../../kit/texts.ts';

export function NotFound() {
  const { t } = useTexts();
  return (
    <main className="s-pad" id="content" tabIndex={-1}>
      <Page title={t('shell.not-found')} lead={t('problem.not-found')}>
        <p>
          <Link to="/">{t('shell.to-home')}</Link>
        </p>
      </Page>
    </main>
  );
}

/** The same inside the shell, which has the page's main part already. */
export function NotFoundHere() {
  const { t } = useTexts();
  return (
    <Page title={t('shell.not-found')} lead={t('problem.not-found')}>
      <p>
        <Link to="/">{t('shell.to-home')}</Link>
      </p>
    </Page>
  );
}
