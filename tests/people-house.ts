/** A whole server over a register with people, and members of staff with the tasks a test gives them, who ask it over HTTP. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { behind, gateNotice, openPass, publishText, type SessionWish } from '../database/fixture.testing.ts';
import { makeLog } from '../platform/log.ts';
import type { SignedInUser } from '../register/sign-in/signed-in.ts';
import { openSocket } from '../server/listen.ts';
import { offered } from '../server/routes.ts';
import { makeServer } from '../server/server.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

const REGISTER = 'gate-register';
const ALL_VERBS = ['read', 'add', 'change', 'remove', 'count', 'export', 'send', 'manage'];
const PURPOSES = ['customer-care', 'training', 'archive', 'sales', 'newsletter', 'offers', 'club', 'rights'];

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A member of staff at a browser. */
export interface Staff {
  readonly accountId: string;
  readonly pass: string;
  readonly cookie: string;
  readonly ask: <Body = Record<string, unknown>>(
    method: string,
    path: string,
    options?: { body?: unknown; purpose?: string; headers?: Record<string, string> },
  ) => Promise<Answer<Body>>;
}

export interface House {
  readonly database: TestDatabase;
  readonly address: string;
  readonly registerId: number;
  readonly dataFolder: string;
  readonly advance: (ms: number) => void;
  readonly staff: (wish?: Pick<SessionWish, 'purposes' | 'verbs'>) => Promise<Staff>;
  readonly publish: (change: (yaml: string) => string) => Promise<void>;
  readonly behind: <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

/** Paths begin at the register: `/people`. */
export async function openHouse(change?: (yaml: string) => string): Promise<House> {
  const database = await openTestDatabase();
  const { registerId } = await publishText(database.ownerUrl, gateNotice(change));
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'seloste-people-'));
  const users = new Map<string, SignedInUser>();
  const clock = { ahead: 0 };
  const socket = await openSocket({ host: '127.0.0.1', port: 0 });
  const server = await makeServer(
    {
      configuration: { dataFolder, publicUrl: undefined },
      database: { appUrl: database.appUrl, directUrl: database.appUrl, accountsUrl: database.accountsUrl },
      log: makeLog('silent'),
      isStopping: () => false,
      clock: () => new Date(Date.now() + clock.ahead),
      openSignIn: () => ({
        resolve: async (cookie: string) => users.get(cookie),
        invite: async () => ({ expiresAt: new Date() }),
      }),
    },
    socket.serve,
    // Signing in has tests of its own; here a cookie is a user.
    offered.filter((mount) => mount.name !== 'mountSigningIn'),
  );
  const look = <Row extends object>(sql: string, values?: unknown[]) =>
    behind<Row>(database.superuserUrl, sql, values);
  return {
    database,
    address: socket.address,
    registerId,
    dataFolder,
    advance: (ms) => {
      clock.ahead += ms;
    },
    behind: look,
    publish: async (next) => {
      await publishText(database.ownerUrl, gateNotice(next));
    },
    staff: async (wish = {}) => {
      const purposes = wish.purposes ?? PURPOSES;
      const verbs = wish.verbs ?? ALL_VERBS;
      const pass = await openPass(database.superuserUrl, { purposes, verbs });
      const [session] = await look<{ account_id: string }>(
        'select account_id from session.session where pass_hash = $1',
        [createHash('sha256').update(pass).digest()],
      );
      const accountId = session?.account_id ?? '';
      const cookie = randomUUID();
      users.set(cookie, {
        by: 'browser',
        step: 'ready',
        sessionId: randomUUID(),
        account: { id: accountId, login: accountId, name: 'Test', language: 'en' },
        registers: [{ id: registerId, key: REGISTER, tasks: [{ key: 'work', purposes, verbs }] }],
        passFor: async () => pass,
      });
      return { accountId, pass, cookie: `seloste_session=${cookie}`, ask: askAs(socket.address, cookie) };
    },
    close: async () => {
      await socket.close();
      await server.close();
      await database.drop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

function askAs(address: string, cookie: string): Staff['ask'] {
  return async <Body>(
    method: string,
    to: string,
    { body, purpose = 'customer-care', headers = {} }: Parameters<Staff['ask']>[2] = {},
  ) => {
    const answer = await fetch(`${address}/api/registers/${REGISTER}${to}`, {
      method,
      headers: {
        cookie: `seloste_session=${cookie}`,
        ...(purpose !== '' && { 'seloste-purpose': purpose }),
        ...(method !== 'GET' && { origin: address }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return { status: answer.status, body: (isJson ? JSON.parse(text) : {}) as Body };
  };
}
