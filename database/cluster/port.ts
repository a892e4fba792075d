/** The loopback port of an embedded cluster: the one used last time while it is free, so that addresses stay the same. */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

export const LOOPBACK = '127.0.0.1';

export async function choosePort(folder: string): Promise<number> {
  const last = Number(await readFile(path.join(folder, 'port'), 'utf8').catch(() => '0'));
  return (await listenOnce(last)) ?? (await listenOnce(0)) ?? 0;
}

export async function rememberPort(folder: string, port: number): Promise<void> {
  await writeFile(path.join(folder, 'port'), `${port}\n`, { mode: 0o600 });
}

/** Asks the operating system for a port and lets it go at once; somebody may take it before we do, so starts are retried. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: LOOPBACK, port }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
