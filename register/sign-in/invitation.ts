// One-time links: to an account that was made for somebody, and the owner's before there is anybody. The token stands behind the # of
// the address, which browsers do not send, so it is in no log; it is kept hashed and ends by itself.
import { randomUUID } from 'node:crypto';
import { ProblemError } from '../../platform/problems.ts';
import { findAccount, findAccountByLogin } from './account.queries.ts';
import { endBrowserSessions, startBrowserSession, type TaskRow } from './browser-session.queries.ts';
import { noteSecurity, query, type SignInContext } from './context.ts';
import { invitationMail } from './invitation-mail.ts';
import { isPlainEmail, normaliseLogin } from './login.ts';
import { hashPassword, storePassword } from './password.ts';
import { refuseWeakPassword } from './password-strength.ts';
import { hashToken, makeToken } from './secrets.ts';
import type { Inviting } from './signed-in.ts';
import { countAttempt, networkOf } from './throttle.ts';

const INVITATION_HOURS = 7 * 24;
const OWNER_LINK_HOURS = 72;
const HOUR_MS = 3_600_000;

interface Making {
  readonly kind: 'invitation' | 'owner';
  readonly accountId: string | null;
  readonly recordedBy: string | null;
}

/** The newest link counts: earlier ones to the same account are worth nothing from now on. */
async function makeLink(context: SignInContext, making: Making): Promise<{ link: string; expiresAt: Date }> {
  const token = makeToken();
  const now = context.clock();
  const hours = making.kind === 'owner' ? OWNER_LINK_HOURS : INVITATION_HOURS;
  const expiresAt = new Date(now.getTime() + hours * HOUR_MS);
  await revokeInvitations(context, making.accountId);
  await query(
    context,
    `insert into signin.invitation (id, account_id, kind, token_hash, recorded_at, recorded_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [randomUUID(), making.accountId, making.kind, hashToken(token), now, making.recordedBy, expiresAt],
  );
  const what = making.kind === 'owner' ? 'owner-link-made' : 'invitation-made';
  await noteSecurity(context, what, `by ${making.recordedBy ?? 'the server'}`, making.accountId ?? undefined);
  return { link: `${context.address}/staff/welcome#${token}`, expiresAt };
}

/** Of one account; null: the owner's links. */
export async function revokeInvitations(
  context: Pick<SignInContext, 'pool' | 'clock'>,
  accountId: string | null,
): Promise<void> {
  await query(
    context,
    `update signin.invitation set revoked_at = $2
      where account_id is not distinct from $1 and used_at is null and revoked_at is null`,
    [accountId, context.clock()],
  );
}

/** Sends the link by mail to the account's login. Throws `mail-not-sent`: then the link is worth nothing, invite again. */
export async function invite(context: SignInContext, inviting: Inviting): Promise<{ expiresAt: Date }> {
  const account = await findAccount(context, inviting.accountId);
  if (!account) throw new ProblemError('not-found', 'There is no such user.');
  const { link, expiresAt } = await makeLink(context, {
    kind: 'invitation',
    accountId: account.id,
    recordedBy: inviting.invitedBy,
  });
  await context.mail.send(invitationMail(account, link, expiresAt)).catch(async (error: unknown) => {
    await revokeInvitations(context, account.id);
    throw error;
  });
  return { expiresAt };
}

/** Undefined once somebody has become the owner. */
export async function makeOwnerLink(context: SignInContext): Promise<string | undefined> {
  const [row] = await query<{ wanted: boolean }>(context, 'select session.wants_owner() as wanted');
  if (!row?.wanted) return undefined;
  return (await makeLink(context, { kind: 'owner', accountId: null, recordedBy: null })).link;
}

/**
 * For the administrator at the server's console: a link with which somebody who cannot get in chooses a new password, and begins
 * anew with their second factors if they lost those. Throws `not-found`.
 */
export async function makeAccessLink(
  context: SignInContext,
  { login, forgetSecondFactors }: { login: string; forgetSecondFactors: boolean },
): Promise<string> {
  const accountId = await findAccountByLogin(context, login);
  if (accountId === undefined) throw new ProblemError('not-found', 'There is no user with this login.');
  if (forgetSecondFactors) await forgetFactors(context, accountId);
  return (await makeLink(context, { kind: 'invitation', accountId, recordedBy: null })).link;
}

async function forgetFactors(context: SignInContext, accountId: string): Promise<void> {
  // Who they are at the organisation's sign-in too: there they may have been made anew, under another id.
  for (const table of ['totp', 'recovery_code', 'passkey', 'external_identity']) {
    await query(context, `delete from signin.${table} where account_id = $1`, [accountId]);
  }
  await endBrowserSessions(context, { accountId, because: 'second factors forgotten' });
  await noteSecurity(context, 'second-factors-forgotten', 'at the command line', accountId);
}

interface Found {
  readonly id: string;
  readonly account_id: string | null;
  readonly expires_at: Date;
}

const OPEN = 'token_hash = $1 and used_at is null and revoked_at is null and expires_at > $2';

const gone = () => {
  const detail = 'The link has been used, has ended or was replaced by a newer one. Ask for a new one.';
  return new ProblemError('invitation-gone', detail);
};

export interface Invitation {
  readonly owner: boolean;
  /** Null for the owner, who chooses one. */
  readonly login: string | null;
  readonly name: string | null;
  readonly language: string | null;
  readonly tasks: readonly TaskRow[];
  readonly expiresAt: Date;
}

export async function lookAtInvitation(
  context: SignInContext,
  { token, address }: { token: string; address: string },
): Promise<Invitation> {
  await countAttempt(context, [{ kind: 'link', of: networkOf(address) }]);
  const [found] = await query<Found>(
    context,
    `select id, account_id, expires_at from signin.invitation where ${OPEN}`,
    [hashToken(token), context.clock()],
  );
  if (!found) throw gone();
  const { account_id: id, expires_at: expiresAt } = found;
  if (id === null) return { owner: true, login: null, name: null, language: null, tasks: [], expiresAt };
  const account = await findAccount(context, id);
  if (!account) throw gone();
  const tasks = await query<TaskRow>(context, 'select * from session.account_tasks($1)', [id]);
  return {
    owner: false,
    login: account.login,
    name: account.name,
    language: account.language,
    tasks,
    expiresAt,
  };
}

export interface Accepting {
  readonly token: string;
  readonly name: string;
  /** An owner's only. */
  readonly login?: string | undefined;
  readonly language?: string | undefined;
  readonly password: string;
  readonly address: string;
  readonly device: string;
}

/** Sets the password and answers the cookie; a second factor that the account has is asked for as ever. */
export async function acceptInvitation(context: SignInContext, accepting: Accepting): Promise<string> {
  const invitation = await lookAtInvitation(context, accepting);
  const login = invitation.login ?? ownersLogin(accepting.login);
  refuseWeakPassword(accepting.password, [login, accepting.name]);
  const hashed = await hashPassword(accepting.password);
  return context.atomically(async (atomic) => {
    const accountId = await takeInvitation(atomic, accepting, login);
    await storePassword(atomic, accountId, hashed);
    await endBrowserSessions(atomic, { accountId, because: 'password set by a link' });
    await noteSecurity(atomic, 'invitation-accepted', invitation.owner ? 'owner' : 'invitation', accountId);
    const { device } = accepting;
    return startBrowserSession(atomic, { accountId, way: 'invitation', gaveSecondFactor: false, device });
  });
}

function ownersLogin(typed: string | undefined): string {
  const login = normaliseLogin(typed ?? '');
  if (isPlainEmail(login)) return login;
  const fields = [{ path: 'login', code: 'malformed', message: 'This is not an e-mail address.' }];
  throw new ProblemError('request-invalid', 'Give your e-mail address: it is your user name.', { fields });
}

/** Of two browsers with the same link, one gets it. */
async function takeInvitation(context: SignInContext, accepting: Accepting, login: string): Promise<string> {
  const [taken] = await query<Found>(
    context,
    `update signin.invitation set used_at = $2 where ${OPEN} returning id, account_id, expires_at`,
    [hashToken(accepting.token), context.clock()],
  );
  if (!taken) throw gone();
  const { name, language } = accepting;
  if (taken.account_id !== null) {
    await query(context, 'select session.rename_account($1, $2, $3)', [
      taken.account_id,
      name,
      language ?? null,
    ]);
    return taken.account_id;
  }
  const accountId = randomUUID();
  await query(context, 'select gate.make_owner($1, $2, $3, $4)', [accountId, login, name, language ?? 'en']);
  return accountId;
}
