import { Button, PasswordInput } from '@mantine/core';
import { FormFrame } from '../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../kit/form.ts';
import { Section } from '../../../kit/Section.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { showToast } from '../../../kit/toasts.tsx';
import { call } from '../../api/client.ts';
import { useSignedIn } from '../../api/session.ts';
import { PASSWORD_MIN_LENGTH } from '../../session/password.ts';

export function PasswordSection() {
  const { t } = useTexts();
  const { account } = useSignedIn();
  const form = useForm({
    initial: { current: '', password: '' },
    check: ({ current, password }) => ({
      ...(current === '' && { current: t('sign-in.password-missing') }),
      ...(password.length < PASSWORD_MIN_LENGTH && {
        password: t('welcome.password-short', { count: PASSWORD_MIN_LENGTH }),
      }),
    }),
    send: async (body) => {
      await call('/me/password', { method: 'POST', body });
      form.reset();
      showToast(t('me.password-saved'));
    },
  });
  const eye = { 'aria-label': t('sign-in.show-password'), tabIndex: 0, 'aria-hidden': false } as const;
  return (
    <Section title={t('me.password')}>
      <FormFrame form={form} label={t('me.password')}>
        {/* A password manager asks for the name that belongs to the password. */}
        <input type="text" autoComplete="username" value={account.login} readOnly hidden />
        <PasswordInput
          {...fieldOf(form, 'current')}
          label={t('me.password-current')}
          autoComplete="current-password"
          visibilityToggleButtonProps={eye}
        />
        <PasswordInput
          {...fieldOf(form, 'password')}
          label={t('me.password-new')}
          description={t('welcome.password-help', { count: PASSWORD_MIN_LENGTH })}
          autoComplete="new-password"
          visibilityToggleButtonProps={eye}
        />
        <div>
          <Button type="submit" loading={form.sending}>
            {t('me.password-save')}
          </Button>
        </div>
      </FormFrame>
    </Section>
  );
}
