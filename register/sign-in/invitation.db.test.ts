import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../../database/door/pool.ts';
import { openTestDesk, PASSWORD, sign, type TestDesk } from '../../tests/sign-in-desk.ts';
import { openMail } from '../mail/mail.ts';
import type { SignInContext } from './context.ts';
import { invite, makeAccessLink } from './invitation.ts';
import { signInOf } from './sign-in.ts';

let desk: TestDesk;
let context: SignInContext;
const accounts = () => openPool({ url: desk.database.accountsUrl, connections: 2, pipelined: false });
let pool: ReturnType<typeof accounts>;

beforeAll(async () => {
  desk = await openTestDesk();
  pool = accounts();
});
afterAll(async () => {
  await pool.end();
  await desk.close();
});

interface Body {
  readonly step?: string;
  readonly code?: string;
  readonly login?: string | null;
  readonly name?: string | null;
  readonly owner?: boolean;
  readonly registers?: { key: string; roles: { key: string }[] }[];
}
const ask = (path: string, body: object, browser = desk.browser()) =>
  browser.ask<Body>('POST', `/api/invitations/${path}`, body);

describe('the owner’s link', () => {
  it('makes one owner and no second, however many open it at once (A96, A99)', async () => {
    const token = await desk.ownerToken();
    expect((await ask('look', { token })).body).toMatchObject({ owner: true, login: null, registers: [] });
    const accept = (login: string) => ask('accept', { token, name: 'Aino', login, password: PASSWORD });
    const answers = await Promise.all(['a@owner.example', 'b@owner.example', 'c@owner.example'].map(accept));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 410, 410]);
    const owners = await desk.look(`select from auth.account where source = 'owner link'`);
    expect(owners).toHaveLength(1);
    expect((await ask('look', { token })).body.code).toBe('invitation-gone');
    expect(await desk.ownerToken()).toBe('');
  });

  it('RE.18 takes an e-mail address of one person as the user name and nothing that reads in two ways', async () => {
    const other = await openTestDesk();
    const token = await other.ownerToken();
    for (const login of ['aino', 'a@x.example,b@x.example', 'Aino <a@x.example>', undefined]) {
      const wish = { token, name: 'Aino', login, password: PASSWORD };
      const answer = await other.browser().ask<Body>('POST', '/api/invitations/accept', wish);
      expect([answer.status, answer.body.code]).toEqual([422, 'request-invalid']);
    }
    const weak = { token, name: 'Aino', login: 'a@x.example', password: 'salasana' };
    expect((await other.browser().ask<Body>('POST', '/api/invitations/accept', weak)).body.code).toBe(
      'password-weak',
    );
    const [before, after] = [token, await other.ownerToken()];
    expect((await other.browser().ask<Body>('POST', '/api/invitations/look', { token: before })).status).toBe(
      410,
    );
    expect((await other.browser().ask<Body>('POST', '/api/invitations/look', { token: after })).status).toBe(
      200,
    );
    other.advance(73 * 3_600_000);
    expect((await other.browser().ask<Body>('POST', '/api/invitations/look', { token: after })).status).toBe(
      410,
    );
    await other.close();
  });
});

describe('an invitation', () => {
  const LOGIN = 'bertta@member.example';
  let account = '';
  const send = async () => {
    await invite(context, { accountId: account, invitedBy: null });
    const mail = desk.mails.at(-1) ?? '';
    const text = mail.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    return { mail, token: /\/staff\/welcome#([\w-]+)/.exec(text)?.[1] ?? '' };
  };

  beforeAll(async () => {
    const { address, dataFolder, now } = desk;
    const configuration = {
      dataFolder,
      publicUrl: undefined,
      mail: { smtpUrl: desk.smtpUrl, from: 'register@organisation.example' },
    };
    context = await signInOf({ accounts: pool, clock: now, configuration, address });
    account = randomUUID();
    await desk.look(
      `insert into auth.account (id, login, display_name, language) values ($1, $2, 'Bertta', 'fi')`,
      [account, LOGIN],
    );
    await desk.look(
      `insert into auth.account_role (account_id, role_id, granted_by, reason) select $1, id, 'test', 'test' from auth.role where key = 'member'`,
      [account],
    );
  });

  it('goes by mail to the user name, in the person’s language, with a link that no log can hold', async () => {
    const { mail, token } = await send();
    expect(mail).toContain(`Envelope-To: ${LOGIN}`);
    expect(mail).toMatch(/Content-Language: fi/i);
    expect(mail).toContain('Subject: =?UTF-8?Q?Kutsu');
    expect(token).toHaveLength(43);
    const stored = await desk.look<{ t: string }>('select to_jsonb(i)::text as t from signin.invitation i');
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('says whom it is for and what they will do, and is taken once', async () => {
    const { token } = await send();
    expect((await ask('look', { token })).body).toMatchObject({
      owner: false,
      login: LOGIN,
      name: 'Bertta',
      registers: [{ key: 'gate-register', roles: [{ key: 'member' }] }],
    });
    const browser = desk.browser();
    const wish = { token, name: 'Bertta Jäsen', login: 'mallory@evil.example', password: PASSWORD };
    expect((await ask('accept', wish, browser)).body.step).toBe('undertaking');
    expect(await browser.state()).toMatchObject({
      account: { login: LOGIN, name: 'Bertta Jäsen' },
      registers: [],
    });
    expect((await ask('accept', wish)).body.code).toBe('invitation-gone');
  });

  it('ME.15 opens nothing before the undertaking is signed under the person’s name, and then it does', async () => {
    const browser = desk.browser();
    await browser.ask('POST', '/api/session/password', { login: LOGIN, password: PASSWORD });
    const state = await browser.state();
    expect(state.step === 'undertaking' && state.undertaking?.text.fi).toMatch(/salassa/);
    expect((await browser.ask<Body>('GET', '/api/me/sessions')).body.code).toBe('sign-in-unfinished');
    const stale = await browser.ask<Body>('POST', '/api/session/undertaking', {
      version: 99,
      name: 'Bertta',
    });
    expect(stale.status).toBe(422);
    const before = browser.cookies.get('seloste_session');
    expect((await sign(browser)).step).toBe('ready');
    expect(browser.cookies.get('seloste_session')).not.toBe(before);
  });

  it('replaces the one before it, ends after seven days, and ends with the access', async () => {
    const first = await send();
    const second = await send();
    expect((await ask('look', { token: first.token })).status).toBe(410);
    desk.advance(7 * 24 * 3_600_000 + 1);
    expect((await ask('look', { token: second.token })).status).toBe(410);
    const third = await send();
    await desk.look('update auth.account set access_removed_at = now() where id = $1', [account]);
    expect((await ask('look', { token: third.token })).status).toBe(410);
    await desk.look('update auth.account set access_removed_at = null where id = $1', [account]);
    expect((await ask('look', { token: third.token })).status).toBe(410);
  });

  it('of the administrator at the console gives a new password, ends the sessions, and asks the second factor as ever', async () => {
    const browser = desk.browser();
    await browser.ask('POST', '/api/session/password', { login: LOGIN, password: PASSWORD });
    await desk.look(
      `insert into signin.totp (account_id, secret, confirmed_at) values ($1, '\\x00', now())`,
      [account],
    );
    const tokenOf = (link: string) => link.split('#')[1] ?? '';
    const password = 'kolme vihreää kirvestä 88';
    const plain = tokenOf(await makeAccessLink(context, { login: LOGIN, forgetSecondFactors: false }));
    expect((await ask('accept', { token: plain, name: 'Bertta', password })).body.step).toBe('second-factor');
    expect((await browser.state()).step).toBe('signed-out');
    const anew = tokenOf(await makeAccessLink(context, { login: LOGIN, forgetSecondFactors: true }));
    expect((await ask('accept', { token: anew, name: 'Bertta', password })).body.step).not.toBe(
      'second-factor',
    );
  });

  it('that the mail server did not take is worth nothing', async () => {
    const smtpUrl = 'smtp://127.0.0.1:1';
    const mail = openMail({ smtpUrl, from: 'register@organisation.example' }, desk.dataFolder);
    const broken: SignInContext = { ...context, mail };
    await expect(invite(broken, { accountId: account, invitedBy: null })).rejects.toMatchObject({
      code: 'mail-not-sent',
    });
    const open = await desk.look(
      'select from signin.invitation where account_id = $1 and used_at is null and revoked_at is null',
      [account],
    );
    expect(open).toHaveLength(0);
  });
});
