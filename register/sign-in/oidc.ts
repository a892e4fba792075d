// The organisation's own sign-in (OpenID Connect, code flow with PKCE). What must be remembered between leaving and coming back is
// derived from a short-lived cookie of the browser, so another browser cannot finish what this one began (login CSRF, A22).
import * as client from 'openid-client';
import { ProblemError } from '../../platform/problems.ts';
import { findAccount, findAccountByLogin } from './account.queries.ts';
import { startBrowserSession } from './browser-session.queries.ts';
import { noteSecurity, type OidcSettings, query, type SignInContext } from './context.ts';
import { makeToken } from './secrets.ts';

export const OIDC_COOKIE = 'seloste_oidc';
export const OIDC_COOKIE_SECONDS = 600;
const TIMEOUT_S = 10;

const discovered = new WeakMap<OidcSettings, Promise<client.Configuration>>();

/** Asked once; a provider that was away is asked again at the next attempt. */
function providerOf(settings: OidcSettings): Promise<client.Configuration> {
  const known = discovered.get(settings);
  if (known) return known;
  const issuer = new URL(settings.issuer);
  // Only a provider on this very machine may do without TLS.
  const isLocal =
    issuer.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
  const asking = client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
    timeout: TIMEOUT_S,
    ...(isLocal && { execute: [client.allowInsecureRequests] }),
  });
  discovered.set(settings, asking);
  asking.catch(() => discovered.delete(settings));
  return asking;
}

function settingsOf({ settings }: SignInContext, key: string): OidcSettings {
  if (settings.oidc?.key === key) return settings.oidc;
  throw new ProblemError('not-found', 'There is no such way to sign in.');
}

const derived = ({ secrets }: SignInContext, use: string, cookie: string) =>
  secrets.keyedHash(`oidc ${use}`, cookie).toString('base64url');

const returnAddress = ({ address }: SignInContext, key: string) =>
  `${address}/api/session/oidc/${key}/callback`;

/** Where to send the browser, and the cookie it takes along. */
export async function beginOidc(
  context: SignInContext,
  key: string,
): Promise<{ url: string; cookie: string }> {
  const settings = settingsOf(context, key);
  const provider = await providerOf(settings).catch((cause: unknown) => refuse(cause));
  const cookie = `${context.clock().getTime()}.${makeToken()}`;
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: returnAddress(context, key),
    scope: 'openid email profile',
    state: derived(context, 'state', cookie),
    nonce: derived(context, 'nonce', cookie),
    code_challenge: await client.calculatePKCECodeChallenge(derived(context, 'verifier', cookie)),
    code_challenge_method: 'S256',
  });
  return { url: url.href, cookie };
}

export interface Returning {
  readonly key: string;
  readonly cookie: string | undefined;
  /** Path and query, as the browser came back with them. */
  readonly url: string;
  readonly device: string;
}

/** Answers the session's cookie; throws `sign-in-failed` whatever was wrong. */
export async function finishOidc(context: SignInContext, returning: Returning): Promise<string> {
  const settings = settingsOf(context, returning.key);
  const claims = await claimsOf(context, settings, returning).catch((cause: unknown) => refuse(cause));
  const accountId = await accountOf(context, claims);
  if (accountId === undefined) {
    await noteSecurity(context, 'sign-in-failed', 'organisation’s sign-in: no account');
    return refuse();
  }
  const token = await startBrowserSession(context, {
    accountId,
    way: 'oidc',
    gaveSecondFactor: claims.amr.includes('mfa'),
    device: returning.device,
  });
  await noteSecurity(context, 'signed-in', 'organisation’s sign-in', accountId);
  return token;
}

interface Claims {
  readonly issuer: string;
  readonly subject: string;
  /** Undefined unless the provider says that it is verified. */
  readonly email: string | undefined;
  /** How the provider knew them (RFC 8176). */
  readonly amr: readonly string[];
}

async function claimsOf(
  context: SignInContext,
  settings: OidcSettings,
  { cookie, url }: Returning,
): Promise<Claims> {
  const begun = Number(cookie?.split('.')[0]);
  if (cookie === undefined || !(begun > context.clock().getTime() - OIDC_COOKIE_SECONDS * 1000))
    return refuse();
  const provider = await providerOf(settings);
  const tokens = await client.authorizationCodeGrant(provider, new URL(url, context.address), {
    expectedState: derived(context, 'state', cookie),
    expectedNonce: derived(context, 'nonce', cookie),
    pkceCodeVerifier: derived(context, 'verifier', cookie),
    idTokenExpected: true,
  });
  const idToken = tokens.claims();
  if (!idToken) return refuse();
  const about =
    idToken.email === undefined
      ? await client.fetchUserInfo(provider, tokens.access_token, idToken.sub)
      : idToken;
  const email = about.email_verified === true && typeof about.email === 'string' ? about.email : undefined;
  const amr = Array.isArray(idToken.amr) ? idToken.amr.map(String) : [];
  return { issuer: idToken.iss, subject: idToken.sub, email, amr };
}

/**
 * Nobody becomes a user by having an account elsewhere: the account must be here, and the first time the verified address ties the two.
 * Once tied, nobody else there takes it over by the address: addresses of those who left are given to others.
 */
async function accountOf(context: SignInContext, claims: Claims): Promise<string | undefined> {
  const [known] = await query<{ account_id: string }>(
    context,
    'select account_id from signin.external_identity where issuer = $1 and subject = $2',
    [claims.issuer, claims.subject],
  );
  if (known) return (await findAccount(context, known.account_id))?.id;
  const accountId = claims.email === undefined ? undefined : await findAccountByLogin(context, claims.email);
  if (accountId === undefined) return undefined;
  const tied = await query(
    context,
    `insert into signin.external_identity (issuer, subject, account_id, recorded_at)
     select $1, $2, $3, $4 where not exists (select from signin.external_identity e where e.issuer = $1 and e.account_id = $3)
     on conflict on constraint external_identity_pk do nothing returning account_id`,
    [claims.issuer, claims.subject, accountId, context.clock()],
  );
  if (tied.length === 0) return undefined;
  await noteSecurity(context, 'external-identity-added', 'by the verified address', accountId);
  return accountId;
}

function refuse(cause?: unknown): never {
  const detail = 'The organisation’s sign-in did not let you in. Try again, or sign in another way.';
  throw new ProblemError('sign-in-failed', detail, { cause });
}
