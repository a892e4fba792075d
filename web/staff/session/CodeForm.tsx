/** The second factor: the code of an authenticator, or one of the recovery codes. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormFrame } from '../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../kit/form.ts';
import { useTexts } from '../../kit/texts.ts';
import { call } from '../api/client.ts';
import type { SessionState } from '../api/session.ts';
import { CodeField } from './CodeField.tsx';
import type { StepProps } from './step.ts';

export function CodeForm({ onSession }: StepProps) {
  const { t } = useTexts();
  const [recovering, setRecovering] = useState(false);
  return (
    <div className="s-stack">
      {recovering ? <RecoveryForm onSession={onSession} /> : <TotpForm onSession={onSession} />}
      <Button variant="subtle" onClick={() => setRecovering(!recovering)}>
        {t(recovering ? 'sign-in.use-code' : 'sign-in.use-recovery')}
      </Button>
    </div>
  );
}

function TotpForm({ onSession }: StepProps) {
  const { t } = useTexts();
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => (code.length === 6 ? {} : { code: t('sign-in.code-short') }),
    send: async (body) => onSession(await call<SessionState>('/session/code', { method: 'POST', body })),
  });
  return (
    <FormFrame form={form} label={t('sign-in.code-title')}>
      <CodeField form={form} label={t('sign-in.code')} help={t('sign-in.code-help')} />
      <Button type="submit" variant="filled" fullWidth loading={form.sending}>
        {t('sign-in.submit')}
      </Button>
    </FormFrame>
  );
}

function RecoveryForm({ onSession }: StepProps) {
  const { t } = useTexts();
  const form = useForm({
    initial: { recoveryCode: '' },
    check: ({ recoveryCode }) => (recoveryCode.trim() ? {} : { recoveryCode: t('sign-in.recovery-missing') }),
    send: async ({ recoveryCode }) => {
      const body = { recoveryCode: recoveryCode.trim() };
      onSession(await call<SessionState>('/session/code', { method: 'POST', body }));
    },
  });
  return (
    <FormFrame form={form} label={t('sign-in.use-recovery')}>
      <TextInput
        {...fieldOf(form, 'recoveryCode')}
        label={t('sign-in.recovery')}
        description={t('sign-in.recovery-help')}
        autoComplete="off"
        spellCheck={false}
        className="s-mono"
      />
      <Button type="submit" variant="filled" fullWidth loading={form.sending}>
        {t('sign-in.submit')}
      </Button>
    </FormFrame>
  );
}
