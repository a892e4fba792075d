/** From the door to the page that was wanted, step by step as the server asks. */
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ProblemNote } from '../../../kit/ProblemNote.tsx';
import { changeLanguage, useTexts } from '../../../kit/texts.ts';
import { acceptSession, type SessionState, useSession } from '../../api/session.ts';
import { DoorPage } from '../../session/DoorPage.tsx';
import { SignInSteps } from '../../session/SignInSteps.tsx';

const route = getRouteApi('/sign-in');

/** Coming back from the organisation's sign-in without success: the code stands after the #, and leaves the address at once. */
function useProblemOfReturn(): unknown {
  const [problem] = useState(() => /^#problem=([a-z-]{1,60})$/.exec(location.hash)?.[1]);
  useEffect(() => {
    if (problem) history.replaceState(history.state, '', location.pathname + location.search);
  }, [problem]);
  return problem && { code: problem };
}

const TITLES: Readonly<Record<SessionState['step'], string>> = {
  'signed-out': 'sign-in.title',
  'second-factor': 'sign-in.code-title',
  'enrol-second-factor': 'factor.title',
  undertaking: 'undertaking.title',
  ready: 'sign-in.title',
};

export function SignInPage() {
  const { t } = useTexts();
  const session = useSession();
  const router = useRouter();
  const { to = '/' } = route.useSearch();
  const problem = useProblemOfReturn();
  const isReady = session.step === 'ready';
  useEffect(() => {
    if (isReady) void router.navigate({ href: to, replace: true });
  }, [isReady, router, to]);
  const accept = (next: SessionState) => {
    if (next.step !== 'signed-out') void changeLanguage(next.account.language);
    acceptSession(next);
  };
  return (
    <DoorPage title={t(TITLES[session.step])} wide={session.step === 'undertaking'}>
      {session.step === 'signed-out' && Boolean(problem) && <ProblemNote error={problem} />}
      <SignInSteps session={session} onSession={accept} />
    </DoorPage>
  );
}
