/**
 * Warns two minutes before a session ends, and when it has ended asks to sign in again above the page, which stays as it is: nothing
 * that was typed is lost.
 */
import { Button, Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../../kit/formats.ts';
import { useTexts } from '../../kit/texts.ts';
import { call, sayEnded, useSessionEnded } from '../api/client.ts';
import { acceptSession, queryClient, type SessionState, sessionQuery, useSession } from '../api/session.ts';
import { SignInSteps } from '../session/SignInSteps.tsx';
import { signOut } from '../session/sign-out.ts';

const WARNED_BEFORE_MS = 2 * 60_000;
/** Somebody who types without saving is there all the same: the server hears of it this often. */
const KEEP_EVERY_MS = 4 * 60_000;
const LOOK_EVERY_MS = 10_000;

async function keepSession(): Promise<void> {
  const answer = await call<SessionState | undefined>('/session/keep', { method: 'POST' });
  if (answer?.step) acceptSession(answer);
  else await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
}

function endOf(session: SessionState): number {
  if (session.step !== 'ready') return Number.POSITIVE_INFINITY;
  return Math.min(Date.parse(session.expiresAt), Date.parse(session.idleExpiresAt));
}

export function SessionWatch() {
  const session = useSession();
  const ended = useSessionEnded();
  const end = endOf(session);
  const warned = useWarning(end);
  useKeepWhileActive(session.step === 'ready' && !ended);
  if (ended) return <EndedDialog session={session} />;
  return warned ? <EndingDialog end={end} /> : null;
}

function useWarning(end: number): boolean {
  const [warned, setWarned] = useState(false);
  useEffect(() => {
    const look = () => {
      const left = end - Date.now();
      setWarned(left < WARNED_BEFORE_MS);
      if (left <= 0) sayEnded(true);
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [end]);
  return warned;
}

function useKeepWhileActive(on: boolean): void {
  const last = useRef(Date.now());
  useEffect(() => {
    if (!on) return;
    const act = () => {
      if (Date.now() - last.current < KEEP_EVERY_MS) return;
      last.current = Date.now();
      // When the line is broken, the next thing the user does tells so.
      keepSession().catch(() => undefined);
    };
    window.addEventListener('keydown', act);
    window.addEventListener('pointerdown', act);
    return () => {
      window.removeEventListener('keydown', act);
      window.removeEventListener('pointerdown', act);
    };
  }, [on]);
}

function EndingDialog({ end }: { end: number }) {
  const { t } = useTexts();
  const { time } = useFormats();
  return (
    <Modal
      opened
      onClose={() => void keepSession()}
      withCloseButton={false}
      title={t('shell.session.ending')}
    >
      <div className="s-stack">
        <p>{t('shell.session.ending-text', { moment: time(new Date(end)) })}</p>
        <div className="s-row s-end">
          <Button onClick={() => void signOut()}>{t('shell.sign-out')}</Button>
          <Button variant="filled" data-autofocus onClick={() => void keepSession()}>
            {t('shell.session.keep')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Somebody else who signs in here must not find this page's work: their browser starts anew. */
function EndedDialog({ session }: { session: SessionState }) {
  const { t } = useTexts();
  const before = useRef(session);
  const [now, setNow] = useState<SessionState>();
  const accept = (next: SessionState) => {
    setNow(next);
    if (next.step === 'signed-out' || next.step !== 'ready') return;
    if (before.current.step !== 'signed-out' && before.current.account.id !== next.account.id)
      return location.assign('/staff/');
    acceptSession(next);
    sayEnded(false);
    void queryClient.invalidateQueries();
  };
  useEffect(() => {
    call<SessionState>('/session').then(setNow, () => undefined);
  }, []);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('shell.session.ended')}
    >
      <div className="s-stack">
        <p>{t('shell.session.ended-text')}</p>
        {now && <SignInSteps session={now} onSession={accept} />}
      </div>
    </Modal>
  );
}
