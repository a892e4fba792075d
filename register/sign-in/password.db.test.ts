import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../../database/door/pool.ts';
import { type Browser, openTestDesk, PASSWORD, type TestDesk } from '../../tests/sign-in-desk.ts';
import { signInWithPassword } from './password.commands.ts';
import { forgetEnded, signInOf } from './sign-in.ts';

let desk: TestDesk;
let owner: Browser;
beforeAll(async () => {
  desk = await openTestDesk();
  owner = await desk.signInOwner();
});
afterAll(() => desk.close());

interface Body {
  readonly step?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly retryAt?: string;
  readonly fields?: { code: string }[];
}
const signIn = (browser: Browser, login: string, password: string) =>
  browser.ask<Body>('POST', '/api/session/password', { login, password });
const LOGIN = 'aino@owner.example';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('signing in with a password', () => {
  it('CG.40 takes a personal user id and answers what its tasks let the person do', async () => {
    const browser = desk.browser();
    expect((await signIn(browser, ' Aino@Owner.EXAMPLE ', PASSWORD)).status).toBe(200);
    const state = await browser.state();
    expect(state).toMatchObject({
      step: 'ready',
      account: { login: LOGIN, name: 'Aino Omistaja' },
      registers: [{ key: 'gate-register', controller: 'Gate Oy', roles: [{ key: 'owner' }] }],
    });
    const purposes = state.step === 'ready' ? (state.registers[0]?.purposes ?? []) : [];
    expect(purposes.find((purpose) => purpose.key === 'sales')).toMatchObject({ implicit: false });
    expect(purposes.find((purpose) => purpose.key === 'rights')).toMatchObject({ implicit: true });
  });

  it('gives a wrong name and a wrong password the same answer, and runs the same statements for both', async () => {
    const answers = await Promise.all([
      signIn(desk.browser(), LOGIN, 'not the password'),
      signIn(desk.browser(), 'nobody@owner.example', 'not the password'),
    ]);
    const [known, unknown] = answers.map(({ status, body }) => [status, body.code, body.detail]);
    expect(known).toEqual([401, 'sign-in-failed', 'The user name or the password is wrong.']);
    expect(unknown).toEqual(known);
    const noted = await desk.look<{ what: string; n: string }>(
      `select what, count(*) as n from audit.security where kind = 'sign-in-failed' group by what`,
    );
    expect(noted).toEqual([{ what: 'password', n: '2' }]);
  });

  it('keeps no password, cookie or typed name in the database as it was typed', async () => {
    const cookie = owner.cookies.get('seloste_session') ?? '';
    const rows = await desk.look(
      `select to_jsonb(p)::text as t from signin.password p union all select to_jsonb(b)::text from signin.browser_session b
       union all select to_jsonb(a)::text from signin.attempt a union all select to_jsonb(s)::text from audit.security s`,
    );
    const all = JSON.stringify(rows);
    expect(all).toContain('$argon2id$');
    for (const secret of [PASSWORD, cookie, 'nobody@owner.example']) expect(all).not.toContain(secret);
  });

  it('sends the cookie to scripts and other sites never, and over TLS only where there is TLS', async () => {
    const answer = await signIn(desk.browser(), LOGIN, PASSWORD);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('seloste_session=')) ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Domain=/);
  });

  it('refuses the request of another site, with which it could sign somebody in as itself (A22)', async () => {
    const browser = desk.browser();
    const login = { login: LOGIN, password: PASSWORD };
    const answer = await browser.ask<Body>('POST', '/api/session/password', login, {
      origin: 'https://evil.example',
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'cross-site']);
    expect(browser.cookies.size).toBe(0);
  });

  it('gives a new cookie at each sign-in and ends the session the browser came with (A18)', async () => {
    const browser = desk.browser();
    browser.cookies.set('seloste_session', 'planted-by-somebody-else');
    await signIn(browser, LOGIN, PASSWORD);
    const first = browser.cookies.get('seloste_session') ?? '';
    expect(first).not.toBe('planted-by-somebody-else');
    await signIn(browser, LOGIN, PASSWORD);
    const old = desk.browser();
    old.cookies.set('seloste_session', first);
    expect((await old.state()).step).toBe('signed-out');
    expect((await browser.state()).step).toBe('ready');
  });
});

describe('many people at once', () => {
  it('each see their own account and nobody else’s (D4)', async () => {
    const logins = Array.from({ length: 10 }, (_, index) => `person-${index}@member.example`);
    await desk.look(
      `with a as (insert into auth.account (id, login, display_name) select gen_random_uuid(), l, l from unnest($1::text[]) l returning id),
            u as (insert into auth.undertaking (account_id, signed_on, document) select id, current_date, 'test' from a)
       insert into signin.password (account_id, hash) select a.id, p.hash from a, signin.password p`,
      [logins],
    );
    const browsers = await Promise.all(
      logins.map(async (login) => {
        const browser = desk.browser();
        await signIn(browser, login, PASSWORD);
        return browser;
      }),
    );
    for (let round = 0; round < 5; round += 1) {
      const states = await Promise.all(browsers.map((browser) => browser.state()));
      const seen = states.map((state) => (state.step === 'ready' ? state.account.login : state.step));
      expect(seen).toEqual(logins);
    }
    await desk.look(`update auth.account set access_removed_at = now() where login like 'person-%'`);
  });
});

describe('the log', () => {
  it('holds no name, password, code, token or cookie, whatever is sent where', async () => {
    const marker = 'marker-47-tuulta';
    const browser = desk.browser();
    browser.cookies.set('seloste_session', marker);
    browser.cookies.set('seloste_oidc', marker);
    await signIn(browser, `${marker}@owner.example`, marker);
    const posts: [string, object][] = [
      ['/api/session/code', { code: marker, recoveryCode: marker }],
      ['/api/session/passkey', { response: { id: marker, type: marker } }],
      ['/api/session/undertaking', { version: 1, name: marker }],
      ['/api/invitations/look', { token: marker.repeat(2) }],
      ['/api/invitations/accept', { token: marker.repeat(2), name: marker, login: marker, password: marker }],
      ['/api/me/password', { current: marker, password: marker }],
      ['/api/me/totp/confirm', { code: marker }],
    ];
    for (const [path, body] of posts) {
      const answer = await browser.ask('POST', path, body);
      expect(JSON.stringify(answer.body)).not.toContain(marker);
    }
    await browser.ask('GET', `/api/session/oidc/${marker}/callback?code=${marker}&state=${marker}`);
    await expect.poll(() => desk.log()).toContain('/api/session/oidc/:key/callback');
    expect(desk.log()).not.toContain(marker);
  });
});

describe('lock-out', () => {
  it('holds across processes, tells until when, also for a name nobody has, and lets the right password in again later', async () => {
    const other = await desk.another();
    for (const login of [LOGIN, 'nobody@elsewhere.example']) {
      desk.advance(DAY_MS / 4);
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const browser = desk.browser(attempt % 2 === 0 ? undefined : other);
        expect((await signIn(browser, login, 'wrong')).status).toBe(401);
      }
      const locked = await signIn(desk.browser(other), login, PASSWORD);
      expect([locked.status, locked.body.code]).toEqual([429, 'sign-in-locked']);
      expect(Date.parse(locked.body.retryAt ?? '')).toBeGreaterThan(desk.now().getTime());
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    desk.advance(DAY_MS / 4);
    expect((await signIn(desk.browser(), LOGIN, PASSWORD)).status).toBe(200);
  });

  it('counts twenty attempts at once as twenty', async () => {
    desk.advance(DAY_MS);
    const attempts = Array.from({ length: 20 }, () => signIn(desk.browser(), 'crowd@owner.example', 'wrong'));
    const statuses = (await Promise.all(attempts)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('of a login is nothing that one address alone can bring about (A20)', async () => {
    desk.advance(DAY_MS);
    const accounts = openPool({ url: desk.database.accountsUrl, connections: 1, pipelined: false });
    const context = await signInOf({
      accounts,
      clock: desk.now,
      configuration: { dataFolder: desk.dataFolder, publicUrl: undefined },
    });
    const from = (address: string, password: string) =>
      signInWithPassword(context, { login: LOGIN, password, address, device: '?' });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      await expect(from('192.0.2.1', 'wrong')).rejects.toThrow();
    }
    await expect(from('192.0.2.1', PASSWORD)).rejects.toMatchObject({ code: 'sign-in-locked' });
    await expect(from('192.0.2.2', PASSWORD)).resolves.toEqual(expect.any(String));
    await accounts.end();
  });

  it('waits longer each time', async () => {
    desk.advance(DAY_MS);
    const wait = async () => {
      const { body } = await signIn(desk.browser(), 'again@owner.example', 'wrong');
      return body.retryAt ? Date.parse(body.retryAt) - desk.now().getTime() : 0;
    };
    for (let attempt = 0; attempt < 5; attempt += 1) await wait();
    const first = await wait();
    desk.advance(first + 1);
    expect(await wait()).toBe(0);
    expect(await wait()).toBeGreaterThan(first * 1.5);
  });
});

describe('a session', () => {
  it('ends at the end of its idle time, which use prolongs', async () => {
    desk.advance(DAY_MS);
    const browser = desk.browser();
    await signIn(browser, LOGIN, PASSWORD);
    desk.advance(50 * 60_000);
    expect((await browser.ask<Body>('POST', '/api/session/keep')).body.step).toBe('ready');
    desk.advance(50 * 60_000);
    expect((await browser.state()).step).toBe('ready');
    desk.advance(61 * 60_000);
    expect((await browser.state()).step).toBe('signed-out');
  });

  it('ends twelve hours after signing in, however busy', async () => {
    const browser = desk.browser();
    await signIn(browser, LOGIN, PASSWORD);
    for (let half = 0; half < 23; half += 1) {
      desk.advance(HOUR_MS / 2);
      expect((await browser.state()).step).toBe('ready');
    }
    desk.advance(HOUR_MS / 2 + 1);
    expect((await browser.state()).step).toBe('signed-out');
  });

  it('is listed with its device, and can be ended from another one', async () => {
    const [here, there] = [desk.browser(), desk.browser()];
    await signIn(here, LOGIN, PASSWORD);
    await signIn(there, LOGIN, PASSWORD);
    type Rows = { rows: { id: string; device: string; current: boolean }[] };
    const { rows } = (await here.ask<Rows>('GET', '/api/me/sessions')).body;
    expect(rows.map((row) => row.device)).toEqual(['Firefox, Linux', 'Firefox, Linux']);
    const other = rows.find((row) => !row.current)?.id;
    expect((await here.ask('DELETE', `/api/me/sessions/${other}`)).status).toBe(200);
    expect((await there.state()).step).toBe('signed-out');
    expect((await here.state()).step).toBe('ready');
    expect((await here.ask('DELETE', `/api/me/sessions/${other}`)).status).toBe(404);
  });

  it('is over when signed out, and its cookie is worth nothing', async () => {
    const browser = desk.browser();
    await signIn(browser, LOGIN, PASSWORD);
    const cookie = browser.cookies.get('seloste_session') ?? '';
    expect((await browser.ask<Body>('DELETE', '/api/session')).body.step).toBe('signed-out');
    browser.cookies.set('seloste_session', cookie);
    expect((await browser.ask<Body>('GET', '/api/me/sessions')).body.code).toBe('not-signed-in');
  });
});

describe('what has ended', () => {
  it('is forgotten after a time: counts within a day, sessions after three months', async () => {
    const accounts = openPool({ url: desk.database.accountsUrl, connections: 1, pipelined: false });
    const left = async () => {
      const [row] = await desk.look<{ attempts: string; sessions: string }>(
        'select (select count(*) from signin.attempt) as attempts, (select count(*) from signin.browser_session) as sessions',
      );
      return [Number(row?.attempts), Number(row?.sessions)];
    };
    const [attempts = 0, sessions = 0] = await left();
    expect(attempts).toBeGreaterThan(0);
    const at = (days: number) => new Date(desk.now().getTime() + days * DAY_MS);
    await forgetEnded({ pool: accounts, clock: () => at(2) });
    expect(await left()).toEqual([0, sessions]);
    await forgetEnded({ pool: accounts, clock: () => at(200) });
    expect(await left()).toEqual([0, 0]);
    await accounts.end();
  });
});

describe('changing the password', () => {
  const change = (browser: Browser, current: string, password: string) =>
    browser.ask<Body>('POST', '/api/me/password', { current, password });

  it('takes the present one, ends every other session, changes the cookie and tells the person by mail (A13)', async () => {
    const [here, there] = [desk.browser(), desk.browser()];
    await signIn(here, LOGIN, PASSWORD);
    await signIn(there, LOGIN, PASSWORD);
    const wrong = await change(here, 'not it', 'seitsemän harmaata porsasta 12');
    expect([wrong.status, wrong.body.fields]).toEqual([
      422,
      [expect.objectContaining({ path: 'current', code: 'wrong' })],
    ]);
    const link = `select revoked_at is not null as revoked from signin.invitation where token_hash = sha256('lying about')`;
    await desk.look(
      `insert into signin.invitation (id, account_id, kind, token_hash, expires_at)
       select gen_random_uuid(), a.id, 'invitation', sha256('lying about'), now() + interval '99 days' from auth.account a where a.login = $1`,
      [LOGIN],
    );
    const before = here.cookies.get('seloste_session');
    const mails = desk.mails.length;
    expect((await change(here, PASSWORD, 'seitsemän harmaata porsasta 12')).status).toBe(200);
    expect(here.cookies.get('seloste_session')).not.toBe(before);
    expect(await desk.look(link)).toEqual([{ revoked: true }]);
    expect((await here.state()).step).toBe('ready');
    expect((await there.state()).step).toBe('signed-out');
    expect(desk.mails).toHaveLength(mails + 1);
    expect(desk.mails.at(-1)).toContain('Envelope-To: aino@owner.example');
    expect((await change(here, 'seitsemän harmaata porsasta 12', PASSWORD)).status).toBe(200);
  });

  it.each([
    ['too short', 'lyhyt', 'too-short'],
    ['leaked', '123456789012', 'leaked'],
    ['made of the person’s name', 'AinoOmistaja1', 'guessable'],
  ])('refuses one that is %s and says so', async (_what, password, code) => {
    const browser = desk.browser();
    await signIn(browser, LOGIN, PASSWORD);
    const answer = await change(browser, PASSWORD, password);
    expect([answer.status, answer.body.code]).toEqual([422, 'password-weak']);
    expect(answer.body.fields?.[0]?.code).toBe(code);
    expect(JSON.stringify(answer.body)).not.toContain(password);
  });
});
