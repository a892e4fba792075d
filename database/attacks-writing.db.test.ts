// Attacks that write: answers in another's name, facts of people there already, keys, cases, holds and links between people.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { addPerson, gateNotice, openPass, publishText, type TestPerson, under } from './fixture.testing.ts';

let database: TestDatabase;
let pass: string;
let person: TestPerson;
let other: TestPerson;
/** The same notice for another register, and somebody in it. */
let foreignPass: string;
let foreigner: TestPerson;

/** Two items lie in one table, and one of them is for a purpose the other is not for. */
const wide = (yaml: string) =>
  yaml
    .replace('items: [name, email, phone,', 'items: [name, email, work-email, phone,')
    .replace(
      '  size: {',
      '  health: { title: { en: Health }, items: [diet], for: [training], from: [the-person], keep: long }\n  size: {',
    )
    .replace('  visa: {', '  diet: { title: { en: Diet }, type: text }\n  visa: {');
const foreign = (yaml: string) => yaml.replace('register: gate-register', 'register: second-register');

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice(wide));
  await publishText(database.ownerUrl, gateNotice(foreign));
  pass = await openPass(database.superuserUrl);
  foreignPass = await openPass(database.superuserUrl, { register: 'second-register' });
  person = await addPerson(database.appUrl, pass);
  other = await addPerson(database.appUrl, pass);
  foreigner = await addPerson(database.appUrl, foreignPass);
});
afterAll(() => database.drop());

interface As {
  readonly pass?: string;
  readonly purpose?: string;
  readonly caseId?: string;
  readonly login?: 'appUrl' | 'portalUrl';
}

const rowsOf = <Row extends object>(sql: string, values: unknown[] = [], as: As = {}): Promise<Row[]> => {
  const context = { pass: as.pass ?? pass, purpose: as.purpose ?? 'customer-care' };
  return under(
    database[as.login ?? 'appUrl'],
    as.caseId ? { ...context, caseId: as.caseId } : context,
    ({ query }) => query<Row>(sql, values),
  );
};
const answerOf = (sql: string, values: unknown[] = [], as: As = {}) =>
  rowsOf(sql, values, as).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );
const addGuardian = (subject: string, guardian: string) =>
  answerOf(`select gate.add_guardian($1, $2, gen_random_uuid(), 'shown', 'the-person')`, [subject, guardian]);
const bear = (subject: string, day: string) =>
  rowsOf(
    `insert into register.birth_date (subject_id, id, item_no, source_no, day) select $1, gen_random_uuid(), 3, source_no, $2 from notice.source s join notice.register r on r.id = s.register_id where s.key = 'the-person' and r.key = 'gate-register'`,
    [subject, day],
  );

const portal = async (subject: string) => ({
  pass: await openPass(database.superuserUrl, {
    kind: 'portal',
    scope: subject,
    purposes: ['rights'],
    verbs: ['read', 'add', 'change', 'remove'],
  }),
  purpose: 'rights',
  login: 'portalUrl' as const,
});

describe('minors and guardians', () => {
  const consent = `select gate.record_permission(p_subject => $1, p_kind => 'consent', p_purpose => 'club', p_given_by => $2, p_guardian => $3,
    p_wording => 'May we', p_language => 'en', p_proof => 'portal')`;

  it('a minor in the portal does not answer as the parent, and the parent only as the guardian', async () => {
    const [minor, parent] = [await addPerson(database.appUrl, pass), await addPerson(database.appUrl, pass)];
    await bear(minor.subject, '2014-01-01');
    expect(await addGuardian(minor.subject, parent.subject)).toBe('accepted');
    const [child, adult] = [await portal(minor.subject), await portal(parent.subject)];
    expect(await answerOf(consent, [minor.subject, 'guardian', parent.subject], child)).toBe('SE009');
    expect(await answerOf(consent, [minor.subject, 'staff', null], child)).toBe('SE009');
    expect(await answerOf(consent, [minor.subject, 'self', null], adult)).toBe('SE009');
    expect(await answerOf(consent, [minor.subject, 'guardian', parent.subject], adult)).toBe('accepted');
  });

  it('a guardian no longer reaches a ward who has come of age, and nobody becomes the guardian of an adult', async () => {
    const [ward, parent] = [await addPerson(database.appUrl, pass), await addPerson(database.appUrl, pass)];
    expect(await addGuardian(ward.subject, parent.subject)).toBe('accepted');
    const adult = await portal(parent.subject);
    const seen = async () =>
      (await rowsOf('select from register.email where subject_id = $1', [ward.subject], adult)).length;
    expect(await seen()).toBe(1);
    await bear(ward.subject, '2000-01-01');
    expect(await seen()).toBe(0);
    expect(await answerOf(consent, [ward.subject, 'guardian', parent.subject], adult)).toBe('SE002');
    expect(await addGuardian(ward.subject, other.subject)).toBe('SE009');
  });
});

describe('answers', () => {
  const lift = `select gate.record_permission(p_subject => $1, p_kind => $2, p_purpose => $3, p_proof => $4)`;

  it('are lifted only with proof, and by nobody without a task in the purpose they open', async () => {
    const someone = await addPerson(database.appUrl, pass);
    await rowsOf(`select gate.record_permission(p_subject => $1, p_kind => 'ban')`, [someone.subject]);
    expect(await answerOf(lift, [someone.subject, 'ban-lifted', null, null])).toBe('SE022');
    const narrow = {
      pass: await openPass(database.superuserUrl, { purposes: ['newsletter'] }),
      purpose: 'newsletter',
    };
    expect(await answerOf(lift, [someone.subject, 'ban-lifted', null, 'letter'], narrow)).toBe('SE001');
    expect(await answerOf(lift, [someone.subject, 'objection-lifted', 'sales', 'letter'], narrow)).toBe(
      'SE001',
    );
    expect(await answerOf(lift, [someone.subject, 'ban-lifted', null, 'letter'])).toBe('accepted');
  });

  it('that restrict are lifted by the controller, not in the portal', async () => {
    const visitor = await portal(person.subject);
    expect(await answerOf(lift, [person.subject, 'restriction-lifted', null, 'x'], visitor)).toBe('SE001');
  });

  it('of a form are of nobody: it has no person', async () => {
    const form = await openPass(database.superuserUrl, {
      kind: 'form',
      purposes: ['newsletter'],
      verbs: ['add'],
    });
    for (const login of ['portalUrl', 'appUrl'] as const) {
      const answer = await answerOf(lift, [person.subject, 'ban-lifted', null, 'x'], {
        pass: form,
        purpose: 'newsletter',
        login,
      });
      expect(['SE000', 'SE001', 'SE002']).toContain(answer);
    }
  });
});

describe('adding', () => {
  const insert = `insert into register.attribute_text (subject_id, id, item_no, source_no, value) select $1, gen_random_uuid(), $2, source_no, 'x'
    from notice.source s join notice.register r on r.id = s.register_id where s.key = 'the-person' and r.key = 'gate-register'`;

  it('puts an item in its own table only: elsewhere a ban of e-mail would not close an address', async () => {
    expect(await answerOf(insert, [person.subject, 20])).toBe('42501');
  });

  it('answers alike for people there are and are not, where the item may not be added', async () => {
    const reader = { pass: await openPass(database.superuserUrl, { verbs: ['read'] }) };
    for (const subject of [person.subject, foreigner.subject, randomUUID()]) {
      expect(await answerOf(insert, [subject, 40], reader)).toBe('42501');
    }
  });

  it('answers alike in the portal for others and for nobody', async () => {
    const visitor = await portal(person.subject);
    for (const subject of [other.subject, foreigner.subject, randomUUID()]) {
      expect(await answerOf(insert, [subject, 40], visitor)).toBe('SE002');
    }
  });

  it('by a form reaches nobody who is there already', async () => {
    const form = await openPass(database.superuserUrl, {
      kind: 'form',
      purposes: ['customer-care'],
      verbs: ['add'],
    });
    expect(await answerOf(insert, [person.subject, 40], { pass: form, login: 'portalUrl' })).toBe('SE002');
    expect(await answerOf('select gate.open_staging()', [], { pass: form })).toBe('SE000');
  });

  it('from staging goes to people the batch added or joined, never to one named by id', async () => {
    const added = await under(database.appUrl, { pass, purpose: 'customer-care' }, async ({ query }) => {
      await query('select gate.open_staging()');
      await query('insert into pg_temp.staging_subject (row_no, id, source_no) values (1, $1, 1)', [
        person.subject,
      ]);
      await query('select * from gate.match()');
      await query(
        `insert into pg_temp.staging_fact (row_no, id, item_no, source_no, t1)
         select 1, gen_random_uuid(), 40, source_no, 'guessed' from notice.source s join notice.register r on r.id = s.register_id where s.key = 'the-person' and r.key = 'gate-register'`,
      );
      return query<{ n: string }>('select gate.insert_facts() as n');
    });
    expect(added).toEqual([{ n: '0' }]);
  });
});

describe('keys, cases and holds', () => {
  it('a key slot is taken by one person: overwriting it for one must not destroy another’s data', async () => {
    const [slot] = await rowsOf<{ slot: string }>('select gate.next_key_slots(1) as slot');
    const take = 'select gate.take_key_slot($1, $2)';
    expect(await answerOf(take, [person.subject, slot?.slot])).toBe('accepted');
    expect(await answerOf(take, [other.subject, slot?.slot])).toBe('SE016');
    expect(await answerOf(take, [person.subject, slot?.slot])).toBe('accepted');
  });

  it('no member of staff opens a sweep, or a request of somebody in another register', async () => {
    const start = `select gate.start_case(gen_random_uuid(), $1, 'because', $2)`;
    expect(await answerOf(start, ['sweep', null])).toBe('SE001');
    expect(await answerOf(start, ['request', foreigner.subject])).toBe('SE002');
  });

  it('nothing of a restricted person or item is erased, whoever asks', async () => {
    const someone = await addPerson(database.appUrl, pass);
    const [row] = await rowsOf<{ id: string }>('select id from register.phone where subject_id = $1', [
      someone.subject,
    ]);
    const erase = () =>
      portal(someone.subject).then((as) =>
        answerOf(`select gate.erase_fact('phone', $1, $2, 'asked')`, [someone.subject, row?.id], as),
      );
    const say = (kind: string, item: string | null) =>
      rowsOf(
        `select gate.record_permission(p_subject => $1, p_kind => $2, p_item => $3, p_ground => 'letter')`,
        [someone.subject, kind, item],
      );
    await say('restriction', 'phone');
    expect(await erase()).toBe('SE015');
    await say('restriction-lifted', 'phone');
    await say('restriction', null);
    expect(await erase()).toBe('SE015');
    await say('restriction-lifted', null);
    expect(await erase()).toBe('accepted');
  });

  it('a pass of the portal is worth nothing at the staff’s login', async () => {
    const visitor = await portal(person.subject);
    expect(await rowsOf('select from register.email', [], { ...visitor, login: 'appUrl' })).toEqual([]);
    expect(await rowsOf('select from register.email', [], { pass, login: 'portalUrl' })).toEqual([]);
  });
});

describe('links between people', () => {
  it('are made by who may see both: each would else get the other’s portal', async () => {
    const narrow = {
      pass: await openPass(database.superuserUrl, { purposes: ['newsletter'] }),
      purpose: 'newsletter',
    };
    expect(await answerOf('select gate.merge($1, $2)', [person.subject, other.subject], narrow)).toBe(
      'SE002',
    );
    expect(await answerOf('select gate.merge($1, $2)', [person.subject, foreigner.subject])).toBe('SE002');
  });

  it('a business that is somebody’s own is seen with that person alone', async () => {
    const someone = await addPerson(database.appUrl, pass);
    await rowsOf(`select gate.add_organisation(gen_random_uuid(), 'sole-trader', null, '1234567-1', $1)`, [
      someone.subject,
    ]);
    const seen = (purpose: string) =>
      rowsOf('select business_id from register.organisation where subject_id = $1', [someone.subject], {
        purpose,
      });
    expect(await seen('customer-care')).toEqual([{ business_id: '1234567-1' }]);
    expect(await seen('newsletter')).toEqual([]);
  });

  it('how far a rewriting has come is nobody’s to read, and the portal reads no older text', async () => {
    expect(await answerOf('select * from notice.rewrite')).toBe('42501');
    const visitor = await portal(person.subject);
    expect(await answerOf('select * from notice.version', [], visitor)).toBe('42501');
  });
});
