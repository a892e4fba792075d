/**
 * Every route of the API against everybody who may not: refused, nothing told, nothing changed. The routes are those the server has,
 * so a new one joins by itself; one whose request cannot be made up from its schema fails here and says so.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { behind } from '../../database/fixture.testing.ts';
import { type House, MARKER, MINE, openHouse, THEIRS, type Who } from './house.ts';
import { type Route, routesOf } from './routes.ts';

let house: House;
let routes: Route[];

beforeAll(async () => {
  house = await openHouse();
  routes = routesOf(house.server);
});
afterAll(() => house.close());

const hasId = (route: Route) =>
  [...route.path.matchAll(/\{(\w+)\}/g)].some(([, name = '']) => !Object.hasOwn(PLACES, name));
const isVerb = (route: Route): route is Route & { access: { verb: string } } =>
  typeof route.access === 'object';
const isWrite = (route: Route) => route.method !== 'GET';
const ofRegister = (route: Route) => route.path.includes('{register}');
const PLACES = { register: MINE, role: 'reader', task: 'look-newsletter', key: 'sso' };

interface Asking {
  readonly places?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answered {
  readonly status: number;
  readonly code: string;
  /** Without what differs from request to request. */
  readonly text: string;
}

/** A stream of events that was opened is let in; it does not end by itself. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text();
  await answer.body?.cancel();
  return '';
}

async function ask(route: Route, { places = {}, headers = {} }: Asking): Promise<Answered> {
  const known: Record<string, string> = { ...PLACES, ...places };
  const address = route.path.replaceAll(
    /\{(\w+)\}/g,
    (_whole, name: string) => known[name] ?? known.id ?? randomUUID(),
  );
  const answer = await fetch(`${house.address}${address}${route.query && `?${route.query}`}`, {
    method: route.method,
    redirect: 'manual',
    headers: {
      'seloste-purpose': 'customer-care',
      ...(isWrite(route) && { origin: house.address }),
      ...(route.body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(route.body !== undefined && { body: JSON.stringify(route.body) }),
  });
  const text = await textOf(answer);
  const requestId = answer.headers.get('x-request-id') ?? 'none';
  const code = /"code":"([a-z-]+)"/.exec(text)?.[1] ?? 'none';
  return { status: answer.status, code, text: text.replaceAll(requestId, '') };
}

/** Every row of accounts, roles, sessions and credentials; what only counts or keeps time is left out. */
async function stateOfAccounts(): Promise<string> {
  const tables = await behind<{ name: string }>(
    house.database.superuserUrl,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('auth', 'signin', 'notice') and tablename not in ('rate_limit', 'attempt', 'challenge') order by 1`,
  );
  const parts = tables.map(({ name }) =>
    name === 'signin.browser_session'
      ? `(select count(*)::text || count(ended_at)::text from ${name})`
      : `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from ${name} t)`,
  );
  const [row] = await behind<{ state: string }>(
    house.database.superuserUrl,
    `select ${parts.join(" || ',' || ")} as state`,
  );
  return row?.state ?? '';
}

/** Asks each of the routes and holds every answer against what is expected; then looks that nothing has changed. */
async function refuseAll(
  chosen: readonly Route[],
  asking: Asking,
  expected: (route: Route) => readonly [number, string],
): Promise<void> {
  expect(chosen.length).toBeGreaterThan(0);
  const before = await stateOfAccounts();
  const wrong: string[] = [];
  for (const route of chosen) {
    const { status, code, text } = await ask(route, asking);
    const [wantedStatus, wantedCode] = expected(route);
    const told = text.toLowerCase().includes(MARKER) ? ' and tells of it' : '';
    if (status !== wantedStatus || code !== wantedCode || told) {
      wrong.push(`${route.method} ${route.path}: ${status} ${code}${told}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(await stateOfAccounts()).toBe(before);
}

const closed = () => routes.filter((route) => route.access !== 'public');
const as = (who: Who): Asking => ({ headers: house.who[who] });

describe('every route of the API', () => {
  it('says who may call it, and there are some of each kind', () => {
    expect(routes.filter((route) => route.access === undefined)).toEqual([]);
    for (const kind of ['public', 'half-signed-in', 'signed-in', 'user-or-key']) {
      expect(routes.filter((route) => route.access === kind).length, kind).toBeGreaterThan(0);
    }
    expect(routes.filter(isVerb).length).toBeGreaterThan(20);
  });

  it('lets in whom it should: the owner is refused nowhere for who they are', async () => {
    for (const route of closed().filter((one) => one.method === 'GET')) {
      const { status, code } = await ask(route, as('owner'));
      expect([401, 403].includes(status), `${route.path} ${status} ${code}`).toBe(false);
    }
  });

  it.each([
    ['nobody', {}],
    ['a forged cookie', { cookie: 'seloste_session=forged' }],
    ['a key that is none', { authorization: 'Bearer seloste_none' }],
    ['another scheme', { authorization: 'Basic YWlubzphaW5v' }],
  ])('CO.24 ME.15 is closed to %s', async (_who, headers) => {
    await refuseAll(closed(), { headers }, () => [401, 'not-signed-in']);
  });

  it('is closed to a session that was ended', async () => {
    await refuseAll(closed(), as('ended'), () => [401, 'not-signed-in']);
  });

  it('is closed to somebody whose access was removed', async () => {
    await refuseAll(closed(), as('removed'), () => [401, 'not-signed-in']);
  });

  it.each(['unsigned', 'expired'] as const)(
    'RE.17 ME.15 is closed to somebody whose undertaking is %s',
    async (who) => {
      const chosen = closed().filter((route) => route.access !== 'half-signed-in');
      await refuseAll(chosen, as(who), () => [403, 'sign-in-unfinished']);
    },
  );

  it('CO.26 is closed to somebody who has not given their second factor', async () => {
    const chosen = closed().filter((route) => route.access !== 'half-signed-in');
    await refuseAll(chosen, as('halfway'), () => [403, 'sign-in-unfinished']);
  });

  it('CG.40 RE.18 is closed to somebody whose role has no such task', async () => {
    await refuseAll(routes.filter(isVerb), as('idle'), () => [403, 'not-allowed']);
  });

  it('CO.25 is closed to a key of a program but under its purposes and verbs', async () => {
    const chosen = closed().filter(
      (route) => route.access !== 'user-or-key' && !(isVerb(route) && route.access.verb === 'read'),
    );
    await refuseAll(chosen, as('key'), () => [403, 'not-allowed']);
  });

  it('of another register is not there, for everything in it alike', async () => {
    const chosen = routes.filter((route) => isVerb(route) && ofRegister(route));
    const expected = () => [404, 'not-found'] as const;
    await refuseAll(chosen, { ...as('owner'), places: { register: THEIRS } }, expected);
    for (const route of chosen) {
      const theirs = await ask(route, { ...as('owner'), places: { register: THEIRS } });
      const none = await ask(route, { ...as('owner'), places: { register: 'no-such-register' } });
      expect(theirs.text, route.path).toBe(none.text);
    }
  });

  it('does not find in its own register or session what is of another’s', async () => {
    const chosen = closed().filter(hasId);
    for (const id of house.foreignIds) {
      await refuseAll(chosen, { ...as('owner'), places: { id } }, () => [404, 'not-found']);
    }
  });

  it('answers alike for what is another’s and what is not there', async () => {
    for (const route of closed().filter(hasId)) {
      const none = await ask(route, { ...as('owner'), places: { id: randomUUID() } });
      for (const id of house.foreignIds) {
        const theirs = await ask(route, { ...as('owner'), places: { id } });
        expect([theirs.status, theirs.text], `${route.method} ${route.path}`).toEqual([
          none.status,
          none.text,
        ]);
      }
    }
  });

  it.each(['https://evil.example', 'null', 'http://localhost:1'])(
    'takes no write from the origin %s',
    async (origin) => {
      const headers = { ...house.who.owner, origin };
      await refuseAll(routes.filter(isWrite), { headers }, () => [403, 'cross-site']);
    },
  );
});
