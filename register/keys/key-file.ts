// Secret key files outside the database: made on first use with 32 random bytes, readable by their owner only, synced before use.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';

const KEY_BYTES = 32;

/** Reads the key, or makes it. Two processes starting at once agree, since the file is created exclusively. */
export async function loadOrCreateKey(file: string): Promise<Buffer> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(KEY_BYTES).toString('hex'));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncFolder(path.dirname(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readKey(file);
}

async function readKey(file: string): Promise<Buffer> {
  // The other process may be between creating and writing; a key that stays short is a damaged file.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const key = Buffer.from(await readFile(file, 'utf8'), 'hex');
    if (key.length === KEY_BYTES) return key;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(
    `The key file ${path.basename(file)} is damaged: restore it from the mirror of the key folder.`,
  );
}

/** A new name in a folder survives a power cut only once the folder itself is synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
