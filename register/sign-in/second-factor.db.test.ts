import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Browser,
  codeOf,
  openTestDesk,
  PASSWORD,
  sign,
  type TestDesk,
} from '../../tests/sign-in-desk.ts';

const LOGIN = 'aino@owner.example';
const STEP_MS = 30_000;

interface Body {
  readonly step?: string;
  readonly code?: string;
  readonly uri?: string;
  readonly secret?: string;
  readonly recoveryCodes?: string[];
}

const withPassword = async (desk: TestDesk) => {
  const browser = desk.browser();
  await browser.ask('POST', '/api/session/password', { login: LOGIN, password: PASSWORD });
  return browser;
};
const give = (browser: Browser, body: object) => browser.ask<Body>('POST', '/api/session/code', body);

describe('an authenticator app', () => {
  let desk: TestDesk;
  let owner: Browser;
  let uri = '';
  let recoveryCodes: string[] = [];
  beforeAll(async () => {
    desk = await openTestDesk();
    owner = await desk.signInOwner();
    uri = (await owner.ask<Body>('POST', '/api/me/totp')).body.uri ?? '';
    const code = codeOf(uri, desk.now());
    const confirmed = await owner.ask<Body>('POST', '/api/me/totp/confirm', { code });
    recoveryCodes = confirmed.body.recoveryCodes ?? [];
    desk.advance(STEP_MS);
  });
  afterAll(() => desk.close());
  const code = () => codeOf(uri, desk.now());

  it('is begun with a secret that any app reads, and gives ten recovery codes', () => {
    expect(uri).toMatch(/^otpauth:\/\/totp\/Seloste:aino%40owner\.example\?/);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes[0]).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}$/);
  });

  it('CO.26 opens nothing before the code is given', async () => {
    const browser = await withPassword(desk);
    expect(await browser.state()).toMatchObject({ step: 'second-factor', registers: [], tasks: [] });
    expect((await browser.ask<Body>('GET', '/api/me/sessions')).body.code).toBe('sign-in-unfinished');
    expect((await give(browser, { code: code() })).body.step).toBe('ready');
  });

  it('takes each code once, also from two browsers in the same moment (A19)', async () => {
    desk.advance(STEP_MS);
    const browsers = [await withPassword(desk), await withPassword(desk)];
    const now = code();
    const answers = await Promise.all(browsers.map((browser) => give(browser, { code: now })));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 422]);
    const late = await withPassword(desk);
    expect((await give(late, { code: now })).body.code).toBe('code-wrong');
  });

  it('takes a code half a minute early or late and no older one', async () => {
    desk.advance(10 * STEP_MS);
    const old = codeOf(uri, new Date(desk.now().getTime() - 2 * STEP_MS));
    const early = codeOf(uri, new Date(desk.now().getTime() + STEP_MS));
    const browser = await withPassword(desk);
    expect((await give(browser, { code: old })).status).toBe(422);
    expect((await give(browser, { code: early })).status).toBe(200);
  });

  it('is locked after five wrong codes, whoever gives them', async () => {
    desk.advance(24 * 3_600_000);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await give(await withPassword(desk), { code: '000000' })).status).toBe(422);
    }
    const locked = await give(await withPassword(desk), { code: code() });
    expect([locked.status, locked.body.code]).toEqual([429, 'sign-in-locked']);
    desk.advance(24 * 3_600_000);
    expect((await give(await withPassword(desk), { code: code() })).status).toBe(200);
  });

  it('can be stood in for by a recovery code, once, however it is typed', async () => {
    desk.advance(24 * 3_600_000);
    const [first = ''] = recoveryCodes;
    const typed = ` ${first.toUpperCase().replace('-', ' ')}`;
    expect((await give(await withPassword(desk), { recoveryCode: typed })).body.step).toBe('ready');
    expect((await give(await withPassword(desk), { recoveryCode: first })).body.code).toBe('code-wrong');
  });

  it('has new recovery codes made on demand, and the old ones end', async () => {
    const browser = await withPassword(desk);
    await give(browser, { recoveryCode: recoveryCodes[1] ?? '' });
    const made = (await browser.ask<Body>('POST', '/api/me/recovery-codes')).body.recoveryCodes ?? [];
    expect((await give(await withPassword(desk), { recoveryCode: recoveryCodes[2] ?? '' })).status).toBe(422);
    expect((await give(await withPassword(desk), { recoveryCode: made[0] ?? '' })).status).toBe(200);
    recoveryCodes = made.slice(1);
  });

  it('leaves neither secret nor recovery code readable in the database', async () => {
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    const rows = await desk.look<{ t: string }>(
      `select encode(t.secret, 'escape') as t from signin.totp t union all select to_jsonb(r)::text from signin.recovery_code r`,
    );
    expect(rows).not.toHaveLength(0);
    const all = JSON.stringify(rows);
    for (const hidden of [secret, ...recoveryCodes]) expect(all).not.toContain(hidden);
  });

  it('is not replaced or removed by a stolen cookie alone', async () => {
    const browser = await withPassword(desk);
    await give(browser, { recoveryCode: recoveryCodes[0] ?? '' });
    expect((await browser.ask<Body>('POST', '/api/me/totp')).body.code).toBe('request-invalid');
    expect((await browser.ask<Body>('DELETE', '/api/me/totp', { password: 'wrong' })).status).toBe(422);
    expect((await give(await withPassword(desk), { code: '000000' })).status).toBe(422);
    expect((await browser.ask('DELETE', '/api/me/totp', { password: PASSWORD })).status).toBe(200);
    expect((await (await withPassword(desk)).state()).step).toBe('ready');
    expect(desk.mails.at(-1)).toContain('Envelope-To: aino@owner.example');
  });
});

describe('an app that is being added in two windows', () => {
  it('is the one whose code was given, or none', async () => {
    const desk = await openTestDesk();
    const owner = await desk.signInOwner();
    const begin = async () => (await owner.ask<Body>('POST', '/api/me/totp')).body.uri ?? '';
    const first = await begin();
    const confirming = owner.ask('POST', '/api/me/totp/confirm', { code: codeOf(first, desk.now()) });
    const [second, { status }] = await Promise.all([begin(), confirming]);
    const [row] = await desk.look<{ confirmed: boolean }>(
      'select confirmed_at is not null as confirmed from signin.totp',
    );
    expect(row?.confirmed).toBe(status === 200);
    if (status === 200) expect(second).toBe('');
    await desk.close();
  });
});

describe('a cookie that was stolen, or a browser left open', () => {
  it('changes nothing of how the person signs in, a quarter of an hour after they did', async () => {
    const desk = await openTestDesk();
    const owner = await desk.signInOwner();
    desk.advance(16 * 60_000);
    for (const [method, path] of [
      ['POST', '/api/me/totp'],
      ['POST', '/api/me/passkeys/options'],
      ['POST', '/api/me/recovery-codes'],
      ['DELETE', '/api/me/passkeys/00000000-0000-4000-8000-000000000000'],
    ] as const) {
      const answer = await owner.ask<Body>(method, path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'sign-in-again']);
    }
    const kept = await desk.look('select from signin.totp union all select from signin.recovery_code');
    expect(kept).toEqual([]);
    expect((await (await withPassword(desk)).ask('POST', '/api/me/totp')).status).toBe(200);
    await desk.close();
  });
});

describe('a register that asks for a second factor', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk({
      change: (yaml) => `${yaml}access: { undertaking: required, multi-factor: required }\n`,
    });
  });
  afterAll(() => desk.close());

  it('CO.26 has everybody add one before anything opens, whatever is signed', async () => {
    const owner = desk.browser();
    const token = await desk.ownerToken();
    const accepted = await owner.ask<Body>('POST', '/api/invitations/accept', {
      token,
      name: 'Aino Omistaja',
      login: LOGIN,
      password: PASSWORD,
    });
    expect(accepted.body.step).toBe('enrol-second-factor');
    const early = await owner.ask<Body>('POST', '/api/session/undertaking', { version: 1, name: 'Aino' });
    expect(early.body.code).toBe('sign-in-unfinished');
    const { uri = '' } = (await owner.ask<Body>('POST', '/api/me/totp')).body;
    expect((await owner.ask<Body>('POST', '/api/me/totp/confirm', { code: '000000' })).body.code).toBe(
      'code-wrong',
    );
    expect((await owner.state()).step).toBe('enrol-second-factor');
    await owner.ask('POST', '/api/me/totp/confirm', { code: codeOf(uri, desk.now()) });
    expect((await owner.state()).step).toBe('undertaking');
    expect((await sign(owner)).step).toBe('ready');
  });
});

describe('an installation that asks for a second factor', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk({ signIn: { multiFactor: true, idleMinutes: 60, hours: 12, oidc: undefined } });
  });
  afterAll(() => desk.close());

  it('CO.26 asks everybody, in every register', async () => {
    const owner = await desk.signInOwner();
    expect((await owner.state()).step).toBe('enrol-second-factor');
  });
});
