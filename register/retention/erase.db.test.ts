// A row one purpose has no more use for, while another must keep it: closed for the one, kept for the other.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../database/door/door.ts';
import {
  addPerson,
  behind,
  gateNotice,
  openPass,
  publishText,
  type TestPerson,
  under,
} from '../../database/fixture.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { redate } from './due.ts';

let database: TestDatabase;
let door: Door;
let pass: string;
let registerId: number;
let person: TestPerson;

/** Customer care keeps ten years, the archive by law twenty, sales one. */
const notice = gateNotice((yaml) =>
  yaml
    .replace(
      'basis: { legal-obligation: { en: law } } }',
      'basis: { legal-obligation: { en: law } }, keep: by-law }',
    )
    .replace('balancing: { en: fine } }, direct', 'balancing: { en: fine } }, keep: short, direct')
    .replace(
      'retention:\n',
      'retention:\n  by-law: { from: recorded, keep: P20Y, then: erase }\n  short: { from: recorded, keep: P1Y, then: erase }\n',
    ),
);

beforeEach(async () => {
  database = await openTestDatabase();
  ({ registerId } = await publishText(database.ownerUrl, notice));
  pass = await openPass(database.superuserUrl);
  door = openDoor({ url: database.appUrl, connections: 2 });
  person = await addPerson(database.appUrl, pass);
  await date();
});
afterEach(async () => {
  await door.close();
  await database.drop();
});

const date = () =>
  door.enter({ pass, purpose: 'customer-care' }, (entered) => redate(entered, registerId, [person.subject]));
const run = (purpose: string, sql: string, values: unknown[] = [], caseId = '') =>
  under(database.appUrl, { pass, purpose, caseId }, ({ query }) =>
    query<Record<string, string>>(sql, values),
  );

async function rowId(): Promise<string> {
  const [row] = await behind<{ id: string }>(
    database.superuserUrl,
    'select id from register.email where subject_id = $1',
    [person.subject],
  );
  return row?.id ?? '';
}

async function erase(purpose: string, caseId = ''): Promise<unknown> {
  const [answer] = await run(
    purpose,
    `select gate.erase_fact('email', $1, $2, 'asked') as answer`,
    [person.subject, await rowId()],
    caseId,
  );
  return answer?.answer;
}

/** The purposes that see the row. */
async function seenBy(): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const purpose of ['customer-care', 'archive', 'sales'])
    if ((await run(purpose, 'select id from register.email')).length > 0) seen.push(purpose);
  return seen;
}

const proofs = () => behind(database.superuserUrl, 'select from audit.destruction');
const recordedYearsAgo = async (years: number) => {
  await behind(
    database.superuserUrl,
    `update register.email set recorded_at = now() - make_interval(years => $1)`,
    [years],
  );
  await date();
};

afterEach(async () => {
  expect(await behind(database.superuserUrl, 'select * from gate.check_gates() limit 3')).toEqual([]);
});

describe('a row that one purpose erases', () => {
  it('is closed for it while others must keep it, and gone when the last lets go', async () => {
    expect(await seenBy()).toEqual(['customer-care', 'archive', 'sales']);
    expect(await erase('customer-care')).toBe('closed');
    expect(await seenBy()).toEqual(['archive', 'sales']);
    expect(await erase('sales')).toBe('closed');
    expect(await seenBy()).toEqual(['archive']);
    expect(await proofs()).toEqual([]);
    expect(await erase('archive')).toBe('erased');
    expect(await proofs()).toHaveLength(1);
    expect(await behind(database.superuserUrl, 'select from register.closing')).toEqual([]);
  });

  it('is hidden to it afterwards, as one that is gone is', async () => {
    await erase('customer-care');
    await expect(erase('customer-care')).rejects.toMatchObject({ code: 'SE016' });
    expect(await run('customer-care', 'select * from gate.search($1)', [person.subject.slice(0, 8)])).toEqual(
      [],
    );
  });

  it('stays closed when the person’s gates are computed anew', async () => {
    await erase('customer-care');
    await run('customer-care', `select gate.record_permission($1, 'ban', 'newsletter')`, [person.subject]);
    await date();
    expect(await seenBy()).toEqual(['archive', 'sales']);
  });

  it('is not kept by a purpose whose period has ended', async () => {
    await recordedYearsAgo(12);
    expect(await seenBy()).toEqual(['archive']);
    expect(await erase('archive')).toBe('erased');
  });

  it('is not kept for what the person objected to', async () => {
    await recordedYearsAgo(0);
    await run('customer-care', `select gate.record_permission($1, 'objection', 'sales')`, [person.subject]);
    await erase('customer-care');
    expect(await seenBy()).toEqual(['archive']);
    expect(await erase('archive')).toBe('erased');
  });

  it('is kept where the end is not known', async () => {
    await behind(database.superuserUrl, 'update register.due set keep_through = null, gone_by = null');
    expect(await erase('archive')).toBe('closed');
    expect(await proofs()).toEqual([]);
  });

  it('at the person’s request is kept for what the law requires, and for nothing else', async () => {
    const caseId = randomUUID();
    await run('rights', `select gate.start_case($1, 'request', 'erasure asked', $2)`, [
      caseId,
      person.subject,
    ]);
    expect(await erase('rights', caseId)).toBe('closed');
    expect(await seenBy()).toEqual(['archive']);
  });

  it('is erased at once where no period stands in the way', async () => {
    await behind(database.superuserUrl, 'delete from register.due');
    expect(await erase('customer-care')).toBe('erased');
    expect(await proofs()).toHaveLength(1);
  });

  it('is closed for the purposes that succeed the one that closed it', async () => {
    await erase('customer-care');
    await publishText(
      database.ownerUrl,
      notice
        .replace(
          '  customer-care: {',
          '  partner-care: { title: { en: Partners }, basis: contract, succeeds: customer-care }\n  customer-care: {',
        )
        .replaceAll('for: [customer-care', 'for: [customer-care, partner-care')
        .replace('opens: [customer-care', 'opens: [customer-care, partner-care'),
    );
    pass = await openPass(database.superuserUrl);
    for (let turn = 0; turn < 10; turn += 1) await run('customer-care', 'select gate.rewrite_batch(100)');
    expect(await run('partner-care', 'select family_name from register.person_name')).toHaveLength(1);
    expect(await run('partner-care', 'select id from register.email')).toEqual([]);
  });
});
