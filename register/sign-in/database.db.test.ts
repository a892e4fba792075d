// What PostgreSQL itself keeps of signing in, whatever the program does.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addPerson,
  behind,
  gateNotice,
  openPass,
  publishText,
  under,
} from '../../database/fixture.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';

let database: TestDatabase;
const sha256 = (text: string) => createHash('sha256').update(text).digest();
const stateOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'allowed',
    (error: { code?: string }) => error.code,
  );

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
});
afterAll(() => database.drop());

const asDoorkeeper = <Row extends object>(sql: string, values: unknown[] = []) =>
  behind<Row>(database.accountsUrl, sql, values);
const asSuperuser = <Row extends object>(sql: string, values: unknown[] = []) =>
  behind<Row>(database.superuserUrl, sql, values);

interface Wish {
  readonly hasUndertaking?: boolean;
  readonly hasRole?: boolean;
  readonly gaveSecondFactor?: boolean;
  readonly asksSecondFactor?: boolean;
}

/** An account with a browser session of it. */
async function makeBrowser(wish: Wish = {}): Promise<{ account: string; browser: string }> {
  const [account, browser] = [randomUUID(), randomUUID()];
  await asSuperuser(
    `insert into auth.account (id, login, display_name) values ($1::uuid, $1::text, 'Test')`,
    [account],
  );
  if (wish.hasUndertaking !== false) {
    await asSuperuser(
      `insert into auth.undertaking (account_id, signed_on, document) values ($1, current_date, 'test')`,
      [account],
    );
  }
  if (wish.hasRole !== false) {
    await asSuperuser(
      `insert into auth.account_role (account_id, role_id, granted_by, reason) select $1, id, 'test', 'test' from auth.role where key = 'owner'`,
      [account],
    );
  }
  await asDoorkeeper(
    `insert into signin.browser_session (id, token_hash, account_id, way, device, idle_expires_at, expires_at, second_factor_at, asks_second_factor)
     values ($1, $2, $3, 'password', '?', now() + interval '1 hour', now() + interval '12 hours', case when $4 then now() end, $5)`,
    [browser, randomBytes(32), account, wish.gaveSecondFactor ?? false, wish.asksSecondFactor ?? false],
  );
  return { account, browser };
}

async function open(
  browser: string,
  pass: string = randomUUID(),
  register = 'gate-register',
): Promise<string> {
  await asDoorkeeper('select session.open_staff($1, $2, $3)', [browser, register, sha256(pass)]);
  return pass;
}

const seesPeople = (pass: string) =>
  under(database.appUrl, { pass, purpose: 'customer-care' }, async ({ query }) => {
    const [row] = await query<{ n: string }>('select count(*) as n from register.subject');
    return Number(row?.n) > 0;
  });

describe('PostgreSQL', () => {
  beforeAll(async () => {
    await addPerson(database.appUrl, await openPass(database.superuserUrl));
  });

  it('RE.17 refuses a staff session of an account without an undertaking on record, whoever opens it', async () => {
    const { account, browser } = await makeBrowser({ hasUndertaking: false });
    expect(await stateOf(open(browser))).toBe('SE041');
    for (const url of [database.ownerUrl, database.superuserUrl]) {
      const opening = behind(
        url,
        `insert into session.session (id, pass_hash, register_id, kind, account_id, expires_at)
         select gen_random_uuid(), $1, id, 'staff', $2, now() + interval '1 hour' from notice.register`,
        [randomBytes(32), account],
      );
      expect(await stateOf(opening)).toBe('SE041');
    }
  });

  it('ME.15 refuses it also when the signature lies in the future or its time is over', async () => {
    const { account, browser } = await makeBrowser({ hasUndertaking: false });
    const signed = `insert into auth.undertaking (account_id, signed_on, document, expires_on) values ($1, $2, 'test', $3)`;
    await asSuperuser(signed, [account, '2999-01-01', null]);
    await asSuperuser(signed, [account, '2020-01-01', '2020-12-31']);
    expect(await stateOf(open(browser))).toBe('SE041');
    await asSuperuser(signed, [account, '2020-01-02', '2999-01-01']);
    expect(await seesPeople(await open(browser))).toBe(true);
  });

  it('CO.26 refuses it without the second factor that the notice, the register’s setting or the sign-in asks for', async () => {
    const [plain, asked, given] = await Promise.all([
      makeBrowser(),
      makeBrowser({ asksSecondFactor: true }),
      makeBrowser({ asksSecondFactor: true, gaveSecondFactor: true }),
    ]);
    expect(await stateOf(open(plain.browser))).toBe('allowed');
    expect(await stateOf(open(asked.browser))).toBe('SE042');
    expect(await stateOf(open(given.browser))).toBe('allowed');
    const asking = [
      ['update notice.in_force set multi_factor = true', 'update notice.in_force set multi_factor = false'],
      [
        `insert into auth.register_setting (register_id, multi_factor) select id, true from notice.register
         on conflict on constraint register_setting_pk do update set multi_factor = true`,
        'update auth.register_setting set multi_factor = false',
      ],
    ];
    for (const [ask = '', askNoMore = ''] of asking) {
      await asSuperuser(ask);
      expect(await stateOf(open((await makeBrowser()).browser))).toBe('SE042');
      expect(await stateOf(open((await makeBrowser({ gaveSecondFactor: true })).browser))).toBe('allowed');
      await asSuperuser(askNoMore);
    }
  });

  it('CG.40 refuses it in a register where the account has no role', async () => {
    const { browser } = await makeBrowser({ hasRole: false });
    expect(await stateOf(open(browser))).toBe('SE043');
    expect(await stateOf(open((await makeBrowser()).browser, randomUUID(), 'no-such-register'))).toBe(
      'SE043',
    );
  });

  it('answers one session for the same pass, and none for another browser’s', async () => {
    const { browser } = await makeBrowser();
    const pass = await open(browser);
    await open(browser, pass);
    expect(
      await asSuperuser('select from session.session where pass_hash = $1', [sha256(pass)]),
    ).toHaveLength(1);
    const other = await makeBrowser();
    expect(await stateOf(open(other.browser, pass))).toBe('SE040');
    const [row] = await asSuperuser<{ account_id: string }>(
      'select account_id from session.session where pass_hash = $1',
      [sha256(pass)],
    );
    expect(row?.account_id).not.toBe(other.account);
  });

  const endings: [string, string][] = [
    ['the browser’s session is ended', 'update signin.browser_session set ended_at = now() where id = $1'],
    ['its cookie is exchanged', `update signin.browser_session set token_hash = sha256('x') where id = $1`],
    ['the idle time runs out', `update signin.browser_session set idle_expires_at = now() where id = $1`],
    [
      'the access is removed',
      'update auth.account set access_removed_at = now() where id = (select account_id from signin.browser_session where id = $1)',
    ],
    [
      'the role is taken',
      'update auth.account_role set ended_at = now() where account_id = (select account_id from signin.browser_session where id = $1)',
    ],
  ];
  it.each(endings)('ends it with the very statement when %s (A13, A23)', async (_what, sql) => {
    const { browser } = await makeBrowser();
    const pass = await open(browser);
    expect(await seesPeople(pass)).toBe(true);
    await asSuperuser(sql, [browser]);
    expect(await seesPeople(pass)).toBe(false);
  });

  it('opens it anew when the role is given again', async () => {
    const { account, browser } = await makeBrowser();
    const pass = await open(browser);
    await asSuperuser('update auth.account_role set ended_at = now() where account_id = $1', [account]);
    expect(await stateOf(open(browser, pass))).toBe('SE043');
    await asSuperuser(
      `insert into auth.account_role (account_id, role_id, granted_by, reason) select $1, id, 'test', 'test' from auth.role where key = 'owner'`,
      [account],
    );
    await open(browser, pass);
    expect(await seesPeople(pass)).toBe(true);
  });
});

describe('the logins', () => {
  it('that reads credentials sees nobody in any register, and cannot open sessions as it likes', async () => {
    for (const sql of [
      'select * from register.subject',
      'select * from register.email',
      'select * from audit.access',
      'select * from session.session',
      `select session.open(gen_random_uuid(), sha256('x'), 'gate-register', 'service', now() + interval '1 hour', null, null, array['sales'], array['read'])`,
      `insert into session.session (id, pass_hash, register_id, kind, expires_at) values (gen_random_uuid(), sha256('x'), 1, 'service', now())`,
    ]) {
      expect(await stateOf(asDoorkeeper(sql))).toBe('42501');
    }
  });

  it('of the server and of the portal read no credential and no session', async () => {
    const tables = await asSuperuser<{ name: string }>(
      `select 'signin.' || relname as name from pg_class where relnamespace = 'signin'::regnamespace and relkind = 'r'`,
    );
    expect(tables.length).toBeGreaterThanOrEqual(9);
    for (const url of [database.appUrl, database.portalUrl]) {
      for (const { name } of tables) {
        expect(await stateOf(behind(url, `select * from ${name}`))).toBe('42501');
        expect(await stateOf(behind(url, `delete from ${name}`))).toBe('42501');
      }
      expect(
        await stateOf(behind(url, `select session.open_staff(gen_random_uuid(), 'x', sha256('x'))`)),
      ).toBe('42501');
    }
  });

  it('cannot change what was put on record about signing in', async () => {
    await asDoorkeeper(`select session.note_security('signed-in', 'test')`);
    for (const sql of ['delete from audit.security', `update audit.security set what = 'nothing'`]) {
      expect(await stateOf(asDoorkeeper(sql))).toBe('42501');
      expect(await stateOf(behind(database.ownerUrl, sql))).toBe('SE010');
    }
  });
});
