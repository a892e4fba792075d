/** What is still missing before somebody is in: name and password, the second factor, its first setting up, or the undertaking. */
import type { SessionState } from '../api/session.ts';
import { CodeForm } from './CodeForm.tsx';
import { EnrolFactor } from './EnrolFactor.tsx';
import { SignInForm } from './SignInForm.tsx';
import type { StepProps } from './step.ts';
import { Undertaking } from './Undertaking.tsx';

export function SignInSteps({ session, onSession }: StepProps & { session: SessionState }) {
  if (session.step === 'signed-out') return <SignInForm methods={session.methods} onSession={onSession} />;
  if (session.step === 'second-factor') return <CodeForm onSession={onSession} />;
  if (session.step === 'enrol-second-factor') return <EnrolFactor onSession={onSession} />;
  if (session.step === 'undertaking') return <Undertaking session={session} onSession={onSession} />;
  return null;
}
