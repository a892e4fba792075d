// The story of the first days of an installation, told in a real browser: the owner comes by the link, sets up what guards the account,
// invites a colleague, and both find their way with keys alone.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLEAGUE, codeOf, OWNER, openStage, PASSWORD, type Stage, type Visit } from '../staff-stage.ts';
import { step } from '../staff-steps.ts';

const REGISTER = '/staff/registers/consultancy-customers';

/** Every page of the shell that stands by itself. */
const PAGES = [
  REGISTER,
  '/staff/me',
  ...['users', 'roles', 'access-reviews', 'grant-requests', 'api-keys', 'settings', 'health'].map(
    (page) => `${REGISTER}/admin/${page}`,
  ),
  `${REGISTER}/no-such-page`,
  '/staff/registers/no-such-register',
];

let stage: Stage;
let owner: Visit;
let secret = '';

beforeAll(async () => {
  stage = await openStage();
  owner = await stage.visit();
});
afterAll(async () => {
  await owner.close();
  await stage.close();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const pathOf = (page: Page) => new URL(page.url()).pathname;

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`),
  );
}

const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const openOwn = async (page: Page, name: string) => {
  await page.getByRole('button', { name: /^Oma valikko/ }).click();
  await page.getByRole('menuitem', { name }).click();
};

describe('the first owner', () => {
  it('comes by the link, whose token leaves the address at once', async () => {
    await owner.page.goto(stage.ownerLink);
    await heading(owner.page, 'Tervetuloa').waitFor();
    await owner.page.getByLabel('Nimi').waitFor();
    expect(owner.page.url()).not.toContain('#');
    expect(await violationsOf(owner.page)).toEqual([]);
  });

  it('is told at the field what a password lacks, and leads there from the summary', async () => {
    await owner.page.getByLabel('Nimi').fill(OWNER.name);
    await owner.page.getByLabel('Sähköposti').fill(OWNER.login);
    const password = owner.page.getByLabel('Salasana', { exact: true });
    await password.fill('password1234');
    await owner.page.getByRole('button', { name: 'Luo tili' }).click();
    await owner.page.getByText('Korjaa 1 kohta').waitFor();
    expect(await violationsOf(owner.page)).toEqual([]);
    await owner.page.getByRole('link', { name: /vuotaneiden listalla/ }).click();
    expect(await password.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('sets up a second factor before anything else opens', async () => {
    await owner.page.getByLabel('Salasana', { exact: true }).fill(PASSWORD);
    await owner.page.getByRole('button', { name: 'Luo tili' }).click();
    await heading(owner.page, 'Ota käyttöön toinen tunniste').waitFor();
    await owner.page.goto(`${stage.address}${REGISTER}`);
    await heading(owner.page, 'Ota käyttöön toinen tunniste').waitFor();
    expect(await violationsOf(owner.page)).toEqual([]);
    secret = await step.enrolTotp(owner.page);
  });

  it('RE.17 signs the undertaking and is in', async () => {
    await heading(owner.page, 'Salassapitositoumus').waitFor();
    expect(await violationsOf(owner.page)).toEqual([]);
    await step.sign(owner.page, OWNER.name);
    await heading(owner.page, 'Etusivu').waitFor();
    expect(pathOf(owner.page)).toMatch(/^\/staff\/registers\/[\w-]+$/);
  });

  it('reads under a purpose that the chip names, and changes it there', async () => {
    await owner.page.goto(`${stage.address}${REGISTER}`);
    const chip = owner.page.getByRole('button', { name: /^Käyttötarkoitus:/ });
    const before = await chip.innerText();
    await chip.click();
    await owner.page.getByRole('menu').getByRole('menuitem').nth(1).click();
    await expect.poll(() => chip.innerText()).not.toBe(before);
  });

  it('signs out, and in again with password and code', async () => {
    await openOwn(owner.page, 'Kirjaudu ulos');
    await heading(owner.page, 'Kirjaudu').waitFor();
    await step.signIn(owner.page, OWNER.login);
    await heading(owner.page, 'Vahvista kirjautuminen').waitFor();
    expect(await violationsOf(owner.page)).toEqual([]);
    await owner.page.getByLabel('Koodi').fill('000000');
    await owner.page.getByRole('button', { name: 'Kirjaudu', exact: true }).click();
    await owner.page.getByRole('alert').waitFor();
    await owner.page.getByLabel('Koodi').fill(codeOf(secret, 1));
    await owner.page.getByRole('button', { name: 'Kirjaudu', exact: true }).click();
    await heading(owner.page, 'Etusivu').waitFor();
  });

  it('adds a passkey and comes in with it alone', async () => {
    const { page } = owner;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${stage.address}/staff/me`);
    await page.getByLabel('Pääsyavaimen nimi').fill('Työkone');
    await page.getByRole('button', { name: 'Lisää pääsyavain' }).click();
    await page.getByText('Työkone').waitFor();
    await openOwn(page, 'Kirjaudu ulos');
    await page.getByRole('button', { name: 'Kirjaudu pääsyavaimella' }).click();
    await heading(page, 'Etusivu').waitFor();
  });
});

describe('a colleague', () => {
  let colleague: Visit;
  beforeAll(async () => {
    colleague = await stage.visit({ viewport: { width: 390, height: 844 } });
  });
  afterAll(() => colleague.close());

  it('is invited by e-mail with a role and a reason', async () => {
    const { page } = owner;
    await page.goto(`${stage.address}${REGISTER}/admin/users`);
    await page.getByRole('button', { name: 'Kutsu käyttäjä' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nimi').fill(COLLEAGUE.name);
    await dialog.getByLabel('Sähköposti').fill(COLLEAGUE.login);
    await dialog.getByRole('button', { name: 'Lähetä kutsu' }).click();
    await dialog.getByText('Korjaa 2 kohtaa').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('checkbox').first().check();
    await dialog.getByLabel('Perustelu').fill('Aloittaa asiakaspalvelussa');
    await dialog.getByRole('button', { name: 'Lähetä kutsu' }).click();
    await page.getByRole('link', { name: COLLEAGUE.name }).waitFor();
    await page.getByText('Kutsuttu').waitFor();
  });

  it('comes by the link of the message, on a phone, and signs the undertaking', async () => {
    const { page } = colleague;
    await step.accept(page, await stage.newestLink(), COLLEAGUE);
    await step.sign(page, COLLEAGUE.name);
    await heading(page, 'Etusivu').waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await page.getByRole('button', { name: 'Lisää' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Omat asetukset' }).click();
    await heading(page, 'Omat asetukset').waitFor();
  });

  it('keeps what was typed when the session is ended from elsewhere', async () => {
    const { page } = colleague;
    const name = page.getByRole('main').getByLabel('Nimi', { exact: true });
    await name.fill('Väinö Uusinimi');
    await owner.page.getByRole('link', { name: COLLEAGUE.name }).click();
    await owner.page.getByRole('button', { name: 'Kirjaa ulos kaikkialta' }).click();
    await owner.page.getByText('Käyttäjän istunnot on päätetty.').waitFor();
    await page.getByRole('button', { name: 'Tallenna nimi' }).click();
    const dialog = page.getByRole('dialog', { name: 'Istunto päättyi' });
    await dialog.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await name.inputValue()).toBe('Väinö Uusinimi');
    await dialog.getByLabel('Sähköposti').fill(COLLEAGUE.login);
    await dialog.getByLabel('Salasana', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Kirjaudu', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await name.inputValue()).toBe('Väinö Uusinimi');
    await page.getByRole('button', { name: 'Tallenna nimi' }).click();
    await page.getByText('Tallennettu.').waitFor();
  });

  it('loses access at once, after what ends has been shown', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: 'Poista käyttöoikeus' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 rooli').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByLabel('Perustelu').fill('Siirtyi muihin tehtäviin');
    await dialog.getByRole('button', { name: 'Poista käyttöoikeus' }).click();
    await page.getByText(/säilytetään .* asti, koska käyttöoikeus on päättynyt/).waitFor();
  });
});

describe('a program', () => {
  it('gets a key of a role, which is shown once and ends by hand', async () => {
    const { page } = owner;
    await page.goto(`${stage.address}${REGISTER}/admin/api-keys`);
    await page.getByRole('button', { name: 'Luo avain' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nimi').fill('Laskutusohjelma');
    await dialog.getByRole('combobox', { name: 'Rooli' }).click();
    await page.getByRole('option', { name: 'Jäsen' }).click();
    await dialog.getByRole('checkbox').first().check();
    await dialog.getByRole('checkbox', { name: 'katsoa' }).check();
    await dialog.getByRole('button', { name: 'Luo avain' }).click();
    const made = page.getByRole('dialog', { name: 'Avain on luotu' });
    expect((await made.locator('code').innerText()).length).toBeGreaterThan(20);
    expect(await violationsOf(page)).toEqual([]);
    await made.getByRole('button', { name: 'Avain on tallessa' }).click();
    await page
      .getByRole('row', { name: /Laskutusohjelma/ })
      .getByRole('button', { name: 'Päätä avain' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Päätä avain' }).click();
    await page.getByText(/^Päätetty/).waitFor();
  });
});

describe('every page of the staff app', () => {
  it.each(['light', 'dark'] as const)(
    'has no accessibility faults in the %s scheme, at a desk',
    async (scheme) => {
      await owner.page.emulateMedia({ colorScheme: scheme });
      const found: string[] = [];
      for (const path of PAGES) {
        await owner.page.goto(stage.address + path);
        await owner.page.getByRole('heading', { level: 1 }).waitFor();
        await owner.page.waitForLoadState('networkidle');
        found.push(...(await violationsOf(owner.page)).map((fault) => `${path} ${fault}`));
      }
      expect(found).toEqual([]);
    },
  );

  it.each([
    ['fi', 'Suomi'],
    ['sv', 'Svenska'],
    ['en', 'English'],
  ])('fits a screen 320 pixels wide in %s', async (language, name) => {
    const { page } = owner;
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${stage.address}/staff/me`);
    await page.getByRole('radio', { name }).click();
    await expect.poll(() => page.getAttribute('html', 'lang')).toBe(language);
    for (const path of PAGES) {
      await page.goto(stage.address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([path, await sidewaysScroll(page)]).toEqual([path, 0]);
      // What a page is made of is the same in each language; its length is not.
      if (language === 'fi') expect([path, await violationsOf(page)]).toEqual([path, []]);
    }
    await page.goto(`${stage.address}/staff/me`);
    await page.getByRole('radio', { name: 'Suomi' }).click();
    await expect.poll(() => page.getAttribute('html', 'lang')).toBe('fi');
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

describe('the keyboard alone', () => {
  it('goes, finds, undoes and leaves without a mouse', async () => {
    const { page } = owner;
    await page.goto(`${stage.address}${REGISTER}`);
    await heading(page, 'Etusivu').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Siirry sisältöön');
    await page.keyboard.press('Enter');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await heading(page, 'Käyttäjät').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('roolit');
    const field = page.getByRole('combobox');
    const active = await field.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).innerText()).toContain('Roolit ja tehtävät');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await heading(page, 'Roolit ja tehtävät').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Pikanäppäimet' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('undoes a change of name by Ctrl+Z', async () => {
    const { page } = owner;
    await page.goto(`${stage.address}/staff/me`);
    const name = page.getByRole('main').getByLabel('Nimi', { exact: true });
    await name.fill('Susanna Toisinto');
    await name.press('Enter');
    await page.getByText('Tallennettu.').waitFor();
    await page.locator('h1').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => name.inputValue()).toBe(OWNER.name);
  });
});

it('the browser had nothing to complain about: no policy was broken, no other host asked', () => {
  expect(owner.complaints).toEqual([]);
});
