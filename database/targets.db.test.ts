import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitPolicies, isEnforced } from '../compiler/enforce/policies.ts';
import type { Target } from '../compiler/enforce/table.ts';
import { citusSettingsSql } from '../compiler/enforce/values.ts';
import { openTestDatabase, type TestDatabase } from '../tests/database.ts';
import { addPerson, behind, gateNotice, openPass, publishText, under, type Work } from './fixture.testing.ts';
import { TABLES } from './tables.ts';

const PURPOSES = ['customer-care', 'training', 'archive', 'sales', 'newsletter', 'offers', 'club'];
const PERSONAL = TABLES.filter((table) => isEnforced(table) && !['plain', 'hidden'].includes(table.class));

let database: TestDatabase;
let staff: string;
let reader: string;
let portal: string;
/** What each session sees under each purpose, as the target postgresql shows it. */
let shown: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  staff = await openPass(database.superuserUrl);
  reader = await openPass(database.superuserUrl, { purposes: ['newsletter'], verbs: ['read'] });
  portal = await openPass(database.superuserUrl, {
    kind: 'portal',
    scope: await makePeople(),
    purposes: ['rights'],
  });
  shown = await lookEverywhere('postgresql');
  await behind(database.superuserUrl, emitPolicies('citus', TABLES));
});
afterAll(() => database.drop());

const inCare = <Result>(work: (work: Work) => Promise<Result>) =>
  under(database.appUrl, { pass: staff, purpose: 'customer-care' }, work);

const permit = (subject: string, kind: string, more: Record<string, unknown> = {}) =>
  inCare(({ query }) => {
    const given = { p_subject: subject, p_kind: kind, ...more };
    const names = Object.keys(given).map((name, index) => `${name} => $${index + 1}`);
    return query(`select gate.record_permission(${names.join(', ')})`, Object.values(given));
  });

/** One person of each state; answers the one the portal session belongs to. */
async function makePeople(): Promise<string> {
  const [consented, banned, ended, restricted] = [
    await addPerson(database.appUrl, staff),
    await addPerson(database.appUrl, staff),
    await addPerson(database.appUrl, staff),
    await addPerson(database.appUrl, staff),
  ];
  const words = { p_wording: 'May we', p_language: 'en', p_proof: 'form 1' };
  await permit(consented.subject, 'consent', { p_purpose: 'newsletter', ...words });
  await permit(banned.subject, 'ban');
  await permit(restricted.subject, 'restriction', { p_allowed: ['archive'] });
  await inCare(({ query }) =>
    query('select gate.end_relationship($1, $2)', [ended.subject, ended.relationship]),
  );
  await inCare(({ query }) =>
    query(`select gate.add_record(gen_random_uuid(), 'meeting', 'the-person', $1, 'Planning')`, [
      JSON.stringify([{ subject: consented.subject }, { subject: banned.subject }]),
    ]),
  );
  return consented.subject;
}

async function look({ query }: Work): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const { name } of PERSONAL) {
    const found = await query<{ row: string }>(`select t::text as row from register.${name} t`);
    rows.push(...found.map(({ row }) => `${name} ${row}`));
  }
  return rows.sort();
}

/** Every session under every purpose; for citus the settings are filled as the door does. */
async function lookEverywhere(target: Target): Promise<ReadonlyMap<string, readonly string[]>> {
  const seen = new Map<string, readonly string[]>();
  const sessions = [
    { name: 'staff', pass: staff, url: database.appUrl, purposes: PURPOSES },
    { name: 'reader', pass: reader, url: database.appUrl, purposes: PURPOSES },
    { name: 'portal', pass: portal, url: database.portalUrl, purposes: ['rights', ...PURPOSES] },
  ];
  for (const { name, pass, url, purposes } of sessions) {
    for (const purpose of purposes) {
      const rows = await under(url, { pass, purpose }, async (work) => {
        if (target === 'citus') await work.query(citusSettingsSql());
        return look(work);
      });
      seen.set(`${name} ${purpose}`, rows);
    }
  }
  return seen;
}

describe('the citus target on plain PostgreSQL', () => {
  it('shows every session under every purpose the same rows as the postgresql target', async () => {
    const seen = await lookEverywhere('citus');
    expect(seen).toEqual(shown);
    expect(shown.get('staff customer-care')?.length).toBeGreaterThan(10);
    expect(shown.get('staff newsletter')?.length).toBeGreaterThan(0);
    expect(shown.get('portal rights')?.length).toBeGreaterThan(0);
    expect(shown.get('reader customer-care')).toEqual([]);
  });

  it('shows nothing while the settings are not filled', async () => {
    expect(await under(database.appUrl, { pass: staff, purpose: 'customer-care' }, look)).toEqual([]);
    expect(await under(database.portalUrl, { pass: portal, purpose: 'rights' }, look)).toEqual([]);
  });

  it('shows nothing to a portal session whose scope is missing or said to be everybody', async () => {
    for (const scope of ['', 'all']) {
      const rows = await under(database.portalUrl, { pass: portal, purpose: 'rights' }, async (work) => {
        await work.query(citusSettingsSql());
        await work.query(
          `select set_config('seloste.subject_scope', $1, true), set_config('seloste.record_scope', $1, true)`,
          [scope],
        );
        return look(work);
      });
      expect(rows).toEqual([]);
    }
  });

  it('adds an item from a source the notice accepts and from no other', async () => {
    const add = (source: string) =>
      inCare(async ({ query }) => {
        await query(citusSettingsSql());
        const [person] = await query<{ id: string }>('select id from register.subject limit 1');
        return query(
          `insert into register.attribute_text (subject_id, id, item_no, source_no, value)
           select $1, gen_random_uuid(), i.item_no, s.source_no, 'Planner' from notice.item i, notice.source s where i.key = 'title' and s.key = $2`,
          [person?.id, source],
        );
      });
    await expect(add('the-person')).resolves.toEqual([]);
    await expect(add('employer')).rejects.toThrow();
  });
});
