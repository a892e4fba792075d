/** Ending sessions and removing access: what ends now is shown before it is done. */
import { Button } from '@mantine/core';
import { IconLogout, IconUserMinus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Icon } from '../../../../kit/Icon.tsx';
import { Loaded } from '../../../../kit/Loaded.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { ReasonDialog } from '../../../../kit/ReasonDialog.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { adminPath, type Removal, reloadAdmin, type User } from '../admin.api.ts';

export function Ending({ user, register }: { user: User; register: string }) {
  const { t } = useTexts();
  const [removing, setRemoving] = useState(false);
  const path = (part: string) => adminPath(register, `users/${user.id}/${part}`);
  const endSessions = useMutation({
    mutationFn: () => call(path('sessions'), { method: 'DELETE' }),
    onSuccess: () => showToast(t('users.sessions-ended')),
  });
  const remove = async (reason: string) => {
    await call(path('remove-access'), { method: 'POST', body: { reason } });
    await reloadAdmin();
    showToast(t('users.access-removed'));
  };
  return (
    <>
      {endSessions.isError && <ProblemNote error={endSessions.error} />}
      <div className="s-row">
        <Button leftSection={<Icon of={IconLogout} />} onClick={() => endSessions.mutate()}>
          {t('users.end-sessions')}
        </Button>
        <Button leftSection={<Icon of={IconUserMinus} />} onClick={() => setRemoving(true)}>
          {t('users.remove-access')}
        </Button>
      </div>
      {removing && (
        <ReasonDialog
          title={t('users.remove-title', { name: user.name })}
          action={t('users.remove-access')}
          ends
          send={remove}
          onClose={() => setRemoving(false)}
        >
          <RemovalPlan user={user} register={register} />
        </ReasonDialog>
      )}
    </>
  );
}

function RemovalPlan({ user, register }: { user: User; register: string }) {
  const { t } = useTexts();
  const plan = useQuery({
    queryKey: ['admin', register, 'removal', user.id],
    queryFn: () => call<Removal>(adminPath(register, `users/${user.id}/remove-access`)),
  });
  return (
    <Loaded query={plan}>
      {({ roles, sessions, keys, accountEnds }) => (
        <div>
          <p>{t('users.remove-what')}</p>
          <ul className="s-bullets">
            <li>{t('users.remove-roles', { count: roles.length })}</li>
            <li>{t('users.remove-sessions', { count: sessions })}</li>
            {keys.length > 0 && <li>{t('users.remove-keys', { keys: keys.join(', ') })}</li>}
            {accountEnds && <li>{t('users.remove-account')}</li>}
          </ul>
        </div>
      )}
    </Loaded>
  );
}
