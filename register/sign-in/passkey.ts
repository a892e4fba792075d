// Passkeys (WebAuthn): to sign in without typing, or as the second factor. Challenges lie in the database, answered once and within
// minutes, whichever process handed them out.
import { createHash, randomUUID } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { ProblemError } from '../../platform/problems.ts';
import { findAccount } from './account.queries.ts';
import { noteSecurity, query, type SignInContext } from './context.ts';

const CHALLENGE_MINUTES = 5;
const PASSKEYS_LIMIT = 20;

type ChallengeKind = 'sign-in' | 'second-factor' | 'registration';

const hashOf = (challenge: string) => createHash('sha256').update(challenge).digest();

async function keepChallenge(
  context: SignInContext,
  { challenge, kind, sessionId }: { challenge: string; kind: ChallengeKind; sessionId?: string },
): Promise<void> {
  const now = context.clock();
  await query(
    context,
    'insert into signin.challenge (hash, kind, browser_session_id, expires_at) values ($1, $2, $3, $4)',
    [hashOf(challenge), kind, sessionId ?? null, new Date(now.getTime() + CHALLENGE_MINUTES * 60_000)],
  );
}

/** Whether we handed it out for this, to this session, minutes ago; it is gone afterwards either way. */
async function takeChallenge(
  context: SignInContext,
  { challenge, kind, sessionId }: { challenge: string; kind: ChallengeKind; sessionId?: string },
): Promise<boolean> {
  const taken = await query(
    context,
    `delete from signin.challenge where hash = $1 and kind = $2 and browser_session_id is not distinct from $3 and expires_at > $4
     returning hash`,
    [hashOf(challenge), kind, sessionId ?? null, context.clock()],
  );
  return taken.length > 0;
}

/** Where passkeys are bound to: the host, from our own configuration or an Origin that was checked to be ours. */
const hostOf = (origin: string): string => new URL(origin).hostname;

export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly recorded_at: Date;
  readonly used_at: Date | null;
}

export function listPasskeys(context: SignInContext, accountId: string): Promise<Listed[]> {
  return query<Listed>(
    context,
    'select id, name, recorded_at, used_at from signin.passkey where account_id = $1 order by recorded_at limit $2',
    [accountId, PASSKEYS_LIMIT],
  );
}

type Known = { credential_id: string; transports: string[] };

const findKnown = (context: SignInContext, accountId: string) =>
  query<Known>(
    context,
    'select credential_id, transports from signin.passkey where account_id = $1 limit $2',
    [accountId, PASSKEYS_LIMIT],
  );

const describe = ({ credential_id: id, transports }: Known) => ({ id, transports });

export async function passkeyCreation(
  context: SignInContext,
  session: { id: string; accountId: string; login: string; name: string },
  origin: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await findKnown(context, session.accountId);
  if (known.length >= PASSKEYS_LIMIT)
    throw new ProblemError('request-invalid', 'There are enough passkeys: remove one first.');
  const options = await generateRegistrationOptions({
    rpName: 'Seloste',
    rpID: hostOf(origin),
    userName: session.login,
    userDisplayName: session.name,
    userID: new Uint8Array(createHash('sha256').update(session.accountId).digest()),
    excludeCredentials: known.map(describe),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(context, { challenge: options.challenge, kind: 'registration', sessionId: session.id });
  return options;
}

export async function addPasskey(
  context: SignInContext,
  session: { id: string; accountId: string },
  answer: { response: RegistrationResponseJSON; name: string; origin: string },
): Promise<string> {
  const { response, name, origin } = answer;
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) =>
      takeChallenge(context, { challenge, kind: 'registration', sessionId: session.id }),
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    requireUserVerification: true,
  }).catch((cause: unknown) => refuseNew(cause));
  if (!verified.verified) return refuseNew();
  const { credential } = verified.registrationInfo;
  const id = randomUUID();
  const added = await query(
    context,
    `insert into signin.passkey (id, account_id, credential_id, public_key, counter, transports, name, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict on constraint passkey_credential_unique do nothing returning id`,
    [
      id,
      session.accountId,
      credential.id,
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      name,
      context.clock(),
    ],
  );
  if (added.length === 0) return refuseNew();
  await noteSecurity(context, 'passkey-added', id, session.accountId);
  return id;
}

/** Without a session anybody's passkey will do (discoverable sign-in); with one, only that account's. */
export async function passkeyRequest(
  context: SignInContext,
  session: { id: string; accountId: string } | undefined,
  origin: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known = session ? await findKnown(context, session.accountId) : [];
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    allowCredentials: known.map(describe),
    userVerification: session ? 'preferred' : 'required',
  });
  const kind = session ? 'second-factor' : 'sign-in';
  await keepChallenge(context, {
    challenge: options.challenge,
    kind,
    ...(session && { sessionId: session.id }),
  });
  return options;
}

type Stored = { id: string; account_id: string; public_key: Buffer; counter: string; transports: string[] };

/** Whose passkey answered; throws `sign-in-failed` without a reason, since a reason would tell which passkeys exist. */
export async function takePasskey(
  context: SignInContext,
  session: { id: string; accountId: string } | undefined,
  { response, origin }: { response: AuthenticationResponseJSON; origin: string },
): Promise<{ accountId: string }> {
  const [stored] = await query<Stored>(
    context,
    'select id, account_id, public_key, counter, transports from signin.passkey where credential_id = $1 and ($2::uuid is null or account_id = $2)',
    [response.id, session?.accountId ?? null],
  );
  if (!stored) return refusePasskey();
  const kind = session ? 'second-factor' : 'sign-in';
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) =>
      takeChallenge(context, { challenge, kind, ...(session && { sessionId: session.id }) }),
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    // Alone it is both factors, so it must know its user; after a password having it is enough.
    requireUserVerification: session === undefined,
    credential: {
      id: response.id,
      publicKey: new Uint8Array(stored.public_key),
      counter: Number(stored.counter),
      transports: stored.transports,
    },
  }).catch((cause: unknown) => refusePasskey(cause));
  // Also when the access was removed meanwhile (A14).
  if (!verified || !(await findAccount(context, stored.account_id))) return refusePasskey();
  await advanceCounter(context, stored, authenticationInfo.newCounter);
  return { accountId: stored.account_id };
}

/** A counter that does not rise is a copied key; many passkeys count nothing and stay at 0. */
async function advanceCounter(context: SignInContext, stored: Stored, counter: number): Promise<void> {
  const advanced = await query(
    context,
    `update signin.passkey set counter = $2, used_at = $3 where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
    [stored.id, counter, context.clock()],
  );
  if (advanced.length === 0) refusePasskey();
}

export async function removePasskey(context: SignInContext, accountId: string, id: string): Promise<void> {
  const removed = await query(
    context,
    'delete from signin.passkey where account_id = $1 and id = $2 returning id',
    [accountId, id],
  );
  if (removed.length === 0) throw new ProblemError('not-found', 'There is no such passkey.');
  await noteSecurity(context, 'passkey-removed', id, accountId);
}

function refusePasskey(cause?: unknown): never {
  const detail = 'The passkey was not accepted. Try again, or sign in another way.';
  throw new ProblemError('sign-in-failed', detail, { cause });
}

/** Who adds one is signed in, so this is no failed sign-in. */
function refuseNew(cause?: unknown): never {
  throw new ProblemError('request-invalid', 'The passkey was not accepted. Try again.', { cause });
}
