// Steps that the journeys of staff and the screenshots share, done as a person does them.
import type { Page } from 'playwright-core';
import { codeOf, PASSWORD } from './staff-stage.ts';

export const step = {
  /** From a welcome link to the step after the password. */
  async accept(page: Page, link: string, who: { name: string; login: string }): Promise<void> {
    await page.goto(link);
    await page.getByLabel('Nimi').fill(who.name);
    const login = page.getByLabel('Sähköposti');
    if (await login.isEditable()) await login.fill(who.login);
    await page.getByLabel('Salasana', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Luo tili' }).click();
  },

  /** Answers the secret, for later codes. */
  async enrolTotp(
    page: Page,
    seen: (part: string) => Promise<void> = async () => undefined,
  ): Promise<string> {
    await page.getByRole('button', { name: 'Todennussovellus puhelimessa' }).click();
    const secret = await page.locator('.s-secret').innerText();
    await seen('authenticator');
    await page.getByLabel('Sovelluksen antama koodi').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Ota käyttöön' }).click();
    await page.getByLabel('Koodit ovat tallessa').waitFor();
    await seen('recovery-codes');
    await page.getByLabel('Koodit ovat tallessa').check();
    await page.getByRole('button', { name: 'Jatka' }).click();
    return secret;
  },

  async sign(page: Page, name: string): Promise<void> {
    await page.getByLabel('Allekirjoita kirjoittamalla nimesi').fill(name);
    await page.getByRole('button', { name: 'Allekirjoita sitoumus' }).click();
  },

  async signIn(page: Page, login: string): Promise<void> {
    await page.getByLabel('Sähköposti').fill(login);
    await page.getByLabel('Salasana', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Kirjaudu', exact: true }).click();
  },

  /** To the first role of the register at the address. */
  async invite(page: Page, register: string, who: { name: string; login: string }): Promise<void> {
    await page.goto(`${register}/admin/users`);
    await page.getByRole('button', { name: 'Kutsu käyttäjä' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nimi').fill(who.name);
    await dialog.getByLabel('Sähköposti').fill(who.login);
    await dialog.getByRole('checkbox').first().check();
    await dialog.getByLabel('Perustelu').fill('Aloittaa asiakaspalvelussa');
    await dialog.getByRole('button', { name: 'Lähetä kutsu' }).click();
    await page.getByRole('link', { name: who.name }).waitFor();
  },
};
