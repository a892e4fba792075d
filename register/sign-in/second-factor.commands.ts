// Giving the second factor, whichever it is. Afterwards the session may do more, so it gets a new cookie.
import { ProblemError } from '../../platform/problems.ts';
import { type BrowserSession, rotateBrowserSession } from './browser-session.queries.ts';
import { noteSecurity, type SignInContext } from './context.ts';
import { noteLocked } from './password.commands.ts';
import { confirmTotp, makeRecoveryCodes, takeRecoveryCode, takeTotp } from './second-factor.ts';
import { type Counted, countAttempt, forgiveAttempt } from './throttle.ts';

export type GivenCode = { readonly code: string } | { readonly recoveryCode: string };

/** Answers the new cookie. Throws `code-wrong`, `sign-in-locked`. */
export async function giveCode(
  context: SignInContext,
  session: BrowserSession,
  given: GivenCode,
): Promise<string> {
  const account = { id: session.accountId, login: session.login };
  await counted(context, account.id, () =>
    'code' in given
      ? takeTotp(context, account, given.code)
      : takeRecoveryCode(context, account.id, given.recoveryCode),
  );
  await noteSecurity(context, 'second-factor-given', 'code' in given ? 'code' : 'recovery code', account.id);
  return rotateBrowserSession(context, session.id, { gaveSecondFactor: true });
}

/** The first code of a new app: it is in use from now on, and counts as given. Answers cookie and recovery codes. */
export async function confirmNewTotp(
  context: SignInContext,
  session: BrowserSession,
  code: string,
): Promise<{ token: string; recoveryCodes: string[] }> {
  const account = { id: session.accountId, login: session.login };
  await counted(context, account.id, () => confirmTotp(context, account, code));
  const recoveryCodes = await makeRecoveryCodes(context, account.id);
  return {
    token: await rotateBrowserSession(context, session.id, { gaveSecondFactor: true }),
    recoveryCodes,
  };
}

async function counted(context: SignInContext, accountId: string, work: () => Promise<void>): Promise<void> {
  const keys: readonly Counted[] = [{ kind: 'code', of: accountId }];
  await countAttempt(context, keys).catch((error: unknown) => noteLocked(context, error, accountId));
  await work().catch(async (error: unknown) => {
    await noteSecurity(context, 'sign-in-failed', 'second factor', accountId);
    throw error;
  });
  await forgiveAttempt(context, keys);
}

const FRESH_MS = 15 * 60_000;

/**
 * What lets somebody in from now on is changed soon after signing in only: a cookie that was stolen, or a browser left open, must not
 * become a way in of its own. Who must add a first factor has nothing open yet.
 */
export function refuseStale({ clock }: Pick<SignInContext, 'clock'>, session: BrowserSession): void {
  const isFresh = clock().getTime() - session.provenAt.getTime() <= FRESH_MS;
  if (isFresh || session.step === 'enrol-second-factor') return;
  throw new ProblemError(
    'sign-in-again',
    'You signed in some time ago: sign out and in again, then do this.',
  );
}

/** A factor may be added by somebody who gave what they have: not half-way, by whoever has the password only (A12). */
export function refuseBeforeSecondFactor(session: BrowserSession): void {
  if (session.step !== 'second-factor') return;
  throw new ProblemError('sign-in-unfinished', 'Give the second factor you have first.');
}
