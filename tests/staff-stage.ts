// A whole server with the example registers and a browser in front of it, for the journeys of staff and for the screenshots.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { TOTP } from 'otpauth';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readConfiguration } from '../platform/configuration.ts';
import { makeLog } from '../platform/log.ts';
import { runServer } from '../server/run.ts';
import { launchBrowser } from './browser.ts';

const CLI = fileURLToPath(new URL('../cli/seloste.ts', import.meta.url));

/** Long, and in no dictionary the guesser has. */
export const PASSWORD = 'violetti kanootti hyrrää 47 tuulta';
export const OWNER = { name: 'Šušana Äijälä-Öhman', login: 'susana@example.test' };
export const COLLEAGUE = { name: 'Väinö Testinen', login: 'vaino@example.test' };

export interface Visit {
  readonly page: Page;
  /** What the browser complained about: refused by the policy, failed scripts, addresses of other hosts. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Stage {
  readonly browser: Browser;
  /** By its name and not its number: a passkey belongs to a name. */
  readonly address: string;
  readonly ownerLink: string;
  readonly visit: (options?: BrowserContextOptions) => Promise<Visit>;
  /** The link of the newest message in the outbox. */
  readonly newestLink: () => Promise<string>;
  /** A command beside the running server, as an administrator gives it. */
  readonly command: (...words: string[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-stage-'));
  const configuration = { ...readConfiguration({ SELOSTE_DATA: folder }), port: 0 };
  const running = runServer(configuration, makeLog('silent'));
  const address = await running.ready;
  const ownerLink = await running.makeOwnerLink();
  const browser = await launchBrowser();
  return {
    browser,
    address,
    ownerLink: ownerLink ?? '',
    visit: (options) => openVisit(browser, address, options),
    newestLink: () => findNewestLink(path.join(folder, 'outbox')),
    command: (...words) => runCommand(folder, words),
    close: async () => {
      await browser.close();
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function runCommand(folder: string, words: readonly string[]): Promise<string> {
  const env = { ...process.env, SELOSTE_DATA: folder };
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...words], { env });
  return stdout;
}

async function openVisit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'fi-FI', timezoneId: 'Europe/Helsinki', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    // An answer of 4xx is what some steps are about; the page says it in its own words.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) complaints.push(text);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob|about):/.test(url)) complaints.push(`foreign: ${url}`);
  });
  return { page, complaints, close: () => context.close() };
}

async function findNewestLink(outbox: string): Promise<string> {
  const files = (await readdir(outbox)).filter((file) => file.endsWith('.eml')).sort();
  const text = await readFile(path.join(outbox, files.at(-1) ?? ''), 'utf8');
  // Quoted-printable breaks lines with "=".
  const [link = ''] = /https?:\/\/\S+\/staff\/welcome#[\w-]+/.exec(text.replace(/=\r?\n/g, '')) ?? [];
  return link;
}

/**
 * The six digits an authenticator shows for the secret of the page. A code works once, so somebody who signs in within the same half
 * minute takes the next one, which a clock that is ahead would show.
 */
export const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret: secret.replaceAll(' ', '') }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });
