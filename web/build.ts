/**
 * Builds the staff app when its sources have changed since the last time, and compresses what a browser loads. `npm start` and the
 * browser tests run it; without changes it takes a few hundredths of a second.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const WEB = fileURLToPath(new URL('.', import.meta.url));
const OUT = path.join(WEB, 'dist/staff');
const STAMP = path.join(OUT, '.sources');
/** What the app takes from other rooms; versions of packages are in the lock file. */
const OTHERS = ['../platform/problems.ts', '../package-lock.json'];
const COMPRESSED = /\.(js|css|svg)$/;
/** One less than brotli's slowest: a tenth of the time for one hundredth of the size. */
const BROTLI_QUALITY = 9;

async function listSources(): Promise<string[]> {
  const entries = await readdir(WEB, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(WEB, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('dist') && !file.includes('.test.') && !file.endsWith('.md'));
  return [...files.sort(), ...OTHERS];
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await listSources()) {
    hash.update(`${file}\0`);
    hash.update(await readFile(path.join(WEB, file)));
  }
  return hash.digest('hex');
}

async function compressAssets(): Promise<void> {
  const folder = path.join(OUT, 'assets');
  const files = (await readdir(folder)).filter((file) => COMPRESSED.test(file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const compress = async (file: string) => {
    const bytes = await readFile(path.join(folder, file));
    await writeFile(path.join(folder, `${file}.br`), await promisify(brotliCompress)(bytes, { params }));
    await writeFile(path.join(folder, `${file}.gz`), await promisify(gzip)(bytes));
  };
  await Promise.all(files.map(compress));
}

/** The stamp is written last, so that a build that broke off is begun again. */
async function buildWhenChanged(): Promise<void> {
  const sources = await hashSources();
  const stamp = existsSync(STAMP) ? await readFile(STAMP, 'utf8') : '';
  if (stamp === sources) return;
  const [{ build }, { viteConfig }] = await Promise.all([import('vite'), import('./vite-config.ts')]);
  await build(viteConfig);
  await compressAssets();
  await writeFile(STAMP, sources);
}

await buildWhenChanged();
