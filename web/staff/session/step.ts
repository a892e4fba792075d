/** What each step of signing in is given: whom to tell which state it led to. */
import type { SessionState } from '../api/session.ts';

export interface StepProps {
  readonly onSession: (session: SessionState) => void;
}
