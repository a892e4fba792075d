// Signing in with a password, and changing it.
import { ProblemError } from '../../platform/problems.ts';
import { findAccountByLogin } from './account.queries.ts';
import { endBrowserSessions, startBrowserSession } from './browser-session.queries.ts';
import { noteSecurity, type SignInContext } from './context.ts';
import { revokeInvitations } from './invitation.ts';
import { normaliseLogin } from './login.ts';
import { hashPassword, isPassword, storePassword } from './password.ts';
import { refuseWeakPassword } from './password-strength.ts';
import { type Counted, countAttempt, forgiveAttempt, networkOf } from './throttle.ts';

export interface PasswordAttempt {
  readonly login: string;
  readonly password: string;
  /** Of the socket. */
  readonly address: string;
  readonly device: string;
}

/** Answers the cookie. Throws `sign-in-failed`, the same for a wrong name and a wrong password, and `sign-in-locked`. */
export async function signInWithPassword(context: SignInContext, attempt: PasswordAttempt): Promise<string> {
  const login = normaliseLogin(attempt.login);
  const network = networkOf(attempt.address);
  const keys: readonly Counted[] = [
    { kind: 'address', of: network },
    { kind: 'login-here', of: `${login} ${network}` },
    { kind: 'login', of: login },
  ];
  const accountId = await findAccountByLogin(context, login);
  await countAttempt(context, keys).catch((error: unknown) => noteLocked(context, error, accountId));
  const isRight = await isPassword(context, accountId, attempt.password);
  if (!isRight || accountId === undefined) {
    await noteSecurity(context, 'sign-in-failed', 'password', accountId);
    throw new ProblemError('sign-in-failed', 'The user name or the password is wrong.');
  }
  await forgiveAttempt(context, keys);
  const token = await startBrowserSession(context, {
    accountId,
    way: 'password',
    gaveSecondFactor: false,
    device: attempt.device,
  });
  await noteSecurity(context, 'signed-in', 'password', accountId);
  return token;
}

export async function noteLocked(context: SignInContext, error: unknown, accountId?: string): Promise<never> {
  await noteSecurity(context, 'sign-in-locked', 'too many attempts', accountId);
  throw error;
}

export interface PasswordChange {
  readonly sessionId: string;
  readonly account: { readonly id: string; readonly login: string; readonly name: string };
  readonly current: string;
  readonly password: string;
}

/** Every other session ends (A13), and a link for a new password that may still lie in a mailbox is worth nothing. Throws `request-invalid` for a wrong present password, `password-weak`. */
export async function changePassword(context: SignInContext, change: PasswordChange): Promise<void> {
  const { account } = change;
  await checkPassword(context, { accountId: account.id, password: change.current, path: 'current' });
  refuseWeakPassword(change.password, [account.login, account.name]);
  await storePassword(context, account.id, await hashPassword(change.password));
  await endBrowserSessions(context, {
    accountId: account.id,
    but: change.sessionId,
    because: 'password changed',
  });
  await revokeInvitations(context, account.id);
  await noteSecurity(context, 'password-changed', 'by the user', account.id);
}

export interface PresentPassword {
  readonly accountId: string;
  readonly password: string;
  /** The field of the request it came in. */
  readonly path: string;
}

/** For what a stolen cookie alone must not do; counted like a code. The session goes on, so this is no failed sign-in. */
export async function checkPassword(
  context: SignInContext,
  { accountId, password, path }: PresentPassword,
): Promise<void> {
  const keys: readonly Counted[] = [{ kind: 'code', of: `password ${accountId}` }];
  await countAttempt(context, keys).catch((error: unknown) => noteLocked(context, error, accountId));
  if (!(await isPassword(context, accountId, password))) {
    await noteSecurity(context, 'sign-in-failed', 'present password', accountId);
    const message = 'The present password is wrong.';
    throw new ProblemError('request-invalid', message, { fields: [{ path, code: 'wrong', message }] });
  }
  await forgiveAttempt(context, keys);
}
