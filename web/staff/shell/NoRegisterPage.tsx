/** Signed in, but with a role in no register. */
import { IconFileText } from '@tabler/icons-react';
import { EmptyPage } from '../../kit/EmptyPage.tsx';
import { Page } from '../../kit/Page.tsx';
import { useTexts } from '../../kit/texts.ts';

export function NoRegisterPage() {
  const { t } = useTexts();
  return (
    <Page title={t('home.title')}>
      <EmptyPage icon={IconFileText} title={t('home.no-register')}>
        {t('home.no-register-help')}
      </EmptyPage>
    </Page>
  );
}
