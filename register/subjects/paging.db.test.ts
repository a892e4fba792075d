import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../database/door/door.ts';
import { type House, openHouse, type Staff } from '../../tests/people-house.ts';
import { importFile } from '../import/import.ts';
import { openKeyStore } from '../keys/key-store.ts';
import type { PersonRow } from './people.schemas.ts';

let house: House;
let staff: Staff;
const PEOPLE = 5_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ';
/** The same family name for many, so that pages break within one. */
const familyOf = (index: number) => `${LETTERS[index % LETTERS.length]}testilä`;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staff();
  const lines = Array.from(
    { length: PEOPLE },
    (_, index) =>
      `${familyOf(index)};Nimi${index % 700};henkilo${index}@example.test;${index % 10 === 0 ? 'Johtaja' : 'Myyjä'};Firma ${index % 50} Oy;oy`,
  );
  const file = path.join(house.dataFolder, 'people.csv');
  await writeFile(file, ['Sukunimi;Etunimi;Sähköposti;Titteli;Organisaatio;Laji', ...lines].join('\n'));
  const door = openDoor({ url: house.database.appUrl });
  const keys = await openKeyStore({
    folder: path.join(house.dataFolder, 'keys'),
    mirrorFolder: path.join(house.dataFolder, 'keys-mirror'),
  });
  const { added } = await importFile(
    { door, keys, pass: staff.pass, registerId: house.registerId },
    {
      file,
      source: 'the-person',
      purpose: 'customer-care',
      kind: 'contact',
      map: {
        Sukunimi: 'name.family',
        Etunimi: 'name.given',
        Sähköposti: 'email',
        Titteli: 'title',
        Organisaatio: 'organisation.name',
        Laji: 'organisation.kind',
      },
      dryRun: false,
      importId: randomUUID(),
      rejectsFolder: house.dataFolder,
      now: Temporal.Now.instant(),
    },
  );
  expect(added).toBe(PEOPLE);
  // As the database does by itself within a minute of an import.
  await house.behind('analyze');
  await keys.close();
  await door.close();
});
afterAll(() => house.close());

interface Page {
  readonly rows: readonly PersonRow[];
  readonly next: string | null;
  readonly sort: string;
}

/** Every page, and how many there were; never more than a bound. */
async function walk(body: object, limit = 200): Promise<PersonRow[]> {
  const rows: PersonRow[] = [];
  let after: string | null = null;
  for (let page = 0; page < 100; page += 1) {
    const answer: { status: number; body: Page } = await staff.ask<Page>('POST', '/people/query', {
      body: { ...body, limit, ...(after && { after }) },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    rows.push(...answer.body.rows);
    after = answer.body.next;
    if (after === null) return rows;
  }
  throw new Error('a list without an end');
}

describe('five thousand people', () => {
  it.each(['name', '-name', 'recorded', '-recorded', 'due'])(
    'by %s are each shown once, in order',
    async (sort) => {
      const rows = await walk({ sort });
      expect(new Set(rows.map((row) => row.id)).size).toBe(PEOPLE);
      expect(rows).toHaveLength(PEOPLE);
      if (!sort.endsWith('name')) return;
      const collator = new Intl.Collator('fi');
      const names = rows.map((row) => row.name.split(',')[0] ?? '');
      const sorted = names.toSorted(
        (one, other) => collator.compare(one, other) * (sort === 'name' ? 1 : -1),
      );
      expect(names).toEqual(sorted);
    },
  );

  it.each([
    ['an item that equals', { item: 'email', is: 'equals', value: 'HENKILO17@example.test' }, 1],
    ['an item that contains', { item: 'title', is: 'contains', value: 'joht' }, PEOPLE / 10],
    ['an item that is missing', { item: 'phone', is: 'missing' }, PEOPLE],
    [
      'a family name that begins',
      { item: 'name', is: 'begins', value: 'ö' },
      Math.floor(PEOPLE / LETTERS.length),
    ],
    ['a live part', { relationship: 'contact', state: 'live' }, PEOPLE],
    ['an ended part', { relationship: null, state: 'ended' }, 0],
    ['a source', { source: 'the-person' }, PEOPLE],
    ['another source', { source: 'directory' }, 0],
    ['a purpose nobody said yes to', { permission: 'offers', state: 'given' }, 0],
    ['a purpose that is closed', { permission: 'offers', state: 'closed' }, PEOPLE],
    ['recorded since', { recorded: { since: '2020-01-01' } }, PEOPLE],
    ['recorded until', { recorded: { until: '2020-01-01' } }, 0],
    ['an end before', { keptUntil: { before: '2099-01-01' } }, PEOPLE],
    [
      'an end before and little else',
      {
        all: [
          { keptUntil: { before: '2099-01-01' } },
          { item: 'email', is: 'begins', value: 'henkilo4999@' },
        ],
      },
      1,
    ],
    ['no end before', { keptUntil: { before: '2030-01-01' } }, 0],
    [
      'all, any and not',
      {
        all: [
          { item: 'title', is: 'equals', value: 'johtaja' },
          {
            any: [
              { item: 'email', is: 'begins', value: 'henkilo10@' },
              { item: 'email', is: 'begins', value: 'henkilo20@' },
            ],
          },
          { not: { item: 'email', is: 'begins', value: 'henkilo20' } },
        ],
      },
      1,
    ],
  ])('are filtered by %s', async (_what, filter, expected) => {
    expect(await walk({ filter })).toHaveLength(expected);
  });

  it('are filtered by organisation, and counted', async () => {
    const [firm] = await house.behind<{ id: string }>(
      `select id from register.organisation where name = 'Firma 7 Oy'`,
    );
    const filter = { organisation: firm?.id };
    const rows = await walk({ filter, columns: ['organisations'] });
    expect(rows).toHaveLength(PEOPLE / 50);
    expect(rows[0]?.organisations).toEqual([{ id: firm?.id, name: 'Firma 7 Oy' }]);
    const count = (body: object, as = staff) => as.ask('POST', '/people/count', { body });
    expect((await count({ filter })).body).toEqual({ people: PEOPLE / 50, more: false });
    expect((await count({})).body).toEqual({ people: PEOPLE, more: false });
    expect(
      (await count({ filter: { item: 'email', is: 'equals', value: 'henkilo3@example.test' } })).body,
    ).toMatchObject({
      code: 'group-too-small',
    });
    expect((await count({ filter: { keptUntil: { before: '2099-01-01' } } })).body).toEqual({
      people: PEOPLE,
      more: false,
    });
    expect((await count({}, await house.staff({ verbs: ['read'] }))).status).toBe(403);
  });

  it.each([
    ['a filter that is no JSON', '?filter=%7B'],
    ['a filter of another purpose', `?filter=${encodeURIComponent('{"item":"shoe-size","is":"present"}')}`],
    [
      'words in the place of a number',
      `?filter=${encodeURIComponent('{"item":"birth-date","is":"equals","value":"soon"}')}`,
    ],
    [
      'a due date among others',
      `?filter=${encodeURIComponent('{"not":{"keptUntil":{"before":"2030-01-01"}}}')}`,
    ],
    ['a column of another purpose', '?columns=item:shoe-size'],
    ['a column that is none', "?columns=item:x'--"],
    ['an unknown order', '?sort=shoe'],
    ['too long a page', '?limit=201'],
    ['a place no page gave', '?after=bm8'],
    [
      'a place of another order',
      `?sort=recorded&after=${Buffer.from('["name","a","b","c"]').toString('base64url')}`,
    ],
    [
      'a place of the order with no id',
      `?after=${Buffer.from('["name","a","b","c"]').toString('base64url')}`,
    ],
  ])('are refused for %s', async (_what, query) => {
    expect((await staff.ask('GET', `/people${query}`)).status).toBe(422);
  });

  it('are found by the organisation, and a search says when it shows only the best', async () => {
    const found = await staff.ask<{ rows: { because: { item: string }[] }[]; more: boolean }>(
      'POST',
      '/people/search',
      {
        body: { q: 'firma 7', limit: 20 },
      },
    );
    expect(found.body.more).toBe(true);
    expect(found.body.rows[0]?.because[0]?.item).toBe('organisation');
  });
});
