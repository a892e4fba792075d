// Opens signing in for a server or a command: keys, mail, settings, and the cookie's way to an entitled user.
import path from 'node:path';
import type pg from 'pg';
import { openPool } from '../../database/door/pool.ts';
import type { Configuration } from '../../platform/configuration.ts';
import { openMail } from '../mail/mail.ts';
import { findBrowserSession, openPass, registersOf } from './browser-session.queries.ts';
import type { Queryable, SignInContext } from './context.ts';
import { invite } from './invitation.ts';
import { openSecrets } from './secrets.ts';
import type { SignedInUser, SignIn } from './signed-in.ts';

export interface SignInOptions {
  /** The login of accounts and credentials. */
  readonly accounts: pg.Pool;
  readonly clock: () => Date;
  readonly configuration: Pick<Configuration, 'dataFolder' | 'publicUrl'> &
    Partial<Pick<Configuration, 'signIn' | 'mail' | 'port'>>;
  /** Where the server is reached when there is no PUBLIC_URL. */
  readonly address?: string;
}

const DEFAULT_PORT = 3000;
const DEFAULT_SETTINGS: Configuration['signIn'] = {
  multiFactor: false,
  idleMinutes: 60,
  hours: 12,
  oidc: undefined,
};

const opened = new WeakMap<pg.Pool, Promise<SignInContext>>();

/** One for each pool, whoever asks. */
export function signInOf(options: SignInOptions): Promise<SignInContext> {
  const known = opened.get(options.accounts) ?? openContext(options);
  opened.set(options.accounts, known);
  return known;
}

async function openContext({
  accounts,
  clock,
  configuration,
  address,
}: SignInOptions): Promise<SignInContext> {
  const { dataFolder, publicUrl, port } = configuration;
  const mail = configuration.mail ?? { smtpUrl: undefined, from: 'seloste@localhost' };
  const shared = {
    secrets: await openSecrets(dataFolder),
    settings: configuration.signIn ?? DEFAULT_SETTINGS,
    clock,
    mail: openMail(mail, path.join(dataFolder, 'outbox')),
    // A command does not know where the server beside it listens, but on the port that was asked for.
    address: publicUrl ?? address ?? `http://localhost:${port || DEFAULT_PORT}`,
  };
  const over = (pool: Queryable): SignInContext => ({
    ...shared,
    pool,
    atomically: (work) => inTransaction(accounts, (client) => work(over(client))),
  });
  return over(accounts);
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    broken = false;
    return result;
  } catch (error) {
    broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

const LONGEST_COOKIE = 200;

/** What the server asks of signing in: whose cookie it is, and a link for somebody new. */
export async function openSignIn(options: SignInOptions): Promise<SignIn> {
  const context = await signInOf(options);
  return {
    resolve: (cookie) => resolveUser(context, cookie),
    invite: (wish) => invite(context, wish),
  };
}

async function resolveUser(context: SignInContext, cookie: string): Promise<SignedInUser | undefined> {
  if (cookie.length > LONGEST_COOKIE) return undefined;
  const session = await findBrowserSession(context, cookie);
  if (!session) return undefined;
  const { id: sessionId, accountId: id, login, name, language, step, tasks } = session;
  return {
    by: 'browser',
    step,
    sessionId,
    account: { id, login, name, language },
    registers: registersOf(tasks),
    passFor: (register) => openPass(context, { id: sessionId, token: cookie, register }),
  };
}

export interface SignInPlace extends Pick<SignInOptions, 'configuration' | 'address'> {
  readonly accountsUrl: string;
}

/** For a command, or once at start: with a connection of its own that is closed afterwards. */
export async function withSignIn<Result>(
  { accountsUrl, ...options }: SignInPlace,
  work: (context: SignInContext) => Promise<Result>,
): Promise<Result> {
  const accounts = openPool({ url: accountsUrl, connections: 1, pipelined: false });
  const context = await signInOf({ ...options, accounts, clock: () => new Date() });
  try {
    return await work(context);
  } finally {
    context.mail.close();
    await accounts.end();
  }
}

const ENDED_DAYS = 90;

/** Forgets what has ended: challenges and counts within a day, sessions and links after three months. */
export async function forgetEnded({ pool, clock }: Pick<SignInContext, 'pool' | 'clock'>): Promise<void> {
  const now = clock();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await pool.query('delete from signin.challenge where expires_at < $1', [now]);
  await pool.query('delete from signin.attempt where last_at < $1 and coalesce(locked_until < $2, true)', [
    daysAgo(1),
    now,
  ]);
  await pool.query('delete from signin.browser_session where least(ended_at, expires_at) < $1', [
    daysAgo(ENDED_DAYS),
  ]);
  await pool.query('delete from signin.invitation where expires_at < $1', [daysAgo(ENDED_DAYS)]);
}
