// A real browser for tests: the Chromium that comes inside an npm package, so that `npm ci` is all a test needs. Every page it opens
// is watched: a request to another host is a failure of the page, not of the network.
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';

/**
 * The package's arguments are for one-page workers: a second context crashes under --single-process, and without the web's security the
 * browser sends no Origin and asks no policy.
 */
const LEFT_OUT = new Set([
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
]);

function launchArguments(): string[] {
  const kept = chromium.args.filter((argument) => !LEFT_OUT.has(argument));
  return [...kept, '--no-sandbox', '--font-render-hinting=none'];
}

export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    args: launchArguments(),
    executablePath: await chromium.executablePath(),
    headless: true,
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** Addresses asked for that are neither the page's own host nor inside the page. */
  readonly foreign: readonly string[];
  close(): Promise<void>;
}

/** A page in a context of its own, so that colour scheme, language and cookies of one test never reach another. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOwn = ['data:', 'blob:', 'about:'].includes(protocol) || hostname === '127.0.0.1';
    if (!isOwn) foreign.push(request.url());
  });
  return { page, foreign, close: () => context.close() };
}
