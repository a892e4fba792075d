import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FormFrame } from '../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../kit/form.ts';
import { useFormats } from '../../../kit/formats.ts';
import { Icon } from '../../../kit/Icon.tsx';
import { Loaded } from '../../../kit/Loaded.tsx';
import { ProblemNote } from '../../../kit/ProblemNote.tsx';
import { Section } from '../../../kit/Section.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { showToast } from '../../../kit/toasts.tsx';
import { call } from '../../api/client.ts';
import { queryClient } from '../../api/session.ts';
import { addPasskey, canUsePasskeys } from '../../session/passkey.ts';

interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly recordedAt: string;
  readonly usedAt: string | null;
}

const passkeysQuery = {
  queryKey: ['me', 'passkeys'],
  queryFn: () => call<{ rows: Passkey[] }>('/me/passkeys'),
};
const reload = () => queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey });

export function PasskeysSection() {
  const { t } = useTexts();
  const query = useQuery(passkeysQuery);
  return (
    <Section title={t('me.passkeys')}>
      <Loaded query={query}>{({ rows }) => <PasskeyList passkeys={rows} />}</Loaded>
      {canUsePasskeys() && <AddForm />}
    </Section>
  );
}

function PasskeyList({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t } = useTexts();
  const { day } = useFormats();
  const remove = useMutation({
    mutationFn: (id: string) => call(`/me/passkeys/${id}`, { method: 'DELETE' }),
    onSuccess: () => {
      showToast(t('me.passkey-removed'));
      return reload();
    },
  });
  if (passkeys.length === 0) return <p className="s-muted">{t('me.passkeys-none')}</p>;
  return (
    <>
      {remove.isError && <ProblemNote error={remove.error} />}
      <ul className="s-list s-lines">
        {passkeys.map(({ id, name, recordedAt, usedAt }) => (
          <li key={id} className="s-line">
            <Icon of={IconFingerprint} />
            <div className="s-line-text">
              <strong>{name}</strong>
              <span className="s-muted s-small">
                {t('me.added', { day: day(recordedAt) })}
                {usedAt && ` · ${t('me.used', { day: day(usedAt) })}`}
              </span>
            </div>
            <CloseButton aria-label={t('me.passkey-remove', { name })} onClick={() => remove.mutate(id)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function AddForm() {
  const { t } = useTexts();
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => (name.trim() === '' ? { name: t('me.passkey-name-missing') } : {}),
    send: async ({ name }) => {
      await addPasskey(name.trim());
      await reload();
      form.reset();
      showToast(t('me.passkey-added'));
    },
  });
  return (
    <FormFrame form={form} label={t('me.passkey-add')}>
      <TextInput
        {...fieldOf(form, 'name')}
        label={t('me.passkey-name')}
        description={t('me.passkey-name-help')}
        autoComplete="off"
      />
      <div>
        <Button type="submit" loading={form.sending}>
          {t('me.passkey-add')}
        </Button>
      </div>
    </FormFrame>
  );
}
