import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import {
  addPerson,
  behind,
  gateNotice,
  openPass,
  publishText,
  type TestPerson,
  under,
} from './fixture.testing.ts';
import { IDENTITY_ITEMS } from './tables.ts';

let database: TestDatabase;
let pass: string;
let person: TestPerson;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  pass = await openPass(database.superuserUrl);
});
afterAll(() => database.drop());
beforeEach(async () => {
  person = await addPerson(database.appUrl, pass);
});

const count = (purpose: string, table: string, subject = person.subject) =>
  under(database.appUrl, { pass, purpose }, async ({ query }) => {
    const rows = await query<{ n: number }>(
      `select count(*)::int as n from register.${table} where subject_id = $1`,
      [subject],
    );
    return rows[0]?.n;
  });

const record = (kind: string, more: Record<string, unknown> = {}, subject = person.subject) =>
  under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) => {
    const proof = kind.endsWith('-lifted') ? { p_proof: 'a call' } : {};
    const given = { p_subject: subject, p_kind: kind, ...proof, ...more };
    const names = Object.keys(given).map((name, index) => `${name} => $${index + 1}`);
    return query(`select gate.record_permission(${names.join(', ')})`, Object.values(given));
  });

const consent = (purpose: string, more: Record<string, unknown> = {}) =>
  record('consent', {
    p_purpose: purpose,
    p_wording: 'May we',
    p_language: 'en',
    p_proof: 'form 1',
    ...more,
  });

const disagreements = () =>
  behind(
    database.superuserUrl,
    'select d.* from notice.in_force f cross join lateral gate.disagreements(f.register_id, array(select s.id from register.subject s where s.register_id = f.register_id)) d',
  );

describe('the gate', () => {
  it('opens a row to the purposes its relationship opens and to no purpose that needs consent', async () => {
    expect(await count('customer-care', 'email')).toBe(1);
    expect(await count('sales', 'email')).toBe(1);
    expect(await count('newsletter', 'email')).toBe(0);
    expect(await count('training', 'email')).toBe(0);
    expect(await disagreements()).toEqual([]);
  });

  it('opens the e-mail row and the name with consent by e-mail, and not the phone row', async () => {
    await consent('newsletter');
    expect(await count('newsletter', 'email')).toBe(1);
    expect(await count('newsletter', 'person_name')).toBe(1);
    expect(await count('newsletter', 'phone')).toBe(0);
    expect(await disagreements()).toEqual([]);
  });

  it('closes at once on withdrawal, whatever purpose it was recorded under', async () => {
    await consent('offers');
    expect(await count('offers', 'phone')).toBe(1);
    await record('withdrawal', { p_purpose: 'offers' });
    expect(await count('offers', 'phone')).toBe(0);
    expect(await count('offers', 'email')).toBe(0);
    await consent('offers');
    expect(await count('offers', 'email')).toBe(1);
  });

  it('closes direct marketing on the banned channel only', async () => {
    await record('ban', { p_channel: 'sms' });
    expect(await count('sales', 'phone')).toBe(0);
    expect(await count('sales', 'email')).toBe(1);
    await record('ban');
    expect(await count('sales', 'email')).toBe(0);
    expect(await count('customer-care', 'email')).toBe(1);
    await record('ban-lifted');
    expect(await count('sales', 'phone')).toBe(1);
  });

  it('lets a ban stand against a later consent until it is lifted', async () => {
    await record('ban', { p_purpose: 'offers' });
    await consent('offers');
    expect(await count('offers', 'email')).toBe(0);
  });

  it('closes on objection to a legitimate interest', async () => {
    await record('objection', { p_purpose: 'sales' });
    expect(await count('sales', 'email')).toBe(0);
    expect(await count('customer-care', 'email')).toBe(1);
  });

  it('restricts a person for everything but what they agreed to', async () => {
    await record('restriction', { p_allowed: ['archive'] });
    expect(await count('customer-care', 'email')).toBe(0);
    expect(await count('archive', 'email')).toBe(1);
    await record('restriction-lifted');
    expect(await count('customer-care', 'email')).toBe(1);
    expect(await disagreements()).toEqual([]);
  });

  it('restricts one row and leaves the others', async () => {
    const rows = await behind<{ id: string }>(
      database.superuserUrl,
      'select id from register.phone where subject_id = $1',
      [person.subject],
    );
    await record('restriction', { p_row: rows[0]?.id });
    expect(await count('customer-care', 'phone')).toBe(0);
    expect(await count('customer-care', 'email')).toBe(1);
    expect(await disagreements()).toEqual([]);
  });

  it('refuses to restrict a row the person does not have, so that no right is silently lost', async () => {
    const other = await addPerson(database.appUrl, pass, 'Toinen');
    const [theirs] = await behind<{ id: string }>(
      database.superuserUrl,
      'select id from register.phone where subject_id = $1',
      [other.subject],
    );
    await expect(record('restriction', { p_row: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'SE016',
    });
    await expect(record('restriction', { p_row: theirs?.id })).rejects.toMatchObject({ code: 'SE016' });
    expect(await count('customer-care', 'phone', other.subject)).toBe(1);
  });

  it('leaves after-end purposes alone when the relationship ends, and what another one opens', async () => {
    await under(database.appUrl, { pass, purpose: 'customer-care' }, async ({ query }) => {
      await query(`select gate.add_relationship($1, gen_random_uuid(), 'trainee', 'the-person')`, [
        person.subject,
      ]);
      await query('select gate.end_relationship($1, $2)', [person.subject, person.relationship]);
    });
    expect(await count('customer-care', 'email')).toBe(0);
    expect(await count('sales', 'email')).toBe(0);
    expect(await count('archive', 'email')).toBe(1);
    expect(await count('training', 'email')).toBe(0);
    expect(await count('training', 'phone')).toBe(1);
    expect(await count('sales', 'phone')).toBe(1);
    expect(await disagreements()).toEqual([]);
  });

  it('closes by the clock to the second when a consent expires', async () => {
    await consent('newsletter', { p_expires_at: new Date(Date.now() + 1500) });
    expect(await count('newsletter', 'email')).toBe(1);
    await behind(database.superuserUrl, 'select pg_sleep(1.6)');
    expect(await count('newsletter', 'email')).toBe(0);
    await behind(database.superuserUrl, 'select gate.refresh_clocks()');
    expect(await count('customer-care', 'email')).toBe(1);
    expect(await count('newsletter', 'email')).toBe(0);
    expect(await disagreements()).toEqual([]);
  });

  it('opens a purpose with a minimum age only to those known to be of age, and to minors by a guardian', async () => {
    await consent('club');
    expect(await count('club', 'person_name')).toBe(0);
    const minor = await addPerson(database.appUrl, pass);
    await under(database.appUrl, { pass, purpose: 'customer-care' }, async ({ query }) => {
      await query(
        `insert into register.birth_date (subject_id, id, item_no, source_no, day) select $1, gen_random_uuid(), 3, source_no, current_date - interval '15 years' from notice.source where key = 'the-person'`,
        [minor.subject],
      );
      await query(`select gate.add_guardian($1, $2, gen_random_uuid(), 'shown', 'the-person')`, [
        minor.subject,
        person.subject,
      ]);
    });
    const words = { p_purpose: 'club', p_wording: 'May we', p_language: 'en', p_proof: 'form' };
    await record('consent', words, minor.subject);
    expect(await count('club', 'person_name', minor.subject)).toBe(0);
    await record('consent', { ...words, p_given_by: 'guardian', p_guardian: person.subject }, minor.subject);
    expect(await count('club', 'person_name', minor.subject)).toBe(1);
    expect(await disagreements()).toEqual([]);
  });

  it('bars a purpose on rows from a source that narrows it', async () => {
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(
        `insert into register.email (subject_id, id, item_no, source_no, address) select $1, gen_random_uuid(), 20, source_no, 'second@example.test' from notice.source where key = 'directory'`,
        [person.subject],
      ),
    );
    expect(await count('customer-care', 'email')).toBe(2);
    expect(await count('sales', 'email')).toBe(1);
  });

  it('links merged subjects so that a no of one holds for all, and un-merging gives everything back', async () => {
    const other = await addPerson(database.appUrl, pass);
    await record('objection', { p_purpose: 'sales' }, other.subject);
    await consent('offers');
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query('select gate.merge($1, $2)', [person.subject, other.subject]),
    );
    expect(await count('sales', 'email')).toBe(0);
    expect(await count('offers', 'email')).toBe(1);
    expect(await count('offers', 'email', other.subject)).toBe(0);
    expect(await disagreements()).toEqual([]);
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query('select gate.unmerge($1)', [other.subject]),
    );
    expect(await count('sales', 'email')).toBe(1);
    expect(await count('sales', 'email', other.subject)).toBe(0);
  });

  it('opens a record for one of those involved and closes it for any of them', async () => {
    const other = await addPerson(database.appUrl, pass);
    const add = async () => {
      const rows = await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
        query<{ id: string }>(
          `select gate.add_record(gen_random_uuid(), 'meeting', 'the-person', $1, 'Planning') as id`,
          [
            JSON.stringify([
              { subject: person.subject, relationship: person.relationship },
              { subject: other.subject },
            ]),
          ],
        ),
      );
      return rows[0]?.id;
    };
    const id = await add();
    const see = (purpose: string) =>
      under(
        database.appUrl,
        { pass, purpose },
        async ({ query }) => (await query('select id from register.record where id = $1', [id])).length,
      );
    expect(await see('customer-care')).toBe(1);
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query('select gate.end_relationship($1, $2)', [person.subject, person.relationship]),
    );
    expect(await see('customer-care')).toBe(1);
    await record('restriction', { p_purpose: 'customer-care' });
    expect(await see('customer-care')).toBe(0);
    expect(await disagreements()).toEqual([]);
  });

  it('shows that somebody is in the register only to purposes that list an identity item', async () => {
    const [session] = await behind<{ source: string }>(
      database.superuserUrl,
      `select pg_get_functiondef('session.person_bit'::regproc) as source`,
    );
    expect(session?.source).toContain(`in (${IDENTITY_ITEMS.join(', ')})`);
    await publishText(
      database.ownerUrl,
      gateNotice((yaml) =>
        yaml.replace('for: [customer-care, training, archive', 'for: [customer-care, archive'),
      ),
    );
    const seen = (purpose: string) =>
      under(
        database.appUrl,
        { pass, purpose },
        async ({ query }) =>
          (await query('select id from register.subject where id = $1', [person.subject])).length,
      );
    await under(database.appUrl, { pass, purpose: 'customer-care' }, ({ query }) =>
      query(`select gate.add_relationship($1, gen_random_uuid(), 'trainee', 'the-person')`, [person.subject]),
    );
    expect(await seen('customer-care')).toBe(1);
    // The purpose still reads the identity code, which tells who somebody is.
    expect(await seen('training')).toBe(1);
    await publishText(
      database.ownerUrl,
      gateNotice((yaml) =>
        yaml
          .replace('items: [shoe-size, identity-code]', 'items: [shoe-size]')
          .replace('for: [customer-care, training, archive', 'for: [customer-care, archive'),
      ),
    );
    expect(await seen('training')).toBe(0);
    expect(await seen('customer-care')).toBe(1);
  });
});
