// The subjects' keys, outside database, write-ahead log and backups: destroying a slot makes the subject's encrypted items
// unreadable in every copy of the database (promise 7). Deleting a key row in PostgreSQL would not, since it survives in WAL.
// Slots are numbered by a database sequence, so that several processes write to the same two files without locks between them.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { loadOrCreateKey, syncFolder } from './key-file.ts';

const SLOT_BYTES = 64; // 1 state, 12 nonce, 16 tag, 32 wrapped key, 3 spare
const EMPTY = 0;
const LIVE = 1;
const DESTROYED = 2;

export interface KeyStore {
  /** Makes one random key per slot and returns them in order; on disk in both places before it answers. */
  readonly create: (slots: readonly KeySlot[]) => Promise<Buffer[]>;
  /** Null when the slot was destroyed or never made. */
  readonly find: (slot: KeySlot) => Promise<Buffer | null>;
  /** Overwrites the slot in both places, syncs, and reads back before it answers. */
  readonly destroy: (slotNo: number) => Promise<void>;
  /** The key of all keyed hashes, for match_key and suppression. */
  readonly matchKey: Buffer;
  readonly close: () => Promise<void>;
}

export interface KeySlot {
  readonly no: number;
  readonly subjectId: string;
}

export interface KeyStorePlace {
  readonly folder: string;
  /** A second disk in production; a sibling folder by default. */
  readonly mirrorFolder: string;
}

export async function openKeyStore(place: KeyStorePlace): Promise<KeyStore> {
  const rootKey = await loadOrCreateKey(path.join(place.folder, 'root.key'));
  const matchKey = await loadOrCreateKey(path.join(place.folder, 'match.key'));
  const files = [await openSlotFile(place.folder), await openSlotFile(place.mirrorFolder)];
  return {
    matchKey,
    create: (slots) => createKeys(rootKey, files, slots),
    find: (slot) => findKey(rootKey, files, slot),
    destroy: (slotNo) => destroyKey(files, slotNo),
    close: async () => {
      await Promise.all(files.map((file) => file.close()));
    },
  };
}

async function openSlotFile(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(path.join(folder, 'slots.bin'), constants.O_RDWR | constants.O_CREAT, 0o600);
  await syncFolder(folder);
  return file;
}

async function createKeys(
  rootKey: Buffer,
  files: readonly FileHandle[],
  slots: readonly KeySlot[],
): Promise<Buffer[]> {
  const keys = slots.map(() => randomBytes(32));
  const images = slots.map((slot, index) => ({
    slot,
    image: wrap(rootKey, slot, keys[index] ?? Buffer.alloc(0)),
  }));
  for (const file of files) {
    for (const run of contiguousRuns(images)) {
      await file.write(run.bytes, 0, run.bytes.length, run.from * SLOT_BYTES);
    }
    await file.datasync();
  }
  return keys;
}

/** Consecutive slots become one write: an import makes tens of thousands at once. */
function contiguousRuns(
  images: readonly { slot: KeySlot; image: Buffer }[],
): { from: number; bytes: Buffer }[] {
  const sorted = [...images].sort((a, b) => a.slot.no - b.slot.no);
  const runs: { from: number; images: Buffer[] }[] = [];
  for (const { slot, image } of sorted) {
    const last = runs.at(-1);
    if (last && last.from + last.images.length === slot.no) last.images.push(image);
    else runs.push({ from: slot.no, images: [image] });
  }
  return runs.map((run) => ({ from: run.from, bytes: Buffer.concat(run.images) }));
}

async function findKey(rootKey: Buffer, files: readonly FileHandle[], slot: KeySlot): Promise<Buffer | null> {
  const images = await Promise.all(files.map((file) => readSlot(file, slot.no)));
  // Destroyed in either place wins: a mirror restored from an old disk must not bring a key back.
  if (images.some((image) => image[0] === DESTROYED)) return null;
  const live = images.find((image) => image[0] === LIVE);
  return live ? unwrap(rootKey, slot, live) : null;
}

async function destroyKey(files: readonly FileHandle[], slotNo: number): Promise<void> {
  const blank = Buffer.alloc(SLOT_BYTES);
  blank[0] = DESTROYED;
  for (const file of files) {
    await file.write(blank, 0, SLOT_BYTES, slotNo * SLOT_BYTES);
    await file.datasync();
    const now = await readSlot(file, slotNo);
    if (!now.equals(blank))
      throw new Error(`Key slot ${slotNo} could not be destroyed; the erasure is not done.`);
  }
}

async function readSlot(file: FileHandle, slotNo: number): Promise<Buffer> {
  const image = Buffer.alloc(SLOT_BYTES, EMPTY);
  await file.read(image, 0, SLOT_BYTES, slotNo * SLOT_BYTES);
  return image;
}

function wrap(rootKey: Buffer, slot: KeySlot, key: Buffer): Buffer {
  const image = Buffer.alloc(SLOT_BYTES);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', rootKey, nonce);
  cipher.setAAD(Buffer.from(`${slot.no}:${slot.subjectId}`));
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  image[0] = LIVE;
  nonce.copy(image, 1);
  cipher.getAuthTag().copy(image, 13);
  body.copy(image, 29);
  return image;
}

function unwrap(rootKey: Buffer, slot: KeySlot, image: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', rootKey, image.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(`${slot.no}:${slot.subjectId}`));
  decipher.setAuthTag(image.subarray(13, 29));
  return Buffer.concat([decipher.update(image.subarray(29, 61)), decipher.final()]);
}
