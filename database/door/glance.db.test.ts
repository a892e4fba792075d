import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText } from '../fixture.testing.ts';
import { type Door, openDoor } from './door.ts';

let database: TestDatabase;
let door: Door;
let pass: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
  door = openDoor({ url: database.appUrl, connections: 1 });
  for (let index = 0; index < 6; index += 1) await addPerson(database.appUrl, pass);
});
afterAll(async () => {
  await door.close();
  await database.drop();
});

type Work = Parameters<Door['glance']>[1];
const glance = (work: Work, purpose = 'customer-care', by = pass) => door.glance({ pass: by, purpose }, work);
const EMAILS = {
  text: 'select subject_id, address from register.email',
  values: [],
  row: { subject_id: '' },
};
const counted = (where: string) => ({
  text: `select count(*)::text as n from register.email ${where}`,
  values: [],
  row: { n: '' },
});
const recorded = (what: string) =>
  behind<{ verb: string; answered: string; people: number }>(
    database.superuserUrl,
    `select a.verb, a.answered, count(s.subject_id)::int as people from audit.access a
       left join audit.access_subject s on s.access_id = a.id where a.what = $1 group by a.id`,
    [what],
  );

describe('a glance', () => {
  it('shows what an entering shows, with its record', async () => {
    expect(await glance((entered) => entered.read('glance', EMAILS))).toHaveLength(6);
    expect(await recorded('glance')).toEqual([{ verb: 'read', answered: '6', people: 6 }]);
  });

  it('records an answer that showed nobody', async () => {
    expect(await glance((entered) => entered.read('glance at none', EMAILS), 'newsletter')).toEqual([]);
    expect(await recorded('glance at none')).toEqual([{ verb: 'read', answered: '0', people: 0 }]);
  });

  it('counts, and refuses a small group with one record of having asked', async () => {
    expect(await glance((entered) => entered.count({ what: 'count all' }, counted('')))).toEqual([
      { n: '6' },
    ]);
    const few = counted('where id = any (array(select id from register.email limit 2))');
    await expect(glance((entered) => entered.count({ what: 'count few' }, few))).rejects.toMatchObject({
      code: 'group-too-small',
    });
    expect(await recorded('count few')).toEqual([{ verb: 'count', answered: '1', people: 0 }]);
  });

  it('is one statement: a second is refused, and the first stays on record', async () => {
    const two = glance(async (entered) => {
      await entered.read('first of two', EMAILS);
      return entered.read('second of two', EMAILS);
    });
    await expect(two).rejects.toThrow('A glance is one statement');
    expect(await recorded('first of two')).toHaveLength(1);
    expect(await recorded('second of two')).toEqual([]);
  });

  it('shows and records nothing when its statement fails, and the connection serves the next', async () => {
    const wrong = { ...EMAILS, text: 'select subject_id, 1 / 0 as never from register.email' };
    await expect(glance((entered) => entered.read('failed glance', wrong))).rejects.toThrow();
    expect(await recorded('failed glance')).toEqual([]);
    expect(await glance((entered) => entered.read('after a failure', EMAILS))).toHaveLength(6);
  });

  it('shows nothing to a pass that is worth nothing', async () => {
    const answer = glance((entered) => entered.read('forged glance', EMAILS), 'customer-care', 'forged');
    await expect(answer).rejects.toThrow();
    expect(await recorded('forged glance')).toEqual([]);
  });

  it('puts a write into effect, and undoes it when it is refused', async () => {
    const change = (value: string) => ({
      text: `update register.person_name set given_name = ${value}`,
      values: [],
    });
    expect(await glance((entered) => entered.write(change(`'Uusi'`)))).toBeGreaterThan(0);
    await expect(glance((entered) => entered.write(change('(1/0)::text')))).rejects.toThrow();
    const names = await behind<{ given_name: string }>(
      database.superuserUrl,
      'select distinct given_name from register.person_name',
    );
    expect(names).toEqual([{ given_name: 'Uusi' }]);
  });

  it('has the answers worked out for the next one', async () => {
    await glance((entered) => entered.read('prepares', EMAILS), 'archive');
    const kept = await behind(
      database.superuserUrl,
      `select from session.entitlement where purpose = 'archive'`,
    );
    expect(kept).toHaveLength(3);
  });

  it('answers what was done also when the answers for the next one cannot be worked out', async () => {
    await behind(database.superuserUrl, 'delete from session.entitlement');
    await behind(
      database.superuserUrl,
      `create or replace function session.prepare(p_pass text, p_purpose text) returns boolean language plpgsql as $$
       begin raise exception 'broken'; end $$`,
    );
    const change = { text: `update register.person_name set given_name = 'Kerran'`, values: [] };
    expect(await glance((entered) => entered.write(change))).toBeGreaterThan(0);
    const writing = door.enter({ pass, purpose: 'customer-care' }, (entered) => entered.write(change));
    expect(await writing).toBeGreaterThan(0);
  });
});
