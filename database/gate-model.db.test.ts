import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText } from './fixture.testing.ts';
import { type AnswerEvent, isOpen, type ModelPurpose, type ModelRelationship } from './gate-model.testing.ts';

let database: TestDatabase;
let client: pg.Client;

const purposes: readonly ModelPurpose[] = [
  { key: 'customer-care', open: 'relationship', channel: null, directMarketing: false, objectable: false },
  { key: 'training', open: 'relationship', channel: null, directMarketing: false, objectable: false },
  { key: 'archive', open: 'relationship', channel: null, directMarketing: false, objectable: false },
  { key: 'sales', open: 'default', channel: null, directMarketing: true, objectable: true },
  { key: 'newsletter', open: 'consent', channel: 'email', directMarketing: true, objectable: false },
  { key: 'offers', open: 'consent', channel: null, directMarketing: true, objectable: false },
];
const keys = purposes.map((purpose) => purpose.key);

const event: fc.Arbitrary<AnswerEvent> = fc
  .record({
    kind: fc.constantFrom(
      'consent',
      'withdrawal',
      'ban',
      'ban-lifted',
      'objection',
      'objection-lifted',
      'restriction',
      'restriction-lifted',
    ),
    purpose: fc.option(fc.constantFrom(...keys)),
    channel: fc.option(fc.constantFrom('email', 'sms', 'phone')),
    allowed: fc.subarray(keys, { maxLength: 2 }),
    at: fc.integer({ min: 1, max: 12 }),
  })
  .map((drawn) => ({
    ...drawn,
    purpose:
      drawn.kind === 'consent' || drawn.kind === 'withdrawal' ? (drawn.purpose ?? 'offers') : drawn.purpose,
    channel: drawn.kind.startsWith('restriction') ? null : drawn.channel,
    allowed: drawn.kind === 'restriction' ? drawn.allowed : [],
  }));

const life = fc.record({
  events: fc.array(event, { maxLength: 7 }),
  contactEnded: fc.boolean(),
  trainee: fc.constantFrom('no', 'live', 'ended'),
});

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Which purposes see each row, straight from the stored bits. */
async function stored(subject: string) {
  const { rows } = await client.query<{ table_name: string; key: string }>(
    `select r.table_name, p.key from notice.in_force f join notice.purpose p using (register_id) cross join (
       select 'email' as table_name, gate, barred from register.email where subject_id = $1
       union all select 'phone', gate, barred from register.phone where subject_id = $1
       union all select 'person_name', gate, barred from register.person_name where subject_id = $1) r
      where f.register_id = 1 and p.key = any ($2) and (r.gate # f.flip) & ~r.barred & (1::bigint << p.bit) <> 0`,
    [subject, keys],
  );
  return new Set(rows.map((row) => `${row.table_name} ${row.key}`));
}

async function live(
  subject: string,
  relationship: string,
  drawn: { events: AnswerEvent[]; contactEnded: boolean; trainee: string },
) {
  for (const answer of drawn.events) {
    await client.query(
      `insert into register.permission (register_id, subject_id, id, kind, purpose_key, channel, allowed, at, wording, language, proof, source_no)
       values (1, $1, $2, $3, $4, $5, $6, now() - interval '1 day' + make_interval(mins => $7), 'x', 'en', 'x', 1)`,
      [subject, randomUUID(), answer.kind, answer.purpose, answer.channel, answer.allowed, answer.at],
    );
  }
  if (drawn.contactEnded)
    await client.query(`update register.relationship set ended_on = '2024-01-01' where id = $1`, [
      relationship,
    ]);
  if (drawn.trainee !== 'no') {
    await client.query(
      `insert into register.relationship (register_id, subject_id, id, kind_no, started_on, ended_on, source_no)
       select 1, $1, $2, kind_no, '2020-01-01', $3, 1 from notice.kind where register_id = 1 and key = 'trainee'`,
      [subject, randomUUID(), drawn.trainee === 'ended' ? '2024-01-01' : null],
    );
  }
  await client.query('select gate.spread(1, array[$1]::uuid[])', [subject]);
}

function expected(drawn: { events: AnswerEvent[]; contactEnded: boolean; trainee: string }): Set<string> {
  const contact: ModelRelationship = {
    opens: ['customer-care', 'archive'],
    afterEnd: ['archive'],
    ended: drawn.contactEnded,
  };
  const trainee: ModelRelationship = { opens: ['training'], afterEnd: [], ended: drawn.trainee === 'ended' };
  const all = drawn.trainee === 'no' ? [contact] : [contact, trainee];
  const rows = [
    { name: 'email', contact: 'email' as const, relationships: [contact] },
    { name: 'phone', contact: 'phone' as const, relationships: all },
    { name: 'person_name', contact: null, relationships: all },
  ];
  return new Set(
    rows.flatMap((row) =>
      purposes
        .filter((purpose) => isOpen(purpose, row, drawn.events))
        .map((purpose) => `${row.name} ${purpose.key}`),
    ),
  );
}

describe('the gate on random lives', () => {
  it('stores what a naive reading of the answers gives', async () => {
    const pass = await openPass(database.superuserUrl);
    const { subject, relationship } = await addPerson(database.appUrl, pass);
    await fc.assert(
      fc.asyncProperty(life, async (drawn) => {
        await client.query('begin');
        try {
          await live(subject, relationship, drawn);
          expect(await stored(subject)).toEqual(expected(drawn));
        } finally {
          await client.query('rollback');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ends the same whatever the order in which answers are recorded', async () => {
    const pass = await openPass(database.superuserUrl);
    const { subject, relationship } = await addPerson(database.appUrl, pass);
    await fc.assert(
      fc.asyncProperty(life, async (drawn) => {
        const seen: Set<string>[] = [];
        for (const events of [drawn.events, drawn.events.toReversed()]) {
          await client.query('begin');
          await live(subject, relationship, { ...drawn, events });
          seen.push(await stored(subject));
          await client.query('rollback');
        }
        expect(seen[0]).toEqual(seen[1]);
      }),
      { numRuns: 60 },
    );
    expect(await behind(database.superuserUrl, 'select * from gate.check_gates()')).toEqual([]);
  });
});
