import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../../tests/browser.ts';
import { type House, openHouse } from '../../tests/isolation/house.ts';

let house: House;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

describe('the reference of the API', () => {
  it.each([
    ['desk', 'dark', 1200],
    ['phone', 'light', 390],
  ] as const)(
    'reads well on a %s in %s, whole without a script, and asks nobody else',
    async (_on, colorScheme, width) => {
      const extraHTTPHeaders = { cookie: house.who.owner.cookie ?? '' };
      const watched = await openPage(browser, {
        colorScheme,
        viewport: { width, height: 900 },
        extraHTTPHeaders,
      });
      const { page } = watched;
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(`${house.address.replace('localhost', '127.0.0.1')}/docs`);
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });
      expect(await page.locator('h3').count()).toBeGreaterThan(30);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect([complaints, watched.foreign]).toEqual([[], []]);
      await watched.close();
    },
  );
});
