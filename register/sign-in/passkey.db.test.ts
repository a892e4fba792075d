import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openTestDesk, PASSWORD, type TestDesk } from '../../tests/sign-in-desk.ts';
import {
  type Authenticator,
  type CreationOptions,
  type Misbehaviour,
  openAuthenticator,
  type RequestOptions,
} from './authenticator.testing.ts';

let desk: TestDesk;
let owner: Browser;
let phone: Authenticator;
const LOGIN = 'aino@owner.example';

interface Body {
  readonly step?: string;
  readonly code?: string;
  readonly id?: string;
}

const options = async <Options>(browser: Browser, path: string) =>
  (await browser.ask<Options>('POST', `${path}/options`)).body;

async function addPasskey(browser: Browser, authenticator: Authenticator, more?: Misbehaviour) {
  const creation = await options<CreationOptions>(browser, '/api/me/passkeys');
  const response = authenticator.create(creation, more);
  return browser.ask<Body>('POST', '/api/me/passkeys', { response, name: 'Puhelin' });
}

async function usePasskey(browser: Browser, more?: Misbehaviour, authenticator = phone) {
  const request = await options<RequestOptions>(browser, '/api/session/passkey');
  return browser.ask<Body>('POST', '/api/session/passkey', { response: authenticator.get(request, more) });
}

beforeAll(async () => {
  desk = await openTestDesk();
  owner = await desk.signInOwner();
  phone = openAuthenticator(desk.address);
  await addPasskey(owner, phone);
});
afterAll(() => desk.close());

describe('a passkey', () => {
  it('CO.26 signs in alone, without a name, and is both factors', async () => {
    const browser = desk.browser();
    const answer = await usePasskey(browser);
    expect([answer.status, answer.body.step]).toEqual([200, 'ready']);
    const [row] = await desk.look<{ way: string; second: boolean }>(
      'select way, second_factor_at is not null as second from signin.browser_session order by opened_at desc, id limit 1',
    );
    expect(row?.second).toBe(true);
  });

  it('is asked for after the password once there is one, and then lets in', async () => {
    const browser = desk.browser();
    const half = await browser.ask<Body>('POST', '/api/session/password', {
      login: LOGIN,
      password: PASSWORD,
    });
    expect(half.body.step).toBe('second-factor');
    expect((await browser.ask<Body>('GET', '/api/me/passkeys')).body.code).toBe('sign-in-unfinished');
    const before = browser.cookies.get('seloste_session');
    expect((await usePasskey(browser, { isUnverified: true })).body.step).toBe('ready');
    expect(browser.cookies.get('seloste_session')).not.toBe(before);
  });

  it('cannot be added half-way by whoever has the password only (A12)', async () => {
    const browser = desk.browser();
    await browser.ask('POST', '/api/session/password', { login: LOGIN, password: PASSWORD });
    const refused = await browser.ask<Body>('POST', '/api/me/passkeys/options');
    expect([refused.status, refused.body.code]).toEqual([403, 'sign-in-unfinished']);
  });

  const misbehaviours: [string, Misbehaviour][] = [
    ['made for another origin', { origin: 'https://evil.example' }],
    ['made for another host', { rpId: 'evil.example' }],
    ['answering a challenge we never gave', { challenge: 'bm90LW91cnM' }],
    ['alone without knowing its user', { isUnverified: true }],
    ['whose counter went back, as a copy’s does', { counter: 1 }],
  ];
  it.each(misbehaviours)('is refused %s (A21)', async (_what, more) => {
    const browser = desk.browser();
    const answer = await usePasskey(browser, more);
    expect([answer.status, answer.body.code]).toEqual([401, 'sign-in-failed']);
    expect(browser.cookies.has('seloste_session')).toBe(false);
  });

  it('answers each challenge once, within minutes, and only for what it was given', async () => {
    const browser = desk.browser();
    const request = await options<RequestOptions>(browser, '/api/session/passkey');
    const send = (response: object) => browser.ask<Body>('POST', '/api/session/passkey', { response });
    expect((await send(phone.get(request))).status).toBe(200);
    expect(
      (await desk.browser().ask<Body>('POST', '/api/session/passkey', { response: phone.get(request) }))
        .status,
    ).toBe(401);
    const late = await options<RequestOptions>(desk.browser(), '/api/session/passkey');
    desk.advance(6 * 60_000);
    expect(
      (await desk.browser().ask<Body>('POST', '/api/session/passkey', { response: phone.get(late) })).status,
    ).toBe(401);
    const creation = await options<CreationOptions>(owner, '/api/me/passkeys');
    const crossed = phone.get({ challenge: creation.challenge });
    expect(
      (await desk.browser().ask<Body>('POST', '/api/session/passkey', { response: crossed })).status,
    ).toBe(401);
  });

  it('that nobody has gets the same answer as one that is wrong', async () => {
    const stranger = openAuthenticator(desk.address);
    stranger.create({ challenge: 'x', rp: { id: new URL(desk.address).hostname }, user: { id: 'x' } });
    const answer = await usePasskey(desk.browser(), {}, stranger);
    expect([answer.status, answer.body.code]).toEqual([401, 'sign-in-failed']);
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another challenge', { challenge: 'bm90LW91cnM' }],
    ['no unlocking', { isUnverified: true }],
  ])('is not added with %s', async (_what, more) => {
    const answer = await addPasskey(owner, openAuthenticator(desk.address), more);
    expect([answer.status, answer.body.code]).toEqual([422, 'request-invalid']);
  });

  it('is listed by name and can be removed, after which it signs nobody in', async () => {
    const tablet = openAuthenticator(desk.address);
    const { id } = (await addPasskey(owner, tablet)).body;
    const { rows } = (await owner.ask<{ rows: { id: string; name: string }[] }>('GET', '/api/me/passkeys'))
      .body;
    expect(rows.map((row) => row.name)).toEqual(['Puhelin', 'Puhelin']);
    expect((await owner.ask('DELETE', `/api/me/passkeys/${id}`)).status).toBe(200);
    expect((await usePasskey(desk.browser(), {}, tablet)).status).toBe(401);
    expect((await usePasskey(desk.browser())).status).toBe(200);
  });

  it('signs nobody in whose access was removed (A14)', async () => {
    await desk.look('update auth.account set access_removed_at = now() where login = $1', [LOGIN]);
    expect((await owner.state()).step).toBe('signed-out');
    const answer = await usePasskey(desk.browser());
    expect([answer.status, answer.body.code]).toEqual([401, 'sign-in-failed']);
  });
});
