/**
 * Runs the build in a process of its own: the caller keeps none of the bundler's memory, and React is the one for people whatever
 * NODE_ENV the caller has (a test's would bundle the one for developers, half as large again).
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** Resolves to whether the app is built; what went wrong is on standard error. */
export function runBuild(): Promise<boolean> {
  const builder = fileURLToPath(new URL('./build.ts', import.meta.url));
  const env = { ...process.env, NODE_ENV: 'production' };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [builder], { stdio: ['ignore', 'ignore', 'inherit'], env });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
