import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

const appUrl = 'postgresql://server:hidden-word@db.example:5432/seloste';
const ownerUrl = 'postgresql://owner:hidden-word@db.example:5432/seloste';

describe('the configuration', () => {
  it('needs nothing: embedded database, folder data, port 3000 or the next free one', () => {
    expect(readConfiguration({})).toEqual({
      port: undefined,
      host: '127.0.0.1',
      dataFolder: path.join(import.meta.dirname, '..', 'data'),
      database: undefined,
      publicUrl: undefined,
      trustedProxies: [],
      mail: { smtpUrl: undefined, from: 'seloste@localhost' },
      signIn: { multiFactor: false, idleMinutes: 60, hours: 12, oidc: undefined },
      logLevel: 'info',
    });
  });

  it('takes an empty variable as one that is not set', () => {
    expect(readConfiguration({ PORT: '', SELOSTE_DATA: '', DATABASE_URL: '' })).toEqual(
      readConfiguration({}),
    );
  });

  it('uses the server login for the direct address when none is given', () => {
    const { database } = readConfiguration({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl });
    expect(database).toEqual({
      appUrl,
      ownerUrl,
      directUrl: appUrl,
      portalUrl: undefined,
      accountsUrl: undefined,
    });
  });

  const mistakes: [string, NodeJS.ProcessEnv, string][] = [
    ['a port that is no number', { PORT: 'http' }, 'PORT must be a number.'],
    ['a port out of range', { PORT: '70000' }, 'PORT'],
    [
      'an address of another kind of database',
      { DATABASE_URL: 'mysql://db.example' },
      'DATABASE_URL must be a postgresql:// address',
    ],
    [
      'a public address without a scheme',
      { PUBLIC_URL: 'register.example' },
      'PUBLIC_URL must be an http:// or https:// address.',
    ],
    ['a proxy by a name', { TRUSTED_PROXIES: 'proxy.example' }, 'TRUSTED_PROXIES must be addresses'],
    ['a network that is none', { TRUSTED_PROXIES: '10.0.0.1, 10.0.0.0/33' }, 'TRUSTED_PROXIES'],
    ['a mail server that is none', { SMTP_URL: 'http://mail.example' }, 'SMTP_URL must be an smtp://'],
    ['a session longer than a week', { SIGN_IN_HOURS: '169' }, 'SIGN_IN_HOURS'],
    ['half an OIDC client', { OIDC_ISSUER: 'https://id.example' }, 'belong together'],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    ['a database without its owner', { DATABASE_URL: appUrl }, 'DATABASE_OWNER_URL is missing'],
    ['an owner without a server login', { DATABASE_OWNER_URL: ownerUrl }, 'DATABASE_URL is missing'],
    ['one login for both', { DATABASE_URL: ownerUrl, DATABASE_OWNER_URL: ownerUrl }, 'use the same login'],
  ];
  it.each(mistakes)('refuses %s with a sentence that names the variable', (_what, environment, sentence) => {
    expect(() => readConfiguration(environment)).toThrowError(
      expect.objectContaining({ code: 'configuration-invalid', detail: expect.stringContaining(sentence) }),
    );
  });

  it('names every mistake at once and repeats no value', () => {
    const read = () =>
      readConfiguration({ PORT: 'hidden-word', DATABASE_URL: 'mysql://x:hidden-word@db.example' });
    expect(read).toThrowError(
      expect.objectContaining({ detail: expect.stringMatching(/PORT .*DATABASE_URL /) }),
    );
    expect(read).toThrowError(
      expect.objectContaining({ detail: expect.not.stringContaining('hidden-word') }),
    );
  });
});
