/**
 * The generated passwords of the embedded cluster's logins. They stay in one file that only its owner may read; no
 * part of the product prints them.
 */
import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Hexadecimal, so that no password needs escaping in a URL or a statement; 192 bits. */
const makePassword = () => randomBytes(24).toString('hex');

const loginsSchema = z.object({
  superuser: z.string(),
  owner: z.string(),
  server: z.string(),
  portal: z.string(),
  accounts: z.string(),
});
const made = z.string().default(makePassword);
const loginsWithDefaults = z.object({
  superuser: made,
  owner: made,
  server: made,
  portal: made,
  accounts: made,
});
export type Logins = z.infer<typeof loginsSchema>;

/** The cluster's first login: used to create the others and to check identity, never by requests. */
export const SUPERUSER = 'postgres';

/** A login that a newer version has added gets its password when it is first asked for. */
export async function readOrMakeLogins(folder: string): Promise<Logins> {
  const file = path.join(folder, 'logins.json');
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '{}';
    throw cause;
  });
  const complete = loginsSchema.safeParse(JSON.parse(text));
  if (complete.success) return complete.data;
  const logins = loginsWithDefaults.parse(JSON.parse(text));
  await writeFile(`${file}.new`, `${JSON.stringify(logins)}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return logins;
}
