// A passkey in software, as a phone would have it: makes keys for an origin, answers challenges, and can be told to misbehave.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

interface Kept {
  readonly id: Buffer;
  readonly privateKey: KeyObject;
  readonly rpId: string;
  readonly userHandle: string;
  counter: number;
}

export interface Authenticator {
  readonly create: (options: CreationOptions, more?: Misbehaviour) => object;
  readonly get: (options: RequestOptions, more?: Misbehaviour) => object;
}

export interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
}

export interface RequestOptions {
  readonly challenge: string;
  readonly rpId?: string;
}

export interface Misbehaviour {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** Touched, but not unlocked by finger, face or PIN. */
  readonly isUnverified?: boolean;
  /** As a copied key would. */
  readonly counter?: number;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

export function openAuthenticator(origin: string): Authenticator {
  const kept: Kept[] = [];
  const clientData = (type: string, challenge: string, more: Misbehaviour) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: more.challenge ?? challenge,
        origin: more.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authenticatorData = (key: Kept, more: Misbehaviour, credential?: Buffer) => {
    const flags = PRESENT | (more.isUnverified ? 0 : VERIFIED) | (credential ? HAS_CREDENTIAL : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(more.counter ?? key.counter);
    return Buffer.concat([
      sha256(more.rpId ?? key.rpId),
      Buffer.from([flags]),
      counter,
      credential ?? Buffer.alloc(0),
    ]);
  };
  return {
    create: ({ challenge, rp, user }, more = {}) => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const key: Kept = {
        id: randomBytes(32),
        privateKey,
        rpId: rp.id ?? '',
        userHandle: user.id,
        counter: 1,
      };
      kept.push(key);
      const credential = Buffer.concat([
        Buffer.alloc(16),
        Buffer.from([0, key.id.length]),
        key.id,
        coseKey(publicKey),
      ]);
      const attestation = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authenticatorData(key, more, credential)],
        ]),
      );
      return answerOf(key, {
        clientDataJSON: clientData('webauthn.create', challenge, more).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    get: ({ challenge, rpId }, more = {}) => {
      const key = kept.find((one) => rpId === undefined || one.rpId === rpId);
      if (!key) throw new Error('no passkey for this site');
      key.counter += 1;
      const data = authenticatorData(key, more);
      const client = clientData('webauthn.get', challenge, more);
      return answerOf(key, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), key.privateKey).toString(
          'base64url',
        ),
        userHandle: key.userHandle,
      });
    },
  };
}

const answerOf = (key: Kept, response: object) => ({
  id: key.id.toString('base64url'),
  rawId: key.id.toString('base64url'),
  type: 'public-key',
  clientExtensionResults: {},
  response,
});

/** RFC 9053: an ES256 key on P-256. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}

/** The part of CBOR (RFC 8949) that WebAuthn uses. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    const entries = [...value].flatMap(([key, one]) => [cbor(key), cbor(one)]);
    return Buffer.concat([head(5, value.size), ...entries]);
  }
  throw new Error('not a value WebAuthn uses');
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
