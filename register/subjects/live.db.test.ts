import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../database/fixture.testing.ts';
import { type House, openHouse, type Staff } from '../../tests/people-house.ts';
import type { Parsed } from './people-writing.schemas.ts';

let house: House;
let staff: Staff;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staff();
});
afterAll(() => house.close());

/** Reads the stream until somebody is told of, or it ends. */
async function hear(path: string, act: () => Promise<unknown>, as: Staff = staff): Promise<string[]> {
  const stopping = new AbortController();
  const answer = await fetch(`${house.address}/api/registers/gate-register${path}`, {
    headers: { cookie: as.cookie },
    signal: stopping.signal,
  });
  if (answer.status !== 200 || !answer.body) return [String(answer.status)];
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  await reader.read();
  await act();
  let text = '';
  while (!text.includes('event: ')) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  stopping.abort();
  return [...text.matchAll(/"id":"([^"]+)"/g)].map((found) => found[1] ?? '');
}

const ban = (id: string) =>
  staff.ask('POST', `/people/${id}/permissions`, { body: { kind: 'objection', purpose: 'sales' } });

describe('live changes', () => {
  it('tell the windows of the purpose who changed, by id', async () => {
    const { subject } = await addPerson(house.database.appUrl, staff.pass, 'Elävä');
    expect(await hear('/people/events?purpose=customer-care', () => ban(subject))).toEqual([subject]);
    expect(await hear(`/people/${subject}/events?purpose=customer-care`, () => ban(subject))).toEqual([
      subject,
    ]);
  });

  it('tell of nobody the purpose does not see', async () => {
    const { subject } = await addPerson(house.database.appUrl, staff.pass, 'Suljettu');
    const other = await addPerson(house.database.appUrl, staff.pass, 'Avoin');
    await staff.ask('POST', `/people/${other.subject}/permissions`, {
      body: { kind: 'consent', purpose: 'offers', language: 'en', proof: 'form' },
    });
    const heard = await hear('/people/events?purpose=offers', async () => {
      await ban(subject);
      await ban(other.subject);
    });
    expect(heard).toEqual([other.subject]);
    expect(await hear(`/people/${subject}/events?purpose=offers`, async () => undefined)).toEqual(['404']);
  });

  it('are not for a purpose without a task', async () => {
    const plain = await house.staff({ purposes: ['training'] });
    expect(await hear('/people/events?purpose=customer-care', async () => undefined, plain)).toEqual(['403']);
  });
});

describe('quick add', () => {
  const parse = (text: unknown, as = staff) => as.ask<Parsed>('POST', '/people/parse', { body: { text } });

  it('proposes facts of the purpose and keeps nothing', async () => {
    const before = await house.behind('select count(*) from register.subject');
    const { status, body } = await parse(
      'Aino Esimerkki\nMyyntipäällikkö\naino@example.test\nwww.example.test',
    );
    expect(status).toBe(200);
    expect(body.facts.map((fact) => [fact.item, fact.value])).toEqual([
      ['name', 'Aino Esimerkki'],
      ['title', 'Myyntipäällikkö'],
      ['email', 'aino@example.test'],
    ]);
    // The notice of this register has no item for web addresses.
    expect(body.left).toEqual(['www.example.test']);
    expect(await house.behind('select count(*) from register.subject')).toEqual(before);
  });

  it('refuses what is no text, too much, and who may add nobody', async () => {
    expect((await parse(7)).status).toBe(422);
    expect((await parse('')).status).toBe(422);
    expect((await parse('x'.repeat(20_001))).status).toBe(422);
    expect((await parse('Aino', await house.staff({ verbs: ['read'] }))).status).toBe(403);
  });
});
