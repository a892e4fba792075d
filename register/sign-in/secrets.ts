// Everything secret in signing in hangs on one key file outside the database: a stolen database opens no session and no authenticator.
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import path from 'node:path';
import { decryptField, encryptField } from '../keys/cipher.ts';
import { loadOrCreateKey } from '../keys/key-file.ts';

export interface Secrets {
  /** The pass of a browser's database session in a register: derived from its cookie, so neither sent nor stored. */
  readonly passOf: (token: string, register: string) => string;
  /** Keyed hash of something guessable: recovery codes, logins, addresses. */
  readonly keyedHash: (kind: string, text: string) => Buffer;
  readonly sealTotp: (accountId: string, secret: string) => Buffer;
  readonly openTotp: (accountId: string, sealed: Buffer) => string;
}

const TOKEN_BYTES = 32;

/** 256 random bits: in a cookie, or behind the # of a link. */
export const makeToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** A random token needs no key: it cannot be guessed back from its hash. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

export async function openSecrets(dataFolder: string): Promise<Secrets> {
  const root = await loadOrCreateKey(path.join(dataFolder, 'keys', 'sign-in.key'));
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', root, '', `seloste sign-in ${use}`, 32));
  const [passKey, hashKey, totpKey] = [keyFor('pass'), keyFor('hash'), keyFor('totp')];
  const place = (accountId: string) => ({ table: 'totp', column: 'secret', subjectId: accountId, epoch: 1 });
  const hmac = (key: Buffer, ...parts: string[]) =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest();
  return {
    passOf: (token, register) => hmac(passKey, token, register).toString('base64url'),
    keyedHash: (kind, text) => hmac(hashKey, kind, text),
    sealTotp: (accountId, secret) => encryptField(totpKey, secret, place(accountId)),
    openTotp: (accountId, sealed) => decryptField(totpKey, sealed, place(accountId)),
  };
}
