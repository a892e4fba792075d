/**
 * The page of an invitation or of the first owner's link. The token stands after the #: it is never sent with an address, and is taken
 * out of the browser's history at once.
 */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Loaded } from '../../../kit/Loaded.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { ApiProblem, call } from '../../api/client.ts';
import { acceptSession } from '../../api/session.ts';
import { DoorPage } from '../../session/DoorPage.tsx';
import { AcceptForm, type Invitation } from './AcceptForm.tsx';

export function WelcomePage() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [token] = useState(() => location.hash.slice(1));
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);
  const invitation = useQuery({
    queryKey: ['invitation'],
    queryFn: () => look(token),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <DoorPage title={t('welcome.title')}>
      <Loaded query={invitation}>
        {(data) => (
          <AcceptForm
            token={token}
            invitation={data}
            onSession={(session) => {
              acceptSession(session);
              void navigate({ to: '/sign-in', replace: true });
            }}
          />
        )}
      </Loaded>
    </DoorPage>
  );
}

async function look(token: string): Promise<Invitation> {
  if (token === '') throw new ApiProblem({ code: 'invitation-gone', status: 404 });
  return call<Invitation>('/invitations/look', { method: 'POST', body: { token } });
}
