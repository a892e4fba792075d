/** Who may work in the register: their roles, second factor, undertaking, and when they last came. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { Icon } from '../../../../kit/Icon.tsx';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { Page } from '../../../../kit/Page.tsx';
import { useShortcuts } from '../../../../kit/shortcuts.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { localText, useThisRegister } from '../../../shell/here.ts';
import { adminList, type User } from '../admin.api.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { FactorChip, StateChip, UndertakingChip } from './UserChips.tsx';

/** Asked when the typing pauses. */
const PAUSE_MS = 250;
const STATES = ['current', 'ended', 'all'] as const;

export function UsersPage() {
  const { t } = useTexts();
  const register = useThisRegister();
  const [state, setState] = useState('current');
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words.trim(), PAUSE_MS);
  const filter = { state, ...(search !== '' && { search }) };
  const query = useInfiniteQuery({
    ...adminList<User>(register.key, 'users', filter),
    placeholderData: keepPreviousData,
  });
  const [inviting, setInviting] = useState(false);
  useShortcuts([{ keys: 'n', text: t('users.invite'), run: () => setInviting(true) }]);
  const invite = (
    <Button variant="filled" leftSection={<Icon of={IconUserPlus} />} onClick={() => setInviting(true)}>
      {t('users.invite')}
    </Button>
  );
  return (
    <Page title={t('users.title')} actions={invite}>
      <div className="s-row s-screen">
        <TextInput
          type="search"
          className="s-find"
          aria-label={t('users.search')}
          placeholder={t('users.search')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('users.state')}
          data={STATES.map((value) => ({ value, label: t(`users.show.${value}`) }))}
          value={state}
          onChange={setState}
        />
      </div>
      <ListPages
        query={query}
        empty={
          <EmptyPage icon={IconUsers} title={t('users.none')}>
            {t('users.none-help')}
          </EmptyPage>
        }
      >
        {(users) => <UserTable users={users} register={register.key} />}
      </ListPages>
      {inviting && <InviteDialog register={register.key} onClose={() => setInviting(false)} />}
    </Page>
  );
}

function UserTable({ users, register }: { users: readonly User[]; register: string }) {
  const { t, language } = useTexts();
  const { day } = useFormats();
  return (
    <table className="s-table">
      <thead>
        <tr>
          <th scope="col">{t('users.name')}</th>
          <th scope="col">{t('users.roles')}</th>
          <th scope="col">{t('users.state')}</th>
          <th scope="col">{t('users.factor')}</th>
          <th scope="col">{t('users.undertaking')}</th>
          <th scope="col">{t('users.last-sign-in')}</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <th scope="row">
              <Link to="/registers/$register/admin/users/$user" params={{ register, user: user.id }}>
                {user.name}
              </Link>
              <div className="s-muted s-small">{user.login}</div>
            </th>
            <td data-label={t('users.roles')}>
              {user.roles.map(({ title }) => localText(title, language)).join(', ') || t('users.no-role')}
            </td>
            <td data-label={t('users.state')}>
              <StateChip state={user.state} />
            </td>
            <td data-label={t('users.factor')}>
              <FactorChip on={user.hasSecondFactor} short />
            </td>
            <td data-label={t('users.undertaking')}>
              <UndertakingChip signedOn={user.undertakingSignedOn} />
            </td>
            <td data-label={t('users.last-sign-in')}>
              {user.lastSignInAt ? day(user.lastSignInAt) : t('users.not-yet')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
