// Field encryption: AES-256-GCM under the subject's own key. The additional data bind a value to its table, column, subject and
// epoch, so a ciphertext copied to another row or person does not open (threat case A77).
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export interface FieldPlace {
  readonly table: string;
  readonly column: string;
  readonly subjectId: string;
  readonly epoch: number;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const additionalData = (place: FieldPlace) =>
  Buffer.from(JSON.stringify([place.table, place.column, place.subjectId, place.epoch]));

/** Nonce, tag and ciphertext in one buffer. */
export function encryptField(key: Buffer, plaintext: string, place: FieldPlace): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(place));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws when key, place or bytes are not those it was made with. */
export function decryptField(key: Buffer, sealed: Buffer, place: FieldPlace): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  decipher.setAAD(additionalData(place));
  return Buffer.concat([
    decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)),
    decipher.final(),
  ]).toString('utf8');
}

/** Keyed hash under which addresses and codes are matched and suppressed without being readable (32 bytes). */
export function matchHash(matchKey: Buffer, kind: string, matchForm: string): Buffer {
  return createHmac('sha256', matchKey).update(kind).update('\0').update(matchForm).digest();
}
