/** Signing in: a passkey, e-mail and password, or the organisation's own sign-in. A wrong name and a wrong password get one answer. */
import { Button, Divider, PasswordInput, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { FormFrame } from '../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../kit/form.ts';
import { Icon } from '../../kit/Icon.tsx';
import { ProblemNote } from '../../kit/ProblemNote.tsx';
import { useTexts } from '../../kit/texts.ts';
import { call } from '../api/client.ts';
import type { SessionState, SignedOut } from '../api/session.ts';
import { canUsePasskeys, signInWithPasskey } from './passkey.ts';
import type { StepProps } from './step.ts';

export function SignInForm({ methods, onSession }: StepProps & { methods: SignedOut['methods'] }) {
  const { t } = useTexts();
  const hasOthers = methods.oidc.length > 0 || (methods.passkey && canUsePasskeys());
  return (
    <div className="s-stack">
      {methods.passkey && canUsePasskeys() && <PasskeyButton onSession={onSession} />}
      {methods.oidc.map(({ key, title }) => (
        <Button key={key} component="a" href={`/api/session/oidc/${key}`} fullWidth>
          {t('sign-in.oidc', { title })}
        </Button>
      ))}
      {methods.password && hasOthers && <Divider label={t('sign-in.or')} />}
      {methods.password && <PasswordForm onSession={onSession} />}
    </div>
  );
}

function PasskeyButton({ onSession }: StepProps) {
  const { t } = useTexts();
  const [problem, setProblem] = useState<unknown>();
  const start = () => {
    setProblem(undefined);
    signInWithPasskey().then(onSession, setProblem);
  };
  return (
    <>
      {problem !== undefined && <ProblemNote error={problem} />}
      <Button leftSection={<Icon of={IconFingerprint} />} fullWidth onClick={start}>
        {t('sign-in.passkey')}
      </Button>
    </>
  );
}

function PasswordForm({ onSession }: StepProps) {
  const { t } = useTexts();
  const form = useForm({
    initial: { login: '', password: '' },
    check: ({ login, password }) => ({
      ...(login.trim() === '' && { login: t('sign-in.login-missing') }),
      ...(password === '' && { password: t('sign-in.password-missing') }),
    }),
    send: async ({ login, password }) => {
      const body = { login: login.trim(), password };
      onSession(await call<SessionState>('/session/password', { method: 'POST', body }));
    },
  });
  return (
    <FormFrame form={form} label={t('sign-in.title')}>
      <TextInput
        {...fieldOf(form, 'login')}
        type="email"
        label={t('sign-in.login')}
        autoComplete="username webauthn"
        spellCheck={false}
      />
      <PasswordInput
        {...fieldOf(form, 'password')}
        label={t('sign-in.password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{
          'aria-label': t('sign-in.show-password'),
          tabIndex: 0,
          'aria-hidden': false,
        }}
      />
      <Button type="submit" variant="filled" fullWidth loading={form.sending}>
        {t('sign-in.submit')}
      </Button>
    </FormFrame>
  );
}
