/** `npm run screenshots`: every page as people see it, at a desk and on a phone, light and dark, into screenshots/ (not committed). */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { COLLEAGUE, OWNER, openStage, type Stage } from '../tests/staff-stage.ts';
import { step } from '../tests/staff-steps.ts';
import { runBuild } from '../web/run-build.ts';

const FOLDER = fileURLToPath(new URL('../screenshots', import.meta.url));
const REGISTER = '/staff/registers/consultancy-customers';
const PEOPLE = '/staff/registers/media-customers/people';
const EXAMPLES = fileURLToPath(new URL('../notices/examples/', import.meta.url));
const SCREENS = [
  { name: 'desk', viewport: { width: 1280, height: 800 } },
  { name: 'phone', viewport: { width: 390, height: 844 } },
] as const;
const SCHEMES = ['light', 'dark'] as const;

/** A name as long as names get, with the letters that fonts forget. */
const LONG = {
  name: 'Maximiliana-Aleksandra Šžeptycka-Gyllenbögel von und zu Testilä',
  login: 'maximiliana.aleksandra.szeptycka-gyllenbogel@hallinto.example.test',
};

interface Shot {
  readonly name: string;
  readonly path: string;
  /** What is opened or typed before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const press = (keys: string) => (page: Page) => page.keyboard.press(keys);
const click = (name: string) => (page: Page) =>
  page.getByRole('button', { name }).filter({ visible: true }).first().click();

const SHOTS: readonly Shot[] = [
  { name: 'home', path: REGISTER },
  { name: 'purposes', path: REGISTER, prepare: click('Käyttötarkoitus') },
  { name: 'palette', path: REGISTER, prepare: press('Control+k') },
  { name: 'shortcuts', path: REGISTER, prepare: press('?') },
  { name: 'own-menu', path: REGISTER, prepare: click('Oma valikko') },
  { name: 'me', path: '/staff/me' },
  { name: 'users', path: `${REGISTER}/admin/users` },
  { name: 'invite', path: `${REGISTER}/admin/users`, prepare: click('Kutsu käyttäjä') },
  { name: 'user', path: `${REGISTER}/admin/users`, prepare: openLongest },
  { name: 'roles', path: `${REGISTER}/admin/roles` },
  { name: 'new-role', path: `${REGISTER}/admin/roles`, prepare: click('Uusi rooli') },
  { name: 'new-task', path: `${REGISTER}/admin/roles`, prepare: click('Uusi tehtävä') },
  { name: 'access-reviews', path: `${REGISTER}/admin/access-reviews` },
  { name: 'grant-requests', path: `${REGISTER}/admin/grant-requests` },
  { name: 'api-keys', path: `${REGISTER}/admin/api-keys` },
  { name: 'new-key', path: `${REGISTER}/admin/api-keys`, prepare: click('Luo avain') },
  { name: 'settings', path: `${REGISTER}/admin/settings` },
  { name: 'health', path: `${REGISTER}/admin/health` },
  { name: 'not-found', path: `${REGISTER}/no-such-page` },
  { name: 'people', path: PEOPLE },
  { name: 'people-none', path: '/staff/registers/rail-stakeholders/people' },
  { name: 'people-search', path: PEOPLE, prepare: type('kustannus') },
  { name: 'people-no-match', path: PEOPLE, prepare: type('zzzzqq') },
  { name: 'people-filter', path: PEOPLE, prepare: click('Suodata') },
  { name: 'new-person', path: PEOPLE, prepare: click('Uusi henkilö') },
  { name: 'pasted-person', path: PEOPLE, prepare: click('Lisää tekstistä') },
  { name: 'person', path: PEOPLE, prepare: openEnded },
  { name: 'person-kept', path: PEOPLE, prepare: both(openEnded, click('Sähköpostiosoite: Ei vielä')) },
  { name: 'person-edit', path: PEOPLE, prepare: both(openEnded, click('Muokkaa: Sähköpostiosoite')) },
  { name: 'person-looks', path: PEOPLE, prepare: both(openEnded, press('w')) },
  { name: 'person-restrict', path: PEOPLE, prepare: both(openEnded, click('Rajoita käsittelyä')) },
  { name: 'person-gone', path: `${PEOPLE}/00000000-0000-7000-8000-000000000000` },
];

type Prepare = (page: Page) => Promise<void>;

function both(first: Prepare, second: Prepare): Prepare {
  return async (page) => {
    await first(page);
    await second(page);
  };
}

function type(words: string): Prepare {
  return async (page) => {
    await page.getByRole('searchbox').fill(words);
    await page.waitForTimeout(400);
  };
}

/** Somebody whose part has ended: everything about them has its day. */
async function openEnded(page: Page): Promise<void> {
  await page.getByText('Entinen, Elli').click();
  await page.getByRole('heading', { level: 1, name: 'Elli Entinen' }).waitFor();
  await page.getByRole('tab').first().waitFor();
}

async function importPeople(stage: Stage): Promise<void> {
  const wish = ['--register', 'media-customers', '--source', 'registration', '--purpose', 'customer-care'];
  for (const file of ['media.csv', 'media-organisations.csv'])
    await stage.command('import', `${EXAMPLES}${file}`, ...wish, '--kind', 'customer-contact');
}

async function openLongest(page: Page): Promise<void> {
  await page.getByRole('link', { name: LONG.name }).click();
  await page.getByRole('heading', { level: 1, name: LONG.name }).waitFor();
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const screen of SCREENS) {
      await page.setViewportSize(screen.viewport);
      // A fade is over by then.
      await page.waitForTimeout(250);
      await page.screenshot({ path: path.join(FOLDER, `${name}-${screen.name}-${scheme}.png`) });
    }
  }
  await page.setViewportSize(SCREENS[0].viewport);
}

/** The pages before the door, on the way in. */
async function comeIn(stage: Stage, page: Page): Promise<void> {
  await page.goto(`${stage.address}/staff/`);
  await page.getByLabel('Sähköposti').waitFor();
  await take(page, 'sign-in');
  await page.getByRole('button', { name: 'Kirjaudu', exact: true }).click();
  await take(page, 'sign-in-mistakes');
  await page.goto(stage.ownerLink);
  await page.getByLabel('Nimi').waitFor();
  await take(page, 'welcome');
  await step.accept(page, stage.ownerLink, OWNER);
  await page.getByRole('button', { name: 'Todennussovellus puhelimessa' }).waitFor();
  await take(page, 'second-factor');
  await step.enrolTotp(page, async (part) => take(page, part));
  await page.getByLabel('Allekirjoita').waitFor();
  await take(page, 'undertaking');
  await step.sign(page, OWNER.name);
  await page.getByRole('heading', { level: 1, name: 'Etusivu' }).waitFor();
}

async function takeAll(): Promise<void> {
  const wanted = process.argv.slice(2);
  const stage = await openStage();
  const visit = await stage.visit({ viewport: SCREENS[0].viewport });
  try {
    await comeIn(stage, visit.page);
    await importPeople(stage);
    for (const who of [COLLEAGUE, LONG]) await step.invite(visit.page, stage.address + REGISTER, who);
    for (const { name, path: address, prepare } of SHOTS) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await visit.page.goto(stage.address + address);
      await visit.page.getByRole('heading', { level: 1 }).waitFor();
      await visit.page.waitForLoadState('networkidle');
      await prepare?.(visit.page);
      await take(visit.page, name);
    }
  } finally {
    await visit.close();
    await stage.close();
  }
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await runBuild();
await takeAll();
process.stdout.write(`Screenshots are in ${FOLDER}\n`);
