/** Reads the text of a notice file: UTF-8, and no more of it than the checker needs to call it too large. */
import { createReadStream } from 'node:fs';
import process from 'node:process';

/** Twice what a notice may have; the checker tells the rest. */
const MOST_BYTES = 2 * 1024 * 1024;

/** Read as a stream, so that a pipe serves as well as a file. */
async function readBytes(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: MOST_BYTES - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function whyUnreadable(error: unknown): string {
  if (error instanceof TypeError) return 'it is not UTF-8 text; save it as UTF-8';
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
  return `${code}; check the path and your rights to it`;
}

/** The text, or undefined with a sentence on standard error. */
export async function readNoticeText(file: string): Promise<string | undefined> {
  try {
    const bytes = await readBytes(file);
    // A cut file may end within a character, and is refused for its size anyway.
    return new TextDecoder('utf-8', { fatal: bytes.length < MOST_BYTES }).decode(bytes);
  } catch (error) {
    process.stderr.write(`${file} cannot be read: ${whyUnreadable(error)}.\n`);
    return undefined;
  }
}
