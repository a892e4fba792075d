/** Keys of programs: each of one role, ending on a day, shown once. */
import { Button, Modal } from '@mantine/core';
import { IconCopy, IconKey, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Chip } from '../../../../kit/Chip.tsx';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { Icon } from '../../../../kit/Icon.tsx';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { Page } from '../../../../kit/Page.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { localText, useThisRegister } from '../../../shell/here.ts';
import { type ApiKey, adminList, adminPath, reloadAdmin } from '../admin.api.ts';
import { NewKeyDialog } from './NewKeyDialog.tsx';

export function ApiKeysPage() {
  const { t } = useTexts();
  const register = useThisRegister();
  const query = useInfiniteQuery(adminList<ApiKey>(register.key, 'api-keys'));
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [ending, setEnding] = useState<ApiKey>();
  const end = useMutation({
    mutationFn: (key: ApiKey) => call(adminPath(register.key, `api-keys/${key.id}`), { method: 'DELETE' }),
    onSuccess: async () => {
      await reloadAdmin();
      setEnding(undefined);
      showToast(t('keys.ended'));
    },
  });
  const add = (
    <Button variant="filled" leftSection={<Icon of={IconPlus} />} onClick={() => setMaking(true)}>
      {t('keys.new')}
    </Button>
  );
  return (
    <Page title={t('keys.title')} lead={t('keys.lead')} actions={add}>
      <ListPages query={query} empty={<EmptyPage icon={IconKey} title={t('keys.none')} />}>
        {(rows) => <KeyTable apiKeys={rows} onEnd={setEnding} />}
      </ListPages>
      {making && (
        <NewKeyDialog
          register={register}
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
          }}
        />
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
      <Modal
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t('keys.end-title', { name: ending?.name })}
        closeButtonProps={{ 'aria-label': t('kit.close') }}
      >
        <div className="s-stack">
          {end.isError && <ProblemNote error={end.error} />}
          <p>{t('keys.end-what')}</p>
          <div className="s-row s-end">
            <Button data-autofocus onClick={() => setEnding(undefined)}>
              {t('kit.cancel')}
            </Button>
            <Button
              variant="filled"
              color="lingonberry"
              loading={end.isPending}
              onClick={() => ending && end.mutate(ending)}
            >
              {t('keys.end')}
            </Button>
          </div>
        </div>
      </Modal>
    </Page>
  );
}

function KeyTable({ apiKeys, onEnd }: { apiKeys: readonly ApiKey[]; onEnd: (key: ApiKey) => void }) {
  const { t, language } = useTexts();
  const { day } = useFormats();
  return (
    <table className="s-table">
      <thead>
        <tr>
          <th scope="col">{t('keys.name')}</th>
          <th scope="col">{t('users.role')}</th>
          <th scope="col">{t('keys.last-used')}</th>
          <th scope="col">{t('keys.until')}</th>
          <th scope="col">
            <span className="s-unseen">{t('keys.end')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {apiKeys.map((key) => (
          <tr key={key.id}>
            <th scope="row">{key.name}</th>
            <td data-label={t('users.role')}>{localText(key.role.title, language)}</td>
            <td data-label={t('keys.last-used')}>{key.usedOn ? day(key.usedOn) : t('keys.unused')}</td>
            <td data-label={t('keys.until')}>
              {key.endedAt ? (
                <Chip tone="closed">{t('keys.ended-on', { day: day(key.endedAt) })}</Chip>
              ) : (
                day(key.expiresAt)
              )}
            </td>
            <td className="s-actions">
              {!key.endedAt && <Button onClick={() => onEnd(key)}>{t('keys.end')}</Button>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Shown once; closing it by a stray click would lose the key. */
function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTexts();
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    showToast(t('kit.copied'));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.made')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className="s-stack">
        <p>{t('keys.made-help')}</p>
        <code className="s-key">{secret}</code>
        <div className="s-row s-end">
          <Button leftSection={<Icon of={IconCopy} />} data-autofocus onClick={() => void copy()}>
            {t('kit.copy')}
          </Button>
          <Button variant="filled" onClick={onClose}>
            {t('keys.kept')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
