/** The authenticator and its recovery codes. */
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormFrame } from '../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../kit/form.ts';
import { ProblemNote } from '../../../kit/ProblemNote.tsx';
import { Section } from '../../../kit/Section.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { showToast } from '../../../kit/toasts.tsx';
import { call } from '../../api/client.ts';
import { queryClient } from '../../api/session.ts';
import { EnrolTotp } from '../../session/EnrolTotp.tsx';
import { RecoveryCodes } from '../../session/RecoveryCodes.tsx';

/** Recovery codes come with an authenticator, so their number tells whether there is one. */
const leftQuery = {
  queryKey: ['me', 'recovery-codes'],
  queryFn: () => call<{ left: number }>('/me/recovery-codes'),
};
const reload = () => queryClient.invalidateQueries({ queryKey: leftQuery.queryKey });

type Opened = 'enrol' | 'remove' | undefined;

export function FactorsSection() {
  const { t } = useTexts();
  const [opened, setOpened] = useState<Opened>();
  const [codes, setCodes] = useState<readonly string[]>();
  const [problem, setProblem] = useState<unknown>();
  const left = useQuery(leftQuery).data?.left ?? 0;
  const close = () => {
    setOpened(undefined);
    setCodes(undefined);
    void reload();
  };
  const renew = () => {
    setProblem(undefined);
    call<{ recoveryCodes: string[] }>('/me/recovery-codes', { method: 'POST' }).then(
      (answer) => setCodes(answer.recoveryCodes),
      setProblem,
    );
  };
  const isEnrolling = opened === 'enrol' && codes === undefined;
  return (
    <Section title={t('me.factors')} help={t('me.recovery-new-help')}>
      {problem !== undefined && <ProblemNote error={problem} />}
      <p>{left > 0 ? t('me.recovery-left', { count: left }) : t('me.totp-off')}</p>
      <div className="s-row">
        <Button onClick={() => setOpened('enrol')}>{t(left > 0 ? 'me.totp-change' : 'me.totp-add')}</Button>
        {left > 0 && (
          <>
            <Button onClick={renew}>{t('me.recovery-new')}</Button>
            <Button onClick={() => setOpened('remove')}>{t('me.totp-remove')}</Button>
          </>
        )}
      </div>
      <Modal
        opened={opened !== undefined || codes !== undefined}
        onClose={close}
        title={t(opened === 'remove' ? 'me.totp-remove' : 'factor.totp')}
        closeButtonProps={{ 'aria-label': t('kit.close') }}
        closeOnClickOutside={codes === undefined}
        closeOnEscape={codes === undefined}
        withCloseButton={codes === undefined}
      >
        {isEnrolling && <EnrolTotp onCodes={setCodes} />}
        {codes && <RecoveryCodes codes={codes} onDone={close} />}
        {opened === 'remove' && <RemoveTotp onDone={close} />}
      </Modal>
    </Section>
  );
}

function RemoveTotp({ onDone }: { onDone: () => void }) {
  const { t } = useTexts();
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => (password === '' ? { password: t('sign-in.password-missing') } : {}),
    send: async (body) => {
      await call('/me/totp', { method: 'DELETE', body });
      showToast(t('me.totp-removed'));
      onDone();
    },
  });
  return (
    <FormFrame form={form} label={t('me.totp-remove')}>
      <PasswordInput
        {...fieldOf(form, 'password')}
        label={t('me.password-current')}
        autoComplete="current-password"
        data-autofocus
      />
      <div className="s-row s-end">
        <Button onClick={onDone}>{t('kit.cancel')}</Button>
        <Button type="submit" variant="filled" color="lingonberry" loading={form.sending}>
          {t('me.totp-remove')}
        </Button>
      </div>
    </FormFrame>
  );
}
