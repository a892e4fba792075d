/** One server's life: open the socket, get the database ready, serve, and on a signal finish what is under way and leave. */
import { type PreparedDatabase, prepareDatabase } from '../database/prepare.ts';
import { startUpkeep, type Upkeep } from '../database/upkeep.ts';
import type { Configuration } from '../platform/configuration.ts';
import type { Log } from '../platform/log.ts';
import { publishExamples } from '../register/notices/examples.ts';
import { makeOwnerLink } from '../register/sign-in/invitation.ts';
import { openSignIn, withSignIn } from '../register/sign-in/sign-in.ts';
import { openSocket, type Socket } from './listen.ts';
import { makeServer } from './server.ts';

export type Running = {
  /** The address to tell people, once requests are served. */
  ready: Promise<string>;
  /** The one-time link of the first user, while there is none; to be shown on the console only. */
  makeOwnerLink(): Promise<string | undefined>;
  /** Safe to call at any time, while starting too, and twice. */
  stop(): Promise<void>;
  stopped: Promise<void>;
};

type Parts = {
  socket?: Socket;
  database?: PreparedDatabase;
  upkeep?: Upkeep;
  closeServer?: () => Promise<void>;
};

export function runServer(configuration: Configuration, log: Log): Running {
  const state = { stopping: false };
  const parts: Parts = {};
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const ready = begin({ configuration, log, parts, isStopping: () => state.stopping });
  const stop = async () => {
    if (state.stopping) return stopped;
    state.stopping = true;
    log.info('stopping');
    await ready.catch(() => undefined);
    await closeAll(parts);
    log.info('stopped');
    resolve();
  };
  return {
    ready,
    makeOwnerLink: () => ready.then(() => findOwnerLink(configuration, parts)),
    stop,
    stopped,
  };
}

type Beginning = { configuration: Configuration; log: Log; parts: Parts; isStopping: () => boolean };

async function begin({ configuration, log, parts, isStopping }: Beginning): Promise<string> {
  try {
    parts.socket = await openSocket(configuration);
    const onRestart = (outcome: 'restarted' | 'failed', err?: unknown) =>
      log.error({ outcome, err }, 'database had died');
    parts.database = await prepareDatabase(configuration, { watch: true, onRestart });
    if (!isStopping()) await showExamples(parts.database, log);
    const server = await makeServer(
      {
        ...signingIn(parts.database, log),
        configuration,
        log,
        isStopping,
        address: addressOf(configuration, parts.socket),
      },
      parts.socket.serve,
    );
    parts.closeServer = () => server.close();
    const onError = (err: unknown) => log.error({ err }, 'upkeep failed');
    parts.upkeep = startUpkeep({ url: parts.database.directUrl, onError });
  } catch (error) {
    await closeAll(parts);
    throw error;
  }
  const address = addressOf(configuration, parts.socket);
  log.info({ address, embedded: parts.database.embedded }, 'ready');
  return address;
}

const addressOf = ({ publicUrl }: Configuration, socket: Socket) => publicUrl ?? socket.address;

/** A database of your own may come without a login for accounts: then the server shows the notices and lets nobody in. */
function signingIn({ accountsUrl, ...database }: PreparedDatabase, log: Log) {
  if (accountsUrl !== undefined) return { database: { ...database, accountsUrl }, openSignIn };
  log.warn('DATABASE_ACCOUNTS_URL is not set, so nobody can sign in');
  return { database: { ...database, accountsUrl: database.appUrl } };
}

/** Undefined once there is an owner. A link that was printed before is worth nothing when a new one is made. */
async function findOwnerLink(configuration: Configuration, parts: Parts): Promise<string | undefined> {
  const accountsUrl = parts.database?.accountsUrl;
  if (accountsUrl === undefined || parts.socket === undefined) return undefined;
  const address = addressOf(configuration, parts.socket);
  return withSignIn({ accountsUrl, configuration, address }, makeOwnerLink);
}

/** A database of your own is left alone: what it shows to the public is yours to publish. */
async function showExamples(database: PreparedDatabase, log: Log): Promise<void> {
  if (!database.embedded) return;
  const registers = await publishExamples(database.ownerUrl);
  if (registers.length > 0) log.info({ registers }, 'example notices published');
}

async function closeAll(parts: Parts): Promise<void> {
  await parts.socket?.close();
  await parts.closeServer?.();
  await parts.upkeep?.stop();
  await parts.database?.stop();
}
