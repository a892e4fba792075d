// What a member of staff, a person in the portal or a form could try with a live pass and SQL of their own: each title is an attack
// that got through once, or would without the line of SQL that stops it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('a purpose changed while rows are fetched', () => {
  const source = `(select source_no from notice.source s join notice.register r on r.id = s.register_id where s.key = 'the-person' and r.key = 'gate-register')`;

  it('widens no scope: under rights only the subject of the request is seen, whenever the scope was asked', async () => {
    const caseId = randomUUID();
    await rowsOf(`select gate.start_case($1, 'request', 'asked to see', $2)`, [caseId, person.subject]);
    const closed = await addPerson(database.appUrl, pass);
    await rowsOf(
      `insert into register.email (subject_id, id, item_no, source_no, address) values ($1, gen_random_uuid(), 21, ${source}, 'closed@example.test')`,
      [closed.subject],
    );
    await rowsOf(`select gate.record_permission(p_subject => $1, p_kind => 'restriction')`, [closed.subject]);
    const seen = await under(
      database.appUrl,
      { pass, purpose: 'customer-care', caseId },
      async ({ query }) => {
        await query('declare looking cursor for select subject_id from register.email');
        const first = await query<{ subject_id: string }>('fetch 1 from looking');
        await query(`select set_config('seloste.purpose', 'rights', true)`);
        const rest = await query<{ subject_id: string }>('fetch all from looking');
        return [...first, ...rest].map((row) => row.subject_id);
      },
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).not.toContain(closed.subject);
  });

  it('pairs no item of one purpose with the openness to another', async () => {
    const someone = await addPerson(database.appUrl, pass);
    const plain = await addPerson(database.appUrl, pass);
    const add = (subject: string, item: string, purpose: string) =>
      rowsOf(
        `insert into register.attribute_text (subject_id, id, item_no, source_no, value)
         select $1, gen_random_uuid(), item_no, ${source}, 'x' from notice.item i join notice.register r on r.id = i.register_id where i.key = $2 and r.key = 'gate-register'`,
        [subject, item],
        { purpose },
      );
    await add(plain.subject, 'title', 'customer-care');
    await add(someone.subject, 'diet', 'training');
    // Contacts are closed to training, and customer care may not see diets: a row of neither is asked first, then the other purpose.
    const mixed = await rowsOf(
      `select a.value from (select n, set_config('seloste.purpose', case n when 1 then 'training' else 'customer-care' end, true) from generate_series(1, 2) n offset 0) as p
        cross join lateral (select value from register.attribute_text a where a.subject_id = case p.n when 1 then $1::uuid else $2::uuid end offset 0) a`,
      [plain.subject, someone.subject],
      { purpose: 'training' },
    );
    expect(mixed).toEqual([]);
  });
});

describe('what waits after a publishing', () => {
  it('is not opened by a batch of nobody, which would count as the last one', async () => {
    await behind(
      database.superuserUrl,
      `insert into notice.rewrite (register_id, generation, purposes) select register_id, generation, 0 from notice.in_force`,
    );
    const open = () =>
      behind(database.superuserUrl, 'select id from notice.rewrite where finished_at is null');
    const before = (await open()).length;
    for (const limit of [0, -1]) await rowsOf('select gate.rewrite_batch($1)', [limit], { pass: '' });
    expect((await open()).length).toBe(before);
    await behind(database.superuserUrl, 'update notice.rewrite set finished_at = now()');
  });

  it('and dates are not passed over by a batch of nobody either', async () => {
    await rowsOf('select gate.dating_batch(0)', [], { purpose: 'upkeep' });
    const [progress] = await behind<{ finished_at: Date | null }>(
      database.superuserUrl,
      'select finished_at from register.dating',
    );
    expect(progress?.finished_at ?? null).toBeNull();
  });
});

describe('dating', () => {
  it('is not for a role that only reads: it would tell it birth dates and answers of everybody', async () => {
    const reader = await openPass(database.superuserUrl, { purposes: ['newsletter'], verbs: ['read'] });
    const as = { pass: reader, purpose: 'newsletter' };
    const plans = JSON.stringify([
      {
        key: 'long',
        per_row: true,
        events: ['recorded'],
        age: true,
        source: true,
        answers: true,
        inherits: [],
      },
    ]);
    expect(await answerOf('select * from gate.histories($1, $2)', [[person.subject], plans], as)).toBe(
      'SE001',
    );
    expect(await answerOf(`select gate.store_dates($1, $2, '[]')`, [[person.subject], plans], as)).toBe(
      'SE001',
    );
    expect(await answerOf('select gate.dating_batch(500)', [], as)).toBe('SE001');
    expect(await answerOf(`select gate.touched_by('subject', $1)`, [person.subject], as)).toBe('SE001');
  });

  it('hands nobody every person of the register who has no task of upkeep', async () => {
    const writer = await openPass(database.superuserUrl, {
      purposes: ['newsletter'],
      verbs: ['read', 'add'],
    });
    expect(await answerOf('select gate.dating_batch(500)', [], { pass: writer, purpose: 'newsletter' })).toBe(
      'SE001',
    );
  });

  it('tells nothing of another register’s people', async () => {
    const plans = JSON.stringify([
      {
        key: 'long',
        per_row: true,
        events: ['recorded'],
        age: true,
        source: true,
        answers: true,
        inherits: [],
      },
    ]);
    const told = 'select * from gate.histories($1, $2)';
    expect(await rowsOf(told, [[person.subject], plans])).not.toEqual([]);
    expect(await rowsOf(told, [[foreigner.subject], plans])).toEqual([]);
  });
});

describe('events and counts of another register', () => {
  const report = `select gate.report_event($1, $2, 'relationship-ended', $3::date, p_corrects => $4)`;

  it('are not moved by who knows their ids', async () => {
    const anchor = () =>
      behind(database.superuserUrl, 'select first_on, last_on from register.anchor where owner_id = $1', [
        foreigner.relationship,
      ]);
    const before = await anchor();
    const answer = await answerOf(report, ['relationship', foreigner.relationship, '2001-01-01', null]);
    expect(await anchor()).toEqual(before);
    expect(before).toEqual([]);
    expect(answer).not.toBe('accepted');
  });

  it('are not counted, and not told, by who knows their ids', async () => {
    const count = `select gate.count_item($1, 'meeting', '', $2)`;
    expect(await answerOf(count, [foreigner.subject, 3], { pass: foreignPass })).toBe('accepted');
    expect(await answerOf(count, [foreigner.subject, 0])).toBe('SE016');
    expect(await answerOf(count, [person.subject, 1], { purpose: 'newsletter' })).toBe('SE006');
  });

  it('never lie on a day that never comes', async () => {
    const end = 'select gate.end_relationship($1, $2, $3::date)';
    expect(await answerOf(end, [person.subject, person.relationship, 'infinity'])).toBe('SE023');
  });
});

describe('a relationship', () => {
  it('that has ended is not opened again by a later end', async () => {
    const someone = await addPerson(database.appUrl, pass);
    const end = (on: string) =>
      answerOf('select gate.end_relationship($1, $2, $3::date)', [someone.subject, someone.relationship, on]);
    expect(await end('2024-05-01')).toBe('accepted');
    expect(await end('2999-01-01')).toBe('SE019');
    expect(await end('2024-04-01')).toBe('accepted');
  });

  it('lies with no organisation or project of another register', async () => {
    const [company, project] = [randomUUID(), randomUUID()];
    await rowsOf(`select gate.add_organisation($1, 'legal-person', 'Toinen Oy')`, [company], {
      pass: foreignPass,
    });
    await rowsOf(`select gate.add_project($1, 'Toinen')`, [project], { pass: foreignPass });
    const add = `select gate.add_relationship($1, gen_random_uuid(), 'contact', 'the-person', $2, $3)`;
    expect(await answerOf(add, [person.subject, company, null])).toBe('SE016');
    expect(await answerOf(add, [person.subject, null, project])).toBe('SE016');
    expect(await answerOf(`select gate.add_project(gen_random_uuid(), 'Oma', $1)`, [company])).toBe('SE016');
    const business = `select gate.add_organisation(gen_random_uuid(), 'sole-trader', null, null, $1)`;
    expect(await answerOf(business, [foreigner.subject])).toBe('SE002');
  });
});

describe('a record', () => {
  const add = `select gate.add_record($1, 'meeting', 'the-person', $2, 'A title', p_part_of => $3)`;

  it('names no relationship that is not the person’s: nothing would close the part they took', async () => {
    const involved = JSON.stringify([{ subject: person.subject, relationship: other.relationship }]);
    expect(await answerOf(add, [randomUUID(), involved, null])).toBe('SE003');
  });

  it('is part of no record of another register', async () => {
    const theirs = randomUUID();
    await rowsOf(add, [theirs, JSON.stringify([{ subject: foreigner.subject }]), null], {
      pass: foreignPass,
    });
    const involved = JSON.stringify([{ subject: person.subject }]);
    expect(await answerOf(add, [randomUUID(), involved, theirs])).toBe('SE016');
    expect(await answerOf(add, [randomUUID(), involved, randomUUID()])).toBe('SE016');
  });

  it('is changed with a line in the audit, and by staff only', async () => {
    const id = randomUUID();
    await rowsOf(add, [id, JSON.stringify([{ subject: person.subject }]), null]);
    await rowsOf(`update register.record set title = 'Another' where id = $1`, [id]);
    expect(
      await behind(database.superuserUrl, `select verb from audit.change where row_id = $1 order by at`, [
        id,
      ]),
    ).toEqual([{ verb: 'add' }, { verb: 'change' }]);
    const visitor = await portal(person.subject);
    expect(await answerOf(`update register.record set title = 'Mine' where id = $1`, [id], visitor)).toBe(
      '42501',
    );
  });
});
