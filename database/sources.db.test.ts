// What a source asks before anything from it is stored, and where each kind of person may come from, tried on the example notices.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { behind, openPass, publishText, under, type Work } from './fixture.testing.ts';

let database: TestDatabase;
const passes: Record<string, string> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  for (const [register, file] of [
    ['rail-stakeholders', 'rail-engineering'],
    ['consultancy-customers', 'consultancy-group'],
    ['coaching', 'coaching'],
  ] as const) {
    const yaml = readFileSync(new URL(`../notices/${file}.yaml`, import.meta.url), 'utf8');
    await publishText(database.ownerUrl, yaml);
    passes[register] = await openPass(database.superuserUrl, { register });
  }
});
afterAll(() => database.drop());

interface Where {
  readonly register: string;
  readonly purpose: string;
}

const run = ({ register, purpose }: Where, sql: string, values: unknown[] = []) =>
  under(database.appUrl, { pass: passes[register] ?? '', purpose }, ({ query }) => query(sql, values));

async function addAs(where: Where, kind: string, source: string): Promise<string> {
  const subject = randomUUID();
  await under(
    database.appUrl,
    { pass: passes[where.register] ?? '', purpose: where.purpose },
    async ({ query }) => {
      await query('select gate.add_subject($1, $2)', [subject, source]);
      await query('select gate.add_relationship($1, gen_random_uuid(), $2, $3)', [subject, kind, source]);
      await addRequired(query, subject, kind, source);
    },
  );
  return subject;
}

/** What the notice makes mandatory for the kind, as far as the purpose has it. */
async function addRequired(
  query: Work['query'],
  subject: string,
  kind: string,
  source: string,
): Promise<void> {
  const required = await query<{ item_no: number; table_name: string }>(
    `select i.item_no, i.table_name from notice.kind k
      cross join jsonb_array_elements(k.requirements) r join notice.item i on i.register_id = k.register_id and i.item_no = (r ->> 'item')::int
      where k.register_id = session.register_id() and k.key = $1 and r ->> 'level' = 'mandatory' and i.item_no = any (session.add_items())`,
    [kind],
  );
  for (const { item_no, table_name } of required) {
    const column = { person_name: 'family_name', email: 'address', phone: 'number' }[table_name] ?? 'value';
    await query(
      `insert into register.${table_name} (subject_id, id, item_no, source_no, ${column})
       select $1, gen_random_uuid(), $2, s.source_no, 'Testilä' from notice.source s where s.register_id = session.register_id() and s.key = $3`,
      [subject, item_no, source],
    );
  }
}

async function numbersOf(register: string, item: string, source: string): Promise<[number, number]> {
  const [row] = await behind<{ item: number; source: number }>(
    database.superuserUrl,
    `select i.item_no as item, s.source_no as source from notice.register r join notice.item i on i.register_id = r.id and i.key = $2
       join notice.source s on s.register_id = r.id and s.key = $3 where r.key = $1`,
    [register, item, source],
  );
  return [row?.item ?? 0, row?.source ?? 0];
}

/** Adds one value to a fact table, as a command or page does it. */
async function addFact(where: Where, subject: string, item: string, source: string): Promise<unknown> {
  const table = item === 'email' ? 'email' : 'attribute_text';
  const column = item === 'email' ? 'address' : 'value';
  const [itemNo, sourceNo] = await numbersOf(where.register, item, source);
  return run(
    where,
    `insert into register.${table} (subject_id, id, item_no, source_no, ${column}) values ($1, gen_random_uuid(), $2, $3, 'one@example.test')`,
    [subject, itemNo, sourceNo],
  );
}

const consent = (where: Where, subject: string, more = '') =>
  run(
    where,
    `select gate.record_permission(p_subject => $1, p_kind => 'consent', p_purpose => $2, p_wording => 'x', p_language => 'fi', p_proof => 'form'${more})`,
    [subject, where.purpose],
  );

const refused = { code: 'SE017' };

describe('where a kind of person may come from', () => {
  const rail = (purpose: string) => ({ register: 'rail-stakeholders', purpose });

  it.each([
    ['RE.2 a customer', 'customer', 'customer-relationship', 'employer', 'public-source'],
    ['RE.2 a stakeholder', 'stakeholder', 'stakeholder-cooperation', 'public-source', 'employer'],
    [
      'RE.3 a maintenance contact',
      'maintenance-contact',
      'contract-fulfilment',
      'fault-report',
      'the-person',
    ],
    ['RE.4 a prospect', 'prospect', 'prospecting', 'own-interest', 'public-source'],
    ['RE.5 a trainee', 'trainee', 'training', 'enrolling-party', 'the-person'],
    ['RE.6 an event participant', 'event-participant', 'events', 'registration', 'employer'],
  ])('%s is recorded from the sources of the notice alone', async (_title, kind, purpose, source, other) => {
    await expect(addAs(rail(purpose), kind, source)).resolves.toBeTruthy();
    await expect(addAs(rail(purpose), kind, other)).rejects.toMatchObject({ code: 'SE018' });
  });

  it('asks nothing where the notice names no sources for the kind', async () => {
    const where = { register: 'consultancy-customers', purpose: 'customer-relationship' };
    await expect(addAs(where, 'customer-contact', 'authority')).resolves.toBeTruthy();
  });
});

describe('what a source asks', () => {
  it('RE.4 takes an address from a marketing consent only while that consent stands', async () => {
    const where = { register: 'rail-stakeholders', purpose: 'newsletters' };
    const subject = await addAs({ ...where, purpose: 'prospecting' }, 'prospect', 'own-interest');
    await expect(addFact(where, subject, 'email', 'marketing-consent')).rejects.toMatchObject(refused);
    await consent(where, subject);
    await expect(addFact(where, subject, 'email', 'marketing-consent')).resolves.toBeDefined();
    await run(
      where,
      "select gate.record_permission(p_subject => $1, p_kind => 'withdrawal', p_purpose => $2)",
      [subject, where.purpose],
    );
    await expect(addFact(where, subject, 'email', 'marketing-consent')).rejects.toMatchObject(refused);
    await expect(addFact(where, subject, 'email', 'own-interest')).resolves.toBeDefined();
  });

  it('RE.4 counts no consent that has run out', async () => {
    const where = { register: 'rail-stakeholders', purpose: 'newsletters' };
    const subject = await addAs({ ...where, purpose: 'prospecting' }, 'prospect', 'own-interest');
    await consent(
      where,
      subject,
      ", p_at => now() - interval '2 days', p_expires_at => now() - interval '1 day'",
    );
    await expect(addFact(where, subject, 'email', 'marketing-consent')).rejects.toMatchObject(refused);
  });

  it('CG.21 records a name with a photograph only after that person’s yes', async () => {
    const where = { register: 'consultancy-customers', purpose: 'photograph-names' };
    const subject = await addAs(
      { ...where, purpose: 'customer-relationship' },
      'customer-contact',
      'business-card',
    );
    await expect(addFact(where, subject, 'photo-name', 'the-person')).rejects.toMatchObject(refused);
    await consent(where, subject);
    await expect(addFact(where, subject, 'photo-name', 'the-person')).resolves.toBeDefined();
  });

  it('CO.39 registers no purchase to a person from the day of the ban until it is lifted', async () => {
    const where = { register: 'coaching', purpose: 'registering-purchases' };
    const subject = await addAs({ ...where, purpose: 'customer-care' }, 'private-customer', 'dealings');
    const purchase = () =>
      run(where, `select gate.add_record(gen_random_uuid(), 'order', 'dealings', $1, 'x')`, [
        JSON.stringify([{ subject }]),
      ]);
    const report = (event: string, on: string) =>
      run({ ...where, purpose: 'choices-kept' }, `select gate.report_event('subject', $1, $2, $3, $1)`, [
        subject,
        event,
        on,
      ]);
    await expect(purchase()).resolves.toHaveLength(1);
    await report('purchases-banned', '2026-01-01');
    await expect(purchase()).rejects.toMatchObject(refused);
    await report('purchases-allowed', '2026-02-01');
    await expect(purchase()).resolves.toHaveLength(1);
  });
});

describe('a condition about a person', () => {
  const answer = async (condition: object, subject: string) => {
    const [row] = await behind<{ answer: boolean | null }>(
      database.superuserUrl,
      'select gate.condition_answer(register_id, id, $2) as answer from register.subject where id = $1',
      [subject, JSON.stringify(condition)],
    );
    return row?.answer;
  };
  const yes = { is: 'kind', kind: 'customer-contact' };
  const no = { is: 'kind', kind: 'guest' };
  const unknown = { is: 'attested', key: 'anything' };

  it('is yes, no or unknown, and combines as the notice language says', async () => {
    const where = { register: 'consultancy-customers', purpose: 'customer-relationship' };
    const subject = await addAs(where, 'customer-contact', 'authority');
    const all = (...of: object[]) => answer({ is: 'all', of }, subject);
    const any = (...of: object[]) => answer({ is: 'any', of }, subject);
    expect(await Promise.all([answer(yes, subject), answer(no, subject), answer(unknown, subject)])).toEqual([
      true,
      false,
      null,
    ]);
    expect(await Promise.all([all(yes, yes), all(yes, unknown), all(unknown, no)])).toEqual([
      true,
      null,
      false,
    ]);
    expect(await Promise.all([any(no, no), any(no, unknown), any(unknown, yes)])).toEqual([
      false,
      null,
      true,
    ]);
    expect(await answer({ is: 'not', of: unknown }, subject)).toBeNull();
    expect(await answer({ is: 'dates', from: '2020-01-01', to: '2020-12-31' }, subject)).toBe(false);
    expect(await answer({ is: 'age-below', years: 18 }, subject)).toBeNull();
  });
});
