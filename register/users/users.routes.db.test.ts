import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { behind } from '../../database/fixture.testing.ts';
import { type House, MARKER, MINE, openHouse } from '../../tests/isolation/house.ts';

let house: House;
let client: { get: Ask; post: Ask; patch: Ask; delete: Ask };

type Answer = { status: number; body: Record<string, unknown> & { rows?: Record<string, unknown>[] } };
type Ask = (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

beforeAll(async () => {
  house = await openHouse();
  client = as(house.who.owner);
});
afterAll(() => house.close());

function as(who: Readonly<Record<string, string>>): typeof client {
  const asking =
    (method: string): Ask =>
    async (path, body, headers = {}) => {
      const answer = await fetch(`${house.address}/api/registers/${MINE}/${path}`, {
        method,
        headers: {
          ...who,
          ...(method !== 'GET' && { origin: house.address }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Answer['body'] };
    };
  return { get: asking('GET'), post: asking('POST'), patch: asking('PATCH'), delete: asking('DELETE') };
}

const reason = 'for a test';
const invitation = (login: string, more: object = {}) => ({
  login,
  name: 'Maija Meikäläinen',
  language: 'fi',
  roles: ['member'],
  reason,
  ...more,
});

describe('users over HTTP', () => {
  it('are invited, listed a page at a time, given roles and taken from, and end with what is kept until when', async () => {
    const invited = await client.post('users/invite', invitation('Maija@User.example'));
    expect(invited).toMatchObject({ status: 200, body: { granted: ['member'], waiting: [] } });
    const id = String(invited.body.id);
    expect((await client.post(`users/${id}/roles`, { role: 'reader', reason })).body).toEqual({
      granted: true,
      requestId: null,
    });
    const one = await client.get(`users/${id}`);
    expect(one.body).toMatchObject({
      login: 'maija@user.example',
      state: 'invited',
      roles: [{ key: 'member' }, { key: 'reader' }],
    });
    expect((await client.delete(`users/${id}/roles/reader`, { reason })).body).toEqual({
      accountEnded: false,
    });
    expect((await client.get(`users/${id}/remove-access`)).body).toMatchObject({
      roles: ['member'],
      accountEnds: true,
    });
    const removed = await client.post(`users/${id}/remove-access`, { reason });
    expect(removed.body).toMatchObject({
      endedRoles: 1,
      accountEnded: true,
      keptUntil: expect.stringMatching(/^20\d\d-12-31$/),
    });
    expect((await client.post(`users/${id}/remove-access`, { reason })).status).toBe(404);
  });

  it('come in pages that neither repeat nor hide anybody', async () => {
    const all = (await client.get('users?state=all&limit=200')).body.rows ?? [];
    const seen: unknown[] = [];
    for (let next: unknown = '', turns = 0; next !== null && turns < 50; turns += 1) {
      const page = await client.get(`users?state=all&limit=2${next ? `&after=${String(next)}` : ''}`);
      seen.push(...(page.body.rows ?? []).map((row) => row.id));
      next = page.body.next;
    }
    expect(seen).toEqual(all.map((row) => row.id));
    expect((await client.get('users?after=nonsense')).status).toBe(422);
    expect((await client.get('users?search=no-such-person')).body.rows).toEqual([]);
  });

  it.each([
    ['a login that is no address', { login: 'maija' }, 'login'],
    ['no role', { roles: [] }, 'roles'],
    ['no reason', { reason: '' }, 'reason'],
    ['a name that turns the line round', { name: 'a\u202Eb' }, 'name'],
    ['a field of its own', { access_removed_at: null }, ''],
  ])('are refused with %s, and the field is named', async (_what, more, path) => {
    const answer = await client.post('users/invite', invitation('x@user.example', more));
    expect(answer.status).toBe(422);
    expect((answer.body.fields as { path: string }[]).map((field) => field.path)).toContain(path);
  });

  it('CG.40 are not made twice by a request that is sent twice', async () => {
    const key = { 'idempotency-key': 'a-key-of-this-very-test' };
    const first = await client.post('users/invite', invitation('kerran@user.example'), key);
    expect(await client.post('users/invite', invitation('kerran@user.example'), key)).toEqual(first);
    const other = await client.post('users/invite', invitation('toinen@user.example'), key);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-conflict' } });
  });

  it('RE.18 who sign in to another register already get roles on the user id they have, and no link for a new password', async () => {
    const answer = await client.post('users/invite', invitation(`${MARKER}@user.example`));
    expect(answer.body).toMatchObject({ granted: ['member'], expiresAt: null });
    expect(house.foreignIds).toContain(answer.body.id);
    const again = await client.post(`users/${String(answer.body.id)}/invite`);
    expect(again).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  it('who come back get a link, and none of their old browsers', async () => {
    const id = String((await client.post('users/invite', invitation('palaaja@user.example'))).body.id);
    const before = await house.cookieOf(id);
    await client.post(`users/${id}/remove-access`, { reason });
    expect((await client.delete(`users/${id}/sessions`)).status).toBe(403);
    const back = await client.post('users/invite', invitation('palaaja@user.example'));
    expect(back.body).toMatchObject({ id, expiresAt: expect.any(String) });
    expect((await as({ cookie: before }).get('users')).status).toBe(401);
  });

  it('are signed out everywhere when a manager says so', async () => {
    const { rows = [] } = (await client.get('users?limit=200')).body;
    const idle = rows.find((row) => JSON.stringify(row.roles).includes('"idle"'));
    expect((await client.delete(`users/${String(idle?.id)}/sessions`)).body).toEqual({ ended: 1 });
    expect((await as(house.who.idle).get('users')).status).toBe(401);
  });
});

describe('administration over HTTP', () => {
  it('CG.40 shows roles as tasks of purposes and verbs, and lets managers make their own', async () => {
    const made = await client.post('tasks', {
      key: 'read-care',
      title: { en: 'Reading' },
      purposes: ['customer-care'],
      verbs: ['read'],
      reason,
    });
    expect(made.body).toEqual({ granted: true, requestId: null });
    await client.post('roles', { key: 'helper', title: { fi: 'Apuri' }, tasks: ['read-care'], reason });
    expect(
      (await client.patch('roles/helper', { tasks: ['read-care', 'look-newsletter'], reason })).status,
    ).toBe(200);
    const roles = (await client.get('roles')).body.rows ?? [];
    expect(roles.find((role) => role.key === 'helper')).toMatchObject({
      tasks: ['look-newsletter', 'read-care'],
      origin: 'own',
      users: 0,
    });
    expect((await client.delete('roles/helper', { reason })).status).toBe(200);
    const tasks = (await client.get('tasks')).body.rows ?? [];
    expect(tasks.find((task) => task.key === 'read-care')).toMatchObject({
      purposes: ['customer-care'],
      verbs: ['read'],
      items: null,
    });
  });

  it('CO.26 CO.28 asks for a second factor and for reviews as often as it is told', async () => {
    expect((await client.get('access-settings')).body).toEqual({
      multiFactor: false,
      multiFactorByNotice: false,
      reviewMonths: 6,
    });
    expect((await client.patch('access-settings', { reviewMonths: 1 })).body).toMatchObject({
      reviewMonths: 1,
    });
    const due = (await client.get('access-reviews?within=40')).body.rows ?? [];
    expect(due.length).toBeGreaterThan(2);
    const own = due.find((row) => row.mayDecide === false);
    expect((await client.post(`access-reviews/${String(own?.id)}/confirm`, {})).status).toBe(403);
    const other = due.find((row) => row.mayDecide === true);
    expect((await client.post(`access-reviews/${String(other?.id)}/confirm`, {})).status).toBe(200);
    const left = (await client.get('access-reviews?within=25')).body.rows ?? [];
    expect(left.map((row) => row.id)).not.toContain(other?.id);
  });

  it('shows a key once, and a repeated request does not show it again', async () => {
    const body = { name: 'Web shop', role: 'reader', purposes: ['customer-care'], verbs: ['read'], days: 30 };
    const repeated = { 'idempotency-key': 'another-key-of-this-test' };
    const made = await client.post('api-keys', body, repeated);
    expect(String(made.body.key)).toMatch(/^seloste_[\w-]{43}$/);
    expect((await client.post('api-keys', body, repeated)).body).toMatchObject({
      code: 'request-unfinished',
    });
    const listed = (await client.get('api-keys')).body.rows ?? [];
    expect(listed.filter((key) => key.name === 'Web shop')).toHaveLength(1);
    expect(JSON.stringify(listed)).not.toContain(String(made.body.key));
    const program = { authorization: `Bearer ${String(made.body.key)}` };
    expect((await fetch(`${house.address}/api/openapi.json`, { headers: program })).status).toBe(200);
    expect((await as(program).get('users')).status).toBe(403);
    expect((await client.delete(`api-keys/${String(made.body.id)}`)).status).toBe(200);
    expect((await fetch(`${house.address}/api/openapi.json`, { headers: program })).status).toBe(401);
  });

  it('ends no program’s session when a command finds its task as it should be', async () => {
    const generations = () =>
      behind(house.database.superuserUrl, 'select generation from auth.api_key order by id');
    const before = await generations();
    await behind(
      house.database.superuserUrl,
      `insert into auth.task (id, register_id, key, purposes, verbs) select gen_random_uuid(), register_id, key, purposes, verbs from auth.task
      on conflict on constraint task_key_unique do update set purposes = excluded.purposes`,
    );
    expect(await generations()).toEqual(before);
  });

  it('RE.17 lets only who administers every register change what everybody signs', async () => {
    const body = {
      texts: { fi: 'Pidän salassa kaiken.', sv: 'Jag håller allt hemligt.', en: 'I keep everything secret.' },
      asksAgain: true,
      lastsMonths: 12,
    };
    expect((await client.post('undertaking-texts', body)).status).toBe(403);
    expect((await client.get('undertaking-texts')).body.rows).toMatchObject([{ version: 1 }]);
    expect((await client.post('undertaking-texts', { ...body, texts: { fi: body.texts.fi } })).status).toBe(
      422,
    );
  });

  it('keeps teams', async () => {
    const { body } = await client.post('teams', { name: 'Myynti' });
    expect((await client.patch(`teams/${String(body.id)}`, { name: 'Myynti ja palvelu' })).status).toBe(200);
    expect((await client.get('teams')).body.rows).toEqual([
      { id: body.id, name: 'Myynti ja palvelu', users: 0 },
    ]);
    expect((await client.delete(`teams/${String(body.id)}`)).status).toBe(200);
  });
});
