/**
 * A whole server with two registers, people who may and may not, and things of the other register that nobody of this one may learn of:
 * everything there carries the marker.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { addPerson, behind, gateNotice, openPass, publishText } from '../../database/fixture.testing.ts';
import { makeLog } from '../../platform/log.ts';
import { startBrowserSession } from '../../register/sign-in/browser-session.queries.ts';
import { openSignIn, signInOf } from '../../register/sign-in/sign-in.ts';
import { makeKey } from '../../register/users/api-key.commands.ts';
import { giveRole } from '../../register/users/grant.commands.ts';
import { makeRole, makeTask } from '../../register/users/role.commands.ts';
import { makeTeam } from '../../register/users/team.commands.ts';
import { openOffice, SERVER } from '../../register/users/users.testing.ts';
import { openSocket } from '../../server/listen.ts';
import { makeServer } from '../../server/server.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';

export const MARKER = 'zyxmerkki';
export const MINE = 'gate-register';
export const THEIRS = 'other-register';

export interface House {
  readonly database: TestDatabase;
  readonly server: FastifyInstance;
  readonly address: string;
  /** Cookies, or a key with its scheme. */
  readonly who: Readonly<Record<Who, Headers>>;
  /** Ids of rows of the other register and of other people, of every kind there is. */
  readonly foreignIds: readonly string[];
  /** A browser of somebody's, as signing in with a password opens it. */
  readonly cookieOf: (accountId: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

type Headers = Readonly<Record<string, string>>;
export type Who = 'owner' | 'idle' | 'ended' | 'removed' | 'unsigned' | 'expired' | 'halfway' | 'key';

export async function openHouse(): Promise<House> {
  const database = await openTestDatabase();
  const mine = await publishText(database.ownerUrl, gateNotice());
  const theirs = await publishText(
    database.ownerUrl,
    gateNotice((yaml) => yaml.replace(`register: ${MINE}`, `register: ${THEIRS}`)),
  );
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'seloste-isolation-'));
  const socket = await openSocket({ host: '127.0.0.1', port: 0 });
  const configuration = { dataFolder, publicUrl: undefined };
  const accounts = new pg.Pool({ connectionString: database.accountsUrl, max: 4 });
  const { appUrl, accountsUrl } = database;
  const server = await makeServer(
    {
      configuration,
      database: { appUrl, directUrl: appUrl, accountsUrl },
      address: socket.address,
      log: makeLog('silent'),
      isStopping: () => false,
      openSignIn,
      limits: { signedIn: 100_000, address: 100_000 },
    },
    socket.serve,
  );
  const registers = {
    mine: { id: mine.registerId, key: MINE },
    theirs: { id: theirs.registerId, key: THEIRS },
  };
  const cookieOf = async (accountId: string) => {
    const context = await signInOf({
      accounts,
      clock: () => new Date(),
      configuration,
      address: socket.address,
    });
    const session = {
      accountId,
      way: 'password' as const,
      gaveSecondFactor: false,
      device: 'a test',
    };
    return `seloste_session=${await startBrowserSession(context, session)}`;
  };
  return {
    database,
    server,
    address: socket.address,
    who: await fillMine(database, registers.mine, cookieOf),
    foreignIds: await fillTheirs(database, registers.theirs),
    cookieOf,
    close: async () => {
      await socket.close();
      await server.close();
      await accounts.end();
      await database.drop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

type Register = { id: number; key: string };

async function fillMine(
  database: TestDatabase,
  register: Register,
  cookieOf: House['cookieOf'],
): Promise<House['who']> {
  const office = await openOffice(database, register);
  const change = { register, actor: SERVER, reason: 'for a test' };
  await makeRole(office.accounts, change, { key: 'idle', title: { en: 'Idle' }, tasks: [] });
  const users = {
    owner: await office.user(['owner']),
    idle: await office.user(['idle']),
    ended: await office.user(['owner']),
    removed: await office.user(['owner']),
    unsigned: await office.user(['owner'], false),
    expired: await office.user(['owner']),
    halfway: await office.user(['owner']),
  };
  const cookies = Object.fromEntries(
    await Promise.all(
      Object.entries(users).map(async ([who, user]) => [who, { cookie: await cookieOf(user.accountId) }]),
    ),
  );
  const { accounts } = office;
  await accounts.query('update signin.browser_session set ended_at = now() where account_id = $1', [
    users.ended.accountId,
  ]);
  await accounts.query('update auth.undertaking set expires_on = current_date where account_id = $1', [
    users.expired.accountId,
  ]);
  await accounts.query('update auth.account set access_removed_at = now() where id = $1', [
    users.removed.accountId,
  ]);
  await accounts.query(
    `insert into signin.totp (account_id, secret, confirmed_at) values ($1, '\\x00', now())`,
    [users.halfway.accountId],
  );
  const key = await makeKey(accounts, {
    ...change,
    name: 'reads',
    role: 'reader',
    purposes: ['customer-care'],
    verbs: ['read'],
    days: 1,
  });
  await office.close();
  return { ...cookies, key: { authorization: `Bearer ${key.key}` } } as House['who'];
}

/** A user with roles, a session, a passkey, a request, a team, a key; a person with facts, which the access matrix tries row by row. */
async function fillTheirs(database: TestDatabase, register: Register): Promise<string[]> {
  const office = await openOffice(database, register);
  const change = { register, actor: SERVER, reason: MARKER };
  await makeTask(office.accounts, change, {
    key: MARKER,
    title: { en: MARKER },
    purposes: ['newsletter'],
    verbs: ['read'],
  });
  await makeRole(office.accounts, change, { key: MARKER, title: { en: MARKER }, tasks: [MARKER] });
  const user = await office.user(['manager', MARKER]);
  const other = await office.user([]);
  await office.accounts.query('update auth.account set display_name = $2, login = $3 where id = $1', [
    user.accountId,
    MARKER,
    `${MARKER}@user.example`,
  ]);
  const actor = { accountId: user.accountId, name: MARKER };
  await giveRole(office.accounts, { ...change, actor, accountId: other.accountId, role: 'owner' });
  const team = await makeTeam(office.accounts, change, MARKER);
  const key = await makeKey(office.accounts, {
    ...change,
    name: MARKER,
    role: 'reader',
    purposes: ['newsletter'],
    verbs: ['read'],
    days: 1,
  });
  await office.accounts.query(
    `insert into signin.passkey (id, account_id, credential_id, public_key, counter, transports, name) values ($1, $2, $3, '\\x00', 0, '{}', $3)`,
    [randomUUID(), user.accountId, MARKER],
  );
  await office.accounts.query(
    `insert into signin.browser_session (id, token_hash, account_id, way, device, idle_expires_at, expires_at)
     values ($1, sha256('x'), $2, 'password', $3, now() + interval '1 hour', now() + interval '1 hour')`,
    [randomUUID(), user.accountId, MARKER],
  );
  const pass = await openPass(database.superuserUrl, { register: register.key });
  const person = await addPerson(database.appUrl, pass, MARKER);
  await office.close();
  const rows = await behind<{ id: string }>(
    database.superuserUrl,
    `select id from auth.account_role where account_id = $1 union all select id from auth.access_request where register_id = $2
     union all select id from signin.passkey where account_id = $1 union all select id from signin.browser_session where account_id = $1`,
    [user.accountId, register.id],
  );
  return [user.accountId, team, key.id, person.subject, person.relationship, ...rows.map((row) => row.id)];
}
