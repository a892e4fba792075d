import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addPerson } from '../../database/fixture.testing.ts';
import { type House, openHouse, type Staff } from '../../tests/people-house.ts';
import type { historyAnswer, looksAnswer, PersonAnswer, timelineAnswer } from './people.schemas.ts';

let house: House;
let staff: Staff;
let id: string;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staff();
  id = (await addPerson(house.database.appUrl, staff.pass, 'Entinen')).subject;
  for (const family of ['Toinen', 'Kolmas', 'Neljäs']) {
    const { body } = await staff.ask<PersonAnswer>('GET', `/people/${id}`);
    const fact = body.groups[0]?.facts[0];
    await staff.ask('PATCH', `/people/${id}/facts/${fact?.id}`, {
      body: { version: fact?.version, value: { given_name: 'Aino', family_name: family } },
    });
  }
  await staff.ask('POST', `/people/${id}/permissions`, { body: { kind: 'objection', purpose: 'sales' } });
});
afterAll(() => house.close());

type History = z.output<typeof historyAnswer>;
type Timeline = z.output<typeof timelineAnswer>;
type Looks = z.output<typeof looksAnswer>;

describe('the past of a person', () => {
  it('shows old values newest first, page by page, the last change undoable', async () => {
    const first = await staff.ask<History>('GET', `/people/${id}/history?limit=2`);
    expect(first.body.rows).toMatchObject([
      { item: 'name', before: { family_name: 'Kolmas' }, by: 'Test', undoable: true },
      { before: { family_name: 'Toinen' }, undoable: false },
    ]);
    const second = await staff.ask<History>('GET', `/people/${id}/history?limit=2&after=${first.body.next}`);
    expect(second.body).toMatchObject({ rows: [{ before: { family_name: 'Entinen' } }], next: null });
  });

  it('is one stream of what happened', async () => {
    const { body } = await staff.ask<Timeline>('GET', `/people/${id}/timeline`);
    expect(body.rows.map((row) => row.kind)).toEqual([
      'permission',
      'change',
      'change',
      'change',
      'recorded',
      'relationship-started',
    ]);
    expect(body.rows[0]).toMatchObject({ title: { en: 'Sales' }, detail: 'objection', mine: true });
  });

  it('tells who has looked, to those who handle requests', async () => {
    const { body } = await staff.ask<Looks>('GET', `/people/${id}/looks`);
    expect(body.rows.at(-1)).toMatchObject({ purpose: { key: 'customer-care' }, verb: 'read', name: 'Test' });
    const opened = await house.behind(
      'select from session.open_case where subject_id = $1 and closed_at is null',
      [id],
    );
    expect(opened).toEqual([]);
    const plain = await house.staff({ purposes: ['customer-care'] });
    const refused = await plain.ask<{ code: string; detail: string }>('GET', `/people/${id}/looks`);
    expect([refused.status, refused.body.code]).toEqual([403, 'not-allowed']);
    expect(refused.body.detail).toContain('requests');
  });

  it.each(['history', 'timeline', 'looks'])(
    'has no %s of somebody closed, or a place no page gave',
    async (part) => {
      expect((await staff.ask('GET', `/people/${id}/${part}`, { purpose: 'newsletter' })).status).toBe(404);
      expect((await staff.ask('GET', `/people/${randomUUID()}/${part}`)).status).toBe(404);
      if (part !== 'looks')
        expect((await staff.ask('GET', `/people/${id}/${part}?after=bm8`)).status).toBe(422);
    },
  );
});
