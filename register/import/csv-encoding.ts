// Which characters a file is written in, decided from its bytes: byte order mark, else UTF-16 by its zero bytes, else UTF-8 when
// every byte sequence is one, else Windows-1252 (what Excel saves as "CSV"). Anything with stray zero bytes is no text.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const SAMPLE_BYTES = 65_536;

/** Null when the file is binary. */
export async function detectEncoding(file: string): Promise<Encoding | null> {
  const sample = await readSample(file);
  const marked = encodingOfMark(sample);
  if (marked) return marked;
  const zeros = countZeros(sample);
  if (zeros.even + zeros.odd > 0) {
    // Western text in UTF-16 has its zero bytes on one side only.
    if (zeros.even === 0 && zeros.odd > sample.length / 4) return 'utf-16le';
    if (zeros.odd === 0 && zeros.even > sample.length / 4) return 'utf-16be';
    return null;
  }
  return (await isUtf8(file)) ? 'utf-8' : 'windows-1252';
}

async function readSample(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function encodingOfMark(sample: Buffer): Encoding | null {
  if (sample.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return 'utf-8';
  if (sample.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return 'utf-16le';
  if (sample.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return 'utf-16be';
  return null;
}

function countZeros(sample: Buffer): { even: number; odd: number } {
  const count = { even: 0, odd: 0 };
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) count[index % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  return count;
}

/** The whole file is read: one Latin-1 letter on the last line is enough to spoil an import read as UTF-8. */
async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
