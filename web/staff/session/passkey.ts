/** Passkeys: the browser asks for the finger or the key, the server checks the answer. Loaded only when somebody uses one. */
import { ApiProblem, call } from '../api/client.ts';
import type { SessionState } from '../api/session.ts';

/** What the browser throws when the user closes its dialog or has no key; not a fault of ours or theirs. */
function asProblem(cause: unknown): ApiProblem {
  if (cause instanceof ApiProblem) return cause;
  return new ApiProblem({ code: 'passkey-cancelled' }, { cause });
}

type Library = typeof import('@simplewebauthn/browser');
type SignInOptions = Parameters<Library['startAuthentication']>[0]['optionsJSON'];
type EnrolOptions = Parameters<Library['startRegistration']>[0]['optionsJSON'];

export async function signInWithPasskey(): Promise<SessionState> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = await call<SignInOptions>('/session/passkey/options', { method: 'POST' });
  try {
    const response = await startAuthentication({ optionsJSON });
    return await call<SessionState>('/session/passkey', { method: 'POST', body: { response } });
  } catch (error) {
    throw asProblem(error);
  }
}

export async function addPasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = await call<EnrolOptions>('/me/passkeys/options', { method: 'POST' });
  try {
    const response = await startRegistration({ optionsJSON });
    await call('/me/passkeys', { method: 'POST', body: { response, name } });
  } catch (error) {
    throw asProblem(error);
  }
}

export const canUsePasskeys = (): boolean => window.PublicKeyCredential !== undefined;
