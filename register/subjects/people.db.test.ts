import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addPerson, type TestPerson } from '../../database/fixture.testing.ts';
import { type House, openHouse, type Staff } from '../../tests/people-house.ts';
import type { FieldsAnswer, Found, PersonAnswer, peopleAnswer } from './people.schemas.ts';

let house: House;
let staff: Staff;
const people = new Map<string, TestPerson>();
const FAMILIES = ['Öhman', 'Zetterberg', 'Äijälä', 'Aalto', 'Ångström', 'Virtanen'];

type People = z.output<typeof peopleAnswer>;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staff();
  for (const family of FAMILIES)
    people.set(family, await addPerson(house.database.appUrl, staff.pass, family));
});
afterAll(() => house.close());

const idOf = (family: string) => people.get(family)?.subject ?? '';
const looksAt = (what: string) =>
  house.behind<{ people: number; purpose_key: string }>(
    `select a.purpose_key, count(s.subject_id)::int as people from audit.access a left join audit.access_subject s on s.access_id = a.id
      where a.what = $1 group by a.id order by a.at`,
    [what],
  );

describe('the list of people over HTTP', () => {
  it('is sorted as Finnish is and shows the columns asked for', async () => {
    const { status, body } = await staff.ask<People>(
      'GET',
      '/people?columns=organisations,kinds,permissions,recorded,source,next-end,item:email',
    );
    expect(status).toBe(200);
    expect(body.rows.map((row) => row.name.split(',')[0])).toEqual([
      'Aalto',
      'Virtanen',
      'Zetterberg',
      'Ångström',
      'Äijälä',
      'Öhman',
    ]);
    expect(body.rows[0]).toMatchObject({
      id: idOf('Aalto'),
      kinds: [{ key: 'contact', live: true }],
      source: { key: 'the-person' },
      permissions: [],
      items: { email: [{ value: `${idOf('Aalto')}@example.test` }] },
    });
    expect(body.next).toBeNull();
  });

  it.each(['name', '-name', 'recorded', '-recorded'])(
    'by %s shows everybody once, page by page',
    async (sort) => {
      const ids: string[] = [];
      let after = '';
      for (let page = 0; page < 10; page += 1) {
        const { body } = await staff.ask<People>('GET', `/people?sort=${sort}&limit=2${after}`);
        ids.push(...body.rows.map((row) => row.id));
        if (body.next === null) break;
        after = `&after=${body.next}`;
      }
      expect(ids.toSorted()).toEqual([...people.values()].map((person) => person.subject).toSorted());
    },
  );

  it('leaves who was shown on record, under the purpose', async () => {
    const before = (await looksAt('people: list')).length;
    await staff.ask('GET', '/people?limit=3');
    expect((await looksAt('people: list')).slice(before)).toEqual([
      { people: 3, purpose_key: 'customer-care' },
    ]);
  });
});

describe('what is open to the purpose', () => {
  it('is described with titles, and an item of another purpose is not there', async () => {
    const { body } = await staff.ask<FieldsAnswer>('GET', '/people/fields');
    const keys = body.columns.map((column) => column.key);
    expect(keys).toContain('item:email');
    expect(keys).not.toContain('item:shoe-size');
    const training = await staff.ask<FieldsAnswer>('GET', '/people/fields', { purpose: 'training' });
    expect(training.body.columns.map((column) => column.key)).toContain('item:shoe-size');
    expect(training.body.addable.map((each) => each.item)).not.toContain('visa');
  });
});

describe('search over HTTP', () => {
  const find = async (q: string) =>
    (await staff.ask<Found>('GET', `/people/search?q=${encodeURIComponent(q)}`)).body.rows;

  it.each([
    ['Virtanen', 'Virtanen'],
    ['virtanne', 'Virtanen'],
    ['aijala', 'Äijälä'],
    ['ohman', 'Öhman'],
  ])('forgives case, typing errors and marks: %s', async (words, family) => {
    const rows = await find(words);
    expect(rows[0]).toMatchObject({ id: idOf(family), because: [{ item: 'name', value: `Aino ${family}` }] });
  });

  it('finds a phone number however it is written', async () => {
    expect(await find('044 000 0001')).toHaveLength(FAMILIES.length);
  });
});

describe('a person over HTTP', () => {
  const page = (id: string, purpose?: string) =>
    staff.ask<PersonAnswer>('GET', `/people/${id}`, purpose === undefined ? {} : { purpose });

  it('has facts in the groups of the notice with source, recorder and purposes', async () => {
    const { status, body } = await page(idOf('Öhman'));
    expect(status).toBe(200);
    expect(body.header.name).toEqual({ given: 'Aino', family: 'Öhman' });
    expect(body.groups[0]).toMatchObject({ key: 'contact' });
    expect(body.groups[0]?.facts.map((fact) => fact.item)).toEqual(['name', 'email', 'phone']);
    expect(body.groups[0]?.facts[0]).toMatchObject({
      source: { key: 'the-person' },
      recordedBy: 'Test',
      purposes: expect.arrayContaining([{ key: 'customer-care', title: { en: 'Care' } }]),
    });
  });

  it('is not found alike when closed, never there, or of no id', async () => {
    const closed = await page(idOf('Öhman'), 'newsletter');
    const never = await page(randomUUID(), 'newsletter');
    expect(closed.status).toBe(404);
    expect({ ...closed.body, requestId: '' }).toEqual({ ...never.body, requestId: '' });
    expect((await page('nobody')).status).toBe(422);
  });
});
