// What a browser is sent of the staff app as it is built: the page with its policy, the files, and how much there is to load at first.
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSecurityHeaders } from './headers.ts';
import { answerProblems } from './problem-answer.ts';
import { mountStaffApp } from './staff-app.ts';

/** Budget W1: what is loaded before the first page can be used, compressed. */
const FIRST_LOAD_BYTES = 250 * 1024;

const server = fastify();
beforeAll(async () => {
  addSecurityHeaders(server, undefined);
  answerProblems(server);
  mountStaffApp(server);
  await server.ready();
});
afterAll(() => server.close());

const ask = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });
const scriptsOf = (page: string) =>
  [...page.matchAll(/(?:src|href)="(\/staff\/assets\/[^"]+\.js)"/g)].map(([, file = '']) => file);

describe('the staff app', () => {
  it.each(['/staff', '/staff/', '/staff/registers/any/people', '/staff/no/such/page'])(
    'answers %s with its one page, which nobody keeps',
    async (url) => {
      const { statusCode, headers, body } = await ask(url);
      expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(body).toContain('<div id="root">');
    },
  );

  it('lets styles in by a nonce that no other answer has, and nothing else inline', async () => {
    const answers = await Promise.all([ask('/staff/'), ask('/staff/')]);
    const nonces = answers.map(({ headers, body }) => {
      const policy = String(headers['content-security-policy']);
      const [, nonce = ''] = /style-src 'self' 'nonce-([\w+/=]{24,})'/.exec(policy) ?? [];
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
      expect(body).toContain(`nonce="${nonce}"`);
      expect(body).not.toMatch(/<style|<script(?![^>]*src=)| style=| on\w+=|NONCE/);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  it('loads at first no more script than the budget W1 allows', async () => {
    const page = await ask('/staff/');
    const files = scriptsOf(page.body);
    expect(files.length).toBeGreaterThan(1);
    const sizes = await Promise.all(
      files.map(async (file) => (await ask(file, { 'accept-encoding': 'gzip' })).rawPayload.length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_LOAD_BYTES);
  });

  it('sends files compressed as the browser wants, to be kept for good', async () => {
    const [file = ''] = scriptsOf((await ask('/staff/')).body);
    for (const [wish, encoding] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', undefined],
    ] as const) {
      const { statusCode, headers } = await ask(file, { 'accept-encoding': wish });
      expect([statusCode, headers['content-encoding']]).toEqual([200, encoding]);
      expect(headers['cache-control']).toContain('immutable');
      expect(headers['content-type']).toContain('text/javascript');
    }
  });

  it.each([
    'no-such-file.js',
    '..%2Findex.html',
    '..%2F..%2F..%2Fpackage.json',
    '.sources',
    'index.html',
    'a%00.js',
  ])('has no file %s', async (file) => {
    expect((await ask(`/staff/assets/${file}`)).statusCode).toBeGreaterThanOrEqual(400);
  });
});
