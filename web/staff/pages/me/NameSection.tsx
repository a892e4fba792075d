import { Button, TextInput } from '@mantine/core';
import { FormFrame } from '../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../kit/form.ts';
import { Section } from '../../../kit/Section.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { showToast } from '../../../kit/toasts.tsx';
import { call } from '../../api/client.ts';
import { acceptSession, type SessionState, useSignedIn } from '../../api/session.ts';

async function saveName(name: string): Promise<void> {
  acceptSession(await call<SessionState>('/me', { method: 'PATCH', body: { name } }));
}

/** A name is undone, not confirmed. */
export function NameSection() {
  const { t } = useTexts();
  const { account } = useSignedIn();
  const form = useForm({
    initial: { name: account.name },
    check: ({ name }) => (name.trim() === '' ? { name: t('welcome.name-missing') } : {}),
    send: async ({ name }) => {
      const before = account.name;
      await saveName(name.trim());
      showToast(t('kit.saved'), () => {
        form.set('name', before);
        void saveName(before);
      });
    },
  });
  return (
    <Section title={t('me.account')} help={account.login}>
      <FormFrame form={form} label={t('me.account')}>
        <TextInput
          {...fieldOf(form, 'name')}
          label={t('me.name')}
          description={t('me.name-help')}
          autoComplete="name"
        />
        <div>
          <Button type="submit" loading={form.sending}>
            {t('me.save-name')}
          </Button>
        </div>
      </FormFrame>
    </Section>
  );
}
