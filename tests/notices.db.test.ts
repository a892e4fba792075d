import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gateNotice, publishText } from '../database/fixture.testing.ts';
import { mountNotices } from '../register/notices/notice.routes.ts';
import { LOOKS } from '../register/notices/public-files.ts';
import { answerProblems } from '../server/problem-answer.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

const inTwoLanguages = (yaml: string) =>
  yaml
    .replace('languages: [en]', 'languages: [en, fi]')
    .replace('title: { en: Gate }', 'title: { en: Gate, fi: Portti }')
    .replace('updated: 2026-11-21', 'updated: 2026-11-22');

let database: TestDatabase;
let server: FastifyInstance;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
  await publishText(database.ownerUrl, gateNotice(inTwoLanguages));
  server = fastify();
  answerProblems(server);
  mountNotices(server, { database: { appUrl: database.appUrl } });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });

describe('the addresses of published notices', () => {
  it('TS.31 shows the version in force with its update first and every earlier version listed', async () => {
    const { statusCode, body } = await get('/notices/gate-register?language=en');
    expect(statusCode).toBe(200);
    expect(body).toContain('Last updated: 22\u00a0Nov\u00a02026');
    expect(body).toContain('href="/notices/gate-register/1?language=en"');
    expect(body).toContain('Version 2, 22\u00a0Nov\u00a02026');
    expect(body).toContain('Version 1, 21\u00a0Nov\u00a02026');
    expect(body).not.toContain('This is an earlier version');
  });

  it('TS.31 keeps an earlier version readable and says that it is no longer in force', async () => {
    const { statusCode, body } = await get('/notices/gate-register/1?language=en');
    expect(statusCode).toBe(200);
    expect(body).toContain('This is an earlier version');
    expect(body).toContain('href="/notices/gate-register?language=en"');
  });

  it('answers in the language asked for, else in the browser’s, else in the notice’s first', async () => {
    expect((await get('/notices/gate-register?language=fi')).body).toContain('<html lang="fi">');
    const accepting = { 'accept-language': 'sv-FI,en;q=0.4,fi;q=0.8' };
    expect((await get('/notices/gate-register', accepting)).body).toContain('<html lang="fi">');
    expect((await get('/notices/gate-register?language=xx')).body).toContain('<html lang="en">');
    expect((await get('/notices/gate-register/1?language=fi')).body).toContain('<html lang="en">');
  });

  it.each([
    ['pdf', 'application/pdf', '%PDF-'],
    ['markdown', 'text/markdown; charset=utf-8', '# Gate'],
    ['json', 'application/json; charset=utf-8', '"seloste-notice-1"'],
    ['dpv', 'application/ld+json; charset=utf-8', 'https://w3id.org/dpv#'],
  ])('gives the same notice as %s', async (format, type, part) => {
    const answer = await get(`/notices/gate-register?language=en&format=${format}`);
    expect(answer.headers['content-type']).toBe(type);
    expect(answer.body).toContain(part);
  });

  it('does not publish the record of processing activities', async () => {
    const answer = await get('/notices/gate-register?format=record');
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).not.toContain('Article 30(1)');
  });

  it('answers not modified to a browser that has the page, and anew to one that asks another language', async () => {
    const { headers } = await get('/notices/gate-register?language=en');
    const kept = { 'if-none-match': String(headers.etag) };
    expect((await get('/notices/gate-register?language=en', kept)).statusCode).toBe(304);
    expect((await get('/notices/gate-register?language=fi', kept)).statusCode).toBe(200);
  });

  it.each([
    '/notices/no-such-register',
    '/notices/gate-register/9',
    '/notices/gate-register/x',
    '/notices/gate-register/1e0',
    "/notices/'%20or%201=1",
    '/notices/..%2f..%2fetc',
  ])('answers not found to %s', async (url) => {
    const answer = await get(url, { accept: 'text/html', 'accept-language': 'fi' });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('Sivua ei löytynyt');
  });

  it.each(['/', '/notices'])('lists the notices in force at %s', async (url) => {
    const { body } = await get(url, { 'accept-language': 'fi' });
    expect(body).toContain('Portti');
    expect(body).toContain('href="/notices/gate-register?language=en"');
  });

  it('serves the stylesheet under a name that changes with it', async () => {
    const { headers, body } = await get(LOOKS.stylesheet);
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-type']).toContain('text/css');
    expect(body).toContain('prefers-color-scheme:dark');
    const [font = ''] = body.match(/\/public\/[\w-]+\.woff2/) ?? [];
    expect((await get(font)).headers['content-type']).toBe('font/woff2');
  });
});
