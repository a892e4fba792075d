/**
 * PostgreSQL refuses to run as root, so a cluster started by root runs as an unprivileged account of the machine.
 */
import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';

/** The account PostgreSQL runs as; `undefined` means: as whoever runs us. */
export type Account = { uid: number; gid: number } | undefined;

/** The overflow account that every Linux and macOS knows, should /etc/passwd name neither `postgres` nor `nobody`. */
const NOBODY = { uid: 65534, gid: 65534 };

export async function chooseAccount(folder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  return (await ownerOf(folder)) ?? (await findUser('postgres')) ?? (await findUser('nobody')) ?? NOBODY;
}

/** An existing cluster keeps the account that owns it, whoever starts it. */
async function ownerOf(folder: string): Promise<Account> {
  const found = await stat(folder).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function findUser(name: string): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}
