/** One user: what they may do here, and how it is given and taken. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useFormats } from '../../../../kit/formats.ts';
import { Loaded } from '../../../../kit/Loaded.tsx';
import { Page } from '../../../../kit/Page.tsx';
import { Section } from '../../../../kit/Section.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { useThisRegister } from '../../../shell/here.ts';
import { type User, userQuery } from '../admin.api.ts';
import { Ending } from './Ending.tsx';
import { InviteAgain } from './InviteAgain.tsx';
import { FactorChip, StateChip, UndertakingChip } from './UserChips.tsx';
import { UserRoles } from './UserRoles.tsx';

export function UserPage() {
  const register = useThisRegister();
  const { user: id = '' } = useParams({ strict: false });
  const query = useQuery(userQuery(register.key, id));
  return <Loaded query={query}>{(user) => <UserDetails user={user} register={register.key} />}</Loaded>;
}

function UserDetails({ user, register }: { user: User; register: string }) {
  const { t } = useTexts();
  const { moment, day } = useFormats();
  return (
    <Page title={user.name} windowTitle={t('users.one')} lead={user.login}>
      <div className="s-sections">
        <Section title={t('users.state')}>
          <div className="s-row">
            <StateChip state={user.state} />
            <FactorChip on={user.hasSecondFactor} />
            <UndertakingChip signedOn={user.undertakingSignedOn} />
          </div>
          <p>
            {t('users.last-sign-in')}: {user.lastSignInAt ? moment(user.lastSignInAt) : t('users.never')}
          </p>
          {user.state === 'invited' && <InviteAgain user={user} register={register} />}
          {user.waitingRoles.length > 0 && (
            <p>{t('users.waiting', { roles: user.waitingRoles.join(', ') })}</p>
          )}
          {user.keptUntil && <p>{t('users.kept-until', { day: day(user.keptUntil) })}</p>}
        </Section>
        <Section title={t('users.roles')} help={t('users.roles-help')}>
          <UserRoles user={user} register={register} />
        </Section>
        {user.state !== 'ended' && (
          <Section title={t('users.ending')}>
            <Ending user={user} register={register} />
          </Section>
        )}
      </div>
    </Page>
  );
}
