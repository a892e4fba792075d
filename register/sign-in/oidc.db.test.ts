import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openTestDesk, PASSWORD, type TestDesk } from '../../tests/sign-in-desk.ts';
import { CLIENT, openTestProvider, type Person, type TestProvider } from './oidc.testing.ts';

const AINO: Person = { subject: 'aino-there', email: 'Aino@Owner.example', verified: true };
const WELCOME = '/staff/';
const REFUSED = '/staff/sign-in#problem=sign-in-failed';

let provider: TestProvider;
let desk: TestDesk;

beforeAll(async () => {
  provider = await openTestProvider();
  const oidc = { key: 'sso', title: 'Organisaation kirjautuminen', issuer: provider.issuer, ...CLIENT };
  desk = await openTestDesk({ signIn: { multiFactor: false, idleMinutes: 60, hours: 12, oidc } });
  provider.start(`${desk.address}/api/session/oidc/sso/callback`);
  await desk.signInOwner();
});
afterAll(async () => {
  await desk.close();
  await provider.close();
});

const begin = async (browser: Browser) =>
  (await browser.ask('GET', '/api/session/oidc/sso')).headers.get('location') ?? '';
const comeBack = async (browser: Browser, back: URL) =>
  (await browser.ask('GET', `${back.pathname}${back.search}`)).headers.get('location');

async function signInThere(browser: Browser, person: Person) {
  provider.signInAs(person);
  return comeBack(browser, await provider.walk(await begin(browser)));
}

describe('the organisation’s own sign-in', () => {
  it('is offered by its title', async () => {
    expect(await desk.browser().state()).toMatchObject({
      step: 'signed-out',
      methods: { oidc: [{ key: 'sso', title: 'Organisaation kirjautuminen' }] },
    });
  });

  it('lets in whose verified address is the user name of an account, and knows them again by their id there', async () => {
    const browser = desk.browser();
    await browser.ask('POST', '/api/session/password', { login: 'aino@owner.example', password: PASSWORD });
    const former = desk.browser();
    former.cookies.set('seloste_session', browser.cookies.get('seloste_session') ?? '');
    expect(await signInThere(browser, AINO)).toBe(WELCOME);
    expect((await former.state()).step).toBe('signed-out');
    expect(await browser.state()).toMatchObject({ step: 'ready', account: { login: 'aino@owner.example' } });
    const again = desk.browser();
    expect(await signInThere(again, { ...AINO, email: 'moved@elsewhere.example', verified: false })).toBe(
      WELCOME,
    );
    expect(await again.state()).toMatchObject({ account: { login: 'aino@owner.example' } });
  });

  it.each([
    ['an address that is not verified', { subject: 'forger', email: 'aino@owner.example', verified: false }],
    [
      'an address without an account here',
      { subject: 'guest', email: 'guest@owner.example', verified: true },
    ],
  ])('refuses %s', async (_what, person) => {
    const browser = desk.browser();
    expect(await signInThere(browser, person)).toBe(REFUSED);
    expect((await browser.state()).step).toBe('signed-out');
  });

  it('gives nobody an account by its address that another person there has already', async () => {
    const browser = desk.browser();
    expect(await signInThere(browser, AINO)).toBe(WELCOME);
    const successor = desk.browser();
    expect(await signInThere(successor, { ...AINO, subject: 'aino-the-second' })).toBe(REFUSED);
    expect((await successor.state()).step).toBe('signed-out');
  });

  it('refuses to finish in one browser what another one began (A22)', async () => {
    const [attacker, victim] = [desk.browser(), desk.browser()];
    provider.signInAs(AINO);
    const back = await provider.walk(await begin(attacker));
    expect(await comeBack(victim, back)).toBe(REFUSED);
    await begin(victim);
    expect(await comeBack(victim, back)).toBe(REFUSED);
  });

  it('refuses a changed state, a forged code, a second use and one that took too long', async () => {
    const browser = desk.browser();
    provider.signInAs(AINO);
    const back = async () => provider.walk(await begin(browser));
    const changed = await back();
    changed.searchParams.set('state', 'x');
    expect(await comeBack(browser, changed)).toBe(REFUSED);
    const forged = await back();
    forged.searchParams.set('code', 'x');
    expect(await comeBack(browser, forged)).toBe(REFUSED);
    const good = await back();
    const cookie = browser.cookies.get('seloste_oidc') ?? '';
    expect(await comeBack(browser, good)).toBe(WELCOME);
    browser.cookies.set('seloste_oidc', cookie);
    expect(await comeBack(browser, good)).toBe(REFUSED);
    const late = await back();
    desk.advance(11 * 60_000);
    expect(await comeBack(browser, late)).toBe(REFUSED);
  });

  it('CO.26 counts as both factors only when the provider says so', async () => {
    const owner = desk.browser();
    await owner.ask('POST', '/api/session/password', { login: 'aino@owner.example', password: PASSWORD });
    await desk.look(
      `insert into signin.totp (account_id, secret, confirmed_at) select id, '\\x00', now() from auth.account where login = 'aino@owner.example'`,
    );
    const [single, double] = [desk.browser(), desk.browser()];
    await signInThere(single, AINO);
    expect((await single.state()).step).toBe('second-factor');
    await signInThere(double, { ...AINO, amr: ['pwd', 'mfa'] });
    expect((await double.state()).step).toBe('ready');
  });

  it('does not let in whose access was removed here (A14)', async () => {
    await desk.look(`update auth.account set access_removed_at = now() where login = 'aino@owner.example'`);
    expect(await signInThere(desk.browser(), { ...AINO, amr: ['mfa'] })).toBe(REFUSED);
  });

  it('that does not answer sends the person back to the sign-in page', async () => {
    const oidc = { key: 'sso', title: 'Away', issuer: 'http://127.0.0.1:1', ...CLIENT };
    const away = await openTestDesk({ signIn: { multiFactor: false, idleMinutes: 60, hours: 12, oidc } });
    expect(await begin(away.browser())).toBe(REFUSED);
    await away.close();
  });

  it('that nobody set up is not found', async () => {
    expect((await desk.browser().ask('GET', '/api/session/oidc/other')).status).toBe(404);
  });
});
