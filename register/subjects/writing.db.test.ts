import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson as plantPerson } from '../../database/fixture.testing.ts';
import { type House, openHouse, type Staff } from '../../tests/people-house.ts';
import type { FactAnswer, Found, PersonAnswer } from './people.schemas.ts';
import type { Similar } from './people-writing.schemas.ts';

let house: House;
let staff: Staff;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staff();
});
afterAll(() => house.close());

const name = (given_name: string, family_name: string) => ({
  item: 'name',
  value: { given_name, family_name },
});
const newPerson = (more: object = {}) => ({
  kind: 'contact',
  source: 'the-person',
  facts: [name('Šušana', 'Äijälä-Öhman')],
  ...more,
});
const add = async (more: object = {}) => {
  const { status, body } = await staff.ask<{ id: string }>('POST', '/people', { body: newPerson(more) });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
};
const page = async (id: string, as = staff) => (await as.ask<PersonAnswer>('GET', `/people/${id}`)).body;
const factOf = async (id: string, item: string) => {
  const fact = (await page(id)).groups.flatMap((group) => group.facts).find((each) => each.item === item);
  if (!fact) throw new Error(`no fact ${item}`);
  return fact;
};
const change = (id: string, fact: Pick<FactAnswer, 'id' | 'version'>, body: object, as = staff) =>
  as.ask<{ fact: FactAnswer; changeId: string; code: string; conflict?: { fact: FactAnswer } }>(
    'PATCH',
    `/people/${id}/facts/${fact.id}`,
    { body: { version: fact.version, ...body } },
  );

describe('a new person', () => {
  it('is recorded with facts, part and organisation, each with its source and end', async () => {
    const id = await add({
      organisation: { name: 'Testikunta Oy' },
      startedOn: '2024-03-01',
      facts: [
        name('Šušana', 'Äijälä-Öhman'),
        { item: 'email', value: 'Susana@Example.FI', source: 'employer' },
        { item: 'phone', value: '040 123 4567' },
        { item: 'title', value: 'Hankintapäällikkö' },
      ],
    });
    const person = await page(id);
    expect(person.header).toMatchObject({
      title: 'Hankintapäällikkö',
      organisations: [{ name: 'Testikunta Oy' }],
      kinds: [{ key: 'contact' }],
    });
    expect(await factOf(id, 'email')).toMatchObject({
      value: 'Susana@example.fi',
      source: { key: 'employer' },
      kept: {
        until: expect.stringMatching(/^20\d\d-/),
        because: { en: expect.stringContaining('Kept until') },
      },
    });
    expect((await factOf(id, 'title')).relationshipId).toBe(person.relationships[0]?.id);
    const found = await staff.ask<Found>('POST', '/people/search', { body: { q: 'testikunta', limit: 10 } });
    expect(found.body.rows[0]).toMatchObject({
      id,
      because: [{ item: 'organisation', value: 'Testikunta Oy' }],
    });
  });

  it('gives an import the keys to find them by', async () => {
    const id = await add({ facts: [name('Aino', 'Avain'), { item: 'email', value: 'avain@example.test' }] });
    const keys = await house.behind<{ kind: string }>(
      'select kind from register.match_key where subject_id = $1 order by kind',
      [id],
    );
    expect(keys.map((key) => key.kind)).toEqual(['email', 'email-name']);
  });

  it('at an address that said no starts with that no', async () => {
    const first = await add({
      facts: [name('Kari', 'Kielto'), { item: 'email', value: 'kielto@example.test' }],
    });
    const banned = await staff.ask('POST', `/people/${first}/permissions`, {
      body: { kind: 'ban', channel: 'email' },
    });
    expect(banned.status).toBe(200);
    const second = await add({
      facts: [name('Toinen', 'Ihminen'), { item: 'email', value: 'KIELTO@example.test' }],
    });
    expect((await page(second)).answers).toMatchObject([{ kind: 'ban', channel: 'email' }]);
  });

  it.each([
    [
      'an item of another purpose',
      { facts: [{ item: 'shoe-size', value: '41' }] },
      'item-not-in-notice',
      'facts.0.item',
    ],
    [
      'a source the notice does not accept',
      { facts: [{ item: 'title', value: 'x', source: 'employer' }] },
      'source-not-in-notice',
      'facts.0.source',
    ],
    ['an unknown kind', { kind: 'nobody' }, 'kind-not-in-notice', undefined],
    [
      'a value that is no e-mail',
      { facts: [{ item: 'email', value: 'not an address' }] },
      'request-invalid',
      'facts.0.value.value',
    ],
    [
      'direction characters',
      { facts: [{ item: 'title', value: 'a\u202eb' }] },
      'request-invalid',
      'facts.0.value',
    ],
    ['too much', { facts: Array.from({ length: 51 }, () => name('A', 'B')) }, 'request-invalid', 'facts'],
    [
      'an organisation for a kind without',
      { kind: 'trainee', organisation: { name: 'X' } },
      'request-invalid',
      'organisation',
    ],
  ])('is refused with %s, and nothing is kept', async (_what, more, code, at) => {
    const before = await house.behind<{ n: number }>('select count(*)::int as n from register.subject');
    const { status, body } = await staff.ask<{ code: string; fields?: { path: string }[] }>(
      'POST',
      '/people',
      {
        body: newPerson(more),
      },
    );
    expect([status >= 400, body.code]).toEqual([true, code]);
    if (at !== undefined) expect(body.fields?.[0]?.path.startsWith(at)).toBe(true);
    expect(await house.behind('select count(*)::int as n from register.subject')).toEqual(before);
  });

  it('is not for a role without the verb', async () => {
    const reader = await house.staff({ verbs: ['read'] });
    expect((await reader.ask('POST', '/people', { body: newPerson() })).status).toBe(403);
  });
});

describe('who may be the same', () => {
  const similar = async (facts: object[]) =>
    (await staff.ask<Similar>('POST', '/people/similar', { body: { facts } })).body.rows;

  it('is told by address, number and name, surest first, and only of the purpose', async () => {
    const id = await add({
      facts: [name('Veera', 'Kaksonen'), { item: 'email', value: 'veera@example.test' }],
    });
    expect(
      await similar([name('Veera', 'Kaksonen'), { item: 'email', value: 'veera@example.test' }]),
    ).toMatchObject([{ id, confidence: 'same' }]);
    expect(await similar([name('Vera', 'Kaksonen')])).toMatchObject([{ id, confidence: 'possible' }]);
    const other = await staff.ask<Similar>('POST', '/people/similar', {
      body: { facts: [{ item: 'email', value: 'veera@example.test' }] },
      purpose: 'newsletter',
    });
    expect(other.body.rows).toEqual([]);
  });
});

describe('a fact', () => {
  it('is added, changed and undone, and its old value is kept', async () => {
    const id = await add();
    const added = await staff.ask<FactAnswer>('POST', `/people/${id}/facts`, {
      body: { item: 'email', value: 'first@example.test', source: 'the-person' },
    });
    expect(added.status).toBe(200);
    const changed = await change(id, added.body, { value: 'second@example.test', source: 'employer' });
    expect(changed.body).toMatchObject({
      fact: { value: 'second@example.test', source: { key: 'employer' } },
    });
    const undone = await staff.ask<{ fact: FactAnswer }>(
      'POST',
      `/people/${id}/changes/${changed.body.changeId}/undo`,
    );
    expect(undone.body.fact).toMatchObject({ value: 'first@example.test', source: { key: 'the-person' } });
    const keys = await house.behind('select from register.match_key where subject_id = $1', [id]);
    expect(keys).toHaveLength(2);
  });

  it('that somebody changed meanwhile is shown with both values and never overwritten', async () => {
    const id = await add({ facts: [name('Aino', 'Alku'), { item: 'title', value: 'Ensin' }] });
    const seen = await factOf(id, 'title');
    expect((await change(id, seen, { value: 'Toinen' })).status).toBe(200);
    const late = await change(id, seen, { value: 'Kolmas' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'edit-conflict', conflict: { fact: { value: 'Toinen' } } });
    expect((await factOf(id, 'title')).value).toBe('Toinen');
  });

  it('is undone only while nothing changed it since', async () => {
    const id = await add({ facts: [name('Aino', 'Alku'), { item: 'title', value: 'Yksi' }] });
    const first = await change(id, await factOf(id, 'title'), { value: 'Kaksi' });
    await change(id, first.body.fact, { value: 'Kolme' });
    const undo = await staff.ask('POST', `/people/${id}/changes/${first.body.changeId}/undo`);
    expect(undo.status).toBe(409);
    expect((await factOf(id, 'title')).value).toBe('Kolme');
  });

  it('is not changed by a role that only reads, nor under a purpose that does not have it', async () => {
    const id = await add({ facts: [name('Aino', 'Alku'), { item: 'title', value: 'Yksi' }] });
    const fact = await factOf(id, 'title');
    const reader = await house.staff({ verbs: ['read'] });
    expect((await change(id, fact, { value: 'Muu' }, reader)).status).toBe(403);
    const under = await staff.ask('PATCH', `/people/${id}/facts/${fact.id}`, {
      body: { version: fact.version, value: 'Muu' },
      purpose: 'newsletter',
    });
    expect(under.status).toBe(404);
    expect((await change(randomUUID(), fact, { value: 'Muu' })).status).toBe(404);
    expect((await change(id, { ...fact, id: randomUUID() }, { value: 'Muu' })).status).toBe(404);
    expect((await change(id, { ...fact, version: 'x' }, { value: 'Muu' })).status).toBe(422);
  });

  it('that is encrypted shows its mask and keeps no old value', async () => {
    const { body } = await staff.ask<{ id: string }>('POST', '/people', {
      body: {
        kind: 'trainee',
        source: 'the-person',
        facts: [{ item: 'identity-code', value: '131052-991U' }],
      },
      purpose: 'training',
    });
    const shown = await staff.ask<PersonAnswer>('GET', `/people/${body.id}`, { purpose: 'training' });
    const fact = shown.body.groups.flatMap((group) => group.facts)[0];
    expect(fact).toMatchObject({ item: 'identity-code', value: '131052-****' });
    const kept = await house.behind<{ sealed: Buffer }>(
      'select sealed from register.identity_code where subject_id = $1',
      [body.id],
    );
    expect(kept[0]?.sealed.toString('utf8')).not.toContain('131052');
  });

  const remove = (id: string, factId: string, body: object, purpose = 'training') =>
    staff.ask<{ detail: string; outcome: string }>('DELETE', `/people/${id}/facts/${factId}`, {
      body,
      purpose,
    });

  it('is erased with its proof, and held ones say why not', async () => {
    const { body } = await staff.ask<{ id: string }>('POST', '/people', {
      body: {
        kind: 'trainee',
        source: 'the-person',
        facts: [name('Aino', 'Alku'), { item: 'shoe-size', value: '41' }],
      },
      purpose: 'training',
    });
    const { id } = body;
    const shown = await staff.ask<PersonAnswer>('GET', `/people/${id}`, { purpose: 'training' });
    const fact = shown.body.groups.flatMap((group) => group.facts).find((each) => each.item === 'shoe-size');
    const factId = fact?.id ?? '';
    expect((await remove(id, factId, {})).status).toBe(422);
    await house.behind(
      `insert into register.hold (register_id, id, hold_key, owner_id, subject_id, ground) values ($1, gen_random_uuid(), 'claim', $2, $3, 'test')`,
      [house.registerId, factId, id],
    );
    expect((await remove(id, factId, { ground: 'not needed' })).body.detail).toContain('held');
    await house.behind('update register.hold set ended_at = now()');
    expect((await remove(id, factId, { ground: 'not needed' })).body).toEqual({ outcome: 'erased' });
    expect((await remove(id, factId, { ground: 'not needed' })).status).toBe(404);
    const proof = await house.behind<{ ground: string }>(
      'select ground from audit.destruction where row_id = $1',
      [factId],
    );
    expect(proof).toEqual([{ ground: 'not needed' }]);
  });

  it('that another purpose must keep is closed for this one', async () => {
    const id = await add({ facts: [name('Aino', 'Alku'), { item: 'title', value: 'Jää' }] });
    const fact = await factOf(id, 'title');
    expect((await remove(id, fact.id, { ground: 'not needed' }, 'customer-care')).body).toEqual({
      outcome: 'closed',
    });
    const left = (await page(id)).groups.flatMap((group) => group.facts).map((each) => each.item);
    expect(left).not.toContain('title');
  });
});

describe('answers and parts', () => {
  it('a consent needs its proof, opens the purpose and closes it when withdrawn', async () => {
    const id = await add();
    const answer = (body: object) => staff.ask('POST', `/people/${id}/permissions`, { body });
    expect((await answer({ kind: 'consent', purpose: 'offers' })).status).toBe(422);
    await answer({ kind: 'consent', purpose: 'offers', language: 'en', proof: 'paper form 12' });
    const open = (await page(id)).permissions.find((each) => each.key === 'offers');
    expect(open).toMatchObject({ state: 'given', open: true });
    expect((await page(id)).answers[0]).toMatchObject({
      proof: { wording: 'May we', shownBy: 'paper form 12' },
    });
    await answer({ kind: 'withdrawal', purpose: 'offers' });
    expect((await page(id)).permissions.find((each) => each.key === 'offers')).toMatchObject({
      state: 'withdrawn',
      open: false,
    });
  });

  it('a restricted person is not found, but where they agreed to it', async () => {
    const id = await add();
    await staff.ask('POST', `/people/${id}/permissions`, {
      body: { kind: 'restriction', ground: 'accuracy contested', allowed: ['archive'] },
    });
    expect((await staff.ask('GET', `/people/${id}`)).status).toBe(404);
    const kept = await staff.ask<PersonAnswer>('GET', `/people/${id}`, { purpose: 'archive' });
    expect(kept.body).toMatchObject({ restricted: { ground: 'accuracy contested' }, elsewhere: null });
  });

  it('are not recorded of somebody the purpose does not see, nor without the task', async () => {
    const { subject } = await plantPerson(house.database.appUrl, staff.pass, 'Näkymätön');
    const body = { kind: 'ban' };
    expect(
      (await staff.ask('POST', `/people/${subject}/permissions`, { body, purpose: 'newsletter' })).status,
    ).toBe(404);
    const plain = await house.staff({ purposes: ['customer-care'] });
    expect((await plain.ask('POST', `/people/${subject}/permissions`, { body })).status).toBe(403);
  });

  it('a part ends on a day and another begins', async () => {
    const id = await add({ startedOn: '2024-01-01' });
    const [tie] = (await page(id)).relationships;
    const end = await staff.ask('POST', `/people/${id}/relationships/${tie?.id}/end`, {
      body: { on: '2026-01-01' },
    });
    expect(end.status).toBe(200);
    // What only the part opened has closed with it; the archive outlives it.
    expect((await staff.ask('GET', `/people/${id}`)).status).toBe(404);
    const archived = await staff.ask<PersonAnswer>('GET', `/people/${id}`, { purpose: 'archive' });
    expect(archived.body.relationships).toMatchObject([{ endedOn: '2026-01-01', live: false }]);
    const begun = await staff.ask('POST', `/people/${id}/relationships`, {
      body: { kind: 'contact', source: 'the-person' },
      purpose: 'archive',
    });
    expect(begun.status).toBe(200);
    // The part that ended stays closed to what it opened.
    expect((await page(id)).relationships).toMatchObject([{ live: true }]);
  });
});
