// Which characters a file is written in, decided from its bytes by one rule: its byte order mark; else UTF-16 by its zero bytes; else
// UTF-8 unless more of its letters are no UTF-8 than are, when it is Windows-1252 (what Excel saves as "CSV"). A byte that does not fit
// in a file that is UTF-8 otherwise spoils its own row, not the file.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

/** Bytes of a UTF-8 file that are no part of a character, and where the first is; lines and columns count from one. */
export interface BadBytes {
  readonly count: number;
  readonly line: number;
  readonly column: number;
}

export interface TextFile {
  readonly encoding: Encoding;
  readonly bad: BadBytes | null;
}

/** What stands in the text for a byte that is no part of a character. */
export const UNREADABLE = '\ufffd';

const SAMPLE_BYTES = 65_536;

/** `forced` is believed whatever the bytes say. Null when the file is binary. */
export async function detectEncoding(file: string, forced?: Encoding): Promise<TextFile | null> {
  const sample = await readSample(file);
  const encoding = forced ?? encodingOfMark(sample) ?? encodingOfZeros(sample);
  if (encoding === null) return null;
  if (encoding !== 'utf-8' && encoding !== 'unmarked') return { encoding, bad: null };
  if (await isUtf8(file)) return { encoding: 'utf-8', bad: null };
  const { letters, bad } = await surveyUtf8(file);
  if (encoding === 'unmarked' && bad.count > letters) return { encoding: 'windows-1252', bad: null };
  return { encoding: 'utf-8', bad };
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

/** Western text in UTF-16 has its zero bytes on one side only; anything else with zero bytes is no text. */
function encodingOfZeros(sample: Buffer): Encoding | 'unmarked' | null {
  const count = { even: 0, odd: 0 };
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) count[index % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  if (count.even + count.odd === 0) return 'unmarked';
  if (count.even === 0 && count.odd > sample.length / 4) return 'utf-16le';
  return count.odd === 0 && count.even > sample.length / 4 ? 'utf-16be' : null;
}

/** The whole file is read: a letter on its last line may be the only one. */
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

/** Counts letters beyond ASCII that are UTF-8, and those that are not; read only for files that are not UTF-8 throughout. */
async function surveyUtf8(file: string): Promise<{ letters: number; bad: BadBytes }> {
  const decoder = new TextDecoder('utf-8');
  const seen = { letters: 0, count: 0, line: 1, column: 0, first: { line: 0, column: 0 } };
  for await (const chunk of createReadStream(file)) {
    for (const character of decoder.decode(chunk as Buffer, { stream: true })) survey(seen, character);
  }
  for (const character of decoder.decode()) survey(seen, character);
  return { letters: seen.letters, bad: { count: seen.count, ...seen.first } };
}

interface Seen {
  letters: number;
  count: number;
  line: number;
  column: number;
  first: { line: number; column: number };
}

function survey(seen: Seen, character: string): void {
  if (character === '\n') {
    seen.line += 1;
    seen.column = 0;
    return;
  }
  seen.column += 1;
  if (character === UNREADABLE) {
    if (seen.count === 0) seen.first = { line: seen.line, column: seen.column };
    seen.count += 1;
  } else if (character > '\u007f') seen.letters += 1;
}
