import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse, type Staff } from '../../tests/people-house.ts';
import type { ViewAnswer } from './view.schemas.ts';

let house: House;
let aino: Staff;
let eero: Staff;

beforeAll(async () => {
  house = await openHouse();
  [aino, eero] = [await house.staff(), await house.staff()];
});
afterAll(() => house.close());

const view = (name: string, more: object = {}) => ({
  name,
  columns: ['name', 'item:email', 'item:shoe-size'],
  sort: 'due',
  filter: { all: [{ relationship: 'contact' }, { keptUntil: { before: '2030-01-01' } }] },
  ...more,
});
const keep = (as: Staff, body: object) =>
  as.ask<{ id: string; fields?: { code: string }[] }>('POST', '/views', { body });
const list = async (as: Staff) => (await as.ask<{ rows: ViewAnswer[] }>('GET', '/views')).body.rows;

describe('saved views', () => {
  it('are one’s own until they are shared, and tell what the purpose does not have', async () => {
    const { body } = await keep(aino, view('Omat asiakkaat'));
    expect(await list(aino)).toMatchObject([
      { id: body.id, name: 'Omat asiakkaat', mine: true, missing: ['item:shoe-size'], sort: 'due' },
    ]);
    expect(await list(eero)).toEqual([]);
    await aino.ask('PATCH', `/views/${body.id}`, { body: { shared: true } });
    expect(await list(eero)).toMatchObject([{ id: body.id, mine: false, owner: 'Test' }]);
  });

  it('are changed and removed by their owner alone', async () => {
    const { body } = await keep(aino, view('Jaettu', { shared: true }));
    for (const method of ['PATCH', 'DELETE'])
      expect(
        (
          await eero.ask(method, `/views/${body.id}`, {
            body: method === 'PATCH' ? { name: 'X' } : undefined,
          })
        ).status,
      ).toBe(404);
    expect((await aino.ask('DELETE', `/views/${body.id}`)).status).toBe(200);
    expect((await aino.ask('DELETE', `/views/${body.id}`)).status).toBe(404);
    expect((await aino.ask('DELETE', `/views/${randomUUID()}`)).status).toBe(404);
  });

  it('name nobody', async () => {
    for (const item of ['name', 'email', 'phone']) {
      const filter = { any: [{ item, is: 'contains', value: 'aino' }] };
      const { status, body } = await keep(aino, view(`v ${item}`, { filter }));
      expect([status, body.fields?.[0]?.code]).toEqual([422, 'personal']);
    }
    expect((await keep(aino, view('puuttuu', { filter: { item: 'email', is: 'missing' } }))).status).toBe(
      200,
    );
  });

  it.each([
    ['a name one has', view('Omat asiakkaat')],
    ['no name', view('  ')],
    ['too long a name', view('x'.repeat(81))],
    ['direction characters', view('a\u202eb')],
    ['an unknown order', view('n', { sort: 'shoe' })],
    ['a filter that is none', view('n', { filter: { drop: 'table' } })],
    ['a column that is none', view('n', { columns: ["item:x'; drop"] })],
    ['an unknown field', { ...view('n'), account: 'x' }],
  ])('are refused with %s', async (_what, body) => {
    expect((await keep(aino, body)).status).toBe(422);
  });
});
