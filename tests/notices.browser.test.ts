// The public pages in a real browser, over the real server and a database in which the example notices are published.
import { readdir, readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNotice } from '../compiler/read/read.ts';
import { publishNotice } from '../database/publish/publish.ts';
import { makeLog } from '../platform/log.ts';
import { openSocket, type Socket } from '../server/listen.ts';
import { makeServer } from '../server/server.ts';
import { launchBrowser, openPage } from './browser.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

const FOLDER = new URL('../notices/', import.meta.url);
const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.yaml'));
const read = files.map(async (file) => {
  const text = await readFile(new URL(file, FOLDER), 'utf8');
  const { notice } = readNotice(text, file);
  if (notice === null) throw new Error(`${file} is no notice`);
  return { notice, text };
});
const notices = await Promise.all(read);
const registers = notices.map(({ notice }) => notice.register);
const [first = ''] = registers;

let database: TestDatabase;
let socket: Socket;
let server: FastifyInstance;
let browser: Browser;

beforeAll(async () => {
  database = await openTestDatabase();
  for (const one of notices) await publishNotice(database.ownerUrl, { ...one, publisher: 'test' });
  socket = await openSocket({ host: '127.0.0.1', port: 0 });
  const context = {
    configuration: { dataFolder: '/nowhere', publicUrl: undefined },
    database: { appUrl: database.appUrl, directUrl: database.appUrl, accountsUrl: database.ownerUrl },
    log: makeLog('fatal'),
    isStopping: () => false,
  };
  server = await makeServer(context, socket.serve);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await socket.close();
  await server.close();
  await database.drop();
});

const addressOf = (path: string) => socket.address.replace('localhost', '127.0.0.1') + path;

async function withPage<Result>(
  path: string,
  options: BrowserContextOptions,
  work: (page: Page, foreign: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const { page, foreign, close } = await openPage(browser, options);
  try {
    await page.goto(addressOf(path));
    return await work(page, foreign);
  } finally {
    await close();
  }
}

const openAllDetails = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)}`),
  );
}

const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('the public pages in a browser', () => {
  // The schemes differ in the tokens alone, which every page shares; one page in the dark speaks for all.
  it.each([...registers.map((register) => [register, 'light'] as const), [first, 'dark'] as const])(
    'show the notice %s without accessibility faults in the %s scheme',
    async (register, colorScheme) => {
      const path = `/notices/${register}?language=fi`;
      const found = await withPage(path, { colorScheme }, async (page) => {
        await openAllDetails(page);
        return violationsOf(page);
      });
      expect(found).toEqual([]);
    },
    120_000,
  );

  it.each(registers)(
    'show the notice %s on a screen 320 pixels wide without sideways scroll',
    async (register) => {
      const options = { viewport: { width: 320, height: 700 } };
      for (const language of ['fi', 'sv', 'en']) {
        const scroll = await withPage(`/notices/${register}?language=${language}`, options, async (page) => {
          await openAllDetails(page);
          return sidewaysScroll(page);
        });
        expect([language, scroll]).toEqual([language, 0]);
      }
    },
    120_000,
  );

  it('ask nothing of other hosts and load their styles under the strict policy', async () => {
    await withPage(`/notices/${first}`, {}, async (page, foreign) => {
      expect(foreign).toEqual([]);
      const background = await page.evaluate(
        () => getComputedStyle(document.querySelector('#summary') as Element).backgroundColor,
      );
      expect(background).not.toBe('rgba(0, 0, 0, 0)');
    });
  });

  it('work without scripts, and change language in place', async () => {
    await withPage(`/notices/${first}?language=fi`, { javaScriptEnabled: false }, async (page) => {
      await page.getByRole('link', { name: 'Svenska' }).click();
      expect(page.url()).toContain('language=sv');
      expect(await page.locator('h1').count()).toBe(1);
      await page.locator('details summary').filter({ visible: true }).first().click();
      expect(await page.locator('details[open]').count()).toBe(1);
    });
  });

  it('let the keyboard skip to the content first', async () => {
    await withPage(`/notices/${first}`, {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    });
  });

  it('open every detail in print', async () => {
    await withPage(`/notices/${first}`, {}, async (page) => {
      const visibility = () =>
        page.evaluate(() => {
          const content = document.querySelector('.sections details') as Element;
          return getComputedStyle(content, '::details-content').contentVisibility;
        });
      expect(await visibility()).toBe('hidden');
      await page.emulateMedia({ media: 'print' });
      expect(await visibility()).toBe('visible');
    });
  });

  it.each(['/', '/notices', '/no-such-page', '/notices/no-such-register'])(
    'show %s without accessibility faults or sideways scroll',
    async (path) => {
      const options = { viewport: { width: 320, height: 700 }, locale: 'fi-FI' };
      await withPage(path, options, async (page) => {
        expect(await violationsOf(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        expect(await page.getAttribute('html', 'lang')).toBe('fi');
      });
    },
    60_000,
  );

  it('lists every register with its notice in each language', async () => {
    await withPage('/', {}, async (page) => {
      expect(await page.locator('li.notice').count()).toBe(registers.length);
      expect(await page.locator('li.notice').first().getByRole('link', { name: 'Svenska' }).count()).toBe(1);
    });
  });
});
