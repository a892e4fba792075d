// A real OpenID provider on this machine for the tests, whose people sign in without a form, and the browser's walk through it.

import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';

export interface Person {
  readonly subject: string;
  readonly email: string;
  readonly verified: boolean;
  readonly amr?: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  /** Once the address to come back to is known. */
  readonly start: (redirectUri: string) => void;
  /** Who sits at the browser from now on. */
  readonly signInAs: (person: Person) => void;
  /** Follows the redirects of the provider until it sends the browser back; answers that address. */
  readonly walk: (url: string) => Promise<URL>;
  readonly close: () => Promise<void>;
}

export const CLIENT = { clientId: 'seloste', clientSecret: 'invented-secret-of-a-test-client' };

export async function openTestProvider(): Promise<TestProvider> {
  const people = new Map<string, Person>();
  let present = '';
  let handle = (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    issuer,
    start: (redirectUri) => {
      const provider = makeProvider(issuer, redirectUri, people);
      const answer = provider.callback();
      handle = (request, response) => {
        if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
        void finishInteraction(provider, { request, response }, people.get(present));
      };
    },
    signInAs: (person) => {
      people.set(person.subject, person);
      present = person.subject;
    },
    walk: (url) => walk(issuer, url),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function makeProvider(issuer: string, redirectUri: string, people: Map<string, Person>): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return new Provider(issuer, {
    clients: [
      { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['only a test'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: () => ({
        sub: subject,
        email: people.get(subject)?.email,
        email_verified: people.get(subject)?.verified,
      }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  });
}

async function finishInteraction(
  provider: Provider,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  person: Person | undefined,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  if (details.prompt.name === 'login') {
    const login = { accountId: person?.subject ?? '', ...(person?.amr && { amr: [...person.amr] }) };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({
    clientId: CLIENT.clientId,
    ...(details.session && { accountId: details.session.accountId }),
  });
  grant.addOIDCScope('openid email profile');
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

const HOPS_LIMIT = 10;

async function walk(issuer: string, from: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(from);
  for (let hop = 0; hop < HOPS_LIMIT && url.origin === issuer; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    const location = answer.headers.get('location');
    if (!location)
      throw new Error(`the provider answered ${answer.status} at ${url.pathname}: ${await answer.text()}`);
    url = new URL(location, url);
  }
  return url;
}
