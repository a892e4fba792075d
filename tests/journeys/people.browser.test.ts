// A day's work with people, told in a real browser over a real server: the example table is imported, somebody is found, read, edited and
// put back, asked why they are kept, seen under another purpose, and found to have been looked at.
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, openStage, type Stage, type Visit } from '../staff-stage.ts';
import { step } from '../staff-steps.ts';

const EXAMPLES = fileURLToPath(new URL('../../notices/examples/', import.meta.url));
const WISH = ['--register', 'media-customers', '--source', 'registration', '--purpose', 'customer-care'];
/** A poll of its own gives up after a second, which a busy machine may need for one answer. */
const SLOW = { timeout: 15_000 };
const PEOPLE = '/staff/registers/media-customers/people';

let stage: Stage;
let visit: Visit;

beforeAll(async () => {
  stage = await openStage();
  visit = await stage.visit({ viewport: { width: 1280, height: 800 } });
  const { page } = visit;
  await step.accept(page, stage.ownerLink, OWNER);
  await page.getByRole('button', { name: 'Todennussovellus puhelimessa' }).waitFor();
  await step.enrolTotp(page);
  await page.getByLabel('Allekirjoita').waitFor();
  await step.sign(page, OWNER.name);
  await heading(page, 'Etusivu').waitFor();
  for (const file of ['media.csv', 'media-organisations.csv'])
    await stage.command('import', `${EXAMPLES}${file}`, ...WISH, '--kind', 'customer-contact');
});
afterAll(async () => {
  await visit.close();
  await stage.close();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const grid = (page: Page) => page.getByRole('grid');
const lines = (page: Page) => page.getByRole('grid').getByRole('row');
const search = (page: Page) => page.getByRole('searchbox');

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`),
  );
}

const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function openByName(page: Page, words: string, name: string): Promise<void> {
  await page.goto(stage.address + PEOPLE);
  await search(page).fill(words);
  await lines(page).filter({ hasText: name }).click();
}

describe('the list of people', () => {
  it('shows everybody by family name in Finnish order', async () => {
    const { page } = visit;
    await page.goto(stage.address + PEOPLE);
    await heading(page, 'Henkilöt').waitFor();
    await lines(page).nth(3).waitFor();
    expect(await page.getByText('51 henkilöä').count()).toBe(1);
    const names = await grid(page).locator('[data-cell$=":0"]').allInnerTexts();
    const people = names.slice(1);
    expect(people).toEqual(people.toSorted(new Intl.Collator('fi').compare));
    expect(await violationsOf(page)).toEqual([]);
  });

  it('finds by part of a name without its dots, and says by what', async () => {
    const { page } = visit;
    await page.keyboard.press('/');
    expect(await search(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('yhteyshenkilo');
    await page.getByText('1 henkilö löytyi').waitFor();
    await lines(page).filter({ hasText: 'Yhteyshenkilö, Yrjö' }).filter({ hasText: 'Nimi:' }).waitFor();
    expect(page.url()).not.toContain('yhteyshenkilo');
    await search(page).fill('zzzzqq');
    await page.getByText('Haulla ei löytynyt ketään').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tyhjennä haku' }).click();
    await page.getByText('51 henkilöä').waitFor();
  });

  it('is walked by keys alone: to a row, into it, on to the next person and back', async () => {
    const { page } = visit;
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    const second = await page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Enter');
    const [family = '', given = ''] = second.split(', ');
    await heading(page, `${given} ${family}`).waitFor();
    await page.keyboard.press('j');
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).innerText(), SLOW)
      .not.toBe(`${given} ${family}`);
    await page.keyboard.press('u');
    await heading(page, 'Henkilöt').waitFor();
  });

  it('is narrowed by conditions that read as words and stand in the address', async () => {
    const { page } = visit;
    await page.goto(stage.address + PEOPLE);
    await page.getByRole('button', { name: 'Suodata' }).click();
    await page.getByRole('combobox', { name: 'Minkä mukaan' }).click();
    await page.getByRole('option', { name: 'Suhde' }).click();
    await page.getByRole('combobox', { name: 'Mikä' }).click();
    await page.getByRole('option', { name: 'Asiakasyrityksen yhteyshenkilö' }).click();
    await page.getByRole('combobox', { name: 'Miten' }).click();
    await page.getByRole('option', { name: 'päättynyt', exact: true }).click();
    await page.getByRole('button', { name: 'Lisää ehto' }).click();
    await page.getByText('Asiakasyrityksen yhteyshenkilö: päättynyt').waitFor();
    await expect.poll(() => lines(page).count(), SLOW).toBe(2);
    expect(decodeURIComponent(page.url())).toContain('"relationship":"customer-contact"');
    expect(await violationsOf(page)).toEqual([]);
    await page.reload();
    await lines(page).filter({ hasText: 'Entinen, Elli' }).waitFor();
    await page.getByRole('button', { name: /^Poista ehto/ }).click();
    await page.getByText('51 henkilöä').waitFor();
  });

  it('is cards on a phone, without sideways scroll, in the dark as well', async () => {
    const phone = await stage.visit({
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
      storageState: await visit.page.context().storageState(),
    });
    await phone.page.goto(stage.address + PEOPLE);
    await phone.page.getByText('Entinen, Elli').waitFor();
    expect(await sidewaysScroll(phone.page)).toBe(0);
    expect(await violationsOf(phone.page)).toEqual([]);
    await phone.page.getByText('Entinen, Elli').click();
    await heading(phone.page, 'Elli Entinen').waitFor();
    expect(await sidewaysScroll(phone.page)).toBe(0);
    expect(await violationsOf(phone.page)).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});

describe('the page of a person', () => {
  it('says of each fact where it came from and until when it is kept, with the sentence of the notice', async () => {
    const { page } = visit;
    await openByName(page, 'Entinen', 'Entinen, Elli');
    await heading(page, 'Elli Entinen').waitFor();
    await page.getByText('Asiakkaan tekemä rekisteröinti ·').first().waitFor();
    await page.getByRole('button', { name: 'Sähköpostiosoite: Ei vielä päättymispäivää' }).click();
    const why = page.getByRole('dialog', { name: 'Sähköpostiosoite: Ei vielä päättymispäivää' });
    // The notice's own hold, in its words.
    await why.getByText(/koska poistoa on lykätty/).waitFor();
    await why.getByRole('link', { name: 'Lue säännöt selosteesta' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.title()).not.toContain('Entinen');
  });

  it('is edited in place, tells at the field what is wrong, and undoes', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: /Muokkaa: Sähköpostiosoite/ }).click();
    const field = page.getByRole('textbox', { name: 'Sähköpostiosoite' });
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await field.fill('ei osoite');
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Sähköpostiosoite: /)
      .and(page.locator('.mantine-InputWrapper-error'))
      .waitFor();
    await field.fill('elli.uusi@example.test');
    await page.keyboard.press('Enter');
    await page.getByText('Tallennettu.').waitFor();
    await page.getByRole('button', { name: /elli\.uusi@example\.test/ }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: /elli\.entinen@example\.test/ }).waitFor();
    await page.getByRole('tab', { name: 'Muutoshistoria' }).click();
    await page.getByText('Sähköpostiosoite oli: elli.uusi@example.test').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('shows both values when a colleague was quicker, and overwrites nothing', async () => {
    const { page } = visit;
    const other = await page.context().newPage();
    await other.goto(page.url());
    const edit = async (window: Page, title: string) => {
      await window.getByRole('button', { name: /Muokkaa: Sähköpostiosoite/ }).click();
      await window.getByRole('textbox', { name: 'Sähköpostiosoite' }).fill(title);
    };
    await edit(page, 'elli.minun@example.test');
    await edit(other, 'elli.toisen@example.test');
    await other.keyboard.press('Enter');
    await other.getByText('Tallennettu.').waitFor();
    await page.getByRole('textbox', { name: 'Sähköpostiosoite' }).press('Enter');
    await page.getByText(/^Muuttui juuri/).waitFor();
    await page.getByRole('button', { name: 'Tallenna omasi: elli.minun@example.test' }).waitFor();
    await page.getByRole('button', { name: 'Jätä uusi: elli.toisen@example.test' }).click();
    await page.getByRole('button', { name: /elli\.toisen@example\.test/ }).waitFor();
    await other.close();
  });

  it('shows what a colleague changed without being asked', async () => {
    const { page } = visit;
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: /Muokkaa: Sähköpostiosoite/ }).click();
    await other.getByRole('textbox', { name: 'Sähköpostiosoite' }).fill('elli.entinen@example.test');
    await other.keyboard.press('Enter');
    await page.getByRole('button', { name: /elli\.entinen@example\.test/ }).waitFor();
    await other.close();
  });

  it('records a consent with its proof, shows it, and takes a withdrawal', async () => {
    const { page } = visit;
    await openByName(page, 'Yhteyshenkilö', 'Yhteyshenkilö, Yrjö');
    await page.getByRole('button', { name: /^Näytä \d+ muuta käyttötarkoitusta/ }).click();
    await page.getByRole('button', { name: 'Kirjaa vastaus: Sähköinen suoramarkkinointi' }).click();
    await page.getByRole('menuitem', { name: 'Kirjaa suostumus' }).click();
    const dialog = page.getByRole('dialog', { name: 'Kirjaa suostumus' });
    await dialog.getByText('Haluan markkinointiviestejä sähköpostiini.').waitFor();
    await dialog.getByRole('button', { name: 'Kirjaa suostumus' }).click();
    await dialog.getByText('Korjaa 1 kohta').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByLabel('Todiste').fill('Puhelu 22.11.2026, tallenne 12');
    await dialog.getByRole('button', { name: 'Kirjaa suostumus' }).click();
    await page.getByRole('button', { name: 'Todiste: Sähköinen suoramarkkinointi' }).click();
    const proof = page.getByRole('dialog', { name: 'Todiste' });
    await proof.getByText('Puhelu 22.11.2026, tallenne 12').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Kirjaa vastaus: Sähköinen suoramarkkinointi' }).click();
    await page.getByRole('menuitem', { name: 'Kirjaa suostumuksen peruutus' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Kirjaa suostumuksen peruutus' }).click();
    await page.getByText(/^peruttu /).waitFor();
  });

  it('loses what another purpose does not list, and leaves no trace of it', async () => {
    const { page } = visit;
    await page.getByText('Verkko-osoite').first().waitFor();
    await page.getByRole('button', { name: /^Käyttötarkoitus:/ }).click();
    await page.getByRole('menuitem', { name: /^Markkinointilupien ja -kieltojen noudattaminen/ }).click();
    await expect.poll(() => page.getByText('Verkko-osoite').count(), SLOW).toBe(0);
    await heading(page, 'Yrjö Yhteyshenkilö').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^Käyttötarkoitus:/ }).click();
    await page.getByRole('menuitem', { name: /^Asiakasrekisterin ylläpito/ }).click();
    await page.getByText('Verkko-osoite').first().waitFor();
  });

  it('tells who has looked, one key away', async () => {
    const { page } = visit;
    await heading(page, 'Yrjö Yhteyshenkilö').click();
    await page.keyboard.press('w');
    await page.getByText(`${OWNER.name} katsoi tietoja.`).first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('answers the same for nobody and for a wrong address', async () => {
    const { page } = visit;
    await page.goto(`${stage.address}${PEOPLE}/00000000-0000-7000-8000-000000000000`);
    await page.getByText('Henkilöä ei löytynyt').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('a new person', () => {
  it('is read from a signature, checked, compared with those who are there, and added', async () => {
    const { page } = visit;
    await page.goto(stage.address + PEOPLE);
    await page.getByRole('button', { name: 'Lisää tekstistä' }).click();
    await page
      .getByLabel('Käyntikortti, sähköpostin allekirjoitus tai vCard')
      .fill(
        'Yrjö Yhteyshenkilö\nostopäällikkö\nPahvitehdas Esimerkki Oy\n+358 44 000 0055\nyrjo.uusi@example.test',
      );
    await page.getByRole('button', { name: 'Lue teksti' }).click();
    const form = page.getByRole('form', { name: 'Uusi henkilö' });
    await expect.poll(() => form.getByLabel('Sukunimi').inputValue(), SLOW).toBe('Yhteyshenkilö');
    expect(await form.getByLabel('Sähköpostiosoite').last().inputValue()).toBe('yrjo.uusi@example.test');
    await form.getByText('Rekisterissä on samankaltainen henkilö').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await form.getByLabel('Etunimi').fill('Ykä');
    await form.getByRole('button', { name: 'Lisää henkilö' }).click();
    await heading(page, 'Ykä Yhteyshenkilö').waitFor();
    await page.getByText('Pahvitehdas Esimerkki Oy').first().waitFor();
  });
});

describe('in the other languages', () => {
  it.each([
    {
      language: 'sv',
      choice: 'Svenska',
      title: 'Personer',
      found: '3 personer hittades',
      tab: 'Vem har tittat',
    },
    { language: 'en', choice: 'English', title: 'People', found: '3 people found', tab: 'Who has looked' },
  ])('finds and reads a person in $language', async ({ choice, title, found, tab }) => {
    const { page } = visit;
    await page.goto(stage.address + PEOPLE);
    await page.getByRole('button', { name: new RegExp(`${OWNER.name}$`) }).click();
    await page.getByText(choice).click();
    await page.keyboard.press('Escape');
    await heading(page, title).waitFor();
    await search(page).fill('Entinen');
    await page.getByText(found).waitFor();
    await lines(page).filter({ hasText: 'Entinen, Elli' }).click();
    await heading(page, 'Elli Entinen').waitFor();
    await page.getByRole('tab', { name: tab }).click();
    expect(await violationsOf(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
