/**
 * The socket: open from the first moment, so that health can be asked while the database starts, and closed last, when
 * the requests under way have been answered.
 */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProblemError } from '../platform/problems.ts';
import { securityHeaders } from './headers.ts';

const FIRST_PORT = 3000;
const PORTS_TRIED = 20;
/** Requests may take 30 s, but a service manager kills us before that; what is under way gets this long. */
const DRAIN_TIMEOUT_MS = 15_000;
const SWEEP_MS = 50;

export type Socket = {
  address: string;
  /** From now on requests go to the handler instead of being told to come back. */
  serve(handler: RequestListener): Server;
  close(): Promise<void>;
};

export async function openSocket(wish: { host: string; port: number | undefined }): Promise<Socket> {
  let handler: RequestListener = (_request, response) => sayStarting(response);
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, (request, response) =>
    handler(request, response),
  );
  const port = await listen(server, wish);
  return {
    address: `http://${urlHost(wish.host)}:${port}`,
    serve(next) {
      handler = next;
      return server;
    },
    close: () => drain(server),
  };
}

function sayStarting(response: ServerResponse): void {
  const headers = {
    ...securityHeaders,
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'retry-after': '1',
  };
  response.writeHead(503, headers).end('{"status":"starting"}');
}

const urlHost = (host: string) => {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

/** A port that was asked for is the only one that will do; without a wish the next free one serves as well. */
async function listen(server: Server, wish: { host: string; port: number | undefined }): Promise<number> {
  const first = wish.port ?? FIRST_PORT;
  const last = wish.port ?? FIRST_PORT + PORTS_TRIED - 1;
  for (let port = first; port <= last; port += 1) {
    if (await tryPort(server, wish.host, port)) return (server.address() as AddressInfo).port;
  }
  const tried = first === last ? `Port ${first} is taken` : `Ports ${first} to ${last} are taken`;
  throw new ProblemError('port-taken', `${tried}: stop what uses it, or set PORT to a free one.`);
}

function tryPort(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refused = (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') return resolve(false);
      const detail = `${host}:${port} cannot be listened on (${cause.code}): check HOST and PORT.`;
      reject(new ProblemError('configuration-invalid', detail, { cause }));
    };
    server.once('error', refused);
    server.listen({ host, port }, () => {
      server.off('error', refused);
      resolve(true);
    });
  });
}

/** A connection that becomes idle after its last answer is closed too, so we need not wait until its keep-alive ends. */
function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const limit = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(limit);
      resolve();
    });
    server.closeIdleConnections();
  });
}
