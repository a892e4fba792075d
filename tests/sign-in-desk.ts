// A whole server with signing in, and browsers that ask it over HTTP, for the tests of this folder. Mail goes to a real SMTP server.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { TOTP } from 'otpauth';
import { SMTPServer } from 'smtp-server';
import { openPool } from '../database/door/pool.ts';
import { behind, gateNotice, publishText } from '../database/fixture.testing.ts';
import type { Configuration } from '../platform/configuration.ts';
import { makeLog } from '../platform/log.ts';
import { makeOwnerLink } from '../register/sign-in/invitation.ts';
import { mountSignIn } from '../register/sign-in/sign-in.routes.ts';
import { openSignIn, signInOf } from '../register/sign-in/sign-in.ts';
import type { State } from '../register/sign-in/state.ts';
import { openSocket, type Socket } from '../server/listen.ts';
import { makeServer } from '../server/server.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** Long, and in no dictionary the guesser has. */
export const PASSWORD = 'violetti kanootti hyrrää 47 tuulta';

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** Keeps its cookies as a browser does. */
export interface Browser {
  readonly cookies: Map<string, string>;
  readonly ask: <Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer<Body>>;
  readonly state: () => Promise<State>;
}

export interface TestDesk {
  readonly database: TestDatabase;
  readonly address: string;
  readonly dataFolder: string;
  /** Messages the SMTP server took, newest last. */
  readonly mails: string[];
  readonly smtpUrl: string;
  /** What the server has logged. */
  readonly log: () => string;
  readonly advance: (ms: number) => void;
  readonly now: () => Date;
  readonly browser: (on?: string) => Browser;
  /** Another process's server on the same database and keys; answers its address. */
  readonly another: () => Promise<string>;
  readonly ownerToken: () => Promise<string>;
  /** An owner who has signed everything. */
  readonly signInOwner: (login?: string) => Promise<Browser>;
  /** Rows of a statement by the superuser. */
  readonly look: <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

type Wish = Partial<Pick<Configuration, 'signIn'>> & { change?: (yaml: string) => string };

export async function openTestDesk(wish: Wish = {}): Promise<TestDesk> {
  const database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice(wish.change));
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'seloste-sign-in-'));
  const smtp = await startSmtp();
  const clock = { now: Date.now() };
  const configuration = {
    dataFolder,
    publicUrl: undefined,
    mail: { smtpUrl: smtp.url, from: 'register@organisation.example' },
    ...(wish.signIn && { signIn: wish.signIn }),
  };
  const logged = new PassThrough();
  let log = '';
  logged.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const closing: (() => Promise<unknown>)[] = [];
  const open = async (): Promise<Socket> => {
    const socket = await openSocket({ host: '127.0.0.1', port: 0 });
    const { appUrl, accountsUrl } = database;
    const server = await makeServer(
      {
        configuration,
        database: { appUrl, directUrl: appUrl, accountsUrl },
        address: socket.address,
        log: makeLog('trace', logged),
        isStopping: () => false,
        clock: () => new Date(clock.now),
        openSignIn,
      },
      socket.serve,
      [mountSignIn],
    );
    closing.push(async () => {
      await socket.close();
      await server.close();
    });
    return socket;
  };
  const { address } = await open();
  const accounts = openPool({ url: database.accountsUrl, connections: 1, pipelined: false });
  const ownerToken = async () => {
    const context = await signInOf({ accounts, clock: () => new Date(clock.now), configuration, address });
    return (await makeOwnerLink(context))?.split('#')[1] ?? '';
  };
  const browser = (on = address) => openBrowser(on);
  return {
    database,
    address,
    dataFolder,
    mails: smtp.mails,
    smtpUrl: smtp.url,
    log: () => log,
    advance: (ms) => {
      clock.now += ms;
    },
    now: () => new Date(clock.now),
    browser,
    another: async () => (await open()).address,
    ownerToken,
    signInOwner: async (login = 'aino@owner.example') => {
      const owner = browser();
      const token = await ownerToken();
      await owner.ask('POST', '/api/invitations/accept', {
        token,
        name: 'Aino Omistaja',
        login,
        password: PASSWORD,
      });
      await sign(owner);
      return owner;
    },
    look: (sql, values) => behind(database.superuserUrl, sql, values),
    close: async () => {
      for (const close of closing) await close();
      await accounts.end();
      await smtp.close();
      await database.drop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

/** Reads and signs the undertaking. */
export async function sign(browser: Browser): Promise<State> {
  const state = await browser.state();
  const version = state.step === 'undertaking' ? state.undertaking?.version : undefined;
  await browser.ask('POST', '/api/session/undertaking', { version, name: 'Aino Omistaja' });
  return browser.state();
}

export const codeOf = (uri: string, now: Date): string => {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return new TOTP({ secret }).generate({ timestamp: now.getTime() });
};

function openBrowser(address: string): Browser {
  const cookies = new Map<string, string>();
  const ask = async <Body>(
    method: string,
    to: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await fetch(new URL(to, address), {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(method !== 'GET' && { origin: address }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    keepCookies(cookies, answer.headers.getSetCookie());
    const text = await answer.text();
    const parsed = answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {};
    return { status: answer.status, body: parsed as Body, headers: answer.headers };
  };
  return { cookies, ask, state: async () => (await ask<State>('GET', '/api/session')).body };
}

function keepCookies(cookies: Map<string, string>, set: readonly string[]): void {
  for (const line of set) {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

async function startSmtp(): Promise<{ url: string; mails: string[]; close: () => Promise<void> }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((recipient) => recipient.address).join(',');
        mails.push(`Envelope-To: ${to}\n${Buffer.concat(chunks).toString('utf8')}`);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
