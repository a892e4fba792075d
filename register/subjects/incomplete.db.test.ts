import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompiledNotice } from '../../compiler/model/compiled.ts';
import type { Notice } from '../../compiler/model/notice.ts';
import { readNotice } from '../../compiler/read/read.ts';
import { type Door, openDoor } from '../../database/door/door.ts';
import { behind, openPass, publishText, under } from '../../database/fixture.testing.ts';
import { addFacts, begin, type Given, requiringNotice } from '../../database/requirements.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { type IncompleteRequest, listIncomplete } from './incomplete.queries.ts';

let database: TestDatabase;
let door: Door;
let notice: CompiledNotice;
let terms: Notice;
let pass: string;

/** As it was before anything was mandatory. */
const lenient = requiringNotice()
  .replace('name: mandatory', 'name: optional')
  .replace('shoe-size: mandatory', 'shoe-size: optional')
  .replace('{ mandatory: { if: { not:', '{ optional: { if: { not:')
  .replace(', else: { en: No journey. } } }', ' } }')
  .replace('swims: { mandatory:', 'swims: { optional:');

const people = {
  whole: {
    name: 'Testilä',
    'shoe-size': '41',
    email: 'one@example.test',
    nationality: 'fi',
    'birth-date': '1990-01-01',
  },
  nameless: { 'shoe-size': '41', phone: '+358440000001', nationality: 'fi', 'birth-date': '1990-01-01' },
  bare: { name: 'Testinen', nationality: 'no', 'birth-date': '2020-01-01' },
  unknown: { name: 'Testola', 'shoe-size': '40', email: 'two@example.test' },
} satisfies Record<string, Given>;
const ids = new Map<string, keyof typeof people>();

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, lenient);
  pass = await openPass(database.superuserUrl);
  door = openDoor({ url: database.appUrl });
  for (const [who, facts] of Object.entries(people))
    ids.set(await begin({ appUrl: database.appUrl, pass }, 'trainee', facts), who as keyof typeof people);
  notice = (await publishText(database.ownerUrl, requiringNotice())).compiled;
  terms = readNotice(requiringNotice(), 'test').notice as Notice;
});
afterAll(async () => {
  await door.close();
  await database.drop();
});

const list = (purpose = 'training', more: Partial<IncompleteRequest> = {}, as = pass) =>
  door.enter({ pass: as, purpose }, (entered) =>
    listIncomplete(entered, { notice, terms, language: 'en', ...more }),
  );
const idOf = (who: keyof typeof people) => [...ids].find(([, name]) => name === who)?.[0] ?? '';
async function lacksOf(purpose?: string) {
  const page = await list(purpose);
  return Object.fromEntries(
    page.people.map(({ id, missing }) => [
      ids.get(id),
      missing.map(({ items, lack }) => `${items.map(({ key }) => key).join('/')} ${lack}`).sort(),
    ]),
  );
}

describe('people of whom something mandatory is missing', () => {
  it('are those the notice requires more of, with what and why', async () => {
    expect(await lacksOf()).toEqual({
      nameless: ['name missing'],
      bare: ['email/phone one-of', 'passport missing', 'shoe-size missing', 'swims missing'],
      unknown: ['passport unknown', 'swims unknown'],
    });
  });

  it('are told with the notice’s own words of what follows', async () => {
    const page = await list();
    const passport = page.people
      .find(({ id }) => ids.get(id) === 'bare')
      ?.missing.find(({ items }) => items[0]?.key === 'passport');
    expect(passport).toMatchObject({
      kind: 'trainee',
      items: [{ key: 'passport', title: 'Passport' }],
      consequence: 'No journey.',
    });
  });

  it('are told of the items of the purpose alone, of people it sees', async () => {
    expect(await lacksOf('sales')).toEqual({
      nameless: ['name missing'],
      bare: ['email/phone one-of'],
    });
    expect(await lacksOf('customer-care')).toEqual({});
    const unseen = await openPass(database.superuserUrl, { purposes: ['sales'] });
    await expect(list('training', {}, unseen)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('come a page at a time, each once, and the last page says so', async () => {
    const seen: string[] = [];
    let after: string | null | undefined;
    for (let page = 0; page < 5 && after !== null; page += 1) {
      const shown = await list('training', { limit: 1, ...(after === undefined ? {} : { after }) });
      expect(shown.people.length).toBeLessThanOrEqual(1);
      seen.push(...shown.people.map(({ id }) => id));
      after = shown.next;
    }
    expect(after).toBeNull();
    expect(seen).toEqual([...ids.keys()].filter((id) => ids.get(id) !== 'whole').sort());
  });

  it('begin anew from a place that is none', async () => {
    await expect(list('training', { after: 'x' })).rejects.toMatchObject({ code: 'request-invalid' });
  });

  it('are on record, and nobody else is', async () => {
    await behind(database.superuserUrl, 'alter table audit.access_subject disable trigger all');
    await behind(database.superuserUrl, 'delete from audit.access_subject');
    await list();
    const looked = await behind<{ subject_id: string }>(
      database.superuserUrl,
      'select distinct subject_id from audit.access_subject order by 1',
    );
    expect(looked.map((each) => ids.get(each.subject_id)).sort()).toEqual(['bare', 'nameless', 'unknown']);
  });

  it('leave the list when it is there, and when the relationship ends', async () => {
    await under(database.appUrl, { pass, purpose: 'training' }, ({ query }) =>
      addFacts(query, idOf('nameless'), { name: 'Testaaja' }),
    );
    expect(Object.keys(await lacksOf()).sort()).toEqual(['bare', 'unknown']);
    await under(database.appUrl, { pass, purpose: 'training' }, ({ query }) =>
      query(
        `select gate.end_relationship(r.subject_id, r.id) from register.relationship r where r.subject_id = $1`,
        [idOf('bare')],
      ),
    );
    expect(Object.keys(await lacksOf())).toEqual(['unknown']);
  });

  it('do not show who is restricted', async () => {
    await under(database.appUrl, { pass, purpose: 'training' }, ({ query }) =>
      query(`select gate.record_permission($1, 'restriction', p_ground => 'contested')`, [idOf('unknown')]),
    );
    expect(await lacksOf()).toEqual({});
  });
});
