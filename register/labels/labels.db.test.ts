import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../database/fixture.testing.ts';
import { type House, openHouse, type Staff } from '../../tests/people-house.ts';
import type { FieldsAnswer, PersonAnswer } from '../subjects/people.schemas.ts';

let house: House;
let staff: Staff;
const ids: string[] = [];

/** A register whose notice names a label: key customers and those to call. */
const withLabels = (yaml: string) =>
  yaml
    .replace(
      '  visa:',
      '  group: { title: { en: Group }, type: choice, choices: { key-customer: { en: Key customer }, to-call: { en: To call } } }\n  visa:',
    )
    .replace('items: [title, note, meeting]', 'items: [title, note, meeting, group]');

beforeAll(async () => {
  house = await openHouse(withLabels);
  staff = await house.staff();
  for (const family of ['Yksi', 'Kaksi', 'Kolme'])
    ids.push((await addPerson(house.database.appUrl, staff.pass, family)).subject);
});
afterAll(() => house.close());

const ask = (path: string, body: object, as = staff) =>
  as.ask<{ people: number; code: string }>('POST', `/people/labels${path}`, { body });
const label = (people: object, more: object = {}) => ({ item: 'group', value: 'to-call', people, ...more });

describe('labels', () => {
  it('are the choice items of the notice', async () => {
    const { body } = await staff.ask<FieldsAnswer>('GET', '/people/fields');
    expect(body.labels).toMatchObject([
      { item: 'group', choices: [{ key: 'key-customer' }, { key: 'to-call' }] },
    ]);
  });

  it('are planned in numbers, given to many at once and once to each', async () => {
    const some = { ids: ids.slice(0, 2) };
    expect((await ask('/preview', label(some))).body).toEqual({ people: 2, carrying: 0, free: 2, unfit: 0 });
    expect((await ask('', label(some, { source: 'the-person' }))).body).toEqual({ people: 2 });
    const all = { filter: { relationship: 'contact' } };
    expect((await ask('/preview', label(all))).body).toEqual({ people: 3, carrying: 2, free: 1, unfit: 0 });
    expect((await ask('', label(all, { source: 'the-person' }))).body).toEqual({ people: 1 });
    const page = await staff.ask<PersonAnswer>('GET', `/people/${ids[0]}`);
    const facts = page.body.groups.flatMap((group) => group.facts).filter((fact) => fact.item === 'group');
    expect(facts).toMatchObject([
      { value: 'to-call', label: { en: 'To call' }, source: { key: 'the-person' } },
    ]);
  });

  it('are found by, and taken off again', async () => {
    const filter = { label: 'group', value: 'to-call' };
    const found = await staff.ask<{ rows: unknown[] }>('POST', '/people/query', { body: { filter } });
    expect(found.body.rows).toHaveLength(3);
    expect((await ask('/remove', label({ filter }))).body).toEqual({ people: 3 });
    const left = await staff.ask<{ rows: unknown[] }>('POST', '/people/query', { body: { filter } });
    expect(left.body.rows).toEqual([]);
  });

  it('leave who was labelled on record', async () => {
    const looks = await house.behind<{ verb: string; people: number }>(
      `select a.verb, count(s.subject_id)::int as people from audit.access a join audit.access_subject s on s.access_id = a.id
        where a.what = 'people: label' group by a.id order by a.at limit 1`,
    );
    expect(looks).toEqual([{ verb: 'set', people: 2 }]);
  });

  it.each([
    ['an item without choices', { item: 'title', value: 'x' }, 'request-invalid'],
    ['a word that is no choice', { value: 'friend' }, 'request-invalid'],
    ['an item of another purpose', { item: 'shoe-size' }, 'item-not-in-notice'],
    ['a source the notice does not accept', { source: 'directory' }, 'source-not-in-notice'],
    ['nobody', { people: { ids: [] } }, 'request-invalid'],
  ])('are refused for %s', async (_what, more, code) => {
    const { body } = await ask('', label({ ids }, { source: 'the-person', ...more }));
    expect(body.code).toBe(code);
  });

  it('are not for a role without the verb, and reach nobody the purpose does not see', async () => {
    const reader = await house.staff({ verbs: ['read'] });
    expect((await ask('', label({ ids }, { source: 'the-person' }), reader)).status).toBe(403);
    expect((await ask('/remove', label({ ids }), reader)).status).toBe(403);
    const other = await staff.ask('POST', '/people/labels/preview', {
      body: label({ ids }),
      purpose: 'newsletter',
    });
    expect(other.status).toBe(422);
  });
});
