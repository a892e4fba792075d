/** One's own matters: name, looks, password, second factor, passkeys, sessions. */
import { Page } from '../../../kit/Page.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { DisplaySection } from './DisplaySection.tsx';
import { FactorsSection } from './FactorsSection.tsx';
import { NameSection } from './NameSection.tsx';
import { PasskeysSection } from './PasskeysSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';

export function MePage() {
  const { t } = useTexts();
  return (
    <Page title={t('me.title')}>
      <div className="s-sections">
        <NameSection />
        <DisplaySection />
        <PasswordSection />
        <FactorsSection />
        <PasskeysSection />
        <SessionsSection />
      </div>
    </Page>
  );
}
