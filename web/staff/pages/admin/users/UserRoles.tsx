/** A user's roles: given with a reason, taken with a reason; what is more than the giver has waits for another manager. */
import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Icon } from '../../../../kit/Icon.tsx';
import { ReasonDialog } from '../../../../kit/ReasonDialog.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { localText } from '../../../shell/here.ts';
import { adminList, adminPath, type Role, reloadAdmin, type Titled, type User } from '../admin.api.ts';

interface UserRolesProps {
  readonly user: User;
  readonly register: string;
}

export function UserRoles({ user, register }: UserRolesProps) {
  const { t, language } = useTexts();
  const [ending, setEnding] = useState<Titled>();
  const [giving, setGiving] = useState(false);
  const end = async (reason: string) => {
    const path = adminPath(register, `users/${user.id}/roles/${ending?.key}`);
    await call(path, { method: 'DELETE', body: { reason } });
    await reloadAdmin();
    showToast(t('users.role-ended'));
  };
  return (
    <>
      {user.roles.length === 0 && <p className="s-muted">{t('users.no-role')}</p>}
      <ul className="s-list s-lines">
        {user.roles.map((role) => (
          <li key={role.key} className="s-line">
            <div className="s-line-text">{localText(role.title, language)}</div>
            <Button onClick={() => setEnding(role)}>{t('users.end-role')}</Button>
          </li>
        ))}
      </ul>
      {user.state !== 'ended' && (
        <div>
          <Button leftSection={<Icon of={IconPlus} />} onClick={() => setGiving(true)}>
            {t('users.give-role')}
          </Button>
        </div>
      )}
      {giving && <GiveDialog user={user} register={register} onClose={() => setGiving(false)} />}
      {ending && (
        <ReasonDialog
          title={t('users.end-role-title', { role: localText(ending.title, language) })}
          action={t('users.end-role')}
          ends
          send={end}
          onClose={() => setEnding(undefined)}
        >
          <p>{t('users.end-role-what')}</p>
        </ReasonDialog>
      )}
    </>
  );
}

function GiveDialog({ user, register, onClose }: UserRolesProps & { onClose: () => void }) {
  const { t, language } = useTexts();
  const [role, setRole] = useState<string | null>(null);
  const query = useInfiniteQuery(adminList<Role>(register, 'roles'));
  const had = new Set(user.roles.map(({ key }) => key));
  const free = (query.data?.pages ?? []).flatMap(({ rows }) => rows).filter(({ key }) => !had.has(key));
  const give = async (reason: string) => {
    const path = adminPath(register, `users/${user.id}/roles`);
    const answer = await call<{ granted: boolean }>(path, { method: 'POST', body: { role, reason } });
    await reloadAdmin();
    showToast(t(answer.granted ? 'users.role-given' : 'users.role-waits'));
  };
  return (
    <ReasonDialog title={t('users.give-role')} action={t('users.give-role')} send={give} onClose={onClose}>
      <p>{t('users.give-role-what')}</p>
      <Select
        label={t('users.role')}
        data={free.map(({ key, title }) => ({ value: key, label: localText(title, language) }))}
        value={role}
        onChange={setRole}
        allowDeselect={false}
      />
    </ReasonDialog>
  );
}
