import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getCompiledNotice, getNotice } from '../../register/notices/in-force.ts';
import { showSubject } from '../../register/subjects/subject.queries.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText, type TestPerson } from '../fixture.testing.ts';
import { type Door, type Entered, openDoor } from './door.ts';

let database: TestDatabase;
let door: Door;
/** A portal's pass is worth nothing at the staff's login. */
let portalDoor: Door;
let pass: string;
let registerId: number;
const people: TestPerson[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  ({ registerId } = await publishText(database.ownerUrl, gateNotice()));
  pass = await openPass(database.superuserUrl);
  door = openDoor({ url: database.appUrl, connections: 3 });
  portalDoor = openDoor({ url: database.portalUrl, connections: 3 });
  for (let index = 0; index < 10; index += 1) people.push(await addPerson(database.appUrl, pass));
});
afterAll(async () => {
  await door.close();
  await portalDoor.close();
  await database.drop();
});

const under = <Result>(purpose: string, work: (entered: Entered) => Promise<Result>) =>
  door.enter({ pass, purpose }, work);
const backend = async (entered: Entered) =>
  (await entered.call<{ pid: number }>({ text: 'select pg_backend_pid() as pid', values: [] }))[0]?.pid ?? 0;

describe('connections of the door', () => {
  it('never show one of fifty interleaved sessions another’s rows', async () => {
    const sessions = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const own = people[index % people.length]?.subject ?? '';
        return {
          own,
          pass: await openPass(database.superuserUrl, { kind: 'portal', scope: own, purposes: ['rights'] }),
        };
      }),
    );
    const looks = sessions
      .flatMap((session) => [session, session])
      .map(async (session) => {
        const rows = await portalDoor.enter({ pass: session.pass, purpose: 'rights' }, (entered) =>
          entered.read('own rows', { text: 'select subject_id, address from register.email', values: [] }),
        );
        expect(rows.map((row) => row.subject_id)).toEqual([session.own]);
      });
    await Promise.all(looks);
    const mixed = await behind(
      database.superuserUrl,
      `select from audit.access a join audit.access_subject s on s.access_id = a.id where a.what = 'own rows' and s.subject_id <> a.subject_scope`,
    );
    expect(mixed).toEqual([]);
  });

  it('that break while they are used fail that work and are never used again', async () => {
    let broken = 0;
    const work = under('customer-care', async (entered) => {
      broken = await backend(entered);
      await behind(database.superuserUrl, 'select pg_terminate_backend($1)', [broken]);
      return backend(entered);
    });
    await expect(work).rejects.toThrow();
    const later = await Promise.all(Array.from({ length: 6 }, () => under('customer-care', backend)));
    expect(broken).toBeGreaterThan(0);
    expect(later).not.toContain(broken);
    expect(later.every((pid) => pid > 0)).toBe(true);
  });

  it('have an end to every wait, pipelined and streaming alike', async () => {
    const waits = {
      text: `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
                    current_setting('idle_in_transaction_session_timeout') as idle`,
      values: [],
    };
    const set = [{ statement: '30s', lock: '10s', idle: '30s' }];
    expect(await under('customer-care', (entered) => entered.call(waits))).toEqual(set);
    expect(
      await door.enterStreaming({ pass, purpose: 'customer-care' }, (entered) => entered.call(waits)),
    ).toEqual(set);
  });

  it('answer alike for a person who is closed, of another register, or never was', async () => {
    await publishText(
      database.ownerUrl,
      gateNotice((yaml) => yaml.replace('register: gate-register', 'register: other-register')),
    );
    const foreign = randomUUID();
    await behind(
      database.superuserUrl,
      `insert into register.subject (register_id, id, identified, source_no) select id, $1, true, 0 from notice.register where key = 'other-register'`,
      [foreign],
    );
    const show = (subject: string, purpose: string) =>
      under(purpose, async (entered) =>
        showSubject(entered, subject, {
          notice: await getCompiledNotice(entered, registerId),
          terms: await getNotice(entered, registerId),
          language: 'en',
        }),
      ).catch((error: unknown) =>
        JSON.stringify(
          error,
          Object.getOwnPropertyNames(error).filter((name) => name !== 'stack'),
        ),
      );
    const closed = await show(people[0]?.subject ?? '', 'newsletter');
    expect(closed).toContain('not-found');
    expect(await show(foreign, 'newsletter')).toBe(closed);
    expect(await show(randomUUID(), 'newsletter')).toBe(closed);
    expect(await show(foreign, 'customer-care')).toBe(closed);
  });
});
