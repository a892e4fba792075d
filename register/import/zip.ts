// The parts of a ZIP file, read one at a time and never further than they say they are. A small file that unpacks to more than a
// spreadsheet can hold is refused before it is read.
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { unreadable } from './table.ts';

export interface Archive {
  /** Null when there is no such part. Throws when it unpacks to more than `limit` bytes. */
  readonly read: (name: string, limit: number) => Promise<Readable | null>;
  readonly close: () => void;
}

const PARTS_LIMIT = 5_000;
/** XML of tables packs to about a twentieth; what packs a thousandfold is made to fill a disk or a memory. */
const RATIO_LIMIT = 1_000;

export async function openArchive(file: string): Promise<Archive> {
  const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false }).catch(() => {
    throw unreadable(
      'It begins as a spreadsheet but its contents cannot be unpacked. Save it again and try once more.',
    );
  });
  const entries = new Map<string, yauzl.Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= PARTS_LIMIT)
      throw unreadable(`It has more than ${PARTS_LIMIT} parts, which no spreadsheet has.`);
    entries.set(entry.fileName, entry);
  }
  const read = async (name: string, limit: number) => {
    const entry = entries.get(name);
    if (!entry) return null;
    if (entry.isEncrypted())
      throw unreadable('It is protected by a password. Save it without one and try again.');
    const { uncompressedSize: size, compressedSize: packed } = entry;
    if (size > limit || size > RATIO_LIMIT * Math.max(packed, 1_024)) {
      throw unreadable(`A part of it unpacks to ${size} bytes, more than can be read. Split the table.`);
    }
    return zip.openReadStreamPromise(entry);
  };
  return { read, close: () => zip.close() };
}
