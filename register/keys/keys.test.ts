import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decryptField, encryptField, matchHash } from './cipher.ts';
import { loadOrCreateKey } from './key-file.ts';
import { type KeyStorePlace, openKeyStore } from './key-store.ts';

const ALICE = '018f0000-0000-7000-8000-000000000001';
const BERTIL = '018f0000-0000-7000-8000-000000000002';
const place = { table: 'identity_code', column: 'sealed', subjectId: ALICE, epoch: 1 };

let folder: string;
let where: KeyStorePlace;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seloste-keys-'));
  where = { folder: path.join(folder, 'keys'), mirrorFolder: path.join(folder, 'mirror') };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the key store', () => {
  it('gives back after a restart what it made, for that subject only', async () => {
    const store = await openKeyStore(where);
    const [key] = await store.create([{ no: 7, subjectId: ALICE }]);
    await store.close();
    const again = await openKeyStore(where);
    expect(await again.find({ no: 7, subjectId: ALICE })).toEqual(key);
    await expect(again.find({ no: 7, subjectId: BERTIL })).rejects.toThrow();
    expect(await again.find({ no: 8, subjectId: ALICE })).toBeNull();
    await again.close();
  });

  it('leaves no trace of a destroyed key in either place, even when a mirror is put back', async () => {
    const store = await openKeyStore(where);
    await store.create([
      { no: 0, subjectId: ALICE },
      { no: 1, subjectId: BERTIL },
    ]);
    const oldMirror = await readFile(path.join(where.mirrorFolder, 'slots.bin'));
    await store.destroy(0);
    expect(await store.find({ no: 0, subjectId: ALICE })).toBeNull();
    expect(await store.find({ no: 1, subjectId: BERTIL })).not.toBeNull();
    const wrapped = oldMirror.subarray(29, 61);
    for (const each of [where.folder, where.mirrorFolder]) {
      expect((await readFile(path.join(each, 'slots.bin'))).includes(wrapped)).toBe(false);
    }
    await store.close();
    await writeFile(path.join(where.mirrorFolder, 'slots.bin'), oldMirror);
    const again = await openKeyStore(where);
    expect(await again.find({ no: 0, subjectId: ALICE })).toBeNull();
    await again.close();
  });

  it('survives the loss of one place', async () => {
    const store = await openKeyStore(where);
    const [key] = await store.create([{ no: 3, subjectId: ALICE }]);
    await store.close();
    await rm(path.join(where.folder, 'slots.bin'));
    const again = await openKeyStore(where);
    expect(await again.find({ no: 3, subjectId: ALICE })).toEqual(key);
    await again.close();
  });

  it('makes key files for their owner alone, and one key for two starts at once', async () => {
    const file = path.join(folder, 'a', 'root.key');
    const [one, two] = await Promise.all([loadOrCreateKey(file), loadOrCreateKey(file)]);
    expect(one).toEqual(two);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });
});

describe('field encryption', () => {
  const key = Buffer.alloc(32, 5);
  it('opens only with the same key, table, column, subject and epoch', () => {
    const sealed = encryptField(key, '010190-999W', place);
    expect(decryptField(key, sealed, place)).toBe('010190-999W');
    expect(() => decryptField(Buffer.alloc(32, 6), sealed, place)).toThrow();
    for (const other of [{ subjectId: BERTIL }, { table: 'email' }, { column: 'x' }, { epoch: 2 }]) {
      expect(() => decryptField(key, sealed, { ...place, ...other })).toThrow();
    }
  });
  it('never gives the same bytes twice, while keyed hashes do and differ by kind and key', () => {
    expect(encryptField(key, 'a', place)).not.toEqual(encryptField(key, 'a', place));
    expect(matchHash(key, 'email', 'a@example.fi')).toEqual(matchHash(key, 'email', 'a@example.fi'));
    expect(matchHash(key, 'phone', 'a@example.fi')).not.toEqual(matchHash(key, 'email', 'a@example.fi'));
    expect(matchHash(Buffer.alloc(32, 6), 'email', 'a@example.fi')).not.toEqual(
      matchHash(key, 'email', 'a@example.fi'),
    );
  });
});
