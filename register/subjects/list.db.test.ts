import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompiledNotice } from '../../compiler/model/compiled.ts';
import { type Door, openDoor } from '../../database/door/door.ts';
import { addPerson, behind, gateNotice, openPass, publishText } from '../../database/fixture.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { recordAnswer } from '../permissions/permission.commands.ts';
import { countSubjects, type ListOrder, type ListRequest, listSubjects } from './list.queries.ts';

let database: TestDatabase;
let door: Door;
let notice: CompiledNotice;
let registerId: number;
let pass: string;
const subjects = new Map<string, string>();

const FAMILIES = ['Öhman', 'Zetterberg', 'Äijälä', 'Aalto', 'Ångström', 'Virtanen'];

beforeAll(async () => {
  database = await openTestDatabase();
  const published = await publishText(database.ownerUrl, gateNotice());
  notice = published.compiled;
  registerId = published.registerId;
  pass = await openPass(database.superuserUrl);
  door = openDoor({ url: database.appUrl });
  for (const family of FAMILIES)
    subjects.set(family, (await addPerson(database.appUrl, pass, family)).subject);
});
afterAll(async () => {
  await door.close();
  await database.drop();
});

const list = (purpose: string, more: Partial<ListRequest> = {}, as = pass) =>
  door.enter({ pass: as, purpose }, (entered) =>
    listSubjects(entered, { registerId, notice, purpose, order: 'name', ...more }),
  );
const count = (purpose: string) =>
  door.enter({ pass, purpose }, (entered) => countSubjects(entered, { registerId, notice, purpose }));
const families = (page: { people: readonly { name: string }[] }) =>
  page.people.map((each) => each.name.split(',')[0]);

async function walk(order: ListOrder): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < 10 && after !== null; page += 1) {
    const { people, next } = await list('customer-care', {
      order,
      limit: 2,
      ...(after === undefined ? {} : { after }),
    });
    ids.push(...people.map((each) => each.id));
    after = next;
  }
  return ids;
}

describe('a list of people', () => {
  it('is sorted as Finnish is, å, ä and ö after z', async () => {
    expect(families(await list('customer-care'))).toEqual([
      'Aalto',
      'Virtanen',
      'Zetterberg',
      'Ångström',
      'Äijälä',
      'Öhman',
    ]);
  });

  it.each(['name', 'recorded'] as const)('by %s shows everybody once, page by page', async (order) => {
    const ids = await walk(order);
    expect(ids.toSorted()).toEqual([...subjects.values()].toSorted());
    if (order === 'recorded') expect(ids).toEqual(FAMILIES.map((family) => subjects.get(family)));
  });

  it('shows for a consent purpose those who said yes, and nobody after the withdrawal', async () => {
    expect(families(await list('offers'))).toEqual([]);
    const answer = (kind: 'consent' | 'withdrawal') =>
      recordAnswer(
        { door, pass, registerId },
        {
          kind,
          subjectId: subjects.get('Aalto') ?? '',
          purpose: 'offers',
          source: 'the-person',
          language: 'en',
          proof: 'form',
        },
      );
    await answer('consent');
    expect(families(await list('offers'))).toEqual(['Aalto']);
    expect(families(await list('offers', { order: 'recorded' }))).toEqual(['Aalto']);
    await answer('withdrawal');
    expect(families(await list('offers'))).toEqual([]);
  });

  it('shows nothing under another purpose than the session entered with, or with none', async () => {
    const other = await door.enter({ pass, purpose: 'training' }, (entered) =>
      listSubjects(entered, { registerId, notice, purpose: 'customer-care', order: 'name' }),
    );
    expect(other.people).toEqual([]);
    await expect(list('customer-care', {}, 'no such pass')).rejects.toMatchObject({ code: 'session-ended' });
    const onlyTraining = await openPass(database.superuserUrl, { purposes: ['training'] });
    expect((await list('customer-care', {}, onlyTraining)).people).toEqual([]);
  });

  it('leaves who was shown on record', async () => {
    await list('customer-care', { limit: 2 });
    const seen = await behind<{ n: number }>(
      database.superuserUrl,
      `select count(*)::int as n from audit.access_subject
        where access_id = (select id from audit.access where what = 'subject: list' order by at desc limit 1)`,
    );
    expect(seen[0]?.n).toBe(2);
  });

  it('refuses a place that no list gave', async () => {
    for (const after of ['', 'x', Buffer.from('["a"]').toString('base64url')]) {
      await expect(list('customer-care', { after })).rejects.toMatchObject({ code: 'request-invalid' });
    }
  });

  it('counts five people or more, and refuses to count fewer', async () => {
    expect(await count('customer-care')).toEqual({ people: 6, more: false });
    expect(await count('training')).toEqual({ people: 0, more: false });
    await recordAnswer(
      { door, pass, registerId },
      {
        kind: 'consent',
        subjectId: subjects.get('Virtanen') ?? '',
        purpose: 'newsletter',
        source: 'the-person',
        language: 'en',
        proof: 'form',
      },
    );
    await expect(count('newsletter')).rejects.toMatchObject({ code: 'group-too-small' });
  });
});
